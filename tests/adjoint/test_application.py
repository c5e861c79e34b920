"""Partials of one operation that may be infinite are computed under one `np.errstate`."""

import numpy as np

from srcgrad import source
from srcgrad.transforms.second import Scalar


def quotients(a, b):
    """Elements of which the first is left out."""
    x = np.zeros(len(b))
    for i in range(len(b)):
        x[i] = b[i] / a[i]
    return np.sum(x[1:] * x[1:])


def test_partials_of_one_operation_share_a_context():
    a, b = np.array([0.5, 2.0, 4.0]), np.array([1.0, 3.0, 5.0])
    text = Scalar(quotients, (0, 1)).source(a, b)
    assert (1, 2) == (
        text.count("with np.errstate"),
        text.count("= relevant(") + text.count("* relevant("),
    )


def nested(a, b):
    """The program's own context, with a division of its own."""
    x = np.zeros(len(b))
    for i in range(len(b)):
        with np.errstate(all="ignore"):
            x[i] = b[i] / a[i]
        x[i] = np.log(x[i])
    return np.sum(x[1:] * x[1:])


def test_operations_of_their_own_keep_their_contexts():
    """A program's own context stays apart from those of partials."""
    a, b = np.array([0.5, 2.0, 4.0]), np.array([1.0, 3.0, 5.0])
    value, (a_bar, b_bar) = Scalar(nested, (0, 1))(a, b)
    logs = np.log(b / a) * [0, 1, 1]
    assert np.sum(logs**2) == value
    np.testing.assert_allclose(-2 * logs / a, a_bar)
    np.testing.assert_allclose(2 * logs / b, b_bar)


def flux(u, dt, dx):
    return np.sum(np.sin(dt / dx * u))


def test_a_quotient_of_numbers_goes_over_an_array_once():
    text = source(flux, np.ones(3), 0.1, 0.2)
    assert "* (dt / dx)" in text.partition("# reverse sweep")[2]

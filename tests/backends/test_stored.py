"""Functions that the same line makes anew are differentiated once."""

import numpy as np
import pytest

from srcgrad import grad, hvp
from srcgrad.rules import declare

X = np.array([0.3, -0.7, 1.1])
FACTORS = {"a": 2.0}


@pytest.fixture(autouse=True)
def without_rules_of_other_tests(monkeypatch):
    """One that cannot be told in words leaves all that is compiled without a key."""
    monkeypatch.setattr(declare, "_of_users", set())


def loss(x, k):
    return k * np.sum(x**4)


def other(x, k):
    return k * np.sum(np.sin(x))


measured = loss


def penalty(k):
    """Its own derivative calls one that the program makes, which no file can describe."""
    return grad(lambda x: FACTORS["a"] * np.sum(grad(measured)(x, k)[1] ** 2))


def test_one_derivative_serves_all_lambdas_of_a_line():
    first, second = penalty(1.0), penalty(3.0)
    one, two = first.adjoint(X), second.adjoint(X)
    assert one.function is two.function
    np.testing.assert_allclose(192.0 * X**5, first(X)[1])
    np.testing.assert_allclose(9 * 192.0 * X**5, second(X)[1])


def test_what_they_rest_on_is_looked_at(monkeypatch):
    assert penalty(1.0)(X)[1].shape == (3,)
    monkeypatch.setitem(FACTORS, "a", 3.0)
    np.testing.assert_allclose(288.0 * X**5, penalty(1.0)(X)[1])
    monkeypatch.setitem(globals(), "measured", other)
    np.testing.assert_allclose(-3.0 * np.sin(2 * X), penalty(1.0)(X)[1])


def test_functions_in_cells_are_looked_at():
    def along(fun, v):
        return grad(lambda x: np.vdot(grad(fun)(x, 2.0)[1], v))(X)[1]

    for fun in (loss, other, loss):
        np.testing.assert_allclose(hvp(fun)(X, 2.0, v=X[::-1]), along(fun, X[::-1]))


def test_cells_that_hold_numbers_of_another_kind():
    found = [penalty(k)(X)[1] for k in (1.0, 2, np.float32(1.0))]
    for k, slope in zip((1.0, 2, 1.0), found, strict=True):
        np.testing.assert_allclose(192.0 * k * k * X**5, slope, rtol=1e-6)

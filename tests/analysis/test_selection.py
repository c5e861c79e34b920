"""Where a zero adjoint may meet a partial that is inf or NaN."""

import numpy as np
import pytest

from srcgrad import grad, source
from srcgrad.analysis.activity import active
from srcgrad.analysis.kinks.selection import selection
from tests.stages import after


def chosen(function, *args, **options):
    one = after("analyse", function, *args, **options)
    found = selection(one.core, one.facts, active(one.core, one.facts))
    return (
        found,
        {n.partition(".")[0] for n in found.masked},
        {n.partition(".")[0] for n in found.parted},
    )


def by_value(x):
    y = np.sqrt(x)
    return np.sum(np.where(x > 0, y, 0.0))


def by_position(x):
    y = np.sqrt(x)
    return np.sum(y[1:])


def whole(x):
    y = np.sqrt(x)
    return np.sum(y[:, None])


def test_what_selects():
    assert "y" in chosen(by_value, np.ones(5))[1]
    assert "y" in chosen(by_position, np.ones(5))[2]
    _, masked, parted = chosen(whole, np.ones(5))
    assert "y" not in masked | parted


def all_unpacked(x):
    y = np.exp(x)
    a, b = y
    return a * b + a


def one_unread(x):
    y = np.exp(x)
    a, _ = y
    return a * a


def one_read_in_a_loop(x, n=2):
    y = np.exp(x)
    a, b = y
    s = a * a
    for _ in range(n):
        s = s * b
    return s


def one_read_in_a_branch(x):
    y = np.exp(x)
    a, b = y
    s = a * a
    if a > 3.0:
        s = s * b
    return s


def one_selected(x):
    y = np.exp(x)
    a, b = y
    return np.sum(np.where(x > 0, a, 0.0)) + b


def test_unpacking_leaves_out_what_is_not_used():
    def left_out(function):
        _, masked, parted = chosen(function, np.ones(2))
        return "y" in masked, "y" in parted

    assert (False, False) == left_out(all_unpacked)
    assert (True, False) == left_out(one_selected)
    for function in (one_unread, one_read_in_a_loop, one_read_in_a_branch):
        assert (False, True) == left_out(function)


def a_number_divides(x, s):
    y = x / s
    return np.sum(y[1:])


def an_array_divides(x, z):
    y = x / z
    return np.sum(y[1:])


@pytest.mark.parametrize(
    ("function", "argument", "uneven"),
    [(a_number_divides, 2.0, set()), (an_array_divides, np.ones(5), {"y"})],
)
def test_a_number_is_singular_for_all_elements_alike(function, argument, uneven):
    found, _, parted = chosen(function, np.ones(5), argument, wrt=(0, 1))
    assert "y" in parted
    assert uneven == {n for n in found.uneven if n in ("y",)}
    assert "y" in found.wild


def chosen_share(x, label):
    p = np.exp(x - np.max(x))
    p = p / np.sum(p)
    return -np.log(p[label])


def chosen_share_of_any(x, label):
    p = np.exp(x)
    p = p / np.sum(p)
    return -np.log(p[label])


def test_exponentials_of_differences_from_the_largest_are_finite():
    x = np.array([0.3, -800.0, 0.1])
    assert "np.where" not in source(chosen_share, x, 0)
    assert "np.where" in source(chosen_share_of_any, x, 0)
    value, x_bar = grad(chosen_share)(x, 0)
    share = np.exp(x) / np.sum(np.exp(x))
    assert value == chosen_share(x, 0)
    np.testing.assert_allclose(x_bar, share - [1.0, 0.0, 0.0], rtol=1e-14)

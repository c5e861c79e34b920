"""What is a root of a sum of squares, and what only looks like one."""

import math

import numpy as np
import pytest

from srcgrad import grad, hvp, jvp

ZERO = np.zeros(2)


def summed_in_a_loop(x):
    s = 0.0
    for one in x:
        s += one * one
    return math.sqrt(s)


def through_names(x):
    a, b = x[0], x[1]
    squares = 2.0 * np.square(a) + b**2 / 3.0
    return np.sqrt(squares)


def of_rows(x):
    d = x[:, None] - np.zeros((1, 3))
    return np.sum((d**2).sum(-1) ** 0.5)


def of_a_list(x):
    squares = []
    for one in x:
        squares.append(one**2)
    return math.sqrt(sum(squares) / (len(x) - 1))


LENGTHS = [
    of_a_list,
    lambda x: math.sqrt(sum((one - 0.0) ** 2 for one in x)),
    lambda x: math.fsum([one * one for one in x]) ** (1 / 2),
    lambda x: np.sqrt(np.sum(x**2) / x.size) + (np.average(x**2) / x.shape[0]) ** 0.5,
    lambda x: np.sqrt(np.einsum("i,i", x, x)),
    lambda x: np.sum(np.sqrt(np.einsum("ij,ij->i", x[:, None], x[:, None]))),
    lambda x: np.power(x.dot(x), 0.5) + pow(np.sum(np.multiply(x, x)), 0.5),
    lambda x: math.sqrt(math.pow(x[0], 2) + pow(x[1], 2)) + np.sqrt(np.sum(np.power(x, 2))),
    summed_in_a_loop,
    through_names,
    of_rows,
    lambda x: np.sqrt(x @ x),
    lambda x: np.sqrt(np.dot(x, x)),
    lambda x: np.sqrt(np.mean(x**4)),
    lambda x: np.sqrt(np.nanmean(np.clip(x, -1.0, 0.5) ** 2)),
    lambda x: np.sqrt(np.nansum(x * x, axis=0)),
    lambda x: math.sqrt(x[0] * x[0] + x[1] * x[1]) + np.sum(x),
]


@pytest.mark.parametrize("function", LENGTHS)
def test_the_slope_at_zero_is_that_of_the_rest(function):
    """The kink is symmetric, so the differences to both sides cancel."""
    slopes = [(function(h) - function(-h)) / 2e-3 for h in 1e-3 * np.eye(2)]
    with np.errstate(all="raise"):
        np.testing.assert_allclose(grad(function)(ZERO)[1], slopes, atol=1e-12)
        np.testing.assert_allclose(
            jvp(function, (ZERO,), (np.ones(2),))[1], sum(slopes), atol=1e-12
        )


def guarded(function, *args):
    return "np.where" in grad(function).source(*args) or " or 1.0" in grad(function).source(*args)


def stored_into(x):
    s = np.zeros(2)
    s[:] = x
    return np.sum(np.sqrt(s))


def written_by_another_name(x):
    s = x * x
    t = s
    t[:] = x
    return np.sum(np.sqrt(s))


def with_an_initial_value(x):
    return np.sqrt((x[1:] ** 2).sum(initial=x[0]))


def test_a_list_that_is_given_may_hold_anything():
    """At a root of zero the slope by what it held before is infinite, not made up."""

    def root(given, x):
        for one in x:
            given.append(one**2)
        return math.sqrt(sum(given))

    assert grad(root, wrt=0)([0.0], ZERO)[1][0] == np.inf


def never_zero(x):
    return np.sqrt(x @ x + 1e-9)


def of_a_list_that_is_more(x):
    squares = [x[0]]
    squares.append(x[1] ** 2)
    return math.sqrt(sum(squares))


def of_a_list_that_is_changed(x):
    squares = [x[0] ** 2, x[1] ** 2]
    squares[1] = x[1]
    return math.sqrt(sum(squares))


def of_a_list_of_two_names(x):
    squares = [x[0] ** 2]
    other = squares
    other.append(x[1])
    return math.sqrt(sum(squares))


def of_weighted_squares(x):
    return np.sqrt(np.average(x**2, weights=[2.0, -1.0]))


def of_a_contraction(x):
    return np.sqrt(np.einsum("i,j", x, x)[0, 1])


def of_cubes(x):
    return np.sqrt(np.sum(x**3))


def of_a_product(x):
    return np.sqrt(x[0] * x[1])


def of_a_number(x):
    return np.sum(np.sqrt(x))


@pytest.mark.parametrize(
    "function",
    [
        stored_into,
        written_by_another_name,
        with_an_initial_value,
        never_zero,
        of_a_list_that_is_more,
        of_a_list_that_is_changed,
        of_a_list_of_two_names,
        of_weighted_squares,
        of_a_contraction,
        of_cubes,
        of_a_product,
        of_a_number,
    ],
)
def test_other_roots_pay_nothing(function):
    assert not guarded(function, np.ones(2))


def test_a_root_that_starts_at_zero_has_an_infinite_slope():
    with np.errstate(divide="ignore"):
        assert np.inf == grad(lambda x: np.sqrt(x[0]) + x[1])(ZERO)[1][0]


def distance(x, w):
    dx = x[0] ** 2 * w + x[1]
    dy = x[1] - 1.0
    return np.sqrt(dx**2 + dy**2)


def test_only_weights_of_the_squares_are_asked_for():
    value, x_bar = grad(distance)(np.array([1.0, 1.0]), -1.0)
    assert (0.0, [0.0, 0.0]) == (value, x_bar.tolist())


def test_second_derivatives_are_not_made_up():
    """Of `cos(r)` and `exp(-r**2)`, which are smooth at zero, they are not zero."""

    def wave(x):
        return np.cos(np.sqrt(x @ x))

    def bump(x):
        r = np.sqrt(x @ x)
        return np.exp(-(r**2))

    with np.errstate(all="ignore"):
        assert np.all(np.isnan(hvp(wave)(ZERO, v=np.ones(2))))
    np.testing.assert_array_equal(hvp(bump)(ZERO, v=np.ones(2)), [-2.0, -2.0])
    np.testing.assert_allclose(grad(wave)(ZERO)[1], [0.0, 0.0])
    np.testing.assert_allclose(grad(bump)(ZERO)[1], [0.0, 0.0])

"""Adjoints of values that were chosen, where the slope behind is infinite."""

import numpy as np
import pytest

from srcgrad import grad


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (lambda A: np.sum(np.sqrt(np.max(A, axis=1))), [[np.inf, 0.0], [0.0, np.inf]]),
        (lambda A: np.max(A) ** 0.5, [[np.inf, 0.0], [0.0, np.inf]]),
    ],
)
def test_what_is_not_the_largest_has_nothing_of_an_infinite_slope(function, expected):
    A = np.array([[0.0, -1.0], [-2.0, 0.0]])
    with np.errstate(divide="ignore"):
        value, A_bar = grad(function)(A)
    assert 0.0 == value
    np.testing.assert_array_equal(np.array(expected), A_bar)


def root_of_the_greatest_size(x):
    return np.max(np.abs(x)) ** 0.5


def test_a_size_of_zero_chosen_as_the_largest():
    with np.errstate(divide="ignore"):
        value, x_bar = grad(root_of_the_greatest_size)(np.zeros(3))
    assert 0.0 == value
    np.testing.assert_array_equal(np.zeros(3), x_bar)

"""Stores through index arrays of several axes in forward mode."""

import numpy as np
import pytest

from srcgrad import grad, jvp, source
from srcgrad.runtime import AmbiguousStore

TWICE = np.array([[0, 1, 2], [0, 3, 1]])


def stored(x, index):
    y = np.zeros(5)
    y[index] = x * x
    return np.sum(y * y)


def stored_in_columns(x, index):
    y = np.zeros((2, 5, 3))
    y[:, index, 1] = x
    return np.sum(y * y)


def stored_behind(x, index):
    y = np.zeros((2, 3, 5))
    y[..., None, index] = x
    return np.sum(y * y)


def number_stored(x, index):
    y = np.zeros(5)
    y[index] = x
    return np.sum(y * y)


@pytest.mark.parametrize("function", [stored, stored_in_columns, stored_behind])
def test_an_order_that_is_numpys_own_affair_is_an_error_in_both_modes(function):
    turned = np.asfortranarray(TWICE)
    x, x_dot = np.arange(1.0, 7.0).reshape(2, 3), np.ones((2, 3))
    with pytest.raises(AmbiguousStore):
        grad(function)(x, turned)
    with pytest.raises(AmbiguousStore):
        jvp(function, (x, turned), (x_dot, None))


@pytest.mark.parametrize("function", [stored, stored_in_columns, stored_behind])
def test_the_last_of_a_contiguous_index_wins(function):
    x = np.arange(1.0, 7.0).reshape(2, 3)
    x_dot = np.cos(x)
    _, gradient = grad(function)(x, TWICE)
    _, tangent = jvp(function, (x, TWICE), (x_dot, None))
    np.testing.assert_allclose(np.sum(gradient * x_dot), tangent, rtol=1e-12)


def test_a_number_is_the_same_in_any_order():
    assert "winners" not in source(number_stored, 2.0, TWICE, mode="forward")
    assert (5 * 0.0 + 4 * 4.0, 4 * 4.0) == jvp(
        number_stored, (2.0, np.asfortranarray(TWICE)), (1.0, None)
    )

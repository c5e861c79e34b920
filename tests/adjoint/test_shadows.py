"""The layout of a shadow: where views are reshaped, it has to be the array's."""

import numpy as np

from srcgrad import source

X = np.array([0.3, 0.4])


def reverse_of(function, *args):
    return source(function, *args).split("# reverse sweep\n")[1]


def test_a_multiple_of_the_array_is_laid_out_like_it():
    def reshaped(x):
        y = np.zeros((2, 2))
        y.reshape(-1)[:2] = x
        return np.sum(y * y)

    assert "y_bar = seed * 2 * y  #" in reverse_of(reshaped, X)


def test_another_array_may_not_be():
    def reshaped(x, w):
        y = np.zeros((2, 2))
        y.reshape(-1)[:2] = x
        return np.sum(y * w)

    assert "y_bar = np.zeros_like(y)" in reverse_of(reshaped, X, np.eye(2))


def test_a_transposed_view_needs_no_layout():
    def turned(x, w):
        y = np.zeros((2, 2))
        np.transpose(y)[0] = x
        return np.sum(y * w)

    assert "y_bar = seed * w  #" in reverse_of(turned, X, np.eye(2))

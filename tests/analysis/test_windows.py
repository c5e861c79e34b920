"""Lengths of slices that move with loops."""

import numpy as np
import pytest

from srcgrad import source

X, W = np.ones(9), np.ones(3)


def inside(x, w):
    size = w.shape[0]
    total = 0.0
    for i in range(x.shape[0] - size + 1):
        total += np.sum(x[i : i + size] * w)
    return total


def three_at_a_time(x, w):
    total = 0.0
    for i in range(1, len(x) - 1):
        total += np.sum(x[i - 1 : i + 2] * w)
    return total


def beyond_the_end(x, w):
    """The last slices are cut short, and may be broadcast."""
    size = w.shape[0]
    total = 0.0
    for i in range(x.shape[0] - size):
        total += np.sum(x[i + 2 : i + 2 + size] * w)
    return total


def before_the_beginning(x, w):
    size = w.shape[0]
    total = 0.0
    for i in range(x.shape[0] - size + 1):
        total += np.sum(x[i - 1 : i - 1 + size] * w)
    return total


@pytest.mark.parametrize("function", [inside, three_at_a_time])
def test_whole_windows(function):
    assert "unbroadcast" not in source(function, X, W, wrt=(0, 1))


@pytest.mark.parametrize("function", [beyond_the_end, before_the_beginning])
def test_windows_that_may_be_cut(function):
    assert "unbroadcast" in source(function, X, W, wrt=(0, 1))

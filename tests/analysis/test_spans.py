"""Slices that end where others begin, and those of which it is not known."""

import numpy as np
import pytest

from srcgrad import check_grads, source
from tests.programs.case import positive


def halves(y, n):
    return np.sum(np.cos(y[:n])) + 0.5 * np.sum(y[n:] ** 2)


def gates(z):
    n = len(z) // 4
    return np.sum(z[:n] ** 2) + np.sum(z[2 * n : 3 * n] ** 3) + np.sum(np.exp(z[3 * n :]))


def parameters(theta, n, m):
    w = theta[: n * m].reshape(n, m)
    return np.sum(w**2) * np.sum(theta[n * m : n * m + m] ** 3)


def rows(y, n):
    return np.sum(y[0, :n] ** 2) * np.sum(y[:, n:] ** 3)


APART = {
    "halves": (halves, (positive(6), 2), ["y_bar[n:] = ", "y_bar[:n] = "]),
    "halves, from the end": (halves, (positive(6), -2), ["y_bar[n:] = ", "y_bar[:n] = "]),
    "gates": (gates, (positive(9),), ["z_bar[2 * n:3 * n] = ", "z_bar[:n] = "]),
    "products": (parameters, (positive(9), 3, 2), ["theta_bar[:n * m] = "]),
    "one axis": (rows, (positive(2, 5), 2), ["y_bar[0, :n] = "]),
}


def moved(y, steps):
    total, n = 0.0, 1
    for _ in range(steps):
        total += np.sum(y[:n] ** 2) * np.sum(y[n:] ** 3)
        n = n + 1
    return total


def other_axis(y, n):
    return np.sum(y[None, :n] ** 2) * np.sum(y[:, None, n:] ** 3)


def signs(y, n):
    return np.sum(y[:n] ** 2) * np.sum(y[2 * n : 3 * n] ** 3)


def of_a_loop(x, y):
    z = x * 1.0
    total = 0.0
    for i in range(3):
        n = len(y[i:])
        total += np.sum(z[:n] ** 2)
    z[n:] = 0.0
    return total * np.sum(z**3)


def of_the_last_pass(x, y):
    z = x * 1.0
    for i in range(3):
        v = y[i:]
        if i > 0:
            z[:n] = np.sum(z[len(v) :])  # noqa: F821
        n = len(v)  # noqa: F841
    return np.sum(z**2)


def clamped(x, n):
    return np.sum(x[:n] ** 2) * np.sum(x[2 * n :] ** 3) + np.sum(np.arange(n))


PERHAPS = {
    "another number": (moved, (positive(6), 3), "y_bar[n:] += "),
    "another axis": (other_axis, (positive(4, 5), 2), "y_bar[None, :n] += "),
    "of any sign": (signs, (positive(9), -1), "y_bar[:n] += "),
    "another pass": (of_a_loop, (positive(9), positive(5)), "z_item.copy()"),
    "the last pass": (of_the_last_pass, (positive(9), positive(5)), "z_bar[len(v):] += "),
    "a length that is clamped": (clamped, (positive(9), -2), "x_bar[:n] += "),
}


@pytest.mark.parametrize("case", APART)
def test_apart(case):
    function, args, texts = APART[case]
    text = source(function, *args)
    assert all(part in text for part in texts)
    check_grads(function, args)


@pytest.mark.parametrize("case", PERHAPS)
def test_perhaps(case):
    function, args, text = PERHAPS[case]
    assert text in source(function, *args)
    check_grads(function, args)

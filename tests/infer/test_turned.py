"""Diagonals beside the main one, and unit matrices: how many rows and columns they have."""

import numpy as np
import pytest

from srcgrad import grad, source


def bands(a, b, c):
    A = 2.0 * np.diag(a, -1) + np.diag(b) * b[0] - np.diag(c, k=1)
    return np.sum(A @ A)


def implicit(a, b, c):
    n = len(b)
    A = np.eye(n) * b[0] - a[0] * np.eye(n, k=1) - c[1] * np.eye(n, k=-1)
    return np.sum(A @ A @ b)


def taken_apart(a, b, c):
    A = np.outer(b, b)
    return np.sum(np.diag(A, 1) * a) + np.sum(np.diagonal(A, -1) * c) + np.sum(np.diag(A, 2))


def rectangular(a, b, c):
    wide = np.eye(len(b), 2, 1) * b[:, None]
    return np.sum(wide @ a[:2]) + np.sum(np.diag(a, 1) * b[0] + b)


def added_to(a, b, c):
    """The adjoint of `a` begins as a diagonal, which cannot be written."""
    return np.sum(np.diag(a) * b[0] + c) + np.sum(a[:2] ** 2)


@pytest.mark.parametrize("function", [bands, implicit, taken_apart, rectangular, added_to])
@pytest.mark.parametrize("count", [3, 6])
def test_shapes(function, count):
    draw = np.random.default_rng(count).normal
    args = draw(size=count - 1), draw(size=count), draw(size=count - 1)
    value, bars = grad(function, wrt=(0, 1, 2))(*args)
    assert value == function(*args)
    step = [1e-6 * draw(size=arg.shape) for arg in args]
    ends = [function(*(x + way * t for x, t in zip(args, step, strict=True))) for way in (1, -1)]
    slope = sum(np.vdot(bar, t) for bar, t in zip(bars, step, strict=True))
    np.testing.assert_allclose(slope, (ends[0] - ends[1]) / 2, rtol=1e-6, atol=1e-12)
    if count == 6 and function in (implicit, taken_apart):
        assert "unbroadcast" not in source(function, *args, wrt=(0, 1, 2))

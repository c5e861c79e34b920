"""Adjoints of functions of sampled signals."""

from typing import Any

import numpy as np

from srcgrad.runtime.arrays.broadcasting import unbroadcast


def convolve_transpose(y_bar: Any, other: Any, size: int, mode: str) -> Any:
    """The adjoint of the operand with `size` elements in `np.convolve` with `other`.

    >>> convolve_transpose(np.array([1.0, 0.0, 0.0]), np.array([2.0, 3.0]), 2, "full")
    array([2., 0.])
    """
    other = np.atleast_1d(other)
    short = min(size, len(other))
    start = {"full": 0, "same": (short - 1) // 2, "valid": short - 1}[mode]
    full = np.zeros(size + len(other) - 1, np.asarray(y_bar).dtype)
    full[start : start + len(y_bar)] = y_bar
    return np.correlate(full, np.conj(other), "valid")  # which conjugates its second operand


def interp_slope(x: Any, xp: Any, fp: Any) -> Any:
    """The slope of `np.interp(x, xp, fp)`: to the right of `x` at a node, 0 outside.

    >>> interp_slope(np.array([-1.0, 0.5, 1.5]), np.arange(3.0), np.array([0.0, 2.0, 3.0]))
    array([0., 2., 1.])
    """
    if len(xp) < 2:
        return np.zeros(np.shape(x))
    i = np.clip(np.searchsorted(xp, x, "right") - 1, 0, len(xp) - 2)
    # NumPy goes over to floats first: differences of its integers would wrap round
    slope = (np.diff(np.asarray(fp) * 1.0) / np.diff(np.asarray(xp) * 1.0))[i]
    return np.where(np.less(x, xp[0]) | np.greater(x, xp[-1]), 0, slope)


def interp_transpose(y_bar: Any, x: Any, xp: Any) -> Any:
    """The adjoint of `fp` in `np.interp(x, xp, fp)`.

    >>> interp_transpose(np.ones(2), np.array([0.25, 9.0]), np.arange(3.0))
    array([0.75, 0.25, 1.  ])
    """
    xp = np.asarray(xp) * 1.0
    fp_bar = np.zeros(len(xp), np.asarray(y_bar).dtype)
    if len(xp) < 2:
        fp_bar += np.sum(y_bar)
        return fp_bar
    i = np.clip(np.searchsorted(xp, x, "right") - 1, 0, len(xp) - 2)
    t = (np.clip(x, xp[0], xp[-1]) - xp[i]) / (xp[i + 1] - xp[i])
    np.add.at(fp_bar, i, y_bar * (1 - t))
    np.add.at(fp_bar, i + 1, y_bar * t)
    return fp_bar


def interp_slope_transpose(y_bar: Any, x: Any, xp: Any) -> Any:
    """The adjoint of `fp` in `interp_slope(x, xp, fp)`.

    >>> interp_slope_transpose(np.ones(2), np.array([0.25, 9.0]), np.array([0.0, 2.0]))
    array([-0.5,  0.5])
    """
    xp = np.asarray(xp) * 1.0
    fp_bar = np.zeros(len(xp), np.asarray(y_bar).dtype)
    if len(xp) < 2:
        return fp_bar
    i = np.clip(np.searchsorted(xp, x, "right") - 1, 0, len(xp) - 2)
    y_bar = np.where(np.less(x, xp[0]) | np.greater(x, xp[-1]), 0, y_bar)
    y_bar = y_bar / (xp[i + 1] - xp[i])
    np.add.at(fp_bar, i, -y_bar)
    np.add.at(fp_bar, i + 1, y_bar)
    return fp_bar


def trapezoid_weights(count: int, x: Any = None, dx: Any = 1.0) -> Any:
    """What each of `count` samples weighs in `np.trapezoid`, along the last axis of `x`.

    >>> trapezoid_weights(3), trapezoid_weights(3, np.array([0.0, 1.0, 4.0]))
    (array([0.5, 1. , 0.5]), array([0.5, 2. , 1.5]))
    """
    gaps = np.full(max(count - 1, 0), dx) if np.ndim(x) == 0 else np.diff(x)
    weights = np.zeros((*gaps.shape[:-1], count), np.result_type(gaps.dtype, np.float64))
    weights[..., 1:] += gaps / 2
    weights[..., :-1] += gaps / 2
    return weights


def trapezoid_points(z_bar: Any, y: Any, x: Any, axis: int = -1) -> Any:
    """The adjoint of the points `x` in `z = np.trapezoid(y, x, axis=axis)`.

    >>> trapezoid_points(1.0, np.array([1.0, 3.0, 5.0]), np.arange(3.0))
    array([-2., -2.,  4.])
    """
    y = np.moveaxis(y, axis, -1)
    means = np.asarray(z_bar)[..., None] * (y[..., 1:] + y[..., :-1]) / 2
    x_bar = -np.diff(means, prepend=0, append=0)[..., : y.shape[-1]]
    if np.ndim(x) == 1:
        return np.sum(x_bar, axis=tuple(range(x_bar.ndim - 1)))
    return unbroadcast(np.moveaxis(x_bar, -1, axis), np.shape(x))

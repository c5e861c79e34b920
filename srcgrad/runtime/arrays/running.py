"""Adjoints of running extremes."""

from typing import Any

import numpy as np


def running_extreme_transpose(y_bar: Any, y: Any, a: Any, axis: int | None = 0) -> Any:
    """The adjoint of `a` in `y = np.maximum.accumulate(a, axis)`, or `np.minimum`.

    Elements that tie for the extreme so far share in equal parts.

    >>> a = np.array([1.0, 3.0, 2.0, 3.0])
    >>> running_extreme_transpose(np.ones(4), np.maximum.accumulate(a), a)
    array([1. , 2.5, 0. , 0.5])
    """
    axis = 0 if axis is None else axis  # of a vector: NumPy takes no others
    a, y, y_bar = (np.moveaxis(array, axis, 0) for array in (a, y, y_bar))
    a_bar = np.zeros(a.shape, np.asarray(y_bar).dtype)
    ties = a == y
    counts = ties.astype(a_bar.dtype)
    for i in range(1, len(a)):
        counts[i] += np.where(y[i] == y[i - 1], counts[i - 1], 0)
    waiting = np.zeros_like(a_bar[:1]).sum(axis=0)
    for i in range(len(a) - 1, -1, -1):
        if i + 1 < len(a):
            waiting = np.where(y[i] == y[i + 1], waiting, 0)
        waiting = waiting + y_bar[i] / np.maximum(counts[i], 1)
        a_bar[i] = np.where(ties[i], waiting, 0)
    return np.moveaxis(a_bar, 0, axis)


def running_extreme_tangent(a_dot: Any, y: Any, a: Any, axis: int | None = 0) -> Any:
    """The tangent of `y = np.maximum.accumulate(a, axis)`, or `np.minimum`.

    >>> a = np.array([1.0, 3.0, 2.0, 3.0])
    >>> running_extreme_tangent(np.arange(4.0), np.maximum.accumulate(a), a)
    array([0., 1., 1., 2.])
    """
    axis = 0 if axis is None else axis  # of a vector: NumPy takes no others
    a, y, a_dot = (np.moveaxis(array, axis, 0) for array in (a, y, a_dot))
    ties = a == y
    total, count = np.where(ties, a_dot, 0), ties.astype(np.asarray(a_dot).dtype)
    for i in range(1, len(a)):
        total[i] += np.where(y[i] == y[i - 1], total[i - 1], 0)
        count[i] += np.where(y[i] == y[i - 1], count[i - 1], 0)
    return np.moveaxis(total / np.maximum(count, 1), 0, axis)

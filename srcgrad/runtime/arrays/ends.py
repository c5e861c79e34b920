"""Weights of the ends of an axis, and lengths of transforms."""

from typing import Any

import numpy as np


def ends_weighed(x: Any, axis: int, first: float, last: float) -> Any:
    """An array of which the first and the last element along an axis count more, or less.

    >>> ends_weighed(np.ones(3), -1, 2.0, 0.5)
    array([2. , 1. , 0.5])
    """
    weighed = np.array(x)
    rows = np.moveaxis(weighed, axis, 0)
    rows[:1] *= first
    rows[-1:] *= last
    return weighed


def cut_or_filled(x: Any, size: int, axis: int) -> Any:
    """An array of another length along an axis: without the rest, or with zeros behind.

    >>> cut_or_filled(np.ones(2), 3, -1)
    array([1., 1., 0.])
    """
    rows = np.moveaxis(x, axis, 0)
    if len(rows) >= size:
        return np.moveaxis(rows[:size], 0, axis)
    filled = np.zeros((size, *rows.shape[1:]), x.dtype)
    filled[: len(rows)] = rows
    return np.moveaxis(filled, 0, axis)

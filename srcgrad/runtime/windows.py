"""Adjoints of windows that slide over an array."""

from typing import Any

import numpy as np


def unwindow(y_bar: Any, shape: Any, window_shape: Any, axis: Any = None) -> Any:
    """The adjoint of `x` in `np.lib.stride_tricks.sliding_window_view(x, window_shape, axis)`.

    >>> unwindow(np.ones((2, 2)), (3,), 2)
    array([1., 2., 1.])
    """
    sizes = window_shape if isinstance(window_shape, tuple) else (window_shape,)
    axes = tuple(range(len(shape))) if axis is None else axis
    axes = tuple([k % len(shape) for k in (axes if isinstance(axes, tuple) else (axes,))])
    x_bar = np.zeros(shape, y_bar.dtype)
    for place in np.ndindex(*sizes):
        part = [slice(None)] * len(shape)
        for k, start in zip(axes, place, strict=True):
            before = part[k].start or 0  # an axis may be named twice
            part[k] = slice(before + start, before + start + y_bar.shape[k])
        x_bar[tuple(part)] += y_bar[(..., *place)]
    return x_bar

"""Windows that slide over an array: their adjoints; the elements that strides name."""

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided


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


def strided_places(x: Any, shape: Any = None, strides: Any = None) -> Any:
    """Where the elements of `as_strided(x, shape, strides)` stand in `np.ravel(x)`.

    >>> x = np.zeros(4)
    >>> strided_places(x, (3, 2), x.strides * 2)
    array([[0, 1],
           [1, 2],
           [2, 3]])
    """
    own = _offsets(x.shape, x.strides).ravel()
    shape, strides = x.shape if shape is None else shape, x.strides if strides is None else strides
    wanted = _offsets(shape, strides)
    order = np.argsort(own, kind="stable")
    found = np.searchsorted(own, wanted, sorter=order)
    places = order[np.minimum(found, max(own.size - 1, 0))]
    if not np.array_equal(own[places], wanted):
        raise ValueError("as_strided shows memory that is not in the array that it is given")
    return places


def by_strides(x: Any, places: Any, shape: Any, strides: Any) -> Any:
    """`as_strided(x, shape, strides)`, whose elements stand at `places` in `np.ravel(x)`.

    >>> by_strides(np.arange(3), np.array([[0, 1], [1, 2]]), (2, 2), (8, 8))
    array([[0, 1],
           [1, 2]])
    """
    return as_strided(x, shape, strides)


def _offsets(shape: Any, strides: Any) -> Any:
    """How many bytes each element of an array is away from the first."""
    lengths = shape if isinstance(shape, (tuple, list)) else (shape,)
    steps = strides if isinstance(strides, (tuple, list)) else (strides,)
    offsets = np.zeros(lengths, np.intp)
    for axis, step in enumerate(steps):
        along = np.arange(lengths[axis]) * step
        offsets += along.reshape((-1,) + (1,) * (len(lengths) - axis - 1))
    return offsets

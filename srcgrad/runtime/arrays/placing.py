"""Adjoints of functions that insert, delete, choose and order elements."""

from typing import Any

import numpy as np


def uninsert(y_bar: Any, obj: Any, shape: tuple[int, ...], axis: int | None = None) -> Any:
    """The adjoint of `arr`, of that shape, in `np.insert(arr, obj, values, axis)`.

    >>> uninsert(np.arange(4.0), 1, (3,))
    array([0., 2., 3.])
    """
    marks, _, at = _insertion(y_bar, obj, shape, axis)
    return np.take(y_bar, np.flatnonzero(marks >= 0), at).reshape(shape)


def _insertion(
    y_bar: Any, obj: Any, shape: tuple[int, ...], axis: int | None
) -> tuple[Any, tuple[int, ...], int]:
    """Along the axis: where elements were, and the negative numbers of those inserted."""
    lengths = (int(np.prod(shape, dtype=np.intp)),) if axis is None else shape
    at = 0 if axis is None else axis % len(lengths)
    count = y_bar.shape[at] - lengths[at]  # of what was inserted
    return np.insert(np.arange(lengths[at]), obj, -1 - np.arange(count)), lengths, at


def uninserted(
    y_bar: Any, obj: Any, shape: tuple[int, ...], values: tuple[int, ...], axis: int | None = None
) -> Any:
    """The adjoint of `values`, of the second shape, in `np.insert(arr, obj, values, axis)`.

    >>> uninserted(np.arange(4.0), 1, (3,), ()).item()
    1.0
    """
    flat = axis is None
    marks, lengths, at = _insertion(y_bar, obj, shape, axis)
    order = np.argsort(-1 - marks[marks < 0])
    region = np.take(y_bar, np.flatnonzero(marks < 0)[order], at)
    # a single position takes values whose first axis is the one along which they go in
    single = not isinstance(obj, slice) and np.ndim(obj) == 0
    full = (1,) * (len(lengths) - len(values)) + tuple(values)
    if single and not flat:
        region = np.moveaxis(region, at, 0)
    elif single and len(full) == 1:
        full = tuple(values) or (1,)
    lead = max(region.ndim - len(full), 0)
    region = region.sum(axis=tuple(range(lead))) if lead else region
    summed = tuple([i for i, n in enumerate(full) if n == 1 and region.shape[i] != 1])
    return np.sum(region, axis=summed, keepdims=True).reshape(values)


def delete_transpose(y_bar: Any, obj: Any, shape: tuple[int, ...], axis: int | None = None) -> Any:
    """The adjoint of `arr`, of `shape`, in `np.delete(arr, obj, axis)`.

    >>> delete_transpose(np.array([1.0, 2.0]), 1, (3,))
    array([1., 0., 2.])
    """
    flat = axis is None or not shape  # a number has its one element along any axis
    lengths = (int(np.prod(shape, dtype=np.intp)),) if flat else shape
    at = 0 if axis is None or flat else axis
    found = np.zeros(lengths, np.asarray(y_bar).dtype)
    np.moveaxis(found, at, 0)[np.delete(np.arange(lengths[at]), obj)] = np.moveaxis(y_bar, at, 0)
    return found.reshape(shape)


def compress_transpose(
    y_bar: Any, condition: Any, shape: tuple[int, ...], axis: int | None = None
) -> Any:
    """The adjoint of `a`, of `shape`, in `np.compress(condition, a, axis)`.

    >>> compress_transpose(np.array([1.0, 2.0]), [True, False, True], (3,))
    array([1., 0., 2.])
    """
    flat = axis is None or not shape  # a number has its one element along any axis
    lengths = (int(np.prod(shape, dtype=np.intp)),) if flat else shape
    at = 0 if axis is None or flat else axis
    found = np.zeros(lengths, np.asarray(y_bar).dtype)
    np.moveaxis(found, at, 0)[np.flatnonzero(condition)] = np.moveaxis(y_bar, at, 0)
    return found.reshape(shape)


def select_transpose(y_bar: Any, conditions: Any, index: int) -> Any:
    """The adjoint of one choice of `np.select`, before it is brought to the choice's shape.

    >>> select_transpose(np.ones(2), [np.array([True, False]), np.array([True, True])], 1)
    array([0., 1.])
    """
    chosen = conditions[index]
    for earlier in conditions[:index]:
        chosen = chosen & ~earlier
    return np.where(chosen, y_bar, 0)


def unpartition(y_bar: Any, y: Any, a: Any, axis: int | None = -1) -> Any:
    """The adjoint of `a` in `y = np.partition(a, kth, axis)`, element by element in order.

    >>> unpartition(np.array([1.0, 2.0]), np.array([3.0, 4.0]), np.array([4.0, 3.0]))
    array([2., 1.])
    """
    if axis is None:
        return unpartition(np.ravel(y_bar), np.ravel(y), np.ravel(a), 0).reshape(np.shape(a))
    a_bar = np.empty(np.shape(a), np.asarray(y_bar).dtype)
    moved = np.take_along_axis(y_bar, np.argsort(y, axis), axis)
    np.put_along_axis(a_bar, np.argsort(a, axis), moved, axis)
    return a_bar

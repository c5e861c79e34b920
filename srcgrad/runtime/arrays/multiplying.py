"""Adjoints of products, right where factors are zero."""

from typing import Any

import numpy as np


def other_products(a: Any, axis: Any = None) -> Any:
    """For each element the product of the other elements along `axis`.

    >>> other_products(np.array([2.0, 0.0, 5.0]))
    array([ 0., 10.,  0.])
    """
    a = np.asarray(a)
    if a.ndim == 0:
        return np.ones_like(a)
    axes = tuple(range(a.ndim)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    ends = tuple(range(-len(axes), 0))
    moved = np.moveaxis(a, axes, ends)
    rows = moved.reshape((*moved.shape[: a.ndim - len(axes)], -1)) if a.size else moved
    before = np.ones_like(rows)
    after = np.ones_like(rows)
    np.cumprod(rows[..., :-1], axis=-1, out=before[..., 1:])
    np.cumprod(rows[..., :0:-1], axis=-1, out=after[..., -2::-1])
    return np.moveaxis((before * after).reshape(moved.shape), ends, axes)


def cumprod_transpose(y_bar: Any, y: Any, a: Any, axis: Any = None) -> Any:
    """The adjoint of `a` in `y = np.cumprod(a, axis)`.

    >>> a = np.array([2.0, 0.0, 5.0])
    >>> cumprod_transpose(np.ones(3), np.cumprod(a), a)
    array([ 1., 12.,  0.])
    """
    shape = np.shape(a)
    if axis is None or not shape:
        a = np.ravel(a)
        axis = 0
    a, y, y_bar = (np.moveaxis(array, axis, 0) for array in (a, y, y_bar))
    if np.all(a):
        a_bar = np.cumsum((y_bar * y)[::-1], axis=0)[::-1] / a
    else:
        a_bar = np.empty_like(y_bar)
        later = np.zeros_like(y_bar[0])
        for i in range(len(a) - 1, -1, -1):
            later = y_bar[i] + (a[i + 1] * later if i + 1 < len(a) else 0)
            a_bar[i] = later * y[i - 1] if i else later
    return np.moveaxis(a_bar, 0, axis).reshape(shape)


def cumprod_tangent(a_dot: Any, y: Any, a: Any, axis: Any = None) -> Any:
    """The tangent of `y = np.cumprod(a, axis)`.

    >>> a = np.array([2.0, 0.0, 5.0])
    >>> cumprod_tangent(np.ones(3), np.cumprod(a), a)
    array([ 1.,  2., 10.])
    """
    if axis is None or not np.shape(a):
        a, a_dot = np.ravel(a), np.ravel(a_dot)
        axis = 0
    a, y, a_dot = (np.moveaxis(array, axis, 0) for array in (a, y, a_dot))
    y_dot = np.array(a_dot)
    for i in range(1, len(a)):
        y_dot[i] = y_dot[i - 1] * a[i] + y[i - 1] * a_dot[i]
    return np.moveaxis(y_dot, 0, axis)


def other_products_tangent(a_dot: Any, a: Any, axis: Any = None) -> Any:
    """The tangent of `other_products(a, axis)`.

    >>> other_products_tangent(np.array([1.0, 0.0, 0.0]), np.array([2.0, 3.0, 5.0]))
    array([0., 5., 3.])
    """
    a = np.asarray(a)
    if a.ndim == 0:
        return np.zeros_like(a)
    axes = tuple(range(a.ndim)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    ends = tuple(range(-len(axes), 0))
    moved, moved_dot = np.moveaxis(a, axes, ends), np.moveaxis(np.asarray(a_dot), axes, ends)
    rows = moved.reshape((*moved.shape[: a.ndim - len(axes)], -1)) if a.size else moved
    rows_dot = moved_dot.reshape(rows.shape)
    found = np.zeros_like(rows)
    for turn in (slice(None), slice(None, None, -1)):
        one, one_dot = rows[..., turn], rows_dot[..., turn]
        before, slope = np.ones(rows.shape[:-1], rows.dtype), np.zeros(rows.shape[:-1], rows.dtype)
        after = _products_after(one)
        for k in range(rows.shape[-1]):
            found[..., turn][..., k] += slope * after[..., k]
            slope = slope * one[..., k] + before * one_dot[..., k]
            before = before * one[..., k]
    return np.moveaxis(found.reshape(moved.shape), ends, axes)


def _products_after(rows: Any) -> Any:
    """For each element the product of those after it along the last axis."""
    after = np.ones_like(rows)
    np.cumprod(rows[..., :0:-1], axis=-1, out=after[..., -2::-1])
    return after

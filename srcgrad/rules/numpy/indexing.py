"""Functions that pick elements by position or by order."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import MAYBE_VIEW, VIEW, jvp, linear, nondifferentiable, vjp
from srcgrad.runtime import (
    histogram2d_transpose,
    histogram_transpose,
    place_among_distinct,
    spread_diagonal,
    untake,
    untake_along_axis,
)


def take(y_bar: Any, y: Any, a: Any, indices: Any = 0, axis: Any = None) -> Any:
    return untake(y_bar, indices, axis, np.shape(a))


linear(np.take, transpose=take, complex=True)


def take_along_axis(y_bar: Any, y: Any, arr: Any, indices: Any = 0, axis: Any = -1) -> Any:
    return untake_along_axis(y_bar, indices, axis, np.shape(arr))


linear(np.take_along_axis, transpose=take_along_axis, complex=True)


def diag(y_bar: Any, y: Any, v: Any, k: int = 0) -> Any:
    if v.ndim == 1:
        return np.diagonal(y_bar, k)
    return spread_diagonal(y_bar, np.shape(v), k)


linear(np.diag, transpose=diag, memory=MAYBE_VIEW, complex=True)


def diagonal(y_bar: Any, y: Any, a: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    return spread_diagonal(y_bar, np.shape(a), offset, axis1, axis2)


linear(np.diagonal, transpose=diagonal, memory=VIEW, complex=True)


def trace(y_bar: Any, y: Any, a: Any, offset: int = 0, axis1: int = 0, axis2: int = 1) -> Any:
    if a.ndim == 2:
        if axis1 % 2 == 0:
            return y_bar * np.eye(a.shape[0], a.shape[1], offset)
        return y_bar * np.eye(a.shape[0], a.shape[1], -offset)
    ones = np.eye(a.shape[axis1], a.shape[axis2], offset)
    return np.moveaxis(y_bar[..., None, None] * ones, (-2, -1), (axis1, axis2))


linear(np.trace, transpose=trace, complex=True)


def triu(y_bar: Any, y: Any, m: Any, k: int = 0) -> Any:
    if m.ndim < 2:
        raise NotImplementedError("triu of a vector")
    return np.triu(y_bar, k)


linear(np.triu, transpose=triu, complex=True)


def tril(y_bar: Any, y: Any, m: Any, k: int = 0) -> Any:
    if m.ndim < 2:
        raise NotImplementedError("tril of a vector")
    return np.tril(y_bar, k)


linear(np.tril, transpose=tril, complex=True)


@vjp(np.sort, complex=True)
def sort(y_bar: Any, y: Any, a: Any, axis: Any = -1) -> Any:
    if axis is None:
        return np.reshape(y_bar[np.argsort(np.argsort(a, axis=None))], np.shape(a))
    if a.ndim == 1:
        return y_bar[np.argsort(np.argsort(a))]
    return np.take_along_axis(y_bar, np.argsort(np.argsort(a, axis), axis), axis)


@jvp(np.sort)
def sort_tangent(a_dot: Any, y: Any, a: Any, axis: Any = -1) -> Any:
    if axis is None:
        return np.ravel(a_dot)[np.argsort(a, axis=None)]
    if a.ndim == 1:
        return a_dot[np.argsort(a)]
    return np.take_along_axis(a_dot, np.argsort(a, axis), axis)


@vjp(np.unique, complex=True)
def unique(
    y_bar: Any,
    y: Any,
    ar: Any,
    return_index: bool = False,
    return_inverse: bool = False,
    return_counts: bool = False,
    axis: Any = None,
    *,
    equal_nan: bool = True,
) -> Any:
    place = place_among_distinct(ar, axis, equal_nan)
    share = y_bar[0] if return_index or return_inverse or return_counts else y_bar
    if axis is None:
        return (share / np.bincount(np.ravel(place)))[place]  # equal elements in equal parts
    return np.moveaxis((np.moveaxis(share, axis, -1) / np.bincount(place))[..., place], -1, axis)


@jvp(np.unique)
def unique_tangent(
    ar_dot: Any,
    y: Any,
    ar: Any,
    return_index: bool = False,
    return_inverse: bool = False,
    return_counts: bool = False,
    axis: Any = None,
    *,
    equal_nan: bool = True,
) -> Any:
    place = np.ravel(place_among_distinct(ar, axis, equal_nan))
    order = np.argsort(place, kind="stable")
    count = np.bincount(place)
    first = np.cumsum(count) - count
    if axis is None:
        moved = np.add.reduceat(np.ravel(ar_dot)[order], first) / count
    else:
        rows = np.moveaxis(ar_dot, axis, -1)[..., order]
        moved = np.moveaxis(np.add.reduceat(rows, first, -1) / count, -1, axis)
    if return_index or return_inverse or return_counts:
        return (moved, *(0,) * (return_index + return_inverse + return_counts))
    return moved


nondifferentiable(place_among_distinct)


@vjp(np.bincount, operands=("weights",))
def bincount(y_bar: Any, y: Any, x: Any = (), weights: Any = None, minlength: int = 0) -> Any:
    return y_bar[x]


@jvp(np.bincount)
def bincount_tangent(
    weights_dot: Any, y: Any, x: Any = (), weights: Any = None, minlength: int = 0
) -> Any:
    return np.bincount(x, weights_dot, minlength)


@vjp(np.histogram, operands=("weights",), complex=True)
def histogram(
    y_bar: Any,
    y: Any,
    a: Any = (),
    bins: Any = 10,
    range: Any = None,
    density: Any = None,
    weights: Any = None,
) -> Any:
    if isinstance(y_bar[0], int):  # the edges alone are used, and no weight moves them
        return None
    if density:
        raise NotImplementedError("histogram with density")
    return histogram_transpose(y_bar[0], y[1], a)


@jvp(np.histogram)
def histogram_tangent(
    weights_dot: Any,
    y: Any,
    a: Any = (),
    bins: Any = 10,
    range: Any = None,
    density: Any = None,
    weights: Any = None,
) -> Any:
    if density:
        raise NotImplementedError("histogram with density")
    return np.histogram(a, bins, range, weights=weights_dot)[0], 0 * y[1]


@vjp(np.histogram2d, operands=("weights",))
def histogram2d(
    h_bar: Any,
    h: Any,
    x: Any = (),
    y: Any = (),
    bins: Any = 10,
    range: Any = None,
    density: Any = None,
    weights: Any = None,
) -> Any:
    if isinstance(h_bar[0], int):
        return None
    if density:
        raise NotImplementedError("histogram2d with density")
    return histogram2d_transpose(h_bar[0], h[1], h[2], x, y)


@jvp(np.histogram2d)
def histogram2d_tangent(
    weights_dot: Any,
    h: Any,
    x: Any = (),
    y: Any = (),
    bins: Any = 10,
    range: Any = None,
    density: Any = None,
    weights: Any = None,
) -> Any:
    if density:
        raise NotImplementedError("histogram2d with density")
    return np.histogram2d(x, y, bins, range, weights=weights_dot)[0], 0 * h[1], 0 * h[2]


def diagflat(y_bar: Any, y: Any, v: Any, k: int = 0) -> Any:
    return np.reshape(np.diagonal(y_bar, k), np.shape(v))


linear(np.diagflat, transpose=diagflat, complex=True)

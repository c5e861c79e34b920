"""Reductions that leave NaN out. What is NaN counts nowhere, and gets no adjoint."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, vjp
from srcgrad.runtime import nanmedian_shares, other_products, over_freedom


@vjp(np.nansum, complex=True)
def nansum(y_bar: Any, y: Any, a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    if axis is None or keepdims or np.ndim(y) == 0:
        return np.where(np.isnan(a), 0, y_bar)
    return np.where(np.isnan(a), 0, np.expand_dims(y_bar, axis))


@jvp(np.nansum)
def nansum_tangent(a_dot: Any, y: Any, a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    return np.sum(np.where(np.isnan(a), 0, a_dot), axis=axis, keepdims=keepdims)


@vjp(np.nanmean, complex=True)
def nanmean(
    y_bar: Any, y: Any, a: Any, axis: Any = None, *, keepdims: bool = False, where: Any = True
) -> Any:
    counted = ~np.isnan(a)
    if where is not True:
        counted = counted & where
    share = np.maximum(np.sum(counted, axis=axis, keepdims=True), 1)
    if axis is None or keepdims or np.ndim(y) == 0:
        return np.where(counted, y_bar / share, 0)
    return np.where(counted, np.expand_dims(y_bar, axis) / share, 0)


@jvp(np.nanmean)
def nanmean_tangent(
    a_dot: Any, y: Any, a: Any, axis: Any = None, *, keepdims: bool = False, where: Any = True
) -> Any:
    counted = ~np.isnan(a)
    if where is not True:
        counted = counted & where
    total = np.sum(np.where(counted, a_dot, 0), axis=axis, keepdims=keepdims)
    return total / np.maximum(np.sum(counted, axis=axis, keepdims=keepdims), 1)


@vjp(np.nanprod, complex=True)
def nanprod(y_bar: Any, y: Any, a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    others = other_products(np.where(np.isnan(a), 1, a), axis)
    if axis is None or keepdims or np.ndim(y) == 0:
        return np.where(np.isnan(a), 0, y_bar * others)
    return np.where(np.isnan(a), 0, np.expand_dims(y_bar, axis) * others)


@jvp(np.nanprod)
def nanprod_tangent(a_dot: Any, y: Any, a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    others = other_products(np.where(np.isnan(a), 1, a), axis)
    return np.sum(np.where(np.isnan(a), 0, a_dot) * others, axis=axis, keepdims=keepdims)


@vjp(np.nanmax, np.nanmin)
def nan_extreme(
    y_bar: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    *,
    keepdims: bool = False,
    initial: Any = None,
    where: Any = True,
) -> Any:
    if axis is None or keepdims or np.ndim(y) == 0:
        ties = a == y
    else:
        ties = a == np.expand_dims(y, axis)
    if where is not True:
        ties = ties & where
    count = np.sum(ties, axis=axis, keepdims=keepdims)
    if initial is not None:
        count = count + (y == initial)
    if axis is None or keepdims or np.ndim(y) == 0:
        return ties * (y_bar / np.maximum(count, 1))
    return ties * np.expand_dims(y_bar / np.maximum(count, 1), axis)


@jvp(np.nanmax, np.nanmin)
def nan_extreme_tangent(
    a_dot: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    *,
    keepdims: bool = False,
    initial: Any = None,
    where: Any = True,
) -> Any:
    if axis is None or keepdims or np.ndim(y) == 0:
        ties = a == y
    else:
        ties = a == np.expand_dims(y, axis)
    if where is not True:
        ties = ties & where
    count = np.sum(ties, axis=axis, keepdims=keepdims)
    if initial is not None:
        count = count + (y == initial)
    total = np.sum(np.where(ties, a_dot, 0), axis=axis, keepdims=keepdims)
    return total / np.maximum(count, 1)


@vjp(np.nanvar, complex=True)
def nanvar(
    y_bar: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    *,
    ddof: int = 0,
    keepdims: bool = False,
    where: Any = True,
) -> Any:
    counted = ~np.isnan(a)
    if where is not True:
        counted = counted & where
    n = np.sum(counted, axis=axis, keepdims=True) - ddof
    centred = a - np.nanmean(a, axis=axis, keepdims=True, where=where)
    if np.iscomplexobj(a):
        centred = np.conj(centred)
    if axis is None or keepdims or np.ndim(y) == 0:
        return np.where(counted, 2 * over_freedom(y_bar, n) * centred, 0)
    return np.where(counted, 2 * over_freedom(np.expand_dims(y_bar, axis), n) * centred, 0)


@jvp(np.nanvar)
def nanvar_tangent(
    a_dot: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    *,
    ddof: int = 0,
    keepdims: bool = False,
    where: Any = True,
) -> Any:
    counted = ~np.isnan(a)
    if where is not True:
        counted = counted & where
    n = np.sum(counted, axis=axis, keepdims=keepdims) - ddof
    centred = np.where(counted, a - np.nanmean(a, axis=axis, keepdims=True, where=where), 0)
    if np.iscomplexobj(a):
        centred = np.conj(centred)
    moved = np.sum(centred * np.where(counted, a_dot, 0), axis=axis, keepdims=keepdims)
    return 2 * moved / np.where(n > 0, n, np.nan)


@vjp(np.nanstd, complex=True)
def nanstd(
    y_bar: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    *,
    ddof: int = 0,
    keepdims: bool = False,
    where: Any = True,
) -> Any:
    counted = ~np.isnan(a)
    if where is not True:
        counted = counted & where
    n = np.sum(counted, axis=axis, keepdims=True) - ddof
    rough = a - np.nanmean(a, axis=axis, keepdims=True, where=where)
    centred = rough - np.nanmean(rough, axis=axis, keepdims=True, where=where)
    if np.iscomplexobj(a):
        centred = np.conj(centred)
    share = y_bar / np.where(y > 0, y, 1)  # 0 for a constant, rounded too
    if not (axis is None or keepdims or np.ndim(y) == 0):
        share = np.expand_dims(share, axis)
    return np.where(counted, over_freedom(share, n) * centred, 0)


@jvp(np.nanstd)
def nanstd_tangent(
    a_dot: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    *,
    ddof: int = 0,
    keepdims: bool = False,
    where: Any = True,
) -> Any:
    counted = ~np.isnan(a)
    if where is not True:
        counted = counted & where
    n = np.sum(counted, axis=axis, keepdims=keepdims) - ddof
    rough = a - np.nanmean(a, axis=axis, keepdims=True, where=where)
    again = np.nanmean(rough, axis=axis, keepdims=True, where=where)
    centred = np.where(counted, rough - again, 0)
    if np.iscomplexobj(a):
        centred = np.conj(centred)
    moved = np.sum(centred * np.where(counted, a_dot, 0), axis=axis, keepdims=keepdims)
    return moved / (np.where(n > 0, n, np.nan) * np.where(y, y, 1))


@vjp(np.nancumsum, complex=True)
def nancumsum(y_bar: Any, y: Any, a: Any, axis: Any = None) -> Any:
    if axis is None or np.ndim(a) == 0:
        later = np.reshape(np.cumsum(y_bar[::-1])[::-1], np.shape(a))
        return np.where(np.isnan(a), 0, later)
    return np.where(np.isnan(a), 0, np.flip(np.cumsum(np.flip(y_bar, axis), axis), axis))


@jvp(np.nancumsum)
def nancumsum_tangent(a_dot: Any, y: Any, a: Any, axis: Any = None) -> Any:
    return np.cumsum(np.where(np.isnan(a), 0, a_dot), axis)


@vjp(np.nanmedian)
def nanmedian(y_bar: Any, y: Any, a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    if axis is None or keepdims or np.ndim(y) == 0:
        return y_bar * nanmedian_shares(a, axis)
    return np.expand_dims(y_bar, axis) * nanmedian_shares(a, axis)


@jvp(np.nanmedian)
def nanmedian_tangent(
    a_dot: Any, y: Any, a: Any, axis: Any = None, *, keepdims: bool = False
) -> Any:
    share = nanmedian_shares(a, axis)
    return np.sum(share * np.where(share, a_dot, 0), axis=axis, keepdims=keepdims)

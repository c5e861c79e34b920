"""Variance and standard deviation."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, vjp
from srcgrad.runtime import over_freedom


@vjp(np.var, complex=True)
def variance(
    y_bar: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    *,
    ddof: Any = 0,
    keepdims: bool = False,
    where: Any = True,
    correction: Any = None,
) -> Any:
    if correction is not None:
        ddof = correction
    if where is not True and np.iscomplexobj(a):
        raise NotImplementedError("the variance of a part of complex values")
    if where is not True:
        n = np.sum(np.broadcast_to(where, a.shape), axis=axis, keepdims=True) - ddof
        centred = a - np.mean(a, axis=axis, keepdims=True, where=where)
        if keepdims or np.ndim(y) == 0:
            return np.where(where, 2 * over_freedom(y_bar, n) * centred, 0)
        return np.where(where, 2 * over_freedom(np.expand_dims(y_bar, axis), n) * centred, 0)
    if axis is None or np.ndim(y) == 0:
        n = a.size
    elif isinstance(axis, tuple):
        n = math.prod([a.shape[i] for i in axis])
    else:
        n = a.shape[axis]
    share = 2 * y_bar / max(n, 1) if ddof == 0 else 2 * over_freedom(y_bar, n - ddof)
    if not keepdims and np.ndim(y) != 0:
        share = np.expand_dims(share, axis)
    if np.iscomplexobj(a):
        return share * np.conj(a - np.mean(a, axis=axis, keepdims=True))
    return share * (a - np.mean(a, axis=axis, keepdims=True))


@jvp(np.var)
def variance_tangent(
    a_dot: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    *,
    ddof: Any = 0,
    keepdims: bool = False,
    where: Any = True,
    correction: Any = None,
) -> Any:
    if correction is not None:
        ddof = correction
    if where is not True and np.iscomplexobj(a):
        raise NotImplementedError("the variance of a part of complex values")
    if where is not True:
        n = np.sum(np.broadcast_to(where, a.shape), axis=axis, keepdims=keepdims) - ddof
        centred = np.where(where, a - np.mean(a, axis=axis, keepdims=True, where=where), 0)
        total = np.sum(centred * a_dot, axis=axis, keepdims=keepdims)
        return 2 * total / np.where(n > 0, n, np.nan)
    if axis is None or np.ndim(y) == 0:
        n = a.size
    elif isinstance(axis, tuple):
        n = math.prod([a.shape[i] for i in axis])
    else:
        n = a.shape[axis]
    centred = a - np.mean(a, axis=axis, keepdims=True)
    if np.iscomplexobj(a):
        centred = np.conj(centred)
    total = np.sum(centred * a_dot, axis=axis, keepdims=keepdims)
    if ddof == 0:
        return 2 * total / max(n, 1)
    return 2 * total / (n - ddof if n > ddof else np.nan)


@vjp(np.std, complex=True)
def deviation(
    y_bar: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    *,
    ddof: Any = 0,
    keepdims: bool = False,
    where: Any = True,
    correction: Any = None,
) -> Any:
    if correction is not None:
        ddof = correction
    if where is not True and np.iscomplexobj(a):
        raise NotImplementedError("the variance of a part of complex values")
    if where is not True:
        n = np.sum(np.broadcast_to(where, a.shape), axis=axis, keepdims=True) - ddof
        rough = a - np.mean(a, axis=axis, keepdims=True, where=where)
        centred = rough - np.mean(rough, axis=axis, keepdims=True, where=where)
        if keepdims or np.ndim(y) == 0:
            share = over_freedom(y_bar, n) / np.where(y > 0, y, 1)
        else:
            share = np.expand_dims(y_bar / np.where(y > 0, y, 1), axis)
            share = over_freedom(share, n)
        return np.where(where, share * centred, 0)
    if axis is None or np.ndim(y) == 0:
        n = a.size
    elif isinstance(axis, tuple):
        n = math.prod([a.shape[i] for i in axis])
    else:
        n = a.shape[axis]
    if ddof == 0:
        share = y_bar / (max(n, 1) * np.where(y, y, 1))
    else:
        share = over_freedom(y_bar, n - ddof) / np.where(y > 0, y, 1)
    if not keepdims and np.ndim(y) != 0:
        share = np.expand_dims(share, axis)
    centred = a - np.mean(a, axis=axis, keepdims=True)
    if np.iscomplexobj(a):
        centred = np.conj(centred)
    return share * (
        centred - np.mean(centred, axis=axis, keepdims=True)
    )  # 0 for a constant, rounded too


@jvp(np.std)
def deviation_tangent(
    a_dot: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    *,
    ddof: Any = 0,
    keepdims: bool = False,
    where: Any = True,
    correction: Any = None,
) -> Any:
    if correction is not None:
        ddof = correction
    if where is not True and np.iscomplexobj(a):
        raise NotImplementedError("the variance of a part of complex values")
    if where is not True:
        n = np.sum(np.broadcast_to(where, a.shape), axis=axis, keepdims=keepdims) - ddof
        rough = a - np.mean(a, axis=axis, keepdims=True, where=where)
        centred = rough - np.mean(rough, axis=axis, keepdims=True, where=where)
        total = np.sum(np.where(where, centred * a_dot, 0), axis=axis, keepdims=keepdims)
        return total / (np.where(n > 0, n, np.nan) * np.where(y, y, 1))
    if axis is None or np.ndim(y) == 0:
        n = a.size
    elif isinstance(axis, tuple):
        n = math.prod([a.shape[i] for i in axis])
    else:
        n = a.shape[axis]
    centred = a - np.mean(a, axis=axis, keepdims=True)
    centred = centred - np.mean(centred, axis=axis, keepdims=True)  # 0 for a constant
    if np.iscomplexobj(a):
        centred = np.conj(centred)
    total = np.sum(centred * a_dot, axis=axis, keepdims=keepdims)
    left = max(n, 1) if ddof == 0 else (n - ddof if n > ddof else np.nan)
    return total / (left * np.where(y, y, 1))

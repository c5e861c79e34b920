"""Sums, means and products along axes.

A reduced adjoint is only given its axes back; the compiler broadcasts it where it is accumulated.
"""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, linear, vjp
from srcgrad.runtime import cumprod_tangent, cumprod_transpose, other_products


def total(
    y_bar: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    *,
    keepdims: bool = False,
    initial: Any = 0,
    where: Any = True,
) -> Any:
    if where is not True:
        if keepdims or axis is None or np.ndim(y) == 0:
            return np.where(where, y_bar, 0), np.sum(y_bar)
        return np.where(where, np.expand_dims(y_bar, axis), 0), np.sum(y_bar)
    if keepdims:
        return y_bar, np.sum(y_bar)
    if axis is None or np.ndim(y) == 0:
        return y_bar, y_bar
    return np.expand_dims(y_bar, axis), np.sum(y_bar)


linear(np.sum, transpose=total, operands=("a", "initial"), spread=True, complex=True)


def mean(
    y_bar: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    *,
    keepdims: bool = False,
    where: Any = True,
) -> Any:
    if where is not True:
        counted = np.sum(np.broadcast_to(where, a.shape), axis=axis, keepdims=True)
        if keepdims or axis is None or np.ndim(y) == 0:
            return np.where(where, y_bar / np.maximum(counted, 1), 0)
        return np.where(where, np.expand_dims(y_bar, axis) / np.maximum(counted, 1), 0)
    if axis is None or np.ndim(y) == 0:
        return y_bar / max(a.size, 1)
    if isinstance(axis, tuple):
        share = y_bar / max(math.prod([a.shape[i] for i in axis]), 1)
    else:
        share = y_bar / max(a.shape[axis], 1)
    if keepdims:
        return share
    return np.expand_dims(share, axis)


linear(np.mean, transpose=mean, spread=True, complex=True)


@vjp(np.prod, complex=True)
def product(
    y_bar: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    *,
    keepdims: bool = False,
    initial: Any = 1,
    where: Any = True,
) -> Any:
    if where is not True:
        others = initial * other_products(np.where(where, a, 1), axis)
        if keepdims or np.ndim(y) == 0:
            return np.where(where, y_bar * others, 0)
        return np.where(where, np.expand_dims(y_bar, axis) * others, 0)
    if keepdims or np.ndim(y) == 0:
        return initial * y_bar * other_products(a, axis)
    return initial * np.expand_dims(y_bar, axis) * other_products(a, axis)


@jvp(np.prod)
def product_tangent(
    a_dot: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    dtype: Any = None,
    *,
    keepdims: bool = False,
    initial: Any = 1,
    where: Any = True,
) -> Any:
    if where is not True:
        others = initial * other_products(np.where(where, a, 1), axis)
        return np.sum(np.where(where, others * a_dot, 0), axis=axis, keepdims=keepdims)
    return np.sum(initial * other_products(a, axis) * a_dot, axis=axis, keepdims=keepdims)


def cumsum(y_bar: Any, y: Any, a: Any, axis: Any = None, dtype: Any = None) -> Any:
    if np.ndim(a) == 1:
        return np.cumsum(y_bar[::-1])[::-1]
    if axis is None or np.ndim(a) == 0:
        return np.reshape(np.cumsum(y_bar[::-1])[::-1], np.shape(a))
    return np.flip(np.cumsum(np.flip(y_bar, axis), axis), axis)


linear(np.cumsum, transpose=cumsum, complex=True)


@vjp(np.cumprod, complex=True)
def cumprod(y_bar: Any, y: Any, a: Any, axis: Any = None, dtype: Any = None) -> Any:
    return cumprod_transpose(y_bar, y, a, axis)


@jvp(np.cumprod)
def cumprod_forward(a_dot: Any, y: Any, a: Any, axis: Any = None, dtype: Any = None) -> Any:
    return cumprod_tangent(a_dot, y, a, axis)

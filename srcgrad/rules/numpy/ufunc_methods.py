"""The methods of ufuncs: `outer`, `reduce` and `accumulate`."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, linear, nondifferentiable, vjp
from srcgrad.runtime import (
    cumprod_tangent,
    cumprod_transpose,
    other_products,
    running_extreme_tangent,
    running_extreme_transpose,
    unreduceat,
)


def outer_sum(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    return (
        np.sum(y_bar, axis=tuple(range(np.ndim(a), np.ndim(y)))),
        np.sum(y_bar, axis=tuple(range(np.ndim(a)))),
    )


linear(np.add.outer, transpose=outer_sum, complex=True)


def outer_difference(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    return (
        np.sum(y_bar, axis=tuple(range(np.ndim(a), np.ndim(y)))),
        -np.sum(y_bar, axis=tuple(range(np.ndim(a)))),
    )


linear(np.subtract.outer, transpose=outer_difference, complex=True)


@vjp(np.multiply.outer, complex=True)
def outer_product(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    return np.tensordot(y_bar, b, np.ndim(b)), np.tensordot(a, y_bar, np.ndim(a))


@jvp(np.multiply.outer)
def outer_product_tangent(a_dot: Any, b_dot: Any, y: Any, a: Any, b: Any) -> Any:
    return np.multiply.outer(a_dot, b), np.multiply.outer(a, b_dot)


@vjp(np.divide.outer, complex=True)
def outer_quotient(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    return (
        np.tensordot(y_bar, 1 / b, np.ndim(b)),
        -np.sum(y_bar * y, axis=tuple(range(np.ndim(a)))) / b,
    )


@jvp(np.divide.outer)
def outer_quotient_tangent(a_dot: Any, b_dot: Any, y: Any, a: Any, b: Any) -> Any:
    return np.divide.outer(a_dot, b), -y * (b_dot / b)


@vjp(np.maximum.outer)
def outer_maximum(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    high = np.reshape(a, np.shape(a) + (1,) * np.ndim(b))
    return (
        np.sum(y_bar * np.where(high == b, 0.5, high > b), axis=tuple(range(np.ndim(a), y.ndim))),
        np.sum(y_bar * np.where(high == b, 0.5, b > high), axis=tuple(range(np.ndim(a)))),
    )


@jvp(np.maximum.outer)
def outer_maximum_tangent(a_dot: Any, b_dot: Any, y: Any, a: Any, b: Any) -> Any:
    high = np.reshape(a, np.shape(a) + (1,) * np.ndim(b))
    return (
        np.reshape(a_dot, np.shape(a_dot) + (1,) * np.ndim(b)) * np.where(high == b, 0.5, high > b),
        b_dot * np.where(high == b, 0.5, b > high),
    )


@vjp(np.minimum.outer)
def outer_minimum(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    low = np.reshape(a, np.shape(a) + (1,) * np.ndim(b))
    return (
        np.sum(y_bar * np.where(low == b, 0.5, low < b), axis=tuple(range(np.ndim(a), y.ndim))),
        np.sum(y_bar * np.where(low == b, 0.5, b < low), axis=tuple(range(np.ndim(a)))),
    )


@jvp(np.minimum.outer)
def outer_minimum_tangent(a_dot: Any, b_dot: Any, y: Any, a: Any, b: Any) -> Any:
    low = np.reshape(a, np.shape(a) + (1,) * np.ndim(b))
    return (
        np.reshape(a_dot, np.shape(a_dot) + (1,) * np.ndim(b)) * np.where(low == b, 0.5, low < b),
        b_dot * np.where(low == b, 0.5, b < low),
    )


def add_reduce(y_bar: Any, y: Any, array: Any, axis: Any = 0, *, keepdims: bool = False) -> Any:
    if keepdims or np.ndim(y) == 0:
        return y_bar
    return np.expand_dims(y_bar, axis)


linear(np.add.reduce, transpose=add_reduce, spread=True, complex=True)


@vjp(np.multiply.reduce, complex=True)
def multiply_reduce(
    y_bar: Any, y: Any, array: Any, axis: Any = 0, *, keepdims: bool = False
) -> Any:
    if keepdims or np.ndim(y) == 0:
        return y_bar * other_products(array, axis)
    return np.expand_dims(y_bar, axis) * other_products(array, axis)


@jvp(np.multiply.reduce)
def multiply_reduce_tangent(
    a_dot: Any, y: Any, array: Any, axis: Any = 0, *, keepdims: bool = False
) -> Any:
    return np.sum(other_products(array, axis) * a_dot, axis=axis, keepdims=keepdims)


@vjp(np.maximum.reduce, np.minimum.reduce, np.fmax.reduce, np.fmin.reduce)
def extreme_reduce(y_bar: Any, y: Any, array: Any, axis: Any = 0, *, keepdims: bool = False) -> Any:
    if keepdims or np.ndim(y) == 0:
        ties = array == y
        return ties * (y_bar / np.maximum(np.sum(ties, axis=axis, keepdims=True), 1))
    ties = array == np.expand_dims(y, axis)
    return ties * np.expand_dims(y_bar / np.maximum(np.sum(ties, axis=axis), 1), axis)


@jvp(np.maximum.reduce, np.minimum.reduce, np.fmax.reduce, np.fmin.reduce)
def extreme_reduce_tangent(
    a_dot: Any, y: Any, array: Any, axis: Any = 0, *, keepdims: bool = False
) -> Any:
    if keepdims or np.ndim(y) == 0:
        ties = array == y
    else:
        ties = array == np.expand_dims(y, axis)
    total = np.sum(ties * a_dot, axis=axis, keepdims=keepdims)
    return total / np.maximum(np.sum(ties, axis=axis, keepdims=keepdims), 1)


@vjp(np.logaddexp.reduce)
def logaddexp_reduce(
    y_bar: Any, y: Any, array: Any, axis: Any = 0, *, keepdims: bool = False
) -> Any:
    if keepdims or np.ndim(y) == 0:
        return y_bar * np.exp(array - np.where(np.isfinite(y), y, 0))
    high = np.expand_dims(np.where(np.isfinite(y), y, 0), axis)
    return np.expand_dims(y_bar, axis) * np.exp(array - high)


@jvp(np.logaddexp.reduce)
def logaddexp_reduce_tangent(
    a_dot: Any, y: Any, array: Any, axis: Any = 0, *, keepdims: bool = False
) -> Any:
    if keepdims or np.ndim(y) == 0:
        high = np.where(np.isfinite(y), y, 0)
    else:
        high = np.expand_dims(np.where(np.isfinite(y), y, 0), axis)
    return np.sum(np.exp(array - high) * a_dot, axis=axis, keepdims=keepdims)


def add_accumulate(y_bar: Any, y: Any, array: Any, axis: int = 0) -> Any:
    return np.flip(np.cumsum(np.flip(y_bar, axis), axis), axis)


linear(np.add.accumulate, transpose=add_accumulate, complex=True)


@vjp(np.multiply.accumulate, complex=True)
def multiply_accumulate(y_bar: Any, y: Any, array: Any, axis: int = 0) -> Any:
    return cumprod_transpose(y_bar, y, array, axis)


@jvp(np.multiply.accumulate)
def multiply_accumulate_tangent(a_dot: Any, y: Any, array: Any, axis: int = 0) -> Any:
    return cumprod_tangent(a_dot, y, array, axis)


@vjp(np.maximum.accumulate, np.minimum.accumulate)
def extreme_accumulate(y_bar: Any, y: Any, array: Any, axis: int = 0) -> Any:
    return running_extreme_transpose(y_bar, y, array, axis)


@jvp(np.maximum.accumulate, np.minimum.accumulate)
def extreme_accumulate_tangent(a_dot: Any, y: Any, array: Any, axis: int = 0) -> Any:
    return running_extreme_tangent(a_dot, y, array, axis)


def add_reduceat(y_bar: Any, y: Any, array: Any, indices: Any = (), axis: int = 0) -> Any:
    return unreduceat(y_bar, indices, np.shape(array), axis)


def unreduceat_rule(
    y_bar: Any, y: Any, x_bar: Any, indices: Any = (), shape: Any = (), axis: int = 0
) -> Any:
    return np.add.reduceat(y_bar, indices, axis)


linear(np.add.reduceat, transpose=add_reduceat, complex=True)
linear(unreduceat, transpose=unreduceat_rule, complex=True)


for _ufunc in (
    *(np.equal, np.not_equal, np.less, np.less_equal, np.greater, np.greater_equal),
    *(np.logical_and, np.logical_or, np.logical_xor),
):
    nondifferentiable(_ufunc.outer)
for _ufunc in (np.logical_and, np.logical_or, np.logical_xor):
    nondifferentiable(_ufunc.reduce, _ufunc.accumulate, _ufunc.reduceat)

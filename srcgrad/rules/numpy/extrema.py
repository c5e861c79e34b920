"""Largest and smallest elements. Ties share the adjoint in equal parts."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, vjp
from srcgrad.runtime import median_shares


@vjp(np.max, np.amax, np.min, np.amin, complex=True)
def extreme(
    y_bar: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    *,
    keepdims: bool = False,
    initial: Any = None,
    where: Any = True,
) -> Any:
    if initial is not None:
        if keepdims or np.ndim(y) == 0:
            ties = (a == y) & where
            share = y_bar / np.maximum(np.sum(ties, axis=axis, keepdims=True) + (y == initial), 1)
        else:
            ties = (a == np.expand_dims(y, axis)) & where
            count = np.sum(ties, axis=axis) + (y == initial)
            share = np.expand_dims(y_bar / np.maximum(count, 1), axis)
        return ties * share
    if axis is None or np.ndim(y) == 0:
        ties = a == y
        return ties * (y_bar / max(np.count_nonzero(ties), 1))
    if keepdims:
        ties = a == y
        return ties * (y_bar / np.maximum(np.sum(ties, axis=axis, keepdims=True), 1))
    ties = a == np.expand_dims(y, axis)
    return ties * np.expand_dims(y_bar / np.maximum(np.sum(ties, axis=axis), 1), axis)


@jvp(np.max, np.amax, np.min, np.amin)
def extreme_tangent(
    a_dot: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    *,
    keepdims: bool = False,
    initial: Any = None,
    where: Any = True,
) -> Any:
    if initial is not None:
        if keepdims or np.ndim(y) == 0:
            ties = (a == y) & where
        else:
            ties = (a == np.expand_dims(y, axis)) & where
        share = np.maximum(np.sum(ties, axis=axis, keepdims=keepdims) + (y == initial), 1)
        return np.sum(np.where(ties, a_dot, 0), axis=axis, keepdims=keepdims) / share
    if not keepdims and np.ndim(y) == 0:
        ties = a == y
        return np.sum(np.where(ties, a_dot, 0)) / max(np.count_nonzero(ties), 1)
    if keepdims:
        ties = a == y
    else:
        ties = a == np.expand_dims(y, axis)
    share = np.maximum(np.sum(ties, axis=axis, keepdims=keepdims), 1)
    return np.sum(np.where(ties, a_dot, 0), axis=axis, keepdims=keepdims) / share


@vjp(np.ptp)
def ptp(y_bar: Any, y: Any, a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    high = a == np.max(a, axis=axis, keepdims=True)
    low = a == np.min(a, axis=axis, keepdims=True)
    share = high / np.maximum(np.sum(high, axis=axis, keepdims=True), 1)
    share = share - low / np.maximum(np.sum(low, axis=axis, keepdims=True), 1)
    if keepdims or np.ndim(y) == 0:
        return share * y_bar
    return share * np.expand_dims(y_bar, axis)


@jvp(np.ptp)
def ptp_tangent(a_dot: Any, y: Any, a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    high = a == np.max(a, axis=axis, keepdims=True)
    low = a == np.min(a, axis=axis, keepdims=True)
    share = high / np.maximum(np.sum(high, axis=axis, keepdims=True), 1)
    share = share - low / np.maximum(np.sum(low, axis=axis, keepdims=True), 1)
    return np.sum(share * np.where(share, a_dot, 0), axis=axis, keepdims=keepdims)


@vjp(np.median, complex=True)
def median(y_bar: Any, y: Any, a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    share = median_shares(a, axis)
    if keepdims or np.ndim(y) == 0:
        return share * y_bar
    return share * np.expand_dims(y_bar, axis)


@jvp(np.median)
def median_tangent(a_dot: Any, y: Any, a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    share = median_shares(a, axis)
    return np.sum(share * np.where(share, a_dot, 0), axis=axis, keepdims=keepdims)

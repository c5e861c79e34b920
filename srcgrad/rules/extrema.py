"""Largest and smallest elements. Ties share the adjoint in equal parts."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import vjp
from srcgrad.runtime import median_shares


@vjp(np.max, np.amax, np.min, np.amin)
def extreme(y_bar: Any, y: Any, a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    if axis is None or np.ndim(y) == 0:
        ties = a == y
        return ties * (y_bar / max(np.count_nonzero(ties), 1))
    if keepdims:
        ties = a == y
        return ties * (y_bar / np.maximum(np.sum(ties, axis=axis, keepdims=True), 1))
    ties = a == np.expand_dims(y, axis)
    return ties * np.expand_dims(y_bar / np.maximum(np.sum(ties, axis=axis), 1), axis)


@vjp(np.ptp)
def ptp(y_bar: Any, y: Any, a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    high = a == np.max(a, axis=axis, keepdims=True)
    low = a == np.min(a, axis=axis, keepdims=True)
    share = high / np.maximum(np.sum(high, axis=axis, keepdims=True), 1)
    share = share - low / np.maximum(np.sum(low, axis=axis, keepdims=True), 1)
    if keepdims or np.ndim(y) == 0:
        return y_bar * share
    return np.expand_dims(y_bar, axis) * share


@vjp(np.median)
def median(y_bar: Any, y: Any, a: Any, axis: Any = None, *, keepdims: bool = False) -> Any:
    if keepdims or np.ndim(y) == 0:
        return y_bar * median_shares(a, axis)
    return np.expand_dims(y_bar, axis) * median_shares(a, axis)

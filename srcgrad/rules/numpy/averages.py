"""Averages, with weights or without."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, vjp
from srcgrad.runtime import full_weights, unfull_weights


@vjp(np.average, operands=("a", "weights"), spread=True, complex=True)
def average(
    y_bar: Any, y: Any, a: Any, axis: Any = None, weights: Any = None, *, keepdims: bool = False
) -> Any:
    if weights is None:
        if axis is None or np.ndim(y) == 0:
            return y_bar / max(a.size, 1), None
        n = math.prod([a.shape[i] for i in axis]) if isinstance(axis, tuple) else a.shape[axis]
        return (y_bar if keepdims else np.expand_dims(y_bar, axis)) / max(n, 1), None
    full = full_weights(a, axis, weights)
    total = np.sum(np.broadcast_to(full, np.shape(a)), axis=axis, keepdims=True)
    if axis is None or keepdims or np.ndim(y) == 0:
        return (
            y_bar / total * full,
            unfull_weights(y_bar / total * (a - y), a, axis, weights),
        )
    return (
        np.expand_dims(y_bar, axis) / total * full,
        unfull_weights(
            np.expand_dims(y_bar, axis) / total * (a - np.expand_dims(y, axis)), a, axis, weights
        ),
    )


@jvp(np.average)
def average_tangent(
    a_dot: Any,
    weights_dot: Any,
    y: Any,
    a: Any,
    axis: Any = None,
    weights: Any = None,
    *,
    keepdims: bool = False,
) -> Any:
    if weights is None:
        return np.mean(a_dot, axis=axis, keepdims=keepdims), None
    full = full_weights(a, axis, weights)
    total = np.sum(np.broadcast_to(full, np.shape(a)), axis=axis, keepdims=keepdims)
    centred = a - np.average(a, axis, weights, keepdims=True)
    return (
        np.sum(a_dot * full, axis=axis, keepdims=keepdims) / total,
        np.sum(full_weights(a, axis, weights_dot) * centred, axis=axis, keepdims=keepdims) / total,
    )

"""Quantiles. Elements that are equal share in equal parts."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, vjp
from srcgrad.runtime import quantile_tangent, quantile_transpose


@vjp(np.quantile)
def quantile(
    y_bar: Any,
    y: Any,
    a: Any,
    q: Any = 0,
    axis: Any = None,
    *,
    method: str = "linear",
    keepdims: bool = False,
) -> Any:
    if method not in ("linear", "lower", "higher", "midpoint"):
        raise NotImplementedError("quantile by this method")
    return quantile_transpose(y_bar, a, q, axis, method)


@jvp(np.quantile)
def quantile_tangent_of(
    a_dot: Any,
    y: Any,
    a: Any,
    q: Any = 0,
    axis: Any = None,
    *,
    method: str = "linear",
    keepdims: bool = False,
) -> Any:
    if method not in ("linear", "lower", "higher", "midpoint"):
        raise NotImplementedError("quantile by this method")
    return quantile_tangent(a_dot, y, a, q, axis, method)


@vjp(np.percentile)
def percentile(
    y_bar: Any,
    y: Any,
    a: Any,
    q: Any = 0,
    axis: Any = None,
    *,
    method: str = "linear",
    keepdims: bool = False,
) -> Any:
    if method not in ("linear", "lower", "higher", "midpoint"):
        raise NotImplementedError("percentile by this method")
    return quantile_transpose(y_bar, a, np.divide(q, 100), axis, method)


@jvp(np.percentile)
def percentile_tangent_of(
    a_dot: Any,
    y: Any,
    a: Any,
    q: Any = 0,
    axis: Any = None,
    *,
    method: str = "linear",
    keepdims: bool = False,
) -> Any:
    if method not in ("linear", "lower", "higher", "midpoint"):
        raise NotImplementedError("percentile by this method")
    return quantile_tangent(a_dot, y, a, np.divide(q, 100), axis, method)

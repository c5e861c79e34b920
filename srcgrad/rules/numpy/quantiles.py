"""Quantiles. Elements that are equal share in equal parts."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, vjp
from srcgrad.runtime import (
    chance_tangent,
    chance_transpose,
    nanquantile_slopes,
    nanquantile_tangent,
    nanquantile_transpose,
    quantile_slopes,
    quantile_tangent,
    quantile_transpose,
)


@vjp(np.quantile, operands=("a", "q"))
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
    return (
        quantile_transpose(y_bar, a, q, axis, method),
        chance_transpose(y_bar, quantile_slopes(a, q, axis, method), q),
    )


@jvp(np.quantile)
def quantile_tangent_of(
    a_dot: Any,
    q_dot: Any,
    y: Any,
    a: Any,
    q: Any = 0,
    axis: Any = None,
    *,
    method: str = "linear",
    keepdims: bool = False,
) -> Any:
    return (
        quantile_tangent(a_dot, y, a, q, axis, method),
        chance_tangent(q_dot, y, quantile_slopes(a, q, axis, method)),
    )


@vjp(np.percentile, operands=("a", "q"))
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
    return (
        quantile_transpose(y_bar, a, np.divide(q, 100), axis, method),
        chance_transpose(y_bar, quantile_slopes(a, np.divide(q, 100), axis, method), q) / 100,
    )


@jvp(np.percentile)
def percentile_tangent_of(
    a_dot: Any,
    q_dot: Any,
    y: Any,
    a: Any,
    q: Any = 0,
    axis: Any = None,
    *,
    method: str = "linear",
    keepdims: bool = False,
) -> Any:
    return (
        quantile_tangent(a_dot, y, a, np.divide(q, 100), axis, method),
        chance_tangent(q_dot, y, quantile_slopes(a, np.divide(q, 100), axis, method)) / 100,
    )


@vjp(np.nanquantile, operands=("a", "q"))
def nanquantile(
    y_bar: Any,
    y: Any,
    a: Any,
    q: Any = 0,
    axis: Any = None,
    *,
    method: str = "linear",
    keepdims: bool = False,
) -> Any:
    return (
        nanquantile_transpose(y_bar, a, q, axis, method),
        chance_transpose(y_bar, nanquantile_slopes(a, q, axis, method), q),
    )


@jvp(np.nanquantile)
def nanquantile_tangent_of(
    a_dot: Any,
    q_dot: Any,
    y: Any,
    a: Any,
    q: Any = 0,
    axis: Any = None,
    *,
    method: str = "linear",
    keepdims: bool = False,
) -> Any:
    return (
        nanquantile_tangent(a_dot, y, a, q, axis, method),
        chance_tangent(q_dot, y, nanquantile_slopes(a, q, axis, method)),
    )


@vjp(np.nanpercentile, operands=("a", "q"))
def nanpercentile(
    y_bar: Any,
    y: Any,
    a: Any,
    q: Any = 0,
    axis: Any = None,
    *,
    method: str = "linear",
    keepdims: bool = False,
) -> Any:
    return (
        nanquantile_transpose(y_bar, a, np.divide(q, 100), axis, method),
        chance_transpose(y_bar, nanquantile_slopes(a, np.divide(q, 100), axis, method), q) / 100,
    )


@jvp(np.nanpercentile)
def nanpercentile_tangent_of(
    a_dot: Any,
    q_dot: Any,
    y: Any,
    a: Any,
    q: Any = 0,
    axis: Any = None,
    *,
    method: str = "linear",
    keepdims: bool = False,
) -> Any:
    return (
        nanquantile_tangent(a_dot, y, a, np.divide(q, 100), axis, method),
        chance_tangent(q_dot, y, nanquantile_slopes(a, np.divide(q, 100), axis, method)) / 100,
    )


@vjp(quantile_transpose, operands=("y_bar", "a"))
def quantile_transpose_rule(
    a_bar: Any, y: Any, y_bar: Any, a: Any, q: Any, axis: Any = None, method: Any = "linear"
) -> Any:
    return quantile_tangent(a_bar, y_bar, a, q, axis, method), None


@jvp(quantile_transpose)
def quantile_transpose_tangent(
    y_bar_dot: Any, a_dot: Any, y: Any, y_bar: Any, a: Any, q: Any, axis: Any = None,
    method: Any = "linear",
) -> Any:  # fmt: skip
    return quantile_transpose(y_bar_dot, a, q, axis, method), 0


@vjp(nanquantile_transpose, operands=("y_bar", "a"))
def nanquantile_transpose_rule(
    a_bar: Any, y: Any, y_bar: Any, a: Any, q: Any, axis: Any = None, method: Any = "linear"
) -> Any:
    return nanquantile_tangent(a_bar, y_bar, a, q, axis, method), None


@jvp(nanquantile_transpose)
def nanquantile_transpose_tangent(
    y_bar_dot: Any, a_dot: Any, y: Any, y_bar: Any, a: Any, q: Any, axis: Any = None,
    method: Any = "linear",
) -> Any:  # fmt: skip
    return nanquantile_transpose(y_bar_dot, a, q, axis, method), 0

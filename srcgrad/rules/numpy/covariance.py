"""Covariance and correlation of samples."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, vjp
from srcgrad.runtime import (
    correlation_tangent,
    correlation_transpose,
    covariance_tangent,
    covariance_transpose,
)


@vjp(np.cov, operands=("m", "y"), complex=True)
def cov(
    c_bar: Any,
    c: Any,
    m: Any,
    y: Any = None,
    rowvar: bool = True,
    bias: bool = False,
    ddof: Any = None,
) -> Any:
    freedom = ddof if ddof is not None else (0 if bias else 1)
    if y is None:
        return covariance_transpose(c_bar, m, None, rowvar, freedom)[0], None
    return (
        covariance_transpose(c_bar, m, y, rowvar, freedom)[0],
        covariance_transpose(c_bar, m, y, rowvar, freedom)[1],
    )


@jvp(np.cov)
def cov_tangent(
    m_dot: Any,
    y_dot: Any,
    c: Any,
    m: Any,
    y: Any = None,
    rowvar: bool = True,
    bias: bool = False,
    ddof: Any = None,
) -> Any:
    freedom = ddof if ddof is not None else (0 if bias else 1)
    return (
        covariance_tangent(m_dot, 0, m, y, rowvar, freedom),
        covariance_tangent(0, y_dot, m, y, rowvar, freedom),
    )


@vjp(np.corrcoef, operands=("x", "y"), complex=True)
def corrcoef(c_bar: Any, c: Any, x: Any, y: Any = None, rowvar: bool = True) -> Any:
    if y is None:
        return correlation_transpose(c_bar, c, x, None, rowvar)[0], None
    return (
        correlation_transpose(c_bar, c, x, y, rowvar)[0],
        correlation_transpose(c_bar, c, x, y, rowvar)[1],
    )


@jvp(np.corrcoef)
def corrcoef_tangent(
    x_dot: Any, y_dot: Any, c: Any, x: Any, y: Any = None, rowvar: bool = True
) -> Any:
    return (
        correlation_tangent(x_dot, 0, c, x, y, rowvar),
        correlation_tangent(0, y_dot, c, x, y, rowvar),
    )

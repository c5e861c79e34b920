"""Polynomials by their coefficients, and products that slide."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, linear, vjp
from srcgrad.runtime import correlate_transpose, polyval_transpose, vander_tangent, vander_transpose


@vjp(np.polyval, complex=True)
def polyval(y_bar: Any, y: Any, p: Any, x: Any) -> Any:
    return polyval_transpose(y_bar, p, x), y_bar * np.polyval(np.polyder(p), x)


@jvp(np.polyval)
def polyval_tangent(p_dot: Any, x_dot: Any, y: Any, p: Any, x: Any) -> Any:
    return np.polyval(p_dot, x), x_dot * np.polyval(np.polyder(p), x)


def polyder(y_bar: Any, y: Any, p: Any, m: int = 1) -> Any:
    if m != 1:
        raise NotImplementedError("polyder of another order than 1")
    return np.append(y_bar * np.arange(np.size(p) - 1, 0, -1), 0)


linear(np.polyder, transpose=polyder, complex=True)


@vjp(np.vander, complex=True)
def vander(y_bar: Any, y: Any, x: Any, N: Any = None, increasing: bool = False) -> Any:
    return vander_transpose(y_bar, x, increasing)


@jvp(np.vander)
def vander_tangent_of(x_dot: Any, y: Any, x: Any, N: Any = None, increasing: bool = False) -> Any:
    return vander_tangent(x_dot, y, x, increasing)


@vjp(np.correlate)
def correlate(y_bar: Any, y: Any, a: Any, v: Any, mode: Any = "valid") -> Any:
    return correlate_transpose(y_bar, a, v, mode)[0], correlate_transpose(y_bar, a, v, mode)[1]


@jvp(np.correlate)
def correlate_tangent(a_dot: Any, v_dot: Any, y: Any, a: Any, v: Any, mode: Any = "valid") -> Any:
    return np.correlate(a_dot, v, mode), np.correlate(a, v_dot, mode)

"""How numbers are represented: mantissa and exponent, whole part and fraction, neighbours."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, linear, nondifferentiable, partials, vjp


def ldexp(y_bar: Any, y: Any, x: Any, i: Any) -> Any:
    return np.ldexp(y_bar, i), None


linear(np.ldexp, transpose=ldexp)


def float_ldexp(y_bar: Any, y: Any, x: Any, i: Any) -> Any:
    return math.ldexp(y_bar, i), None


linear(math.ldexp, transpose=float_ldexp)


@vjp(np.frexp)
def frexp(y_bar: Any, y: Any, x: Any) -> Any:
    if isinstance(y_bar[0], int):  # the exponent alone is used
        return None
    return np.ldexp(y_bar[0], -y[1])


@jvp(np.frexp)
def frexp_tangent(x_dot: Any, y: Any, x: Any) -> Any:
    return np.ldexp(x_dot, -y[1]), 0 * y[1]


@vjp(math.frexp)
def float_frexp(y_bar: Any, y: Any, x: Any) -> Any:
    if isinstance(y_bar[0], int):  # the exponent alone is used
        return None
    return math.ldexp(y_bar[0], -y[1])


@jvp(math.frexp)
def float_frexp_tangent(x_dot: Any, y: Any, x: Any) -> Any:
    return math.ldexp(x_dot, -y[1]), 0


@vjp(np.modf, math.modf)
def modf(y_bar: Any, y: Any, x: Any) -> Any:
    if isinstance(y_bar[0], int):  # the whole part alone is used
        return None
    return y_bar[0]


@jvp(np.modf, math.modf)
def modf_tangent(x_dot: Any, y: Any, x: Any) -> Any:
    return x_dot, 0 * y[1]


@partials(np.nextafter, math.nextafter)
def nextafter(z: Any, x: Any, y: Any) -> Any:
    return 1, 0


nondifferentiable(np.spacing, math.ulp)

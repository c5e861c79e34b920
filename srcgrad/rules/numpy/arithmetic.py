"""The arithmetic operators and their NumPy functions."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, nondifferentiable, partials, vjp
from srcgrad.runtime import exponent_slope, power_slope, unbroadcast


@partials(np.add, complex=True)
def add(z: Any, x: Any, y: Any) -> Any:
    return 1, 1


@partials(np.subtract, complex=True)
def subtract(z: Any, x: Any, y: Any) -> Any:
    return 1, -1


@partials(np.multiply, complex=True)
def multiply(z: Any, x: Any, y: Any) -> Any:
    return y, x


@partials(np.divide, singular=True, complex=True)
def divide(z: Any, x: Any, y: Any) -> Any:
    if np.ndim(x) != 0:
        return 1 / y, -z / y
    if x == 1:  # the result alone tells
        return 1 / y, -z * z
    if type(y) is float and type(z) is not float:  # Python raises where NumPy gives inf
        return np.divide(1, y), np.divide(-z, y)
    return 1 / y, -z / y


@partials(np.negative, complex=True)
def negative(y: Any, x: Any) -> Any:
    return -1


@partials(np.positive, complex=True)
def positive(y: Any, x: Any) -> Any:
    return 1


@partials(np.remainder, singular=True)
def remainder(z: Any, x: Any, y: Any) -> Any:
    if type(y) is float and type(z) is not float:  # Python raises where NumPy gives NaN
        return 1, -np.floor_divide(x, y)
    return 1, -(x // y)


@partials(np.fmod, singular=True)
def fmod(z: Any, x: Any, y: Any) -> Any:
    if type(y) is float and type(z) is not float:
        return 1, -np.trunc(np.divide(x, y))
    return 1, -np.trunc(x / y)


@partials(np.power, np.float_power, pow, singular=True, complex=True)
def power(z: Any, x: Any, p: Any) -> Any:
    if np.ndim(p) != 0:
        slope = p * x ** np.where(p, p - 1, 0)
    elif p == 0:
        slope = 0
    elif p == 1:
        slope = 1
    elif p == 2:
        slope = 2 * x
    elif p == -1:
        slope = -z * z
    elif type(z) is float:  # of two Python numbers: `**` raises where NumPy gives inf
        if p > 1 and p % 1 == 0:
            slope = p * x ** (p - 1)
        elif p < 0 and p % 1 == 0:
            slope = p * z / x
        else:
            slope = power_slope(z, x, p)
    elif p == 0.5:
        slope = 0.5 / z
    elif type(z) is complex:
        slope = p * complex(np.power(x, p - 1 if p else 0))
    elif type(x) is float:
        slope = p * np.power(x, p - 1.0 if p else 0.0)
    elif p != 0:
        slope = p * x ** (p - 1)
    else:
        slope = p * x ** (p - 1 if p else 0)
    if type(z) is float:
        return slope, z * math.log(x) if x > 0 else exponent_slope(z)
    if type(z) is complex and np.iscomplexobj(x):
        return slope, z * complex(np.log(np.where(x, x, 1)))
    if type(z) is complex:
        return slope, z * complex(np.log(np.where(x, x, 1) + 0j))
    if np.iscomplexobj(x):
        return slope, z * np.log(np.where(x, x, 1))
    if np.iscomplexobj(z):
        return slope, z * np.log(np.where(x, x, 1) + 0j)
    return slope, np.where(x > 0, z, 0) * np.log(np.where(x > 0, x, 1))


@partials(np.square, complex=True)
def square(y: Any, x: Any) -> Any:
    return 2 * x


@partials(np.reciprocal, singular=True, complex=True)
def reciprocal(y: Any, x: Any) -> Any:
    return -y * y


@partials(np.sqrt, singular=True, complex=True)
def sqrt(y: Any, x: Any) -> Any:
    return 0.5 / y


@partials(np.cbrt, singular=True)
def cbrt(y: Any, x: Any) -> Any:
    return 1 / (3 * y * y)


@partials(np.hypot)
def hypot(z: Any, x: Any, y: Any) -> Any:
    return x / np.where(z, z, 1), y / np.where(z, z, 1)


@partials(np.absolute, complex=True)
def absolute(y: Any, x: Any) -> Any:
    if np.iscomplexobj(x):
        return np.conj(x) / np.where(y, y, 1)
    return np.sign(x)


@partials(np.fabs)
def fabs(y: Any, x: Any) -> Any:
    return np.sign(x)


@partials(np.copysign)
def copysign(z: Any, x: Any, y: Any) -> Any:
    return np.sign(x) * np.copysign(1, y), 0


@partials(np.heaviside)
def heaviside(z: Any, x: Any, y: Any) -> Any:
    return 0, x == 0


@vjp(np.divmod, singular=True)
def divmod(z_bar: Any, z: Any, x: Any, y: Any) -> Any:
    if isinstance(z_bar[1], int):  # the quotient alone is used
        return None, None
    return (
        unbroadcast(z_bar[1], np.shape(x)),
        unbroadcast(-z[0] * z_bar[1], np.shape(y)),
    )


@jvp(np.divmod)
def divmod_tangent(x_dot: Any, y_dot: Any, z: Any, x: Any, y: Any) -> Any:
    return (0 * z[0], x_dot + 0 * z[1]), (0 * z[0], -z[0] * y_dot)


nondifferentiable(np.floor_divide)

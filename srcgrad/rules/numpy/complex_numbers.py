"""Parts, angles and conjugates of complex numbers, and the `cmath` module.

A partial p of a complex result gives x_bar += y_bar * p. A real result y of a complex operand has
the partial p for which dy is the real part of p * dx: in `abs`, p is conj(x) / abs(x).
"""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import cmath
import math
from typing import Any

import numpy as np

from srcgrad.rules.declare import SAME, VIEW, linear, nondifferentiable, partials


def conjugate(y_bar: Any, y: Any, x: Any) -> Any:
    if np.iscomplexobj(x):
        return np.conj(y_bar)
    return y_bar


linear(np.conj, transpose=conjugate, complex=True)


def real(y_bar: Any, y: Any, val: Any) -> Any:
    return y_bar


linear(np.real, transpose=real, memory=SAME, complex=True)


def imag(y_bar: Any, y: Any, val: Any) -> Any:
    if np.iscomplexobj(val):
        return y_bar * -1j
    if type(val) is float:
        raise NotImplementedError("the imaginary part of a float: it is 0")
    return None


linear(np.imag, transpose=imag, memory=VIEW, complex=True)


@partials(np.angle, complex=True)
def angle(y: Any, z: Any, deg: bool = False) -> Any:
    if type(z) is float:
        raise NotImplementedError("the angle of a float: take it from complex(x)")
    if not np.iscomplexobj(z):
        return 0
    r = np.abs(z)
    r = np.where(r, r, 1)
    if deg:
        return np.conj(z) / r / r * (-1j * (180 / math.pi))
    return np.conj(z) / r / r * -1j


@partials(complex, operands=("real", "imag"), complex=True)
def number(z: Any, real: Any = 0.0, imag: Any = 0.0) -> Any:
    return 1, 1j


def cast(y_bar: Any, y: Any, x: Any) -> Any:
    return y_bar


linear(np.complex128, np.complex64, transpose=cast, complex=True)


@partials(cmath.exp, complex=True, singular=True)
def exp(y: Any, x: Any) -> Any:
    return y


@partials(cmath.log, complex=True, singular=True)
def log(y: Any, x: Any, base: Any = None) -> Any:
    if base is None:
        return 1 / x
    return 1 / (x * cmath.log(base))


@partials(cmath.log10, complex=True, singular=True)
def log10(y: Any, x: Any) -> Any:
    return 1 / (x * math.log(10.0))


@partials(cmath.sqrt, complex=True, singular=True)
def sqrt(y: Any, x: Any) -> Any:
    return 0.5 / y if y else math.inf


@partials(cmath.sin, complex=True)
def sin(y: Any, x: Any) -> Any:
    return cmath.cos(x)


@partials(cmath.cos, complex=True)
def cos(y: Any, x: Any) -> Any:
    return -cmath.sin(x)


@partials(cmath.tan, complex=True)
def tan(y: Any, x: Any) -> Any:
    return 1 + y * y


@partials(cmath.sinh, complex=True)
def sinh(y: Any, x: Any) -> Any:
    return cmath.cosh(x)


@partials(cmath.cosh, complex=True)
def cosh(y: Any, x: Any) -> Any:
    return cmath.sinh(x)


@partials(cmath.tanh, complex=True)
def tanh(y: Any, x: Any) -> Any:
    return 1 - y * y


@partials(cmath.asin, complex=True, singular=True)
def asin(y: Any, x: Any) -> Any:
    return 1 / cmath.cos(y) if x * x != 1 else math.inf


@partials(cmath.acos, complex=True, singular=True)
def acos(y: Any, x: Any) -> Any:
    return -1 / cmath.sin(y) if x * x != 1 else -math.inf


@partials(cmath.atan, complex=True, singular=True)
def atan(y: Any, x: Any) -> Any:
    return 1 / (1 + 1j * x) / (1 - 1j * x)


@partials(cmath.asinh, complex=True, singular=True)
def asinh(y: Any, x: Any) -> Any:
    return 1 / cmath.cosh(y)


@partials(cmath.acosh, complex=True, singular=True)
def acosh(y: Any, x: Any) -> Any:
    return 1 / cmath.sinh(y) if x * x != 1 else math.inf


@partials(cmath.atanh, complex=True, singular=True)
def atanh(y: Any, x: Any) -> Any:
    return 1 / ((1 - x) * (1 + x))


@partials(cmath.phase, complex=True)
def phase(y: Any, x: Any) -> Any:
    if type(x) is float:
        raise NotImplementedError("the phase of a float: take it from complex(x)")
    r = abs(x)
    return x.conjugate() * -1j / r / r if r else 0.0


nondifferentiable(cmath.isnan, cmath.isinf, cmath.isfinite, cmath.isclose)

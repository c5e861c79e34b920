"""Trigonometric and hyperbolic functions, and angles."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np

from srcgrad.rules.declare import linear, partials
from srcgrad.runtime import sinc_slope


@partials(np.sin, complex=True)
def sin(y: Any, x: Any) -> Any:
    return np.cos(x)


@partials(np.cos, complex=True)
def cos(y: Any, x: Any) -> Any:
    return -np.sin(x)


@partials(np.tan, complex=True)
def tan(y: Any, x: Any) -> Any:
    return 1 + y * y


@partials(np.arcsin, singular=True, complex=True)
def arcsin(y: Any, x: Any) -> Any:
    if np.iscomplexobj(x):  # by the result: on the same side of the cut
        return 1 / np.cos(y)
    return 1 / np.sqrt((1 - x) * (1 + x))


@partials(np.arccos, singular=True, complex=True)
def arccos(y: Any, x: Any) -> Any:
    if np.iscomplexobj(x):  # by the result: on the same side of the cut
        return -1 / np.sin(y)
    return -1 / np.sqrt((1 - x) * (1 + x))


@partials(np.arctan, complex=True)
def arctan(y: Any, x: Any) -> Any:
    if np.iscomplexobj(x):  # whose square is NaN where it overflows
        return 1 / (1 + 1j * x) / (1 - 1j * x)
    return 1 / (1 + x * x)


@partials(np.arctan2)
def arctan2(angle: Any, y: Any, x: Any) -> Any:
    r = np.hypot(x, y)
    r = np.where(r, r, 1)
    return np.where(np.isinf(x), 0, x) / r / r, np.where(np.isinf(y), 0, -y) / r / r


@partials(np.sinh, singular=True, complex=True)
def sinh(y: Any, x: Any) -> Any:
    return np.cosh(x)


@partials(np.cosh, singular=True, complex=True)
def cosh(y: Any, x: Any) -> Any:
    return np.sinh(x)


@partials(np.tanh, complex=True)
def tanh(y: Any, x: Any) -> Any:
    return 1 - y * y


@partials(np.arcsinh, complex=True)
def arcsinh(y: Any, x: Any) -> Any:
    if np.iscomplexobj(x):  # by the result: on the same side of the cut
        return 1 / np.cosh(y)
    return 1 / np.hypot(x, 1)  # whose square may overflow


@partials(np.arccosh, singular=True, safe=2.0, domain=(1.2, 3.0), complex=True)
def arccosh(y: Any, x: Any) -> Any:
    if np.iscomplexobj(x):  # by the result: on the same side of the cut
        return 1 / np.sinh(y)
    return 1 / (np.sqrt(x - 1) * np.sqrt(x + 1))


@partials(np.arctanh, singular=True, complex=True)
def arctanh(y: Any, x: Any) -> Any:
    if type(x) is float:  # Python raises where NumPy gives inf
        return 1 / ((1 - x) * (1 + x)) if abs(x) != 1 else math.inf
    return 1 / ((1 - x) * (1 + x))


@partials(np.sinc, complex=True)
def sinc(y: Any, x: Any) -> Any:
    return sinc_slope(x)


def degrees(y_bar: Any, y: Any, x: Any) -> Any:
    return np.degrees(y_bar)


linear(np.degrees, np.rad2deg, transpose=degrees)


def radians(y_bar: Any, y: Any, x: Any) -> Any:
    return np.radians(y_bar)


linear(np.radians, np.deg2rad, transpose=radians)

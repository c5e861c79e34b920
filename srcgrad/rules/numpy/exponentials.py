"""Exponentials and logarithms."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np

from srcgrad.rules.declare import partials
from srcgrad.runtime import bessel_i1


@partials(np.exp, singular=True, complex=True)
def exp(y: Any, x: Any) -> Any:
    return y


@partials(np.exp2, singular=True, complex=True)
def exp2(y: Any, x: Any) -> Any:
    return y * math.log(2.0)


@partials(np.expm1, singular=True, complex=True)
def expm1(y: Any, x: Any) -> Any:
    return np.exp(x)  # y + 1 has no digits left where y is close to -1


@partials(np.log, singular=True, complex=True)
def log(y: Any, x: Any) -> Any:
    if type(x) is float:  # Python raises where NumPy gives inf
        return 1 / x if x else math.inf
    return 1 / x


@partials(np.log2, singular=True, complex=True)
def log2(y: Any, x: Any) -> Any:
    if type(x) is float:
        return 1 / (x * math.log(2.0)) if x else math.inf
    return 1 / (x * math.log(2.0))


@partials(np.log10, singular=True, complex=True)
def log10(y: Any, x: Any) -> Any:
    if type(x) is float:
        return 1 / (x * math.log(10.0)) if x else math.inf
    return 1 / (x * math.log(10.0))


@partials(np.log1p, singular=True, complex=True)
def log1p(y: Any, x: Any) -> Any:
    if type(x) is float:
        return 1 / (1 + x) if 1 + x else math.inf
    return 1 / (1 + x)


@partials(np.i0, singular=True)
def i0(y: Any, x: Any) -> Any:
    return bessel_i1(x)


@partials(np.logaddexp, singular=True)
def logaddexp(z: Any, x: Any, y: Any) -> Any:
    if np.ndim(x) == 0 and x == 0:  # a constant: there are no infinite ties
        return np.exp(x - z), np.exp(y - z)
    if np.ndim(x) == 0 and np.ndim(y) == 0:  # they equal the sum where the other vanishes
        return (
            (0.5 if y == z else 1.0) if x == z else np.exp(x - z),
            (0.5 if x == z else 1.0) if y == z else np.exp(y - z),
        )
    even = 0.25 * np.where(np.isinf(x), 0, x - np.where(np.isinf(x), 0, y))  # near a tie
    z = np.where(np.isneginf(z), 0, z)  # where both are
    return (
        np.where(x == y, 0.5 + even, np.exp(x - z)),
        np.where(x == y, 0.5 - even, np.exp(y - z)),
    )


@partials(np.logaddexp2, singular=True)
def logaddexp2(z: Any, x: Any, y: Any) -> Any:
    if np.ndim(x) == 0 and np.ndim(y) == 0:
        return (
            (0.5 if y == z else 1.0) if x == z else np.exp2(x - z),
            (0.5 if x == z else 1.0) if y == z else np.exp2(y - z),
        )
    even = 0.25 * math.log(2.0) * np.where(np.isinf(x), 0, x - np.where(np.isinf(x), 0, y))
    z = np.where(np.isneginf(z), 0, z)
    return (
        np.where(x == y, 0.5 + even, np.exp2(x - z)),
        np.where(x == y, 0.5 - even, np.exp2(y - z)),
    )

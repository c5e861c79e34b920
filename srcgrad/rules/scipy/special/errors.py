"""`scipy.special`: error functions and the normal distribution."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import partials


@partials(scipy.special.erf, complex=True)
def erf(y: Any, x: Any) -> Any:
    return 2 / math.sqrt(math.pi) * np.exp(-x * x)


@partials(scipy.special.erfc, complex=True)
def erfc(y: Any, x: Any) -> Any:
    return -2 / math.sqrt(math.pi) * np.exp(-x * x)


@partials(scipy.special.erfi, singular=True, complex=True)
def erfi(y: Any, x: Any) -> Any:
    return 2 / math.sqrt(math.pi) * np.exp(x * x)


@partials(scipy.special.erfinv, singular=True)
def erfinv(x: Any, y: Any) -> Any:
    return 0.5 * math.sqrt(math.pi) * np.exp(x * x)


@partials(scipy.special.erfcinv, singular=True)
def erfcinv(x: Any, y: Any) -> Any:
    return -0.5 * math.sqrt(math.pi) * np.exp(x * x)


@partials(scipy.special.erfcx, singular=True)
def erfcx(y: Any, x: Any) -> Any:
    t = 1 / np.square(np.where(x > 50, x, 50))  # far out the closed form cancels
    tail = t * (1 - t * (1.5 - t * (3.75 - t * (13.125 - t * 59.0625))))
    return np.where(x > 50, -tail / math.sqrt(math.pi), 2 * x * y - 2 / math.sqrt(math.pi))


@partials(scipy.special.dawsn)
def dawsn(y: Any, x: Any) -> Any:
    t = 1 / np.square(np.where(np.abs(x) > 50, x, 50))  # far out the closed form cancels
    tail = t * (1 + t * (1.5 + t * (3.75 + t * (13.125 + t * 59.0625))))
    return np.where(np.abs(x) > 50, -0.5 * tail, 1 - 2 * x * y)


@partials(scipy.special.ndtr, complex=True)
def ndtr(y: Any, x: Any) -> Any:
    return np.exp(-0.5 * x * x) / math.sqrt(2 * math.pi)


@partials(scipy.special.log_ndtr)
def log_ndtr(y: Any, x: Any) -> Any:
    return math.sqrt(2 / math.pi) / scipy.special.erfcx(-x / math.sqrt(2))


@partials(scipy.special.ndtri, singular=True)
def ndtri(x: Any, y: Any) -> Any:
    return math.sqrt(2 * math.pi) * np.exp(0.5 * x * x)


@partials(scipy.special.ndtri_exp, singular=True, safe=-0.5, domain=(-2.0, -0.3))
def ndtri_exp(x: Any, y: Any) -> Any:
    return math.sqrt(math.pi / 2) * scipy.special.erfcx(-x / math.sqrt(2))


@partials(scipy.special.owens_t)
def owens_t(y: Any, h: Any, a: Any) -> Any:
    return (
        -np.exp(-0.5 * h * h) * scipy.special.erf(a * h / math.sqrt(2)) / math.sqrt(8 * math.pi),
        np.exp(-0.5 * h * h * (1 + a * a)) / (2 * math.pi * (1 + a * a)),
    )


@partials(scipy.special.wofz, complex=True)
def wofz(y: Any, z: Any) -> Any:
    return 2j / math.sqrt(math.pi) - 2 * z * y


@partials(scipy.special.voigt_profile, singular=True)
def voigt_profile(y: Any, x: Any, sigma: Any, gamma: Any) -> Any:
    sharp = sigma == 0  # the Lorentz profile
    width = np.where(sharp, 1, sigma)
    square = np.where(sharp, x * x + gamma * gamma, 1)
    z = (x + 1j * gamma) / (math.sqrt(2) * width)
    slope = (2j / math.sqrt(math.pi) - 2 * z * scipy.special.wofz(z)) / (2 * math.sqrt(math.pi))
    return (
        np.where(sharp, -2 * x * y / square, slope.real / (width * width)),
        np.where(sharp, 0, -(y + math.sqrt(2) * (slope * z).real / width) / width),
        np.where(
            sharp,
            (x * x - gamma * gamma) / (math.pi * square * square),
            -slope.imag / (width * width),
        ),
    )

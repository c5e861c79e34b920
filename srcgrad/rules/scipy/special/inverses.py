"""`scipy.special`: distributions of counts, and inverses of distributions."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import part, partials
from srcgrad.rules.scipy.special.incomplete import beta_density, gamma_density
from srcgrad.runtime import betainc_slope, gammainc_slope, slope_of_two


@part
def normal_slope(z: Any) -> Any:
    """How fast a normal quantile grows with the chance."""
    return math.sqrt(2 * math.pi) * np.exp(0.5 * z * z)


@partials(scipy.special.bdtr, operands=("p",), singular=True)
def bdtr(y: Any, k: Any, n: Any, p: Any) -> Any:
    left = np.trunc(n) - np.floor(k)
    return np.where(left <= 0, 0, -beta_density(np.floor(k) + 1, np.maximum(left, 1), p))


@partials(scipy.special.bdtrc, operands=("p",), singular=True)
def bdtrc(y: Any, k: Any, n: Any, p: Any) -> Any:
    left = np.trunc(n) - np.floor(k)
    slope = beta_density(np.maximum(np.floor(k), 0) + 1, np.maximum(left, 1), p)
    return np.where((k < 0) | (left <= 0), 0, slope)


@partials(scipy.special.bdtri, operands=("y",), singular=True)
def bdtri(p: Any, k: Any, n: Any, y: Any) -> Any:
    return -1 / beta_density(np.floor(k) + 1, np.trunc(n) - np.floor(k), p)


@partials(scipy.special.nbdtr, operands=("p",), singular=True)
def nbdtr(y: Any, k: Any, n: Any, p: Any) -> Any:
    return beta_density(np.trunc(n), np.trunc(k) + 1, p)


@partials(scipy.special.nbdtrc, operands=("p",), singular=True)
def nbdtrc(y: Any, k: Any, n: Any, p: Any) -> Any:
    return -beta_density(np.trunc(n), np.trunc(k) + 1, p)


@partials(scipy.special.nbdtri, operands=("y",), singular=True)
def nbdtri(p: Any, k: Any, n: Any, y: Any) -> Any:
    return 1 / beta_density(np.trunc(n), np.trunc(k) + 1, p)


@partials(scipy.special.pdtri, operands=("y",), singular=True)
def pdtri(m: Any, k: Any, y: Any) -> Any:
    return -1 / gamma_density(np.trunc(k) + 1, m)


@partials(scipy.special.gdtria, singular=True)
def gdtria(a: Any, p: Any, b: Any, x: Any) -> Any:
    density = x * gamma_density(b, a * x)
    return 1 / density, -gammainc_slope(1, b, a * x) / density, -a / x


@partials(scipy.special.gdtrix, singular=True)
def gdtrix(x: Any, a: Any, b: Any, p: Any) -> Any:
    density = a * gamma_density(b, a * x)
    return -x / a, -gammainc_slope(1, b, a * x) / density, 1 / density


@part
def rests(y: Any) -> Any:
    """Where a search for a count has ended at its limits: NaN stays NaN."""
    return (y <= 0) | (y > 1e99)


@partials(scipy.special.pdtrik, singular=True)
def pdtrik(k: Any, p: Any, m: Any) -> Any:
    count = np.where(rests(k), 1, k)
    slope = np.where(rests(k), np.inf, -gammainc_slope(1, count + 1, m))
    return 1 / slope, gamma_density(count + 1, m) / slope


@partials(scipy.special.bdtrik, singular=True)
def bdtrik(k: Any, y: Any, n: Any, p: Any) -> Any:
    left = np.maximum(n - k, 1e-12)  # none is left at y = 1: the slopes have limits there
    by_second = -betainc_slope(0, 1, k + 1, left, p)
    whole = -betainc_slope(1, 0, k + 1, left, p) - by_second
    slope = np.where(rests(k), np.inf, whole)
    by_p = np.where(k >= n, 0, beta_density(k + 1, left, p) / slope)
    return 1 / slope, -by_second / slope, by_p


@partials(scipy.special.bdtrin, singular=True)
def bdtrin(n: Any, k: Any, y: Any, p: Any) -> Any:
    left = np.where(rests(n), 1, n - k)
    slope = np.where(rests(n), np.inf, -betainc_slope(0, 1, k + 1, left, p))
    by_first = -betainc_slope(1, 0, k + 1, left, p) - slope
    by_k = np.where(rests(n), 0, -by_first / slope)
    return by_k, 1 / slope, beta_density(k + 1, left, p) / slope


@partials(scipy.special.nbdtrik, singular=True)
def nbdtrik(k: Any, y: Any, n: Any, p: Any) -> Any:
    count = np.where(rests(k), 1, k)
    slope = np.where(rests(k), np.inf, betainc_slope(0, 1, n, count + 1, p))
    return (
        1 / slope,
        -betainc_slope(1, 0, n, count + 1, p) / slope,
        -beta_density(n, count + 1, p) / slope,
    )


@partials(scipy.special.nbdtrin, singular=True)
def nbdtrin(n: Any, k: Any, y: Any, p: Any) -> Any:
    count = np.where(rests(n), 1, n)
    slope = np.where(rests(n), np.inf, betainc_slope(1, 0, count, k + 1, p))
    return (
        -betainc_slope(0, 1, count, k + 1, p) / slope,
        1 / slope,
        -beta_density(count, k + 1, p) / slope,
    )


@partials(scipy.special.nrdtrimn, singular=True)
def nrdtrimn(mn: Any, p: Any, std: Any, x: Any) -> Any:
    z = scipy.special.ndtri(p)
    return -std * normal_slope(z), -z, 1


@partials(scipy.special.nrdtrisd, singular=True, safe=0.7)
def nrdtrisd(std: Any, mn: Any, p: Any, x: Any) -> Any:
    z = scipy.special.ndtri(p)
    return -1 / z, -std / z * normal_slope(z), 1 / z


@partials(scipy.special.tklmbda, singular=True)
def tklmbda(y: Any, x: Any, lmbda: Any) -> Any:
    inside = (y > 0) & (y < 1)
    chance = np.where(inside, y, 0.5)
    spread = np.power(chance, lmbda - 1) + np.power(1 - chance, lmbda - 1)
    return (
        np.where(inside, 1 / spread, 0),
        slope_of_two(scipy.special.tklmbda, 0, 1, x, lmbda),
    )

"""`scipy.special`: distributions of counts, non-central ones, and inverses of distributions."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import part, partials


@part
def beta_density(a: Any, b: Any, x: Any) -> Any:
    """The density of the beta distribution."""
    return np.exp(
        scipy.special.xlogy(a - 1, x)
        + scipy.special.xlog1py(b - 1, -x)
        - scipy.special.betaln(a, b)
    )


@part
def gamma_density(a: Any, x: Any) -> Any:
    """The density of the gamma distribution."""
    return np.exp(scipy.special.xlogy(a - 1, x) - x - scipy.special.gammaln(a))


@part
def noncentral_density(x: Any, df: Any, nc: Any) -> Any:
    """The density of the non-central chi-square distribution."""
    inner = (nc > 0) & (x > 0)
    apart = np.where(inner, nc, 1)
    place = np.where(inner, x, 1)
    distance = np.square(np.sqrt(place) - np.sqrt(apart))
    power = np.exp((0.25 * df - 0.5) * np.log(place / apart) - 0.5 * distance)
    first = 0.5 * nc * np.where(inner | np.isinf(x), 0, x) / np.where(df > 0, df, 1)
    series = 1 + first * (1 + 0.5 * first * df / (df + 2))  # of the slopes where nc is 0
    return 0.5 * np.where(
        inner,
        power * scipy.special.ive(0.5 * df - 1, np.sqrt(place * apart)),
        gamma_density(0.5 * df, 0.5 * x) * np.exp(-0.5 * nc) * series,
    )


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


@partials(scipy.special.fdtri, operands=("p",), singular=True)
def fdtri(x: Any, dfn: Any, dfd: Any, p: Any) -> Any:
    chance = dfn * x / (dfd + dfn * x)
    slope = dfn * dfd / np.square(dfd + dfn * x)
    return 1 / (slope * beta_density(0.5 * dfn, 0.5 * dfd, chance))


@partials(scipy.special.gdtria, operands=("p", "x"), singular=True)
def gdtria(a: Any, p: Any, b: Any, x: Any) -> Any:
    return 1 / (x * gamma_density(b, a * x)), -a / x


@partials(scipy.special.gdtrix, operands=("a", "p"), singular=True)
def gdtrix(x: Any, a: Any, b: Any, p: Any) -> Any:
    return -x / a, 1 / (a * gamma_density(b, a * x))


@partials(scipy.special.chndtr, operands=("x", "nc"), singular=True)
def chndtr(y: Any, x: Any, df: Any, nc: Any) -> Any:
    return noncentral_density(x, df, nc), -noncentral_density(x, df + 2, nc)


@partials(scipy.special.chndtrix, operands=("p", "nc"), singular=True)
def chndtrix(x: Any, p: Any, df: Any, nc: Any) -> Any:
    density = noncentral_density(x, df, nc)
    return 1 / density, noncentral_density(x, df + 2, nc) / density


@partials(scipy.special.chndtrinc, operands=("x", "p"), singular=True)
def chndtrinc(nc: Any, x: Any, df: Any, p: Any) -> Any:
    falling = noncentral_density(x, df + 2, nc)
    return noncentral_density(x, df, nc) / falling, -1 / falling


@partials(scipy.special.nrdtrimn, singular=True)
def nrdtrimn(mn: Any, p: Any, std: Any, x: Any) -> Any:
    z = scipy.special.ndtri(p)
    return -std * normal_slope(z), -z, 1


@partials(scipy.special.nrdtrisd, singular=True, safe=0.7)
def nrdtrisd(std: Any, mn: Any, p: Any, x: Any) -> Any:
    z = scipy.special.ndtri(p)
    return -1 / z, -std / z * normal_slope(z), 1 / z


@partials(scipy.special.tklmbda, operands=("x",), singular=True)
def tklmbda(y: Any, x: Any, lmbda: Any) -> Any:
    inside = (y > 0) & (y < 1)
    chance = np.where(inside, y, 0.5)
    spread = np.power(chance, lmbda - 1) + np.power(1 - chance, lmbda - 1)
    return np.where(inside, 1 / spread, 0)

"""`scipy.special`: non-central distributions and their inverses, and other inverses."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import part, partials
from srcgrad.rules.scipy.special.incomplete import found, gamma_density
from srcgrad.runtime import slope_of_four, slope_of_one, slope_of_three, slope_of_two


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
def by_freedom(x: Any, df: Any, nc: Any) -> Any:
    """The slope of the non-central chi-square distribution by its degrees of freedom."""
    return slope_of_three(scipy.special.chndtr, 0, 1, 0, x, df, nc)


@partials(scipy.special.chndtr, singular=True)
def chndtr(y: Any, x: Any, df: Any, nc: Any) -> Any:
    return noncentral_density(x, df, nc), by_freedom(x, df, nc), -noncentral_density(x, df + 2, nc)


@partials(scipy.special.chndtrix, singular=True)
def chndtrix(x: Any, p: Any, df: Any, nc: Any) -> Any:
    inner = (x > 1e-300) | (x == 0) | (x != x)  # SciPy's search stops above
    place = np.where(inner, x, 1)
    density = np.where(inner, noncentral_density(place, df, nc), np.inf)
    falling = noncentral_density(place, df + 2, nc)
    return 1 / density, -by_freedom(place, df, nc) / density, falling / density


@partials(scipy.special.chndtrinc, singular=True)
def chndtrinc(nc: Any, x: Any, df: Any, p: Any) -> Any:
    inner = (nc > 1e-300) | (nc == 0) | (nc != nc)
    apart = np.where(inner, nc, 1)
    falling = np.where(inner, noncentral_density(x, df + 2, apart), np.inf)
    density = noncentral_density(x, df, apart)
    return density / falling, by_freedom(x, df, apart) / falling, -1 / falling


@partials(scipy.special.chndtridf, singular=True)
def chndtridf(df: Any, x: Any, p: Any, nc: Any) -> Any:
    inner = found(df)
    free = np.where(inner, df, 1)
    slope = np.where(inner, by_freedom(x, free, nc), np.inf)
    density = noncentral_density(x, free, nc)
    return -density / slope, 1 / slope, noncentral_density(x, free + 2, nc) / slope


@partials(scipy.special.nctdtr, singular=True)
def nctdtr(y: Any, df: Any, nc: Any, t: Any) -> Any:
    return (
        slope_of_three(scipy.special.nctdtr, 1, 0, 0, df, nc, t),
        slope_of_three(scipy.special.nctdtr, 0, 1, 0, df, nc, t),
        slope_of_three(scipy.special.nctdtr, 0, 0, 1, df, nc, t),
    )


@partials(scipy.special.nctdtrit, singular=True)
def nctdtrit(t: Any, df: Any, nc: Any, p: Any) -> Any:
    slope = slope_of_three(scipy.special.nctdtr, 0, 0, 1, df, nc, t)
    return (
        -slope_of_three(scipy.special.nctdtr, 1, 0, 0, df, nc, t) / slope,
        -slope_of_three(scipy.special.nctdtr, 0, 1, 0, df, nc, t) / slope,
        1 / slope,
    )


@partials(scipy.special.nctdtridf, singular=True, safe=0.45)
def nctdtridf(df: Any, p: Any, nc: Any, t: Any) -> Any:
    inner = found(df)
    free = np.where(inner, df, 1)
    slope = np.where(inner, slope_of_three(scipy.special.nctdtr, 1, 0, 0, free, nc, t), np.inf)
    return (
        1 / slope,
        -slope_of_three(scipy.special.nctdtr, 0, 1, 0, free, nc, t) / slope,
        -slope_of_three(scipy.special.nctdtr, 0, 0, 1, free, nc, t) / slope,
    )


@partials(scipy.special.nctdtrinc, singular=True)
def nctdtrinc(nc: Any, df: Any, p: Any, t: Any) -> Any:
    slope = slope_of_three(scipy.special.nctdtr, 0, 1, 0, df, nc, t)
    return (
        -slope_of_three(scipy.special.nctdtr, 1, 0, 0, df, nc, t) / slope,
        1 / slope,
        -slope_of_three(scipy.special.nctdtr, 0, 0, 1, df, nc, t) / slope,
    )


@partials(scipy.special.ncfdtr, singular=True)
def ncfdtr(y: Any, dfn: Any, dfd: Any, nc: Any, f: Any) -> Any:
    return (
        slope_of_four(scipy.special.ncfdtr, 1, 0, 0, 0, dfn, dfd, nc, f),
        slope_of_four(scipy.special.ncfdtr, 0, 1, 0, 0, dfn, dfd, nc, f),
        slope_of_four(scipy.special.ncfdtr, 0, 0, 1, 0, dfn, dfd, nc, f),
        slope_of_four(scipy.special.ncfdtr, 0, 0, 0, 1, dfn, dfd, nc, f),
    )


@partials(scipy.special.ncfdtri, singular=True)
def ncfdtri(f: Any, dfn: Any, dfd: Any, nc: Any, p: Any) -> Any:
    slope = slope_of_four(scipy.special.ncfdtr, 0, 0, 0, 1, dfn, dfd, nc, f)
    return (
        -slope_of_four(scipy.special.ncfdtr, 1, 0, 0, 0, dfn, dfd, nc, f) / slope,
        -slope_of_four(scipy.special.ncfdtr, 0, 1, 0, 0, dfn, dfd, nc, f) / slope,
        -slope_of_four(scipy.special.ncfdtr, 0, 0, 1, 0, dfn, dfd, nc, f) / slope,
        1 / slope,
    )


@partials(scipy.special.kolmogorov, singular=True)
def kolmogorov(y: Any, x: Any) -> Any:
    return slope_of_one(scipy.special.kolmogorov, 1, x)


@partials(scipy.special.kolmogi, singular=True)
def kolmogi(x: Any, p: Any) -> Any:
    return 1 / slope_of_one(scipy.special.kolmogorov, 1, x)


@partials(scipy.special.smirnov, operands=("d",), singular=True)
def smirnov(y: Any, n: Any, d: Any) -> Any:
    return slope_of_two(scipy.special.smirnov, 0, 1, n, d)


@partials(scipy.special.smirnovi, operands=("p",), singular=True)
def smirnovi(d: Any, n: Any, p: Any) -> Any:
    return 1 / slope_of_two(scipy.special.smirnov, 0, 1, n, d)

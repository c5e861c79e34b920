"""`scipy.special`: cumulative distributions, by their real arguments."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import part, partials
from srcgrad.rules.scipy.special.incomplete import beta_density, found, gamma_density
from srcgrad.runtime import betainc_slope, gammainc_slope


@part
def student_slope(df: Any, t: Any) -> Any:
    """The slope of Student's distribution by its degrees of freedom, but for what `t` adds.

    The distribution is an incomplete beta function of a ratio, or of what the ratio lacks of one:
    the smaller of the two is the more precise.
    """
    ratio = df / (df + t * t)
    rest = t * t / (df + t * t)
    near = -betainc_slope(0, 1, 0.5, 0.5 * df, np.minimum(rest, 0.5))
    far = betainc_slope(1, 0, 0.5 * df, 0.5, np.minimum(ratio, 0.5))
    return -0.25 * np.sign(t) * np.where(rest < 0.5, near, far)


@part
def student_density(df: Any, t: Any) -> Any:
    """The slope of Student's distribution by the point.

    Of many degrees of freedom the quotient of two gamma functions is a series: both are great.
    """
    df = np.minimum(df, 1e18)  # beyond it, the normal distribution to rounding
    many = df > 50
    few = np.where(many, 1, df)
    ratio = scipy.special.gammaln(0.5 * few + 0.5) - scipy.special.gammaln(0.5 * few)
    r = 1 / np.where(many, df, 50)
    series = 0.5 * math.log(0.5) - r * (
        1 / 4 - r * r * (1 / 24 - r * r * (1 / 20 - r * r * 17 / 112))
    )
    factor = np.where(many, series, ratio - 0.5 * np.log(few)) - 0.5 * math.log(math.pi)
    return np.exp(factor - (0.5 * df + 0.5) * np.log1p(t * t / df))


@partials(scipy.special.stdtr)
def stdtr(y: Any, df: Any, t: Any) -> Any:
    density = student_density(df, t)
    return student_slope(df, t) - 0.5 * t * density / df, density


@partials(scipy.special.stdtrit, singular=True)
def stdtrit(t: Any, df: Any, p: Any) -> Any:
    density = student_density(df, t)
    return 0.5 * t / df - student_slope(df, t) / density, 1 / density


@partials(scipy.special.chdtr, singular=True)
def chdtr(y: Any, v: Any, x: Any) -> Any:
    return 0.5 * gammainc_slope(1, 0.5 * v, 0.5 * x), 0.5 * gamma_density(0.5 * v, 0.5 * x)


@partials(scipy.special.chdtrc, singular=True)
def chdtrc(y: Any, v: Any, x: Any) -> Any:
    return -0.5 * gammainc_slope(1, 0.5 * v, 0.5 * x), -0.5 * gamma_density(0.5 * v, 0.5 * x)


@partials(scipy.special.chdtri, singular=True)
def chdtri(x: Any, v: Any, p: Any) -> Any:
    inside = gamma_density(0.5 * v, np.where(x == 0, 1, 0.5 * x))
    return -gammainc_slope(1, 0.5 * v, 0.5 * x) / inside, -2 / gamma_density(0.5 * v, 0.5 * x)


@part
def f_density(dfn: Any, dfd: Any, x: Any) -> Any:
    """The density of the distribution of ratios of variances."""
    return np.exp(
        scipy.special.xlogy(0.5 * dfn - 1, dfn * x)
        + np.log(dfn)
        - 0.5 * dfn * np.log(dfn * x + dfd)
        - 0.5 * dfd * np.log1p(dfn * x / dfd)
        - scipy.special.betaln(0.5 * dfn, 0.5 * dfd)
    )


@part
def f_by_first(dfn: Any, dfd: Any, x: Any) -> Any:
    """Its slope by the first degrees of freedom: it is an incomplete beta function."""
    bend = betainc_slope(1, 0, 0.5 * dfn, 0.5 * dfd, dfn * x / (dfn * x + dfd))
    inside = np.where(x == 0, 1, x)
    return 0.5 * bend + x * f_density(dfn, dfd, inside) / dfn


@part
def f_by_second(dfn: Any, dfd: Any, x: Any) -> Any:
    """That by the second ones."""
    bend = betainc_slope(0, 1, 0.5 * dfn, 0.5 * dfd, dfn * x / (dfn * x + dfd))
    inside = np.where(x == 0, 1, x)
    return 0.5 * bend - x * f_density(dfn, dfd, inside) / dfd


@partials(scipy.special.fdtr, singular=True)
def fdtr(y: Any, dfn: Any, dfd: Any, x: Any) -> Any:
    return f_by_first(dfn, dfd, x), f_by_second(dfn, dfd, x), f_density(dfn, dfd, x)


@partials(scipy.special.fdtrc, singular=True)
def fdtrc(y: Any, dfn: Any, dfd: Any, x: Any) -> Any:
    return -f_by_first(dfn, dfd, x), -f_by_second(dfn, dfd, x), -f_density(dfn, dfd, x)


@partials(scipy.special.fdtri, singular=True)
def fdtri(x: Any, dfn: Any, dfd: Any, p: Any) -> Any:
    density = f_density(dfn, dfd, x)
    return -f_by_first(dfn, dfd, x) / density, -f_by_second(dfn, dfd, x) / density, 1 / density


@partials(scipy.special.fdtridfd, singular=True)
def fdtridfd(dfd: Any, dfn: Any, p: Any, x: Any) -> Any:
    inner = found(dfd)
    second = np.where(inner, dfd, 1)
    slope = np.where(inner, f_by_second(dfn, second, x), np.inf)
    return -f_by_first(dfn, second, x) / slope, 1 / slope, -f_density(dfn, second, x) / slope


@partials(scipy.special.stdtridf, singular=True, domain=(0.7, 0.74))
def stdtridf(df: Any, p: Any, t: Any) -> Any:
    inner = found(df)
    free = np.where(inner, df, 1)
    density = student_density(free, t)
    slope = np.where(inner, student_slope(free, t) - 0.5 * t * density / free, np.inf)
    return 1 / slope, -density / slope


@partials(scipy.special.chdtriv, singular=True)
def chdtriv(v: Any, p: Any, x: Any) -> Any:
    slope = gammainc_slope(1, 0.5 * v, 0.5 * x)
    return 2 / slope, -gamma_density(0.5 * v, 0.5 * x) / slope


@partials(scipy.special.gdtrib, singular=True)
def gdtrib(b: Any, a: Any, p: Any, x: Any) -> Any:
    slope = gammainc_slope(1, b, a * x)
    density = gamma_density(b, a * x)
    return -x * density / slope, 1 / slope, -a * density / slope


@part
def but_at_least(slope: Any, y: Any) -> Any:
    """The slope by a parameter; where that is the least that SciPy tries, no other moves it."""
    return np.where((y < 2.3e-308) | (y == 1e-100), np.inf, slope)


@partials(scipy.special.btdtria, singular=True)
def btdtria(a: Any, p: Any, b: Any, x: Any) -> Any:
    slope = betainc_slope(1, 0, a, b, x)
    inner = but_at_least(slope, a)
    return 1 / slope, -betainc_slope(0, 1, a, b, x) / inner, -beta_density(a, b, x) / inner


@partials(scipy.special.btdtrib, singular=True)
def btdtrib(b: Any, a: Any, p: Any, x: Any) -> Any:
    slope = betainc_slope(0, 1, a, b, x)
    inner = but_at_least(slope, b)
    return -betainc_slope(1, 0, a, b, x) / inner, 1 / slope, -beta_density(a, b, x) / inner


@partials(scipy.special.gdtr, singular=True)
def gdtr(y: Any, a: Any, b: Any, x: Any) -> Any:
    density = gamma_density(b, a * x)
    inside = gamma_density(b, a * np.where(x == 0, 1, x))
    return x * inside, gammainc_slope(1, b, a * x), a * density


@partials(scipy.special.gdtrc, singular=True)
def gdtrc(y: Any, a: Any, b: Any, x: Any) -> Any:
    density = gamma_density(b, a * x)
    inside = gamma_density(b, a * np.where(x == 0, 1, x))
    return -x * inside, -gammainc_slope(1, b, a * x), -a * density


@partials(scipy.special.pdtr, operands=("m",))
def pdtr(y: Any, k: Any, m: Any) -> Any:
    whole = np.floor(k)
    return -np.exp(scipy.special.xlogy(whole, m) - m - scipy.special.gammaln(whole + 1))


@partials(scipy.special.pdtrc, operands=("m",))
def pdtrc(y: Any, k: Any, m: Any) -> Any:
    whole = np.floor(k)
    return np.exp(scipy.special.xlogy(whole, m) - m - scipy.special.gammaln(whole + 1))

"""`scipy.special`: cumulative distributions, by their real arguments."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import part, partials
from srcgrad.rules.scipy.special.incomplete import gamma_density
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
    """The slope of Student's distribution by the point."""
    return np.exp(
        scipy.special.gammaln(0.5 * df + 0.5)
        - scipy.special.gammaln(0.5 * df)
        - 0.5 * np.log(math.pi * df)
        - (0.5 * df + 0.5) * np.log1p(t * t / df)
    )


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


@partials(scipy.special.fdtr, operands=("x",), singular=True)
def fdtr(y: Any, dfn: Any, dfd: Any, x: Any) -> Any:
    return np.exp(
        scipy.special.xlogy(0.5 * dfn - 1, dfn * x)
        + scipy.special.xlogy(0.5 * dfd, dfd)
        + np.log(dfn)
        - (0.5 * dfn + 0.5 * dfd) * np.log(dfn * x + dfd)
        - scipy.special.betaln(0.5 * dfn, 0.5 * dfd)
    )


@partials(scipy.special.fdtrc, operands=("x",), singular=True)
def fdtrc(y: Any, dfn: Any, dfd: Any, x: Any) -> Any:
    return -np.exp(
        scipy.special.xlogy(0.5 * dfn - 1, dfn * x)
        + scipy.special.xlogy(0.5 * dfd, dfd)
        + np.log(dfn)
        - (0.5 * dfn + 0.5 * dfd) * np.log(dfn * x + dfd)
        - scipy.special.betaln(0.5 * dfn, 0.5 * dfd)
    )


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

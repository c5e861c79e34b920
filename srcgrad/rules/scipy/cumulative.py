"""`scipy.special`: cumulative distributions, by their real argument."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import partials


@partials(scipy.special.stdtr, operands=("t",))
def stdtr(y: Any, df: Any, t: Any) -> Any:
    return np.exp(
        scipy.special.gammaln(0.5 * df + 0.5)
        - scipy.special.gammaln(0.5 * df)
        - 0.5 * np.log(math.pi * df)
        - (0.5 * df + 0.5) * np.log1p(t * t / df)
    )


@partials(scipy.special.stdtrit, operands=("p",), singular=True)
def stdtrit(t: Any, df: Any, p: Any) -> Any:
    return np.exp(
        scipy.special.gammaln(0.5 * df)
        - scipy.special.gammaln(0.5 * df + 0.5)
        + 0.5 * np.log(math.pi * df)
        + (0.5 * df + 0.5) * np.log1p(t * t / df)
    )


@partials(scipy.special.chdtr, operands=("x",), singular=True)
def chdtr(y: Any, v: Any, x: Any) -> Any:
    log_power = scipy.special.xlogy(0.5 * v - 1, 0.5 * x)
    return 0.5 * np.exp(log_power - 0.5 * x - scipy.special.gammaln(0.5 * v))


@partials(scipy.special.chdtrc, operands=("x",), singular=True)
def chdtrc(y: Any, v: Any, x: Any) -> Any:
    log_power = scipy.special.xlogy(0.5 * v - 1, 0.5 * x)
    return -0.5 * np.exp(log_power - 0.5 * x - scipy.special.gammaln(0.5 * v))


@partials(scipy.special.chdtri, operands=("p",), singular=True)
def chdtri(x: Any, v: Any, p: Any) -> Any:
    log_power = scipy.special.xlogy(0.5 * v - 1, 0.5 * x)
    return -2 * np.exp(0.5 * x + scipy.special.gammaln(0.5 * v) - log_power)


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


@partials(scipy.special.gdtr, operands=("a", "x"), singular=True)
def gdtr(y: Any, a: Any, b: Any, x: Any) -> Any:
    density = np.exp(scipy.special.xlogy(b - 1, a * x) - a * x - scipy.special.gammaln(b))
    return x * density, a * density


@partials(scipy.special.gdtrc, operands=("a", "x"), singular=True)
def gdtrc(y: Any, a: Any, b: Any, x: Any) -> Any:
    density = np.exp(scipy.special.xlogy(b - 1, a * x) - a * x - scipy.special.gammaln(b))
    return -x * density, -a * density


@partials(scipy.special.pdtr, operands=("m",))
def pdtr(y: Any, k: Any, m: Any) -> Any:
    whole = np.floor(k)
    return -np.exp(scipy.special.xlogy(whole, m) - m - scipy.special.gammaln(whole + 1))


@partials(scipy.special.pdtrc, operands=("m",))
def pdtrc(y: Any, k: Any, m: Any) -> Any:
    whole = np.floor(k)
    return np.exp(scipy.special.xlogy(whole, m) - m - scipy.special.gammaln(whole + 1))

"""`scipy.special`: the incomplete gamma and beta functions, by all arguments."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import part, partials
from srcgrad.runtime import (
    beta_density_slope,
    betainc_slope,
    gamma_density_slope,
    gammainc_slope,
)


@part
def gamma_density(a: Any, x: Any) -> Any:
    """The slope of `gammainc` by the point."""
    return np.exp(scipy.special.xlogy(a - 1, x) - x - scipy.special.gammaln(a))


@part
def beta_density(a: Any, b: Any, x: Any) -> Any:
    """That of `betainc`."""
    return np.exp(
        scipy.special.xlogy(a - 1, x)
        + scipy.special.xlog1py(b - 1, -x)
        - scipy.special.betaln(a, b)
    )


@partials(scipy.special.gammainc, singular=True)
def gammainc(y: Any, a: Any, x: Any) -> Any:
    return gammainc_slope(1, a, x), gamma_density(a, x)


@partials(scipy.special.gammaincc, singular=True)
def gammaincc(y: Any, a: Any, x: Any) -> Any:
    return -gammainc_slope(1, a, x), -gamma_density(a, x)


@partials(scipy.special.gammaincinv, singular=True)
def gammaincinv(x: Any, a: Any, p: Any) -> Any:
    inside = gamma_density(a, np.where(x == 0, 1, x))
    return -gammainc_slope(1, a, x) / inside, 1 / gamma_density(a, x)


@partials(scipy.special.gammainccinv, singular=True)
def gammainccinv(x: Any, a: Any, p: Any) -> Any:
    inside = gamma_density(a, np.where(x == 0, 1, x))
    return -gammainc_slope(1, a, x) / inside, -1 / gamma_density(a, x)


@partials(scipy.special.betainc, singular=True)
def betainc(y: Any, a: Any, b: Any, x: Any) -> Any:
    return betainc_slope(1, 0, a, b, x), betainc_slope(0, 1, a, b, x), beta_density(a, b, x)


@partials(scipy.special.betaincinv, singular=True)
def betaincinv(x: Any, a: Any, b: Any, p: Any) -> Any:
    inside = beta_density(a, b, np.where((x == 0) | (x == 1), 0.5, x))
    return (
        -betainc_slope(1, 0, a, b, x) / inside,
        -betainc_slope(0, 1, a, b, x) / inside,
        1 / beta_density(a, b, x),
    )


if hasattr(scipy.special, "betaincc"):  # SciPy 1.11

    @partials(scipy.special.betaincc, singular=True)
    def betaincc(y: Any, a: Any, b: Any, x: Any) -> Any:
        return -betainc_slope(1, 0, a, b, x), -betainc_slope(0, 1, a, b, x), -beta_density(a, b, x)

    @partials(scipy.special.betainccinv, singular=True)
    def betainccinv(x: Any, a: Any, b: Any, p: Any) -> Any:
        inside = beta_density(a, b, np.where((x == 0) | (x == 1), 0.5, x))
        return (
            -betainc_slope(1, 0, a, b, x) / inside,
            -betainc_slope(0, 1, a, b, x) / inside,
            -1 / beta_density(a, b, x),
        )


@partials(gammainc_slope, operands=("a", "x"), singular=True)
def gammainc_bend(y: Any, order: Any, a: Any, x: Any) -> Any:
    return gammainc_slope(order + 1, a, x), gamma_density_slope(order, a, x)


@partials(gamma_density_slope, operands=("a", "x"), singular=True)
def gamma_density_bend(y: Any, order: Any, a: Any, x: Any) -> Any:
    return (
        gamma_density_slope(order + 1, a, x),
        ((a - 1) / x - 1) * y + order / x * gamma_density_slope(order - 1, a, x),
    )


@partials(betainc_slope, operands=("a", "b", "x"), singular=True)
def betainc_bend(y: Any, m: Any, n: Any, a: Any, b: Any, x: Any) -> Any:
    return (
        betainc_slope(m + 1, n, a, b, x),
        betainc_slope(m, n + 1, a, b, x),
        beta_density_slope(m, n, a, b, x),
    )


@partials(beta_density_slope, operands=("a", "b", "x"), singular=True)
def beta_density_bend(y: Any, m: Any, n: Any, a: Any, b: Any, x: Any) -> Any:
    return (
        beta_density_slope(m + 1, n, a, b, x),
        beta_density_slope(m, n + 1, a, b, x),
        ((a - 1) / x - (b - 1) / (1 - x)) * y
        + m / x * beta_density_slope(m - 1, n, a, b, x)
        - n / (1 - x) * beta_density_slope(m, n - 1, a, b, x),
    )


@part
def found(y: Any) -> Any:
    """Where SciPy's search for an inverse has ended between its limits, or finds nothing.

    It rests at its limits; NaN stays NaN.
    """
    size = np.abs(y)
    return (size > 1e-50) & (size < 1e10) | (y != y)

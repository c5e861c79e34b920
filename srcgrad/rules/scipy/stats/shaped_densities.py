"""`scipy.stats`: densities and their logarithms, by the argument and all parameters."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.special
import scipy.stats

from srcgrad.rules.declare import partials
from srcgrad.rules.scipy.stats.distributions import finite


@partials(scipy.stats.gamma.logpdf, operands=("x", "a", "loc", "scale"))
def gamma_logpdf(y: Any, x: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = (x - loc) / scale
    inside = z > 0
    v = np.where(inside, z, 0.5)
    slope = np.where(inside, (a - 1) / v - 1, 0) / scale
    return (
        slope,
        np.where(inside, np.log(v) - scipy.special.digamma(a), 0),
        -slope,
        -1.0 * inside / scale - v * slope,
    )


@partials(scipy.stats.gamma.pdf, operands=("x", "a", "loc", "scale"))
def gamma_pdf(y: Any, x: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = finite((x - loc) / scale)
    inside = z > 0
    v = np.where(inside, z, 0.5)
    slope = y * np.where(inside, (a - 1) / v - 1, 0) / scale
    return (
        slope,
        y * np.where(inside, np.log(v) - scipy.special.digamma(a), 0),
        -slope,
        -y * inside / scale - v * slope,
    )


@partials(scipy.stats.beta.logpdf, operands=("x", "a", "b", "loc", "scale"))
def beta_logpdf(y: Any, x: Any, a: Any, b: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = (x - loc) / scale
    inside = (z > 0) & (z < 1)
    v = np.where(inside, z, 0.5)
    slope = np.where(inside, (a - 1) / v - (b - 1) / (1 - v), 0) / scale
    return (
        slope,
        np.where(inside, np.log(v) - scipy.special.digamma(a) + scipy.special.digamma(a + b), 0),
        np.where(inside, np.log1p(-v) - scipy.special.digamma(b) + scipy.special.digamma(a + b), 0),
        -slope,
        -1.0 * inside / scale - v * slope,
    )


@partials(scipy.stats.beta.pdf, operands=("x", "a", "b", "loc", "scale"))
def beta_pdf(y: Any, x: Any, a: Any, b: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = finite((x - loc) / scale)
    inside = (z > 0) & (z < 1)
    v = np.where(inside, z, 0.5)
    slope = y * np.where(inside, (a - 1) / v - (b - 1) / (1 - v), 0) / scale
    return (
        slope,
        y
        * np.where(inside, np.log(v) - scipy.special.digamma(a) + scipy.special.digamma(a + b), 0),
        y
        * np.where(
            inside, np.log1p(-v) - scipy.special.digamma(b) + scipy.special.digamma(a + b), 0
        ),
        -slope,
        -y * inside / scale - v * slope,
    )


@partials(scipy.stats.t.logpdf, operands=("x", "df", "loc", "scale"))
def t_logpdf(y: Any, x: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = (x - loc) / scale
    slope = (-(df + 1) * z / (df + z * z)) / scale
    return (
        slope,
        0.5
        * (
            scipy.special.digamma(0.5 * df + 0.5)
            - scipy.special.digamma(0.5 * df)
            - 1 / df
            - np.log1p(z * z / df)
            + (df + 1) * z * z / (df * (df + z * z))
        ),
        -slope,
        -1 / scale - z * slope,
    )


@partials(scipy.stats.t.pdf, operands=("x", "df", "loc", "scale"))
def t_pdf(y: Any, x: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = finite((x - loc) / scale)
    slope = y * (-(df + 1) * z / (df + z * z)) / scale
    return (
        slope,
        y
        * (
            0.5
            * (
                scipy.special.digamma(0.5 * df + 0.5)
                - scipy.special.digamma(0.5 * df)
                - 1 / df
                - np.log1p(z * z / df)
                + (df + 1) * z * z / (df * (df + z * z))
            )
        ),
        -slope,
        -y / scale - z * slope,
    )


@partials(scipy.stats.chi2.logpdf, operands=("x", "df", "loc", "scale"))
def chi2_logpdf(y: Any, x: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = (x - loc) / scale
    inside = z > 0
    v = np.where(inside, z, 0.5)
    slope = np.where(inside, (0.5 * df - 1) / v - 0.5, 0) / scale
    return (
        slope,
        np.where(inside, 0.5 * (np.log(0.5 * v) - scipy.special.digamma(0.5 * df)), 0),
        -slope,
        -1.0 * inside / scale - v * slope,
    )


@partials(scipy.stats.chi2.pdf, operands=("x", "df", "loc", "scale"))
def chi2_pdf(y: Any, x: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = finite((x - loc) / scale)
    inside = z > 0
    v = np.where(inside, z, 0.5)
    slope = y * np.where(inside, (0.5 * df - 1) / v - 0.5, 0) / scale
    return (
        slope,
        y * np.where(inside, 0.5 * (np.log(0.5 * v) - scipy.special.digamma(0.5 * df)), 0),
        -slope,
        -y * inside / scale - v * slope,
    )


@partials(scipy.stats.lognorm.logpdf, operands=("x", "s", "loc", "scale"))
def lognorm_logpdf(y: Any, x: Any, s: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = (x - loc) / scale
    inside = z > 0
    v = np.where(inside, z, 0.5)
    slope = np.where(inside, -(1 + np.log(v) / (s * s)) / v, 0) / scale
    return (
        slope,
        np.where(inside, np.square(np.log(v)) / (s * s * s) - 1 / s, 0),
        -slope,
        -1.0 * inside / scale - v * slope,
    )


@partials(scipy.stats.lognorm.pdf, operands=("x", "s", "loc", "scale"))
def lognorm_pdf(y: Any, x: Any, s: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = finite((x - loc) / scale)
    inside = z > 0
    v = np.where(inside, z, 0.5)
    slope = y * np.where(inside, -(1 + np.log(v) / (s * s)) / v, 0) / scale
    return (
        slope,
        y * np.where(inside, np.square(np.log(v)) / (s * s * s) - 1 / s, 0),
        -slope,
        -y * inside / scale - v * slope,
    )


@partials(scipy.stats.weibull_min.logpdf, operands=("x", "c", "loc", "scale"))
def weibull_min_logpdf(y: Any, x: Any, c: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = (x - loc) / scale
    inside = z > 0
    v = np.where(inside, z, 0.5)
    slope = np.where(inside, (c - 1) / v - c * np.power(v, c - 1), 0) / scale
    return (
        slope,
        np.where(inside, 1 / c + np.log(v) - np.power(v, c) * np.log(v), 0),
        -slope,
        -1.0 * inside / scale - v * slope,
    )


@partials(scipy.stats.weibull_min.pdf, operands=("x", "c", "loc", "scale"))
def weibull_min_pdf(y: Any, x: Any, c: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = finite((x - loc) / scale)
    inside = z > 0
    v = np.where(inside, z, 0.5)
    slope = y * np.where(inside, (c - 1) / v - c * np.power(v, c - 1), 0) / scale
    return (
        slope,
        y * np.where(inside, 1 / c + np.log(v) - np.power(v, c) * np.log(v), 0),
        -slope,
        -y * inside / scale - v * slope,
    )

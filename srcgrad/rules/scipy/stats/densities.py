"""`scipy.stats`: densities and their logarithms, by the argument and all parameters."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.stats

from srcgrad.rules.declare import partials
from srcgrad.rules.scipy.stats.distributions import finite


@partials(scipy.stats.norm.logpdf, operands=("x", "loc", "scale"))
def norm_logpdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = (x - loc) / scale
    slope = (-z) / scale
    return (
        slope,
        -slope,
        -1 / scale - z * slope,
    )


@partials(scipy.stats.norm.pdf, operands=("x", "loc", "scale"))
def norm_pdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = finite((x - loc) / scale)
    slope = y * (-z) / scale
    return (
        slope,
        -slope,
        -y / scale - z * slope,
    )


@partials(scipy.stats.expon.logpdf, operands=("x", "loc", "scale"))
def expon_logpdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = (x - loc) / scale
    inside = z >= 0
    v = np.where(inside, z, 0.5)
    slope = np.where(inside, -1, 0) / scale
    return (
        slope,
        -slope,
        -1.0 * inside / scale - v * slope,
    )


@partials(scipy.stats.expon.pdf, operands=("x", "loc", "scale"))
def expon_pdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = finite((x - loc) / scale)
    inside = z >= 0
    v = np.where(inside, z, 0.5)
    slope = y * np.where(inside, -1, 0) / scale
    return (
        slope,
        -slope,
        -y * inside / scale - v * slope,
    )


@partials(scipy.stats.laplace.logpdf, operands=("x", "loc", "scale"))
def laplace_logpdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = (x - loc) / scale
    slope = (-np.sign(z)) / scale
    return (
        slope,
        -slope,
        -1 / scale - z * slope,
    )


@partials(scipy.stats.laplace.pdf, operands=("x", "loc", "scale"))
def laplace_pdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = finite((x - loc) / scale)
    slope = y * (-np.sign(z)) / scale
    return (
        slope,
        -slope,
        -y / scale - z * slope,
    )


@partials(scipy.stats.logistic.logpdf, operands=("x", "loc", "scale"))
def logistic_logpdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = (x - loc) / scale
    slope = (-np.tanh(0.5 * z)) / scale
    return (
        slope,
        -slope,
        -1 / scale - z * slope,
    )


@partials(scipy.stats.logistic.pdf, operands=("x", "loc", "scale"))
def logistic_pdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = finite((x - loc) / scale)
    slope = y * (-np.tanh(0.5 * z)) / scale
    return (
        slope,
        -slope,
        -y / scale - z * slope,
    )


@partials(scipy.stats.uniform.logpdf, operands=("x", "loc", "scale"))
def uniform_logpdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = (x - loc) / scale
    inside = (z >= 0) & (z <= 1)
    return 0, 0, np.where(inside, -1 / scale, 0.0)


@partials(scipy.stats.uniform.pdf, operands=("x", "loc", "scale"))
def uniform_pdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = finite((x - loc) / scale)
    inside = (z >= 0) & (z <= 1)
    return 0, 0, -y * inside / scale


@partials(scipy.stats.cauchy.logpdf, operands=("x", "loc", "scale"))
def cauchy_logpdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = (x - loc) / scale
    slope = (-2 * z / (1 + z * z)) / scale
    return (
        slope,
        -slope,
        -1 / scale - z * slope,
    )


@partials(scipy.stats.cauchy.pdf, operands=("x", "loc", "scale"))
def cauchy_pdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    z = finite((x - loc) / scale)
    slope = y * (-2 * z / (1 + z * z)) / scale
    return (
        slope,
        -slope,
        -y / scale - z * slope,
    )

"""`scipy.stats`: densities of further distributions, made of the slope of their logarithm."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.stats

from srcgrad.rules.declare import part, partials, with_names
from srcgrad.rules.scipy.stats.distributions import finite

BY_POINT = {"operands": ("x", "loc", "scale")}


@part
def of_half_normal(z: Any) -> Any:
    """The slope of the logarithm of the density, at one distance from the location."""
    return -z


@part
def of_half_cauchy(z: Any) -> Any:
    """The same."""
    return -2 * z / (1 + z * z)


@part
def of_rayleigh(z: Any) -> Any:
    """The same; at 0, where the density is 0, it counts for nothing."""
    return np.where(z > 0, 1 / np.where(z > 0, z, 1) - z, 0)


@part
def of_gumbel(z: Any) -> Any:
    """The same."""
    return np.exp(-z) - 1


def _whole(dist: Any, slope: Any) -> None:
    """A distribution on all numbers."""

    @partials(dist.logpdf, **BY_POINT)
    def logpdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
        z = (x - loc) / scale
        step = slope(z) / scale
        return step, -step, -1 / scale - z * step

    @partials(dist.pdf, **BY_POINT)
    def pdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
        z = finite((x - loc) / scale)
        step = y * slope(z) / scale
        return step, -step, -y / scale - z * step


def _half(dist: Any, slope: Any) -> None:
    """A distribution on the numbers from the location on."""

    @partials(dist.logpdf, **BY_POINT)
    def logpdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
        inside = np.greater_equal(x, loc)
        z = np.where(inside, (x - loc) / scale, 0.5)
        step = np.where(inside, slope(z), 0) / scale
        return step, -step, -1.0 * inside / scale - z * step

    @partials(dist.pdf, **BY_POINT)
    def pdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
        inside = np.greater_equal(x, loc) & np.isfinite(x)
        z = np.where(inside, (x - loc) / scale, 0.5)
        step = y * np.where(inside, slope(z), 0) / scale
        return step, -step, -y * inside / scale - z * step


_whole(scipy.stats.gumbel_r, of_gumbel)
_half(scipy.stats.halfnorm, of_half_normal)
_half(scipy.stats.halfcauchy, of_half_cauchy)
_half(scipy.stats.rayleigh, of_rayleigh)


@partials(scipy.stats.pareto.logpdf, operands=("x", "b", "loc", "scale"))
@with_names(a="b")
def pareto_logpdf(y: Any, x: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
    inside = np.greater_equal(x - loc, scale)
    z = np.where(inside, (x - loc) / scale, 2)
    step = np.where(inside, -(a + 1) / z, 0) / scale
    return step, np.where(inside, 1 / a - np.log(z), 0), -step, np.where(inside, a / scale, 0)


@partials(scipy.stats.pareto.pdf, operands=("x", "b", "loc", "scale"))
@with_names(a="b")
def pareto_pdf(y: Any, x: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
    inside = np.greater_equal(x - loc, scale)
    z = np.where(inside, (x - loc) / scale, 2)
    step = y * np.where(inside, -(a + 1) / z, 0) / scale
    by_shape = y * np.where(inside, 1 / a - finite(np.log(z)), 0)
    return step, by_shape, -step, y * np.where(inside, a / scale, 0)

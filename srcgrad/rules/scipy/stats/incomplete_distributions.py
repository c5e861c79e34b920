"""`scipy.stats`: distributions that are incomplete gamma or beta functions, by their shapes too."""

from typing import Any

import numpy as np
import scipy.stats

from srcgrad.rules.declare import part, partials, with_names
from srcgrad.rules.scipy.special.cumulative import student_density, student_slope
from srcgrad.rules.scipy.stats.distributions import above, anywhere, finite
from srcgrad.runtime import betainc_slope, gammainc_slope


@part
def with_shape(slope: Any, bend: Any, x: Any, loc: Any, scale: Any) -> Any:
    """Those by the point, the shape, the location and the scale, from the first two."""
    return slope, bend, -slope, -slope * finite(x - loc) / scale


@part
def by_gamma_shape(a: Any, z: Any) -> Any:
    """The slope of a gamma distribution by its shape."""
    return gammainc_slope(1, a, np.maximum(z, 0))


@part
def by_chi2_freedom(df: Any, z: Any) -> Any:
    """That of a chi-squared distribution by its degrees of freedom."""
    return 0.5 * gammainc_slope(1, 0.5 * df, np.maximum(0.5 * z, 0))


@part
def by_t_freedom(df: Any, z: Any) -> Any:
    """That of Student's distribution by its degrees of freedom."""
    z = finite(z)
    return student_slope(df, z) - 0.5 * z * student_density(df, z) / df


@part
def by_beta_first(a: Any, b: Any, z: Any) -> Any:
    """That of a beta distribution by its first shape."""
    return betainc_slope(1, 0, a, b, np.clip(z, 0, 1))


@part
def by_beta_second(a: Any, b: Any, z: Any) -> Any:
    """And by its second one."""
    return betainc_slope(0, 1, a, b, np.clip(z, 0, 1))


def _shaped(dist: Any, name: str, by_shape: Any, place: Any) -> None:
    """One with a shape parameter, the slope by it, and where its density is asked for."""
    by_point = {"operands": ("x", name, "loc", "scale")}
    by_chance = {"operands": ("q", name, "loc", "scale"), "singular": True}

    @partials(dist.cdf, **by_point)
    @with_names(a=name)
    def cdf(y: Any, x: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
        bend = by_shape(a, (x - loc) / scale)
        return with_shape(dist.pdf(place(x, loc), a, loc, scale), bend, x, loc, scale)

    @partials(dist.sf, **by_point)
    @with_names(a=name)
    def sf(y: Any, x: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
        bend = -by_shape(a, (x - loc) / scale)
        return with_shape(-dist.pdf(place(x, loc), a, loc, scale), bend, x, loc, scale)

    @partials(dist.logcdf, **by_point)
    @with_names(a=name)
    def logcdf(y: Any, x: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
        bend = by_shape(a, (x - loc) / scale) * np.exp(-finite(y))
        slope = np.exp(dist.logpdf(place(x, loc), a, loc, scale) - finite(y))
        return with_shape(slope, bend, x, loc, scale)

    @partials(dist.logsf, **by_point)
    @with_names(a=name)
    def logsf(y: Any, x: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
        bend = -by_shape(a, (x - loc) / scale) * np.exp(-finite(y))
        slope = -np.exp(dist.logpdf(place(x, loc), a, loc, scale) - finite(y))
        return with_shape(slope, bend, x, loc, scale)

    @partials(dist.ppf, **by_chance)
    @with_names(a=name)
    def ppf(y: Any, q: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
        slope = 1 / dist.pdf(y, a, loc, scale)
        bend = by_shape(a, (y - loc) / scale)
        return slope, -bend * np.where(bend, slope, 0), 1, (y - loc) / scale

    @partials(dist.isf, **by_chance)
    @with_names(a=name)
    def isf(y: Any, q: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
        slope = 1 / dist.pdf(y, a, loc, scale)
        bend = by_shape(a, (y - loc) / scale)
        return -slope, -bend * np.where(bend, slope, 0), 1, (y - loc) / scale


def _twice_shaped(dist: Any) -> None:
    """One with two of them."""
    by_point = {"operands": ("x", "a", "b", "loc", "scale")}
    by_chance = {"operands": ("q", "a", "b", "loc", "scale"), "singular": True}

    @partials(dist.cdf, **by_point)
    def cdf(y: Any, x: Any, a: Any, b: Any, loc: Any = 0, scale: Any = 1) -> Any:
        z = (x - loc) / scale
        slope = dist.pdf(x, a, b, loc, scale)
        return slope, by_beta_first(a, b, z), by_beta_second(a, b, z), -slope, -slope * finite(z)

    @partials(dist.sf, **by_point)
    def sf(y: Any, x: Any, a: Any, b: Any, loc: Any = 0, scale: Any = 1) -> Any:
        z = (x - loc) / scale
        slope = -dist.pdf(x, a, b, loc, scale)
        return slope, -by_beta_first(a, b, z), -by_beta_second(a, b, z), -slope, -slope * finite(z)

    @partials(dist.logcdf, **by_point)
    def logcdf(y: Any, x: Any, a: Any, b: Any, loc: Any = 0, scale: Any = 1) -> Any:
        z = (x - loc) / scale
        size = np.exp(-finite(y))
        slope = np.exp(dist.logpdf(x, a, b, loc, scale) - finite(y))
        return (
            slope,
            by_beta_first(a, b, z) * size,
            by_beta_second(a, b, z) * size,
            -slope,
            -slope * finite(z),
        )

    @partials(dist.logsf, **by_point)
    def logsf(y: Any, x: Any, a: Any, b: Any, loc: Any = 0, scale: Any = 1) -> Any:
        z = (x - loc) / scale
        size = np.exp(-finite(y))
        slope = -np.exp(dist.logpdf(x, a, b, loc, scale) - finite(y))
        return (
            slope,
            -by_beta_first(a, b, z) * size,
            -by_beta_second(a, b, z) * size,
            -slope,
            -slope * finite(z),
        )

    @partials(dist.ppf, **by_chance)
    def ppf(y: Any, q: Any, a: Any, b: Any, loc: Any = 0, scale: Any = 1) -> Any:
        z = (y - loc) / scale
        slope = 1 / dist.pdf(y, a, b, loc, scale)
        inside = np.where((z > 0) & (z < 1), slope, 0)
        return slope, -inside * by_beta_first(a, b, z), -inside * by_beta_second(a, b, z), 1, z

    @partials(dist.isf, **by_chance)
    def isf(y: Any, q: Any, a: Any, b: Any, loc: Any = 0, scale: Any = 1) -> Any:
        z = (y - loc) / scale
        slope = 1 / dist.pdf(y, a, b, loc, scale)
        inside = np.where((z > 0) & (z < 1), slope, 0)
        return -slope, -inside * by_beta_first(a, b, z), -inside * by_beta_second(a, b, z), 1, z


_shaped(scipy.stats.gamma, "a", by_gamma_shape, above)
_shaped(scipy.stats.chi2, "df", by_chi2_freedom, above)
_shaped(scipy.stats.t, "df", by_t_freedom, anywhere)
_twice_shaped(scipy.stats.beta)

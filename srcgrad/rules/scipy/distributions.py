"""`scipy.stats`: distribution functions, by the argument, location and scale."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.stats

from srcgrad.rules.declare import partials


@partials(scipy.stats.norm.cdf, operands=("x", "loc", "scale"))
def norm_cdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = scipy.stats.norm.pdf(x, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.norm.sf, operands=("x", "loc", "scale"))
def norm_sf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -scipy.stats.norm.pdf(x, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.norm.logcdf, operands=("x", "loc", "scale"))
def norm_logcdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = np.exp(scipy.stats.norm.logpdf(x, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.norm.logsf, operands=("x", "loc", "scale"))
def norm_logsf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -np.exp(scipy.stats.norm.logpdf(x, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.expon.cdf, operands=("x", "loc", "scale"))
def expon_cdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = scipy.stats.expon.pdf(x, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.expon.sf, operands=("x", "loc", "scale"))
def expon_sf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -scipy.stats.expon.pdf(x, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.expon.logcdf, operands=("x", "loc", "scale"))
def expon_logcdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = np.exp(scipy.stats.expon.logpdf(x, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.expon.logsf, operands=("x", "loc", "scale"))
def expon_logsf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -np.exp(scipy.stats.expon.logpdf(x, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.laplace.cdf, operands=("x", "loc", "scale"))
def laplace_cdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = scipy.stats.laplace.pdf(x, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.laplace.sf, operands=("x", "loc", "scale"))
def laplace_sf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -scipy.stats.laplace.pdf(x, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.laplace.logcdf, operands=("x", "loc", "scale"))
def laplace_logcdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = np.exp(scipy.stats.laplace.logpdf(x, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.laplace.logsf, operands=("x", "loc", "scale"))
def laplace_logsf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -np.exp(scipy.stats.laplace.logpdf(x, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.logistic.cdf, operands=("x", "loc", "scale"))
def logistic_cdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = scipy.stats.logistic.pdf(x, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.logistic.sf, operands=("x", "loc", "scale"))
def logistic_sf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -scipy.stats.logistic.pdf(x, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.logistic.logcdf, operands=("x", "loc", "scale"))
def logistic_logcdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = np.exp(scipy.stats.logistic.logpdf(x, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.logistic.logsf, operands=("x", "loc", "scale"))
def logistic_logsf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -np.exp(scipy.stats.logistic.logpdf(x, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.uniform.cdf, operands=("x", "loc", "scale"))
def uniform_cdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = scipy.stats.uniform.pdf(x, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.uniform.sf, operands=("x", "loc", "scale"))
def uniform_sf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -scipy.stats.uniform.pdf(x, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.uniform.logcdf, operands=("x", "loc", "scale"))
def uniform_logcdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = np.exp(scipy.stats.uniform.logpdf(x, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.uniform.logsf, operands=("x", "loc", "scale"))
def uniform_logsf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -np.exp(scipy.stats.uniform.logpdf(x, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.cauchy.cdf, operands=("x", "loc", "scale"))
def cauchy_cdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = scipy.stats.cauchy.pdf(x, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.cauchy.sf, operands=("x", "loc", "scale"))
def cauchy_sf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -scipy.stats.cauchy.pdf(x, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.cauchy.logcdf, operands=("x", "loc", "scale"))
def cauchy_logcdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = np.exp(scipy.stats.cauchy.logpdf(x, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.cauchy.logsf, operands=("x", "loc", "scale"))
def cauchy_logsf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -np.exp(scipy.stats.cauchy.logpdf(x, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale

"""`scipy.stats`: distribution functions, by the argument, location and scale."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.stats

from srcgrad.rules.declare import partials


@partials(scipy.stats.gamma.cdf, operands=("x", "loc", "scale"))
def gamma_cdf(y: Any, x: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = scipy.stats.gamma.pdf(x, a, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.gamma.sf, operands=("x", "loc", "scale"))
def gamma_sf(y: Any, x: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -scipy.stats.gamma.pdf(x, a, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.gamma.logcdf, operands=("x", "loc", "scale"))
def gamma_logcdf(y: Any, x: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = np.exp(scipy.stats.gamma.logpdf(x, a, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.gamma.logsf, operands=("x", "loc", "scale"))
def gamma_logsf(y: Any, x: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -np.exp(scipy.stats.gamma.logpdf(x, a, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.beta.cdf, operands=("x", "loc", "scale"))
def beta_cdf(y: Any, x: Any, a: Any, b: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = scipy.stats.beta.pdf(x, a, b, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.beta.sf, operands=("x", "loc", "scale"))
def beta_sf(y: Any, x: Any, a: Any, b: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -scipy.stats.beta.pdf(x, a, b, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.beta.logcdf, operands=("x", "loc", "scale"))
def beta_logcdf(y: Any, x: Any, a: Any, b: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = np.exp(scipy.stats.beta.logpdf(x, a, b, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.beta.logsf, operands=("x", "loc", "scale"))
def beta_logsf(y: Any, x: Any, a: Any, b: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -np.exp(scipy.stats.beta.logpdf(x, a, b, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.t.cdf, operands=("x", "loc", "scale"))
def t_cdf(y: Any, x: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = scipy.stats.t.pdf(x, df, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.t.sf, operands=("x", "loc", "scale"))
def t_sf(y: Any, x: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -scipy.stats.t.pdf(x, df, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.t.logcdf, operands=("x", "loc", "scale"))
def t_logcdf(y: Any, x: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = np.exp(scipy.stats.t.logpdf(x, df, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.t.logsf, operands=("x", "loc", "scale"))
def t_logsf(y: Any, x: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -np.exp(scipy.stats.t.logpdf(x, df, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.chi2.cdf, operands=("x", "loc", "scale"))
def chi2_cdf(y: Any, x: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = scipy.stats.chi2.pdf(x, df, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.chi2.sf, operands=("x", "loc", "scale"))
def chi2_sf(y: Any, x: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -scipy.stats.chi2.pdf(x, df, loc, scale)
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.chi2.logcdf, operands=("x", "loc", "scale"))
def chi2_logcdf(y: Any, x: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = np.exp(scipy.stats.chi2.logpdf(x, df, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.chi2.logsf, operands=("x", "loc", "scale"))
def chi2_logsf(y: Any, x: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -np.exp(scipy.stats.chi2.logpdf(x, df, loc, scale) - np.where(np.isfinite(y), y, 0))
    return slope, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.lognorm.cdf, operands=("x", "s", "loc", "scale"))
def lognorm_cdf(y: Any, x: Any, s: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = scipy.stats.lognorm.pdf(x, s, loc, scale)
    ratio = np.where(np.greater(x, loc), (x - loc) / scale, 1)
    by_shape = -slope * (x - loc) * np.log(ratio) / s
    return slope, by_shape, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.lognorm.sf, operands=("x", "s", "loc", "scale"))
def lognorm_sf(y: Any, x: Any, s: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -scipy.stats.lognorm.pdf(x, s, loc, scale)
    ratio = np.where(np.greater(x, loc), (x - loc) / scale, 1)
    by_shape = -slope * (x - loc) * np.log(ratio) / s
    return slope, by_shape, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.lognorm.logcdf, operands=("x", "s", "loc", "scale"))
def lognorm_logcdf(y: Any, x: Any, s: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = np.exp(scipy.stats.lognorm.logpdf(x, s, loc, scale) - np.where(np.isfinite(y), y, 0))
    ratio = np.where(np.greater(x, loc), (x - loc) / scale, 1)
    by_shape = -slope * (x - loc) * np.log(ratio) / s
    return slope, by_shape, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.lognorm.logsf, operands=("x", "s", "loc", "scale"))
def lognorm_logsf(y: Any, x: Any, s: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -np.exp(scipy.stats.lognorm.logpdf(x, s, loc, scale) - np.where(np.isfinite(y), y, 0))
    ratio = np.where(np.greater(x, loc), (x - loc) / scale, 1)
    by_shape = -slope * (x - loc) * np.log(ratio) / s
    return slope, by_shape, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.weibull_min.cdf, operands=("x", "c", "loc", "scale"))
def weibull_min_cdf(y: Any, x: Any, c: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = scipy.stats.weibull_min.pdf(x, c, loc, scale)
    ratio = np.where(np.greater(x, loc), (x - loc) / scale, 1)
    by_shape = slope * (x - loc) * np.log(ratio) / c
    return slope, by_shape, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.weibull_min.sf, operands=("x", "c", "loc", "scale"))
def weibull_min_sf(y: Any, x: Any, c: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -scipy.stats.weibull_min.pdf(x, c, loc, scale)
    ratio = np.where(np.greater(x, loc), (x - loc) / scale, 1)
    by_shape = slope * (x - loc) * np.log(ratio) / c
    return slope, by_shape, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.weibull_min.logcdf, operands=("x", "c", "loc", "scale"))
def weibull_min_logcdf(y: Any, x: Any, c: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = np.exp(
        scipy.stats.weibull_min.logpdf(x, c, loc, scale) - np.where(np.isfinite(y), y, 0)
    )
    ratio = np.where(np.greater(x, loc), (x - loc) / scale, 1)
    by_shape = slope * (x - loc) * np.log(ratio) / c
    return slope, by_shape, -slope, -slope * (x - loc) / scale


@partials(scipy.stats.weibull_min.logsf, operands=("x", "c", "loc", "scale"))
def weibull_min_logsf(y: Any, x: Any, c: Any, loc: Any = 0, scale: Any = 1) -> Any:
    slope = -np.exp(
        scipy.stats.weibull_min.logpdf(x, c, loc, scale) - np.where(np.isfinite(y), y, 0)
    )
    ratio = np.where(np.greater(x, loc), (x - loc) / scale, 1)
    by_shape = slope * (x - loc) * np.log(ratio) / c
    return slope, by_shape, -slope, -slope * (x - loc) / scale

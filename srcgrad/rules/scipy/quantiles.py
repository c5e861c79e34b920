"""`scipy.stats`: quantiles, by the probability, location and scale."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import scipy.stats

from srcgrad.rules.declare import partials


@partials(scipy.stats.norm.ppf, operands=("q", "loc", "scale"), singular=True)
def norm_ppf(y: Any, q: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 1 / scipy.stats.norm.pdf(y, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.norm.isf, operands=("q", "loc", "scale"), singular=True)
def norm_isf(y: Any, q: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return -1 / scipy.stats.norm.pdf(y, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.expon.ppf, operands=("q", "loc", "scale"), singular=True)
def expon_ppf(y: Any, q: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 1 / scipy.stats.expon.pdf(y, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.expon.isf, operands=("q", "loc", "scale"), singular=True)
def expon_isf(y: Any, q: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return -1 / scipy.stats.expon.pdf(y, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.laplace.ppf, operands=("q", "loc", "scale"), singular=True)
def laplace_ppf(y: Any, q: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 1 / scipy.stats.laplace.pdf(y, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.laplace.isf, operands=("q", "loc", "scale"), singular=True)
def laplace_isf(y: Any, q: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return -1 / scipy.stats.laplace.pdf(y, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.logistic.ppf, operands=("q", "loc", "scale"), singular=True)
def logistic_ppf(y: Any, q: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 1 / scipy.stats.logistic.pdf(y, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.logistic.isf, operands=("q", "loc", "scale"), singular=True)
def logistic_isf(y: Any, q: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return -1 / scipy.stats.logistic.pdf(y, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.uniform.ppf, operands=("q", "loc", "scale"), singular=True)
def uniform_ppf(y: Any, q: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 1 / scipy.stats.uniform.pdf(y, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.uniform.isf, operands=("q", "loc", "scale"), singular=True)
def uniform_isf(y: Any, q: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return -1 / scipy.stats.uniform.pdf(y, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.cauchy.ppf, operands=("q", "loc", "scale"), singular=True)
def cauchy_ppf(y: Any, q: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 1 / scipy.stats.cauchy.pdf(y, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.cauchy.isf, operands=("q", "loc", "scale"), singular=True)
def cauchy_isf(y: Any, q: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return -1 / scipy.stats.cauchy.pdf(y, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.gamma.ppf, operands=("q", "loc", "scale"), singular=True)
def gamma_ppf(y: Any, q: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 1 / scipy.stats.gamma.pdf(y, a, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.gamma.isf, operands=("q", "loc", "scale"), singular=True)
def gamma_isf(y: Any, q: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return -1 / scipy.stats.gamma.pdf(y, a, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.beta.ppf, operands=("q", "loc", "scale"), singular=True)
def beta_ppf(y: Any, q: Any, a: Any, b: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 1 / scipy.stats.beta.pdf(y, a, b, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.beta.isf, operands=("q", "loc", "scale"), singular=True)
def beta_isf(y: Any, q: Any, a: Any, b: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return -1 / scipy.stats.beta.pdf(y, a, b, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.t.ppf, operands=("q", "loc", "scale"), singular=True)
def t_ppf(y: Any, q: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 1 / scipy.stats.t.pdf(y, df, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.t.isf, operands=("q", "loc", "scale"), singular=True)
def t_isf(y: Any, q: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return -1 / scipy.stats.t.pdf(y, df, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.chi2.ppf, operands=("q", "loc", "scale"), singular=True)
def chi2_ppf(y: Any, q: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 1 / scipy.stats.chi2.pdf(y, df, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.chi2.isf, operands=("q", "loc", "scale"), singular=True)
def chi2_isf(y: Any, q: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return -1 / scipy.stats.chi2.pdf(y, df, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.lognorm.ppf, operands=("q", "loc", "scale"), singular=True)
def lognorm_ppf(y: Any, q: Any, s: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 1 / scipy.stats.lognorm.pdf(y, s, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.lognorm.isf, operands=("q", "loc", "scale"), singular=True)
def lognorm_isf(y: Any, q: Any, s: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return -1 / scipy.stats.lognorm.pdf(y, s, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.weibull_min.ppf, operands=("q", "loc", "scale"), singular=True)
def weibull_min_ppf(y: Any, q: Any, c: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 1 / scipy.stats.weibull_min.pdf(y, c, loc, scale), 1, (y - loc) / scale


@partials(scipy.stats.weibull_min.isf, operands=("q", "loc", "scale"), singular=True)
def weibull_min_isf(y: Any, q: Any, c: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return -1 / scipy.stats.weibull_min.pdf(y, c, loc, scale), 1, (y - loc) / scale

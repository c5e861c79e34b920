"""`scipy.stats`: what location and scale do to the middle, the width and the entropy."""
# ruff: noqa: D103 - a rule is named after what it differentiates

from typing import Any

import numpy as np
import scipy.stats

from srcgrad.rules.declare import partials

BY_SCALE = {"operands": ("loc", "scale")}
_norm, _expon, _laplace = scipy.stats.norm, scipy.stats.expon, scipy.stats.laplace
_logistic, _uniform, _cauchy = scipy.stats.logistic, scipy.stats.uniform, scipy.stats.cauchy


@partials(_norm.mean, _expon.mean, _laplace.mean, _logistic.mean, _uniform.mean, **BY_SCALE)
@partials(_norm.median, _expon.median, _laplace.median, _logistic.median, **BY_SCALE)
@partials(_uniform.median, _cauchy.median, **BY_SCALE)
def middle(y: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 1, (y - loc) / scale


@partials(_norm.std, _expon.std, _laplace.std, _logistic.std, _uniform.std, **BY_SCALE)
def width(y: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 0, y / scale


@partials(_norm.var, _expon.var, _laplace.var, _logistic.var, _uniform.var, **BY_SCALE)
def squared_width(y: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 0, 2 * y / scale


@partials(_norm.entropy, _expon.entropy, _laplace.entropy, _logistic.entropy, **BY_SCALE)
@partials(_uniform.entropy, _cauchy.entropy, **BY_SCALE)
def entropy(y: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 0, 1 / scale


@partials(scipy.stats.gamma.mean, operands=("a", "loc", "scale"))
def gamma_mean(y: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return scale, 1, (y - loc) / scale


@partials(scipy.stats.gamma.var, operands=("a", "loc", "scale"))
def gamma_var(y: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return scale * scale, 0, 2 * y / scale


@partials(scipy.stats.gamma.std, operands=("a", "loc", "scale"))
def gamma_std(y: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 0.5 * y / a, 0, y / scale


@partials(scipy.stats.chi2.mean, operands=("df", "loc", "scale"))
def chi2_mean(y: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return scale, 1, (y - loc) / scale


@partials(scipy.stats.chi2.var, operands=("df", "loc", "scale"))
def chi2_var(y: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 2 * scale * scale, 0, 2 * y / scale


@partials(scipy.stats.chi2.std, operands=("df", "loc", "scale"))
def chi2_std(y: Any, df: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 0.5 * y / df, 0, y / scale


@partials(scipy.stats.beta.mean, operands=("a", "b", "loc", "scale"))
def beta_mean(y: Any, a: Any, b: Any, loc: Any = 0, scale: Any = 1) -> Any:
    unit = scale / np.square(a + b)
    return b * unit, -a * unit, 1, (y - loc) / scale


@partials(scipy.stats.beta.var, operands=("a", "b", "loc", "scale"))
def beta_var(y: Any, a: Any, b: Any, loc: Any = 0, scale: Any = 1) -> Any:
    both = 2 / (a + b) + 1 / (a + b + 1)
    return y * (1 / a - both), y * (1 / b - both), 0, 2 * y / scale


@partials(scipy.stats.beta.std, operands=("a", "b", "loc", "scale"))
def beta_std(y: Any, a: Any, b: Any, loc: Any = 0, scale: Any = 1) -> Any:
    both = 2 / (a + b) + 1 / (a + b + 1)
    return 0.5 * y * (1 / a - both), 0.5 * y * (1 / b - both), 0, y / scale


@partials(scipy.stats.lognorm.mean, operands=("s", "loc", "scale"))
def lognorm_mean(y: Any, s: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return s * (y - loc), 1, (y - loc) / scale


@partials(scipy.stats.poisson.mean, scipy.stats.poisson.var, operands=("mu",))
def poisson_mean(y: Any, mu: Any, loc: Any = 0) -> Any:
    return 1


@partials(scipy.stats.bernoulli.mean, operands=("p",))
def bernoulli_mean(y: Any, p: Any, loc: Any = 0) -> Any:
    return 1


@partials(scipy.stats.bernoulli.var, operands=("p",))
def bernoulli_var(y: Any, p: Any, loc: Any = 0) -> Any:
    return 1 - 2 * p


@partials(scipy.stats.binom.mean, operands=("p",))
def binom_mean(y: Any, n: Any, p: Any, loc: Any = 0) -> Any:
    return n


@partials(scipy.stats.binom.var, operands=("p",))
def binom_var(y: Any, n: Any, p: Any, loc: Any = 0) -> Any:
    return n * (1 - 2 * p)

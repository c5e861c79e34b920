"""`scipy.stats`: moments of the distributions, by location, scale and shape."""
# ruff: noqa: D103 - a rule is named after what it differentiates

from typing import Any

import numpy as np
import scipy.stats

from srcgrad.rules.declare import partials

BY_SCALE = {"operands": ("loc", "scale")}
_norm, _expon, _uniform = scipy.stats.norm, scipy.stats.expon, scipy.stats.uniform


@partials(_norm.mean, _norm.median, **BY_SCALE)
def middle(y: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 1, 0


@partials(_uniform.mean, **BY_SCALE)
def uniform_mean(y: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 1, 0.5


@partials(_expon.mean, **BY_SCALE)
def expon_mean(y: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 1, 1


@partials(_norm.std, _expon.std, **BY_SCALE)
def width(y: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 0, 1


@partials(_uniform.std, **BY_SCALE)
def uniform_std(y: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 0, np.sqrt(1 / 12)


@partials(_norm.var, _expon.var, _uniform.var, **BY_SCALE)
def squared_width(y: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 0, 2 * y / scale


@partials(_norm.entropy, **BY_SCALE)
def entropy(y: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 0, 1 / scale


@partials(scipy.stats.gamma.mean, operands=("a", "loc", "scale"))
def gamma_mean(y: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return scale, 1, a


@partials(scipy.stats.gamma.var, operands=("a", "loc", "scale"))
def gamma_var(y: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return scale * scale, 0, 2 * y / scale


@partials(scipy.stats.gamma.std, operands=("a", "loc", "scale"))
def gamma_std(y: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
    return 0.5 * y / a, 0, y / scale


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


@partials(scipy.stats.poisson.mean, operands=("mu",))
def poisson_mean(y: Any, mu: Any, loc: Any = 0) -> Any:
    return 1


@partials(scipy.stats.bernoulli.mean, operands=("p",))
def bernoulli_mean(y: Any, p: Any, loc: Any = 0) -> Any:
    return 1


@partials(scipy.stats.binom.mean, operands=("p",))
def binom_mean(y: Any, n: Any, p: Any, loc: Any = 0) -> Any:
    return n

"""`scipy.stats`: distribution functions and quantiles, by the argument, location and scale.

The slopes of all of them are made of the density.
"""

from typing import Any

import numpy as np
import scipy.stats

from srcgrad.rules.declare import part, partials

BY_POINT = {"operands": ("x", "loc", "scale")}
BY_CHANCE = {"operands": ("q", "loc", "scale"), "singular": True}


@part
def finite(y: Any) -> Any:
    """What is finite, else 0: a logarithm of nothing, a distance where no density is left."""
    return np.where(np.isfinite(y), y, 0)


@part
def above(x: Any, loc: Any) -> Any:
    """A point, or one below all others for infinity: SciPy's own density may be NaN there."""
    return np.where(np.isinf(x), loc - 1, x)


@part
def anywhere(x: Any, loc: Any) -> Any:
    """A point, where the density is 0 at infinity."""
    return x


@part
def along(slope: Any, x: Any, loc: Any, scale: Any) -> Any:
    """The slopes by the point, the location and the scale, from the first."""
    return slope, -slope, -slope * finite(x - loc) / scale


@part
def at_quantile(slope: Any, y: Any, loc: Any, scale: Any) -> Any:
    """The slopes by the chance, the location and the scale, from the first."""
    return slope, 1, (y - loc) / scale


def _plain(dist: Any) -> None:
    """A distribution without shape parameters."""

    @partials(dist.cdf, **BY_POINT)
    def cdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
        return along(dist.pdf(x, loc, scale), x, loc, scale)

    @partials(dist.sf, **BY_POINT)
    def sf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
        return along(-dist.pdf(x, loc, scale), x, loc, scale)

    @partials(dist.logcdf, **BY_POINT)
    def logcdf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
        return along(np.exp(dist.logpdf(x, loc, scale) - finite(y)), x, loc, scale)

    @partials(dist.logsf, **BY_POINT)
    def logsf(y: Any, x: Any, loc: Any = 0, scale: Any = 1) -> Any:
        return along(-np.exp(dist.logpdf(x, loc, scale) - finite(y)), x, loc, scale)

    @partials(dist.ppf, **BY_CHANCE)
    def ppf(y: Any, q: Any, loc: Any = 0, scale: Any = 1) -> Any:
        return at_quantile(1 / dist.pdf(y, loc, scale), y, loc, scale)

    @partials(dist.isf, **BY_CHANCE)
    def isf(y: Any, q: Any, loc: Any = 0, scale: Any = 1) -> Any:
        return at_quantile(-1 / dist.pdf(y, loc, scale), y, loc, scale)


for _name in ("norm", "expon", "laplace", "logistic", "uniform", "cauchy"):
    _plain(getattr(scipy.stats, _name))
for _name in ("gumbel_r", "halfnorm", "halfcauchy", "rayleigh"):
    _plain(getattr(scipy.stats, _name))

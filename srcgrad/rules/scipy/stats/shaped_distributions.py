"""`scipy.stats`: distribution functions and quantiles, by a shape parameter too.

With `z = (x - loc) / scale`, those of `log(z) * a` rise with the shape `a`, where `z > 1`; those of
`log(z) / a` fall.
"""

from typing import Any

import numpy as np
import scipy.stats

from srcgrad.rules.declare import part, partials, with_names
from srcgrad.rules.scipy.stats.distributions import above, anywhere, finite


@part
def logarithm(x: Any, loc: Any, scale: Any) -> Any:
    """That of the distance from the location, in scales."""
    return np.log(np.where(np.greater(x, loc) & np.isfinite(x), (x - loc) / scale, 1))


@part
def rising(slope: Any, x: Any, a: Any, loc: Any, scale: Any) -> Any:
    """The slopes by the point, the shape, the location and the scale, from the first."""
    step = slope * finite(x - loc)
    return slope, step * logarithm(x, loc, scale) / a, -slope, -step / scale


@part
def falling(slope: Any, x: Any, a: Any, loc: Any, scale: Any) -> Any:
    """The same, where the value falls with the shape."""
    step = slope * finite(x - loc)
    return slope, -step * logarithm(x, loc, scale) / a, -slope, -step / scale


def _by_shape(dist: Any, name: str, slopes: Any, sign: int, place: Any) -> None:
    """A distribution of powers, the sign of the quantile's slope by the shape, and `place`."""
    by_point = {"operands": ("x", name, "loc", "scale")}
    by_chance = {"operands": ("q", name, "loc", "scale"), "singular": True}

    @partials(dist.cdf, **by_point)
    @with_names(a=name)
    def cdf(y: Any, x: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
        return slopes(dist.pdf(place(x, loc), a, loc, scale), x, a, loc, scale)

    @partials(dist.sf, **by_point)
    @with_names(a=name)
    def sf(y: Any, x: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
        return slopes(-dist.pdf(place(x, loc), a, loc, scale), x, a, loc, scale)

    @partials(dist.logcdf, **by_point)
    @with_names(a=name)
    def logcdf(y: Any, x: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
        return slopes(
            np.exp(dist.logpdf(place(x, loc), a, loc, scale) - finite(y)), x, a, loc, scale
        )

    @partials(dist.logsf, **by_point)
    @with_names(a=name)
    def logsf(y: Any, x: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
        return slopes(
            -np.exp(dist.logpdf(place(x, loc), a, loc, scale) - finite(y)), x, a, loc, scale
        )

    @partials(dist.ppf, **by_chance)
    @with_names(a=name)
    def ppf(y: Any, q: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
        step = (y - loc) / scale
        bend = sign * (y - loc) * logarithm(y, loc, scale) / a
        return 1 / dist.pdf(y, a, loc, scale), bend, 1, step

    @partials(dist.isf, **by_chance)
    @with_names(a=name)
    def isf(y: Any, q: Any, a: Any, loc: Any = 0, scale: Any = 1) -> Any:
        step = (y - loc) / scale
        bend = sign * (y - loc) * logarithm(y, loc, scale) / a
        return -1 / dist.pdf(y, a, loc, scale), bend, 1, step


_by_shape(scipy.stats.lognorm, "s", falling, 1, anywhere)
_by_shape(scipy.stats.weibull_min, "c", rising, -1, above)
_by_shape(scipy.stats.pareto, "b", rising, -1, anywhere)

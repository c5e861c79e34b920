"""`scipy.stats`: mean, variance, deviation, entropy and median, by a formula each.

A row names the shape parameters of a distribution, and in its standard form, of location 0 and
scale 1, the mean, the variance and the entropy, where they are served here.
"""

from typing import Any, NamedTuple

import numpy as np
import scipy.special
import scipy.stats

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.rules.text import loaded


class Moments(NamedTuple):
    """A distribution."""

    shapes: str = ""
    mean: str = ""
    var: str = ""
    entropy: str = ""


def beyond(x: Any, y: Any) -> Any:
    """`y / x`, and 0 where `x` is not positive: there the moment is infinite."""
    return np.where(x > 0, y / np.where(x > 0, x, 1), 0)[()]


EULER = f"{np.euler_gamma!r}"
DISTRIBUTIONS = {
    "bernoulli": Moments("p", "", "p * (1 - p)"),
    "binom": Moments("n, p", "", "n * p * (1 - p)"),
    "nbinom": Moments("n, p", "n * (1 - p) / p", "n * (1 - p) / (p * p)"),
    "poisson": Moments("mu", "", "mu"),
    "arcsine": Moments("", "0.5", "0.125", "np.log(np.pi / 4)"),
    "beta": Moments(
        "a, b", entropy="special.betaln(a, b) - (a - 1) * special.psi(a)"
        " - (b - 1) * special.psi(b) + (a + b - 2) * special.psi(a + b)",
    ),
    "cauchy": Moments("", entropy="np.log(4 * np.pi)"),
    "chi": Moments(
        "df", "np.sqrt(2) * special.poch(0.5 * df, 0.5)",
        "df - 2 * special.poch(0.5 * df, 0.5) ** 2",
    ),
    "chi2": Moments(
        "df", "df", "2 * df",
        "0.5 * df + np.log(2) + special.gammaln(0.5 * df)"
        " + (1 - 0.5 * df) * special.psi(0.5 * df)",
    ),
    "expon": Moments("", entropy="1.0"),
    "exponnorm": Moments("K", "K", "1 + K * K"),
    "gamma": Moments("a", entropy="a + special.gammaln(a) + (1 - a) * special.psi(a)"),
    "geom": Moments("p", "1 / p", "(1 - p) / (p * p)"),
    "gumbel_l": Moments("", f"-{EULER}", "np.pi**2 / 6", f"{EULER} + 1"),
    "gumbel_r": Moments("", EULER, "np.pi**2 / 6", f"{EULER} + 1"),
    "halfnorm": Moments("", "np.sqrt(2 / np.pi)", "1 - 2 / np.pi", "0.5 * np.log(np.pi / 2) + 0.5"),
    "invgamma": Moments(
        "a", "beyond(a - 1, 1)", "beyond(a - 2, 1 / (a - 1) ** 2)",
        "a - (a + 1) * special.psi(a) + special.gammaln(a)",
    ),
    "invgauss": Moments("mu", "mu", "mu**3"),
    "laplace": Moments("", "0.0", "2.0", "np.log(2) + 1"),
    "logistic": Moments("", "0.0", "np.pi**2 / 3", "2.0"),
    "lognorm": Moments(
        "s", "np.exp(0.5 * s * s)", "np.expm1(s * s) * np.exp(s * s)",
        "0.5 + 0.5 * np.log(2 * np.pi) + np.log(s)",
    ),
    "lomax": Moments("c", "beyond(c - 1, 1)", "beyond(c - 2, c / (c - 1) ** 2)"),
    "maxwell": Moments(
        "", "2 * np.sqrt(2 / np.pi)", "3 - 8 / np.pi", f"{EULER} + 0.5 * np.log(2 * np.pi) - 0.5",
    ),
    "pareto": Moments(
        "b", "beyond(b - 1, b)", "beyond(b - 2, b / (b - 1) ** 2)", "1 + 1 / b - np.log(b)",
    ),
    "powerlaw": Moments("a", "a / (a + 1)", "a / (a + 2) / (a + 1) ** 2", "1 - 1 / a - np.log(a)"),
    "rayleigh": Moments(
        "", "np.sqrt(np.pi / 2)", "2 - np.pi / 2", f"0.5 * {EULER} + 1 - 0.5 * np.log(2)",
    ),
    "semicircular": Moments("", "0.0", "0.25"),
    "skewnorm": Moments(
        "a", "np.sqrt(2 / np.pi) * a / np.sqrt(1 + a * a)", "1 - 2 / np.pi * a * a / (1 + a * a)",
    ),
    "t": Moments(
        "df", "0.0 * df", "beyond(df - 2, df)",
        "0.5 * (df + 1) * (special.psi(0.5 * (df + 1)) - special.psi(0.5 * df))"
        " + 0.5 * np.log(df) + special.betaln(0.5 * df, 0.5)",
    ),
    "triang": Moments("c", "(1 + c) / 3", "(1 - c + c * c) / 18", "0.5 - np.log(2) + 0.0 * c"),
    "uniform": Moments("", entropy="0.0"),
    "weibull_min": Moments(
        "c", "special.gamma(1 + 1 / c)", "special.gamma(1 + 2 / c) - special.gamma(1 + 1 / c) ** 2",
        f"{EULER} - {EULER} / c - np.log(c) + 1",
    ),
}  # fmt: skip
COUNTS = ("bernoulli", "binom", "geom", "nbinom", "poisson")
BY_RULES = ("beta", "expon", "gamma", "norm", "uniform")  # whose mean and variance have rules
MODELS = {
    "mean": "loc + scale * ({mean})",
    "var": "scale * scale * ({var})",
    "std": "scale * np.sqrt({var})",
    "entropy": "{entropy} + np.log(scale)",
}
METHOD = """\
def {method}({shapes}loc=0, scale=1):
    found = call(library, {shapes}loc, scale)
    return computed(np.add({model}, 0.0 * (loc + scale)), found)
"""
COUNTED = """\
def {method}({shapes}loc=0):
    found = call(library, {shapes}loc)
    scale = 1.0
    return computed(np.add({model}, 0.0 * loc), found)
"""
STATS = """\
def stats({shapes}{place}, moments="mv"):
    if moments not in ("m", "v", "mv"):
        raise NotImplementedError("`stats` of other moments than mean and variance")
    found = call(library, {shapes}{given}, moments)
    if moments == "m":
        return computed(mean({shapes}{given}), found)
    if moments == "v":
        return computed(var({shapes}{given}), found)
    first = computed(mean({shapes}{given}), found[0])
    return first, computed(var({shapes}{given}), found[1])
"""


def declare_moments(name: str, row: Moments, counted: bool, **helpers: Any) -> None:
    """The moments that the formulas serve; these may call `helpers`."""
    dist, shapes = getattr(scipy.stats, name), f"{row.shapes}, " if row.shapes else ""
    served = {"mean": row.mean, "var": row.var, "std": row.var, "entropy": row.entropy}
    for method in [method for method, formula in served.items() if formula]:
        library = getattr(dist, method)
        names = {"np": np, "special": scipy.special, "call": call, "computed": computed}
        names |= {"library": library, "beyond": beyond, **helpers}
        model = MODELS[method].format(**row._asdict())
        text = COUNTED if counted else METHOD
        written = text.format(method=method, shapes=shapes, model=model)
        meaning(library)(loaded(method, written, names))


def declare_stats(name: str, counted: bool) -> None:
    """Mean and variance at once."""
    dist = getattr(scipy.stats, name)
    shapes = f"{dist.shapes}, " if dist.shapes else ""
    place, given = ("loc=0", "loc") if counted else ("loc=0, scale=1", "loc, scale")
    names = {"call": call, "computed": computed, "library": dist.stats}
    names |= {"mean": dist.mean, "var": dist.var}
    meaning(dist.stats)(
        loaded("stats", STATS.format(shapes=shapes, place=place, given=given), names)
    )


for _name, _row in DISTRIBUTIONS.items():
    declare_moments(_name, _row, _name in COUNTS)
    if (_row.mean or _name in COUNTS) and _row.var:
        declare_stats(_name, _name in COUNTS)
for _name in BY_RULES:
    declare_stats(_name, False)

"""`scipy.stats`: further distributions, by a formula each for what their methods compute.

A row names the shape parameters, where the density is not 0, a point there, and, of a point `v` in
the standard distribution, the logarithm of the density; then, where there is a formula, the
probability of what is smaller, and of `q` the point that has it.
"""

from typing import Any, NamedTuple

import numpy as np
import scipy.special
import scipy.stats

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.rules.text import loaded


class Formulas(NamedTuple):
    """A distribution."""

    shapes: str
    inside: str
    safe: str
    logpdf: str
    cdf: str = ""
    ppf: str = ""
    ends: bool = False  # does that formula serve where the probability is 0 or 1?
    end: str = "0"  # else what of a finite point there depends on the shapes


def shrunk(v: Any, c: Any) -> Any:
    """`log(1 + c * v) / c`, and its limit where c is 0."""
    return np.log1p(scipy.special.inv_boxcox1p(v, c))


def log_between(a: Any, b: Any) -> Any:
    """The logarithm of the normal probability between two points."""
    high = scipy.special.log_ndtr(np.where(a > 0, -a, b))
    low = scipy.special.log_ndtr(np.where(a > 0, -b, a))
    return high + np.log1p(-np.exp(low - high))


ROOT = 0.9189385332046727  # the logarithm of the root of 2 pi
EVERY = ("z == z", "0.5")
ABOVE = ("z > 0", "0.5")
FROM = ("z >= 0", "0.5")
DISTRIBUTIONS = {
    "erlang": Formulas(
        "a", *ABOVE, "(a - 1) * np.log(v) - v - special.gammaln(a)",
        "special.gammainc(a, v)", "special.gammaincinv(a, q)",
    ),
    "arcsine": Formulas(
        "", "(z > 0) & (z < 1)", "0.5", "-np.log(np.pi) - 0.5 * np.log(v) - 0.5 * np.log1p(-v)",
        "2 / np.pi * np.arcsin(np.sqrt(v))", "np.sin(0.5 * np.pi * q) ** 2", True,
    ),
    "betaprime": Formulas(
        "a, b", *ABOVE,
        "(a - 1) * np.log(v) - (a + b) * np.log1p(v) - special.betaln(a, b)",
        "special.betainc(a, b, v / (1 + v))",
        "1 / (1 / special.betaincinv(a, b, q) - 1)",
    ),
    "burr": Formulas(
        "c, d", *ABOVE, "np.log(c * d) - (c + 1) * np.log(v) - (d + 1) * np.log1p(v**-c)",
        "np.exp(-d * np.log1p(v**-c))", "np.expm1(-np.log(q) / d) ** (-1 / c)",
    ),
    "burr12": Formulas(
        "c, d", *ABOVE,
        "np.log(c * d) + (c - 1) * np.log(v) - (d + 1) * np.log1p(v**c)",
        "-np.expm1(-d * np.log1p(v**c))",
        "np.expm1(-np.log1p(-q) / d) ** (1 / c)",
    ),
    "chi": Formulas(
        "df", *ABOVE,
        "(df - 1) * np.log(v) - 0.5 * v * v - 0.5 * (df - 2) * np.log(2.0)"
        " - special.gammaln(0.5 * df)",
        "special.gammainc(0.5 * df, 0.5 * v * v)",
        "np.sqrt(2 * special.gammaincinv(0.5 * df, q))",
    ),
    "exponnorm": Formulas(
        "K", *EVERY, "0.5 / (K * K) - v / K - np.log(K) + special.log_ndtr(v - 1 / K)",
        "special.ndtr(v) - np.exp((0.5 / K - v) / K + special.log_ndtr(v - 1 / K))",
    ),
    "exponweib": Formulas(
        "a, c", *ABOVE,
        "np.log(a * c) + (a - 1) * np.log(-np.expm1(-(v**c))) - v**c + (c - 1) * np.log(v)",
        "(-np.expm1(-(v**c))) ** a", "(-np.log1p(-(q ** (1 / a)))) ** (1 / c)",
    ),
    "f": Formulas(
        "dfn, dfd", *ABOVE,
        "0.5 * (dfn * np.log(dfn) + dfd * np.log(dfd) + (dfn - 2) * np.log(v)"
        " - (dfn + dfd) * np.log(dfd + dfn * v)) - special.betaln(0.5 * dfn, 0.5 * dfd)",
        "special.betainc(0.5 * dfn, 0.5 * dfd, dfn * v / (dfn * v + dfd))",
        "special.fdtri(dfn, dfd, q)",
    ),
    "fisk": Formulas(
        "c", *ABOVE,
        "np.log(c) + (c - 1) * np.log(v) - 2 * np.log1p(v**c)",
        "1 / (1 + v**-c)",
        "(q / (1 - q)) ** (1 / c)",
    ),
    "foldnorm": Formulas(
        "c", "z >= 0", "0.5",
        "np.logaddexp(-0.5 * (v - c) ** 2, -0.5 * (v + c) ** 2) - ROOT",
        "special.ndtr(v - c) - special.ndtr(-v - c)",
    ),
    "genextreme": Formulas(
        "c", "c * z < 1", "0.0 * z",
        "shrunk(-v, c) - np.exp(shrunk(-v, c)) - np.log1p(-c * v)",
        "np.exp(-np.exp(shrunk(-v, c)))",
        "-special.boxcox(-np.log(q), c)",
        end="1 / np.where(c == 0, 1, c)",
    ),
    "genlogistic": Formulas(
        "c", *EVERY, "np.log(c) - v - (c + 1) * np.logaddexp(0, -v)",
        "np.exp(-c * np.logaddexp(0, -v))",
        "-np.log(np.expm1(-np.log(q) / c))",
    ),
    "gennorm": Formulas(
        "beta", *EVERY, "np.log(0.5 * beta) - special.gammaln(1 / beta) - np.abs(v) ** beta",
    ),
    "genpareto": Formulas(
        "c", "(z >= 0) & (c * z > -1)", "0.0 * z",
        "-shrunk(v, c) - np.log1p(c * v)",
        "-np.expm1(-shrunk(v, c))",
        "special.boxcox1p(q / (1 - q), c)",
        end="np.where(chance == 1, -1 / np.where(c == 0, 1, c), 0)",
    ),
    "gompertz": Formulas(
        "c", *FROM, "np.log(c) + v - c * np.expm1(v)", "-np.expm1(-c * np.expm1(v))",
        "np.log1p(-np.log1p(-q) / c)",
    ),
    "gumbel_l": Formulas(
        "", *EVERY, "v - np.exp(v)", "-np.expm1(-np.exp(v))", "np.log(-np.log1p(-q))",
    ),
    "halflogistic": Formulas(
        "", *FROM, "np.log(2.0) - v - 2 * np.log1p(np.exp(-v))", "np.tanh(0.5 * v)",
        "2 * np.arctanh(q)",
    ),
    "hypsecant": Formulas(
        "", *EVERY, "np.log(2 / np.pi) - np.logaddexp(v, -v)", "2 / np.pi * np.arctan(np.exp(v))",
        "np.log(np.tan(0.5 * np.pi * q))",
    ),
    "invgamma": Formulas(
        "a", *ABOVE, "-(a + 1) * np.log(v) - special.gammaln(a) - 1 / v",
        "special.gammaincc(a, 1 / v)", "1 / special.gammainccinv(a, q)",
    ),
    "invgauss": Formulas(
        "mu", *ABOVE, "-ROOT - 1.5 * np.log(v) - 0.5 * (v / mu - 1) ** 2 / v",
        "special.ndtr((v / mu - 1) / np.sqrt(v))"
        " + np.exp(2 / mu + special.log_ndtr(-(v / mu + 1) / np.sqrt(v)))",
    ),
    "invweibull": Formulas(
        "c", *ABOVE, "np.log(c) - (c + 1) * np.log(v) - v**-c", "np.exp(-(v**-c))",
        "(-np.log(q)) ** (-1 / c)",
    ),
    "johnsonsu": Formulas(
        "a, b", *EVERY,
        "np.log(b) - 0.5 * np.log1p(v * v) - ROOT - 0.5 * (a + b * np.arcsinh(v)) ** 2",
        "special.ndtr(a + b * np.arcsinh(v))", "np.sinh((special.ndtri(q) - a) / b)",
    ),
    "laplace_asymmetric": Formulas(
        "kappa", *EVERY,
        "-np.log(kappa + 1 / kappa) - v * np.where(v >= 0, kappa, -1 / kappa)",
        "np.where(v >= 0, 1 - np.exp(-kappa * np.where(v >= 0, v, 0)) / (1 + kappa**2),"
        " np.exp(np.where(v >= 0, 0, v) / kappa) * kappa**2 / (1 + kappa**2))",
        "np.where(q < kappa**2 / (1 + kappa**2), kappa * np.log(q * (1 + kappa**-2)),"
        " -np.log((1 - q) * (1 + kappa**2)) / kappa)",
    ),
    "levy": Formulas(
        "", *ABOVE, "-ROOT - 1.5 * np.log(v) - 0.5 / v", "special.erfc(np.sqrt(0.5 / v))",
        "0.5 / special.erfcinv(q) ** 2",
    ),
    "loggamma": Formulas(
        "c", *EVERY, "c * v - np.exp(v) - special.gammaln(c)", "special.gammainc(c, np.exp(v))",
        "np.log(special.gammaincinv(c, q))",
    ),
    "loguniform": Formulas(
        "a, b", "(z >= a) & (z <= b)", "a", "-np.log(v) - np.log(np.log(b) - np.log(a))",
        "(np.log(v) - np.log(a)) / (np.log(b) - np.log(a))",
        "a * (b / a) ** q",
        True,
    ),
    "lomax": Formulas(
        "c", *FROM, "np.log(c) - (c + 1) * np.log1p(v)", "-np.expm1(-c * np.log1p(v))",
        "np.expm1(-np.log1p(-q) / c)",
    ),
    "maxwell": Formulas(
        "", *ABOVE, "0.5 * np.log(2 / np.pi) + 2 * np.log(v) - 0.5 * v * v",
        "special.gammainc(1.5, 0.5 * v * v)",
        "np.sqrt(2 * special.gammaincinv(1.5, q))",
    ),
    "moyal": Formulas(
        "", *EVERY, "-ROOT - 0.5 * (v + np.exp(-v))",
        "special.erfc(np.exp(-0.5 * v) / 2**0.5)",
        "-2 * np.log(2**0.5 * special.erfcinv(q))",
    ),
    "nakagami": Formulas(
        "nu", *ABOVE,
        "np.log(2.0) + nu * np.log(nu) - special.gammaln(nu) + (2 * nu - 1) * np.log(v)"
        " - nu * v * v",
        "special.gammainc(nu, nu * v * v)",
        "np.sqrt(special.gammaincinv(nu, q) / nu)",
    ),
    "powerlaw": Formulas(
        "a", "(z > 0) & (z <= 1)", "0.5", "np.log(a) + (a - 1) * np.log(v)", "v**a", "q ** (1 / a)",
    ),
    "rice": Formulas(
        "b", *ABOVE,
        "np.log(v) - 0.5 * (v * v + b * b) + np.abs(v * b) + np.log(special.i0e(v * b))",
        "special.chndtr(v * v, 2, b * b)",
        "np.sqrt(special.chndtrix(q, 2, b * b))",
    ),
    "semicircular": Formulas(
        "", "(z > -1) & (z < 1)", "0.0", "np.log(2 / np.pi) + 0.5 * np.log1p(-v * v)",
        "0.5 + (v * np.sqrt(1 - v * v) + np.arcsin(v)) / np.pi",
    ),
    "skewnorm": Formulas(
        "a", *EVERY, "special.log_ndtr(a * v) - 0.5 * v * v + np.log(2.0) - ROOT",
        "special.ndtr(v) - 2 * special.owens_t(v, a)",
    ),
    "triang": Formulas(
        "c", "(z > 0) & (z < 1)", "0.5",
        "np.log(2 * np.where(v < c, v / np.where(c == 0, 1, c),"
        " (1 - v) / np.where(c == 1, 1, 1 - c)))",
        "np.where(v < c, v * v / np.where(c == 0, 1, c),"
        " 1 - (1 - v) ** 2 / np.where(c == 1, 1, 1 - c))",
    ),
    "truncnorm": Formulas(
        "a, b", "(z >= a) & (z <= b)", "a + 0 * b", "-ROOT - 0.5 * v * v - log_between(a, b)",
        "np.where(v > a, np.exp(log_between(a, np.where(v > a, v, b)) - log_between(a, b)), 0)",
    ),
    "vonmises": Formulas(
        "kappa", *EVERY, "kappa * special.cosm1(v) - np.log(2 * np.pi * special.i0e(kappa))",
    ),
    "weibull_max": Formulas(
        "c", "z < 0", "-0.5", "np.log(c) + (c - 1) * np.log(-v) - (-v) ** c",
        "np.exp(-((-v) ** c))",
        "-((-np.log(q)) ** (1 / c))",
    ),
}  # fmt: skip

BY_POINT = """\
def {method}(x, {shapes}loc=0, scale=1):
    found = call(library, x, {shapes}loc, scale)
    z = (x - loc) / scale
    inside = ({inside}) & np.isfinite(z)
    v = np.where(inside, z, {safe})
    model = {model}
    return computed(np.where(inside, model, 0)[()], found)
"""
BY_CHANCE = """\
def {method}(q, {shapes}loc=0, scale=1):
    found = call(library, q, {shapes}loc, scale)
    chance = {chance}
    inside = (chance > 0) & (chance < 1)
    q = np.where(inside, chance, 0.5)
    standard = {model}
    apart = call(np.subtract, found, loc)
    moved = {end} + 0 * (loc + scale * standard)
    end = computed(moved, call(np.divide, apart, scale))
    ends = ((chance == 0) | (chance == 1)) & np.isfinite(end)
    model = loc + scale * np.where(ends, end, standard)
    return computed(np.where(inside | ends, model, 0)[()], found)
"""
BY_EVERY_CHANCE = """\
def {method}(q, {shapes}loc=0, scale=1):
    found = call(library, q, {shapes}loc, scale)
    chance = {chance}
    inside = (chance >= 0) & (chance <= 1)
    q = np.where(inside, chance, 0.5)
    model = loc + scale * ({model})
    return computed(np.where(inside, model, 0)[()], found)
"""
BY_LOGARITHM = """\
def {method}(x, {shapes}loc=0, scale=1):
    found = call(library, x, {shapes}loc, scale)
    z = (x - loc) / scale
    inside = ({inside}) & np.isfinite(z)
    v = np.where(inside, z, {safe})
    model = {model}
    share = computed(np.where(inside, model, 0)[()], call(chance, x, {shapes}loc, scale))
    known = share > 0
    logs = np.where(known, np.log(np.where(known, share, 1)), model)
    finite = inside & np.isfinite(computed((0 * z + logs)[()], found))
    return computed(np.where(finite, logs * np.where(known, 1, np.nan), 0)[()], found)
"""  # a probability may have underflowed of which SciPy has the logarithm: its slope is not known
BY_EXPONENT = """\
def {method}(x, {shapes}loc=0, scale=1):
    found = call(library, x, {shapes}loc, scale)
    z = (x - loc) / scale
    inside = ({inside}) & np.isfinite(z)
    v = np.where(inside, z, {safe})
    model = {model}
    finite = inside & np.isfinite(computed((0 * z + model)[()], found))
    return computed(np.where(finite, model, 0)[()], found)
"""


def exponent(text: str, head: str) -> str:
    """What a function is applied to that is all of an expression, or nothing.

    >>> exponent("np.exp(-(v**c))", "np.exp("), exponent("np.exp(v) + np.exp(-v)", "np.exp(")
    ('-(v**c)', '')
    """
    depth = 1
    for place in range(len(head), len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            whole = text.startswith(head) and place == len(text) - 1
            return text[len(head) : place] if whole else ""
    return ""


def declare_formulas(name: str, row: Formulas) -> None:
    """The methods that the formulas serve."""
    dist = getattr(scipy.stats, name)
    scaled = f"{row.logpdf} - np.log(scale)"
    models = {"logpdf": (BY_POINT, scaled), "pdf": (BY_POINT, f"np.exp({scaled})")}
    if row.cdf:
        models |= {"cdf": (BY_POINT, row.cdf), "sf": (BY_POINT, f"1 - ({row.cdf})")}
        lower, upper = exponent(row.cdf, "np.exp("), exponent(row.cdf, "-np.expm1(")
        models["logcdf"] = (BY_EXPONENT, lower) if lower else (BY_LOGARITHM, row.cdf)
        models["logsf"] = (BY_EXPONENT, upper) if upper else (BY_LOGARITHM, f"1 - ({row.cdf})")
    if row.ppf:
        text = BY_EVERY_CHANCE if row.ends else BY_CHANCE
        models |= {"ppf": (text, row.ppf), "isf": (text, row.ppf)}
    for method, (text, model) in models.items():
        library = getattr(dist, method)
        names = {"np": np, "special": scipy.special, "call": call, "computed": computed}
        names |= {"chance": getattr(dist, method.removeprefix("log"), None)}
        names |= {"library": library, "shrunk": shrunk, "log_between": log_between, "ROOT": ROOT}
        shapes = f"{row.shapes}, " if row.shapes else ""
        written = text.format(
            method=method,
            shapes=shapes,
            inside=row.inside,
            safe=row.safe,
            model=model,
            end=row.end,
            chance="1 - q" if method == "isf" else "q",
        )
        meaning(library)(loaded(method, written, names))


for _name, _row in DISTRIBUTIONS.items():
    declare_formulas(_name, _row)

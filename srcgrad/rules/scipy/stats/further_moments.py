"""`scipy.stats`: moments of the less common distributions, in the manner of `standard_moments`."""

from typing import Any

import numpy as np
import scipy.special
import scipy.stats

from srcgrad.rules.scipy.stats.standard_moments import (
    EULER,
    Moments,
    declare_moments,
    declare_stats,
)

GAMMA = "a + special.gammaln(a) + (1 - a) * special.psi(a)"
WEIBULL = f"{EULER} - {EULER} / c - np.log(c) + 1"
WIDTH = "np.log(b / a)"  # of the logarithms
FOLDED = "(np.sqrt(2 / np.pi) * np.exp(-0.5 * c * c) + c * special.erf(c / np.sqrt(2)))"
RICE = (
    "(np.sqrt(np.pi / 2) * ((1 + 0.5 * b * b) * special.i0e(0.25 * b * b)"
    " + 0.5 * b * b * special.i1e(0.25 * b * b)))"
)
TRUNCATED = "(-np.expm1(-b))"
HALF = "(special.poch(nu, 0.5) / np.sqrt(nu))"
BURR = "within(c - {n}, d * special.beta(d + {n} / c, 1 - {n} / c))"
BURR12 = "within(c * d - {n}, d * special.beta(d - {n} / c, 1 + {n} / c))"
MIELKE = (
    "within(s - {n}, special.gamma((k + {n}) / s) * special.gamma(1 - {n} / s)"
    " / special.gamma(k / s))"
)
FAR = 1e8  # so far out there is nothing of a normal distribution


def within(x: Any, y: Any) -> Any:
    """`y`, and 0 where `x` is not positive: there the moment is infinite."""
    return np.where(x > 0, y, 0)[()]


def share(a: Any, b: Any) -> Any:
    """The logarithm of the normal distribution's share between two limits."""
    a, b = np.clip(a, -FAR, FAR), np.clip(b, -FAR, FAR)
    far, near = np.where(a > 0, -b, a), np.where(a > 0, -a, b)
    most = scipy.special.log_ndtr(near)
    return most + np.log(-np.expm1(scipy.special.log_ndtr(far) - most))


def slope(x: Any, a: Any, b: Any) -> Any:
    """The density of that share at one of the limits."""
    x = np.clip(x, -FAR, FAR)
    return np.exp(-0.5 * x * x - share(a, b)) / np.sqrt(2 * np.pi)


def edge(x: Any, a: Any, b: Any) -> Any:
    """The limit times that density."""
    return np.clip(x, -FAR, FAR) * slope(x, a, b)


def spread(moment: str) -> str:
    """The variance, from a formula for the power `n` of the variable."""
    return f"{moment.format(n=2)} - ({moment.format(n=1)}) ** 2"


FURTHER = {
    "anglit": Moments("", "0.0", "np.pi**2 / 16 - 0.5", "1 - np.log(2)"),
    "betaprime": Moments(
        "a, b", "beyond(b - 1, a)", "beyond(b - 2, a * (a + b - 1) / (b - 1) ** 2)"
    ),
    "bradford": Moments(
        "c", "1 / np.log1p(c) - 1 / c",
        "((c + 2) * np.log1p(c) - 2 * c) / (2 * c * np.log1p(c) ** 2)",
        "0.5 * np.log1p(c) - np.log(c / np.log1p(c))",
    ),
    "burr": Moments("c, d", BURR.format(n=1), spread(BURR)),
    "burr12": Moments("c, d", BURR12.format(n=1), spread(BURR12)),
    "chi": Moments(
        "df", entropy="special.gammaln(0.5 * df)"
        " + 0.5 * (df - np.log(2) - (df - 1) * special.psi(0.5 * df))",
    ),
    "cosine": Moments("", "0.0", "np.pi**2 / 3 - 2", "np.log(4 * np.pi) - 1"),
    "dgamma": Moments("a", "0.0 * a", "a * (a + 1)", f"{GAMMA} + np.log(2)"),
    "dweibull": Moments("c", "0.0 * c", "special.gamma(1 + 2 / c)", f"{WEIBULL} + np.log(2)"),
    "erlang": Moments("a", "a", "a", GAMMA),
    "f": Moments(
        "dfn, dfd", "beyond(dfd - 2, dfd) + 0.0 * dfn",
        "beyond(dfd - 4, 2 * dfd**2 * (dfn + dfd - 2) / dfn / (dfd - 2) ** 2)",
    ),
    "fatiguelife": Moments("c", "1 + 0.5 * c * c", "c * c * (1 + 1.25 * c * c)"),
    "fisk": Moments(
        "c", "within(c - 1, 1 / np.sinc(1 / c))",
        "within(c - 2, 1 / np.sinc(2 / c) - 1 / np.sinc(1 / c) ** 2)", "2 - np.log(c)",
    ),
    "foldnorm": Moments("c", FOLDED, f"c * c + 1 - {FOLDED} ** 2"),
    "genextreme": Moments("c", entropy=f"{EULER} * (1 - c) + 1"),
    "gengamma": Moments(
        "a, c", "special.poch(a, 1 / c)", "special.poch(a, 2 / c) - special.poch(a, 1 / c) ** 2",
        "a * (1 - special.psi(a)) + special.psi(a) / c + special.gammaln(a) - np.log(np.abs(c))",
    ),
    "genlogistic": Moments(
        "c", f"special.psi(c) + {EULER}", "np.pi**2 / 6 + special.polygamma(1, c)",
        f"special.psi(c + 1) + {EULER} + 1 - np.log(c)",
    ),
    "gennorm": Moments(
        "beta", "0.0 * beta", "special.gamma(3 / beta) / special.gamma(1 / beta)",
        "1 / beta - np.log(0.5 * beta) + special.gammaln(1 / beta)",
    ),
    "genpareto": Moments(
        "c", "beyond(1 - c, 1)", "beyond(1 - 2 * c, 1 / (1 - c) ** 2)", "1 + c",
    ),
    "gibrat": Moments(
        "", "np.exp(0.5)", "np.e * (np.e - 1)", "0.5 * np.log(2 * np.pi) + 0.5",
    ),
    "gompertz": Moments(
        "c", "np.exp(c) * special.exp1(c)", "",
        "1 - np.log(c) - np.exp(c) * special.exp1(c)",
    ),
    "halfcauchy": Moments("", entropy="np.log(2 * np.pi)"),
    "halfgennorm": Moments(
        "beta", "special.gamma(2 / beta) / special.gamma(1 / beta)",
        "special.gamma(3 / beta) / special.gamma(1 / beta)"
        " - (special.gamma(2 / beta) / special.gamma(1 / beta)) ** 2",
        "1 / beta - np.log(beta) + special.gammaln(1 / beta)",
    ),
    "halflogistic": Moments(
        "", "np.log(4)", "np.pi**2 / 3 - np.log(4) ** 2", "2 - np.log(2)",
    ),
    "hypsecant": Moments("", "0.0", "np.pi**2 / 4", "np.log(2 * np.pi)"),
    "invweibull": Moments(
        "c", "within(c - 1, special.gamma(1 - 1 / c))",
        "within(c - 2, special.gamma(1 - 2 / c) - special.gamma(1 - 1 / c) ** 2)",
        f"1 + {EULER} + {EULER} / c - np.log(c)",
    ),
    "johnsonsu": Moments(
        "a, b", "-np.exp(0.5 / b**2) * np.sinh(a / b)",
        "0.5 * np.expm1(1 / b**2) * (np.exp(1 / b**2) * np.cosh(2 * a / b) + 1)",
    ),
    "laplace_asymmetric": Moments(
        "kappa", "1 / kappa - kappa", "1 / kappa**2 + kappa**2", "1 + np.log(kappa + 1 / kappa)",
    ),
    "loggamma": Moments(
        "c", "special.psi(c)", "special.polygamma(1, c)",
        "special.gammaln(c) - c * special.psi(c) + c",
    ),
    "loglaplace": Moments(
        "c", "beyond(c - 1, c * c / (c + 1))",
        "beyond(c - 2, c * c / (c + 2) - (c - 2) * (c * c / (c * c - 1)) ** 2)",
        "np.log(2 / c) + 1",
    ),
    **dict.fromkeys(
        ("loguniform", "reciprocal"),
        Moments(
            "a, b", f"(b - a) / {WIDTH}",
            f"0.5 * (b * b - a * a) / {WIDTH} - ((b - a) / {WIDTH}) ** 2",
            f"0.5 * np.log(a * b) + np.log({WIDTH})",
        ),
    ),
    "lomax": Moments("c", entropy="1 + 1 / c - np.log(c)"),
    "mielke": Moments("k, s", MIELKE.format(n=1), spread(MIELKE)),
    "moyal": Moments("", f"{EULER} + np.log(2)", "np.pi**2 / 2"),
    "nakagami": Moments("nu", HALF, f"1 - {HALF} ** 2"),
    "ncx2": Moments("df, nc", "df + nc", "2 * df + 4 * nc"),
    "norminvgauss": Moments(
        "a, b", "b / np.sqrt(a * a - b * b)", "a * a / (a * a - b * b) ** 1.5",
    ),
    "pearson3": Moments("skew", "0.0 * skew", "1.0 + 0.0 * skew"),
    "rdist": Moments("c", "0.0 * c", "1 / (c + 1)"),
    "recipinvgauss": Moments("mu", "1 / mu + 1", "1 / mu + 2"),
    "rice": Moments("b", RICE, f"2 + b * b - {RICE} ** 2"),
    "semicircular": Moments("", entropy="np.log(np.pi) - 0.5"),
    "truncexpon": Moments(
        "b", "1 - b / np.expm1(b)",
        f"(2 - (b * b + 2 * b + 2) * np.exp(-b)) / {TRUNCATED} - (1 - b / np.expm1(b)) ** 2",
        f"np.log({TRUNCATED}) + 1 - b / np.expm1(b)",
    ),
    "truncnorm": Moments(
        "a, b", "slope(a, a, b) - slope(b, a, b)",
        "1 + edge(a, a, b) - edge(b, a, b) - (slope(a, a, b) - slope(b, a, b)) ** 2",
        "share(a, b) + 0.5 * (np.log(2 * np.pi) + 1 + edge(a, a, b) - edge(b, a, b))",
    ),
    "vonmises": Moments(
        "kappa", entropy="np.log(2 * np.pi * special.i0e(kappa)) + kappa"
        " - kappa * special.i1e(kappa) / special.i0e(kappa)",
    ),
    "wald": Moments("", "1.0", "1.0"),
    "weibull_max": Moments(
        "c", "-special.gamma(1 + 1 / c)",
        "special.gamma(1 + 2 / c) - special.gamma(1 + 1 / c) ** 2", WEIBULL,
    ),
}  # fmt: skip
COUNTED = {
    "bernoulli": Moments("p", entropy="special.entr(p) + special.entr(1 - p)"),
    "betabinom": Moments(
        "n, a, b", "n * a / (a + b)", "n * a * b * (a + b + n) / (a + b) ** 2 / (a + b + 1)",
    ),
    "dlaplace": Moments("a", "0.0 * a", "2 * np.exp(a) / np.expm1(a) ** 2"),
    "geom": Moments("p", entropy="(special.entr(p) + special.entr(1 - p)) / p"),
    "logser": Moments(
        "p", "-p / (1 - p) / np.log1p(-p)",
        "-p * (p + np.log1p(-p)) / ((1 - p) * np.log1p(-p)) ** 2",
    ),
    "planck": Moments(
        "lambda_", "1 / np.expm1(lambda_)", "np.exp(-lambda_) / np.expm1(-lambda_) ** 2",
    ),
    "skellam": Moments("mu1, mu2", "mu1 - mu2", "mu1 + mu2"),
}  # fmt: skip
HELPERS = {"within": within, "share": share, "slope": slope, "edge": edge}

for _name, _row in FURTHER.items():
    declare_moments(_name, _row, False, **HELPERS)
    if _row.mean and _row.var:
        declare_stats(_name, False)
for _name, _row in COUNTED.items():
    declare_moments(_name, _row, True)
    if _row.mean and _row.var:
        declare_stats(_name, True)

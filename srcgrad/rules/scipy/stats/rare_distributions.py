"""`scipy.stats`: distributions that are met rarely, by a formula each for their methods."""

from srcgrad.rules.scipy.stats.modelled_densities import (
    ABOVE,
    EVERY,
    FROM,
    Formulas,
    declare_formulas,
)

HALF_LOGISTIC = "np.exp(np.log1p(-c * v) / c)"
APART = "np.where(nc > 0, nc, 1)"  # at 0 the central density, and its slopes
DISTRIBUTIONS = {
    "argus": Formulas(
        "chi", "(z > 0) & (z < 1)", "0.5",
        "3 * np.log(chi) + np.log(v) + 0.5 * np.log1p(-v * v) - 0.5 * chi**2 * (1 - v * v) - ROOT"
        " - np.log(0.5 * special.gammainc(1.5, 0.5 * chi**2))",
        "1 - special.gammainc(1.5, 0.5 * chi**2 * (1 - v * v))"
        " / special.gammainc(1.5, 0.5 * chi**2)",
    ),
    "crystalball": Formulas(
        "beta, m", *EVERY,
        "np.where(v > -beta, -0.5 * v * v, -0.5 * beta**2"
        " - m * np.log1p(-beta / m * (np.where(v > -beta, -beta, v) + beta)))"
        " - np.log(m / beta / (m - 1) * np.exp(-0.5 * beta**2)"
        " + np.exp(ROOT) * special.ndtr(beta))",
    ),
    "fatiguelife": Formulas(
        "c", *ABOVE,
        "np.log1p(v) - np.log(2 * c) - ROOT - 1.5 * np.log(v) - 0.5 * (v - 1) ** 2 / (v * c * c)",
        "special.ndtr((np.sqrt(v) - 1 / np.sqrt(v)) / c)",
        "0.25 * (c * special.ndtri(q) + np.sqrt((c * special.ndtri(q)) ** 2 + 4)) ** 2",
    ),
    "foldcauchy": Formulas(
        "c", *FROM,
        "np.log(1 / (1 + (v - c) ** 2) + 1 / (1 + (v + c) ** 2)) - np.log(np.pi)",
        "(np.arctan(v - c) + np.arctan(v + c)) / np.pi",
    ),
    "genhalflogistic": Formulas(
        "c", "(z >= 0) & (c * z < 1)", "0.0 * z",
        f"np.log(2.0) + (1 / c - 1) * np.log1p(-c * v) - 2 * np.log1p({HALF_LOGISTIC})",
        f"(1 - {HALF_LOGISTIC}) / (1 + {HALF_LOGISTIC})",
        "(1 - ((1 - q) / (1 + q)) ** c) / c",
        end="np.where(chance == 1, 1 / c, 0)",
    ),
    "gengamma": Formulas(
        "a, c", *ABOVE,
        "np.log(np.abs(c)) - special.gammaln(a) + (c * a - 1) * np.log(v) - v**c",
        "np.where(c > 0, special.gammainc(a, v**c), special.gammaincc(a, v**c))",
        "np.where(c > 0, special.gammaincinv(a, q), special.gammainccinv(a, q)) ** (1 / c)",
    ),
    "gibrat": Formulas(
        "", *ABOVE, "-0.5 * np.log(v) ** 2 - ROOT - np.log(v)", "special.ndtr(np.log(v))",
        "np.exp(special.ndtri(q))",
    ),
    "levy_l": Formulas(
        "", "z < 0", "-0.5", "-ROOT - 1.5 * np.log(-v) + 0.5 / v",
        "2 * special.ndtr((-v) ** -0.5) - 1", "-1 / special.ndtri(0.5 + 0.5 * q) ** 2",
    ),
    "ncx2": Formulas(
        "df, nc", *ABOVE,
        f"np.where(nc > 0, 0.25 * (df - 2) * np.log(v / {APART})"
        f" - 0.5 * (np.sqrt(v) - np.sqrt({APART})) ** 2"
        f" + np.log(0.5 * special.ive(0.5 * df - 1, np.sqrt(v * {APART}))),"
        " (0.5 * df - 1) * np.log(v) - 0.5 * v - special.gammaln(0.5 * df) - 0.5 * df * np.log(2.0)"
        " + 0.5 * nc * (v / df - 1) - 0.25 * (nc * v / df) ** 2 / (df + 2))",
        "special.chndtr(v, df, nc)", "special.chndtrix(q, df, nc)",
    ),
    "powerlognorm": Formulas(
        "c, s", *ABOVE,
        "np.log(c) - np.log(v) - np.log(s) - 0.5 * (np.log(v) / s) ** 2 - ROOT"
        " + (c - 1) * special.log_ndtr(-np.log(v) / s)",
        "-np.expm1(c * special.log_ndtr(-np.log(v) / s))",
        "np.exp(-s * special.ndtri((1 - q) ** (1 / c)))",
    ),
    "rdist": Formulas(
        "c", "(z > -1) & (z < 1)", "0.5",
        "(0.5 * c - 1) * (np.log1p(v) + np.log1p(-v) - 2 * np.log(2.0)) - np.log(2.0)"
        " - special.betaln(0.5 * c, 0.5 * c)",
        "special.betainc(0.5 * c, 0.5 * c, 0.5 * (v + 1))",
        "2 * special.betaincinv(0.5 * c, 0.5 * c, q) - 1",
    ),
    "reciprocal": Formulas(
        "a, b", "(z >= a) & (z <= b)", "a", "-np.log(v) - np.log(np.log(b) - np.log(a))",
        "(np.log(v) - np.log(a)) / (np.log(b) - np.log(a))",
        "a * (b / a) ** q",
        True,
    ),
    "skewcauchy": Formulas(
        "a", *EVERY,
        "-np.log(np.pi) - np.log1p((v / (1 + a * np.where(v < 0, -1, 1))) ** 2)",
        "np.where(v < 0, (1 - a) / 2 + (1 - a) / np.pi * np.arctan(v / (1 - a)),"
        " (1 - a) / 2 + (1 + a) / np.pi * np.arctan(v / (1 + a)))",
        "np.where(q < (1 - a) / 2, np.tan(np.pi / (1 - a) * (q - (1 - a) / 2)) * (1 - a),"
        " np.tan(np.pi / (1 + a) * (q - (1 - a) / 2)) * (1 + a))",
    ),
    "truncpareto": Formulas(
        "b, c", "(z >= 1) & (z <= c)", "1.0",
        "np.log(b) - np.log(-np.expm1(-b * np.log(c))) - (b + 1) * np.log(v)",
        "np.expm1(-b * np.log(v)) / np.expm1(-b * np.log(c))",
        "np.exp(-np.log1p(q * np.expm1(-b * np.log(c))) / b)",
        True,
    ),
    "truncweibull_min": Formulas(
        "c, a, b", "(z >= a) & (z <= b) & (z > 0)", "0.5 * (a + b)",
        "np.log(c) + (c - 1) * np.log(v) - v**c - np.log(np.exp(-(a**c)) - np.exp(-(b**c)))",
        "(np.exp(-(a**c)) - np.exp(-(v**c))) / (np.exp(-(a**c)) - np.exp(-(b**c)))",
        "(-np.log((1 - q) * np.exp(-(a**c)) + q * np.exp(-(b**c)))) ** (1 / c)",
        end="np.where(chance == 1, b, a)",
    ),
    "wald": Formulas(
        "", *ABOVE, "-ROOT - 1.5 * np.log(v) - 0.5 * (v - 1) ** 2 / v",
        "special.ndtr((v - 1) / np.sqrt(v))"
        " + np.exp(2 + special.log_ndtr(-(v + 1) / np.sqrt(v)))",
    ),
}  # fmt: skip
for _name, _row in DISTRIBUTIONS.items():
    declare_formulas(_name, _row)

"""`scipy.stats`: distributions that are met less often, by a formula each for their methods."""

from srcgrad.rules.scipy.stats.modelled_densities import (
    ABOVE,
    EVERY,
    FROM,
    Formulas,
    declare_formulas,
)

UNIT = ("(z > 0) & (z < 1)", "0.5")
DISTRIBUTIONS = {
    "alpha": Formulas(
        "a", *ABOVE,
        "-2 * np.log(v) - np.log(special.ndtr(a)) - 0.5 * (a - 1 / v) ** 2 - ROOT",
        "special.ndtr(a - 1 / v) / special.ndtr(a)",
        "1 / (a - special.ndtri(q * special.ndtr(a)))",
    ),
    "anglit": Formulas(
        "", "np.abs(z) < np.pi / 4", "0.0", "np.log(np.cos(2 * v))",
        "np.sin(v + np.pi / 4) ** 2", "np.arcsin(np.sqrt(q)) - np.pi / 4",
    ),
    "bradford": Formulas(
        "c", "(z >= 0) & (z <= 1)", "0.5", "np.log(c) - np.log1p(c * v) - np.log(np.log1p(c))",
        "np.log1p(c * v) / np.log1p(c)", "np.expm1(q * np.log1p(c)) / c",
        True,
    ),
    "cosine": Formulas(
        "", "np.abs(z) < np.pi", "0.0", "np.log1p(np.cos(v)) - np.log(2 * np.pi)",
        "(np.pi + v + np.sin(v)) / (2 * np.pi)",
    ),
    "dgamma": Formulas(
        "a", "z != 0", "0.5",
        "(a - 1) * np.log(np.abs(v)) - np.abs(v) - np.log(2.0) - special.gammaln(a)",
    ),
    "dweibull": Formulas(
        "c", "z != 0", "0.5",
        "np.log(c) - np.log(2.0) + (c - 1) * np.log(np.abs(v)) - np.abs(v) ** c",
    ),
    "exponpow": Formulas(
        "b", *ABOVE, "1 + np.log(b) + (b - 1) * np.log(v) + v**b - np.exp(v**b)",
        "-np.expm1(-np.expm1(v**b))", "np.log1p(-np.log1p(-q)) ** (1 / b)",
    ),
    "halfgennorm": Formulas(
        "beta", *FROM,
        "np.log(beta) - special.gammaln(1 / beta) - np.where("
        "v > 0, np.where(v > 0, v, 1)**beta, np.where(v > 0, 1, x - loc)**beta / scale**beta)",
        "special.gammainc(1 / beta, v**beta)", "special.gammaincinv(1 / beta, q) ** (1 / beta)",
    ),
    "johnsonsb": Formulas(
        "a, b", *UNIT,
        "np.log(b) - np.log(v) - np.log1p(-v) - 0.5 * (a + b * special.logit(v)) ** 2 - ROOT",
        "special.ndtr(a + b * special.logit(v))", "special.expit((special.ndtri(q) - a) / b)",
    ),
    "kappa3": Formulas(
        "a", *FROM, "np.log(a) - (a + 1) / a * np.log(a + v**a)",
        "v * (a + v**a) ** (-1 / a)", "(a / (q**-a - 1)) ** (1 / a)",
    ),
    "loglaplace": Formulas(
        "c", *ABOVE, "np.log(0.5 * c) - np.log(v) - c * np.abs(np.log(v))",
        "np.where(v < 1, 0.5 * v**c, 1 - 0.5 * v**-c)",
        "np.where(q < 0.5, (2 * q) ** (1 / c), (2 * (1 - q)) ** (-1 / c))",
    ),
    "mielke": Formulas(
        "k, s", *ABOVE, "np.log(k) + (k - 1) * np.log(v) - (1 + k / s) * np.log1p(v**s)",
        "v**k / (1 + v**s) ** (k / s)",
        "(q ** (s / k) / (1 - q ** (s / k))) ** (1 / s)",
    ),
    "powernorm": Formulas(
        "c", *EVERY, "np.log(c) - 0.5 * v * v - ROOT + (c - 1) * special.log_ndtr(-v)",
        "-np.expm1(c * special.log_ndtr(-v))", "-special.ndtri((1 - q) ** (1 / c))",
    ),
    "recipinvgauss": Formulas(
        "mu", *ABOVE,
        "-((1 - mu * v) ** 2) / (2 * v * mu * mu) - 0.5 * np.log(2 * np.pi * v)",
        "special.ndtr(-(1 / mu - v) / np.sqrt(v))"
        " - np.exp(2 / mu + special.log_ndtr(-(1 / mu + v) / np.sqrt(v)))",
    ),
    "truncexpon": Formulas(
        "b", "(z >= 0) & (z <= b)", "0.5 * b", "-v - np.log(-np.expm1(-b))",
        "np.expm1(-v) / np.expm1(-b)", "-np.log1p(q * np.expm1(-b))",
        True,
    ),
    "wrapcauchy": Formulas(
        "c", "(z >= 0) & (z <= 2 * np.pi)", "0.5",
        "np.log(1 - c * c) - np.log(2 * np.pi) - np.log(1 + c * c - 2 * c * np.cos(v))",
    ),
}  # fmt: skip
for _name, _row in DISTRIBUTIONS.items():
    declare_formulas(_name, _row)

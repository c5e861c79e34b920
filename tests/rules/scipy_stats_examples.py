"""Example calls of `scipy.stats`: inside of the support, by all parameters."""

import numpy as np
from scipy import stats

from tests.rules.samples import Call, call, examples, real, signed

WHOLE = (stats.norm, stats.laplace, stats.logistic, stats.cauchy, stats.gumbel_r)
POSITIVE = (stats.expon, stats.halfnorm, stats.halfcauchy, stats.rayleigh)
SHAPED = (stats.gamma, stats.chi2, stats.lognorm, stats.weibull_min)
KINDS = ("logpdf", "pdf", "cdf", "sf", "logcdf", "logsf")


def of(distributions):
    return [getattr(one, kind) for one in distributions for kind in KINDS]


@examples(*of(WHOLE))
def _() -> list[Call]:
    return [
        call(signed(3)),
        call(0.7, 0.2),
        call(signed(2, 1) + 3, signed(3), real(3)),
        call(np.array([0.3, 4.0]), 0.1, 1.7),
        call(np.array([0.3, -0.8, 0.6]), 0.1 * real(3), real(3)),
    ]


@examples(*of(POSITIVE))
def _() -> list[Call]:
    return [call(real(3)), call(0.7, 0.2), call(real(2, 1) + 1, real(3), real(3))]


@examples(*of(SHAPED))
def _() -> list[Call]:
    return [
        call(real(3), 1.7),
        call(0.7, 2.3, 0.2),
        call(real(2, 1) + 1, real(3) + 1, real(3), real(3)),
    ]


@examples(*of([stats.pareto]))
def _() -> list[Call]:
    return [
        call(real(3) + 1, 1.7),
        call(1.7, 2.3, 0.2),
        call(real(2, 1) + 2, real(3) + 1, real(3), real(3)),
        call(real(3) + 2, real(2, 1) + 1, real(3), real(3)),
    ]


@examples(*of([stats.t]))
def _() -> list[Call]:
    return [
        call(signed(3), 1.7),
        call(0.7, 2.3, 0.2),
        call(signed(2, 1), real(3) + 1, signed(3), real(3)),
    ]


@examples(*of([stats.beta]))
def _() -> list[Call]:
    return [
        call(real(3), 1.7, 2.2),
        call(0.7, 2.3, 1.4, 0.2),
        call(real(2, 1), real(3) + 1, 1.5, -real(3), real(3) + 2),
    ]


@examples(*of([stats.uniform]))
def _() -> list[Call]:
    return [
        call(real(3)),
        call(0.7, 0.2),
        call(real(2, 1), -real(3), real(3) + 2),
        call(real(3), -real(3), real(3) + 2),
    ]


QUANTILES = ("ppf", "isf")


@examples(*[getattr(one, kind) for one in (*WHOLE, *POSITIVE, stats.uniform) for kind in QUANTILES])
def _() -> list[Call]:
    high = real(2, 1, low=0.55)  # that of Laplace has a kink in the middle
    return [call(high[0]), call(0.7, 0.2), call(high, signed(3), real(3))]


@examples(*[getattr(one, kind) for one in (*SHAPED, stats.t, stats.pareto) for kind in QUANTILES])
def _() -> list[Call]:
    return [call(real(3), 1.7), call(0.7, 2.3, 0.2), call(real(2, 1), 2.5, signed(3), real(3))]


@examples(stats.beta.ppf, stats.beta.isf)
def _() -> list[Call]:
    return [call(real(3), 1.7, 2.2), call(real(2, 1), 2.5, 1.2, signed(3), real(3))]


@examples(stats.dirichlet.logpdf)
def _() -> list[Call]:
    shares = np.array([0.2, 0.5, 0.3])
    several = np.array([[0.2, 0.3, 0.4], [0.5, 0.1, 0.3], [0.3, 0.6, 0.3]])
    return [
        call(shares[:2], real(3) + 1),
        call(shares[:1], real(2) + 1),
        call(several[:2], real(3) + 1),
    ]


@examples(stats.poisson.logpmf, stats.poisson.pmf, stats.poisson.logcdf)
def _() -> list[Call]:
    return [call(np.array([0, 1, 4]), real(3)), call(2, 1.7)]


@examples(stats.poisson.cdf, stats.poisson.sf, stats.poisson.logsf)
def _() -> list[Call]:
    return [call(np.array([0, 1, 4]), real(3)), call(np.array([-1.0, 0.5]), real(2))]


@examples(stats.binom.cdf, stats.binom.sf)
def _() -> list[Call]:
    return [call(np.array([-1, 0, 1, 5]), 5, real(4) / 3), call(2, 3, 0.7)]


@examples(stats.geom.logpmf, stats.geom.pmf, stats.geom.cdf, stats.geom.sf)
def _() -> list[Call]:
    return [call(np.array([1, 2, 5]), 0.3), call(3, np.array([0.2, 0.7])), call(4, 0.4, 1)]


@examples(stats.bernoulli.logpmf, stats.bernoulli.pmf)
def _() -> list[Call]:
    return [call(np.array([0, 1, 1]), real(3)), call(1, 0.7)]


@examples(stats.binom.logpmf, stats.binom.pmf)
def _() -> list[Call]:
    return [call(np.array([0, 1, 5]), 5, real(3)), call(2, 3, 0.7)]


@examples(stats.multivariate_normal.logpdf)
def _() -> list[Call]:
    factor = np.array([[1.3, 0.2, 0.1], [0.3, 0.9, -0.2], [0.1, 0.4, 1.1]])
    spread = factor @ factor.T
    return [
        call(signed(3), signed(3), spread),
        call(signed(4, 3), signed(3), spread),
        call(signed(2, 4, 3), signed(3), spread),
        call(signed(3), signed(3), spread, True),
        call(signed(4), signed(1), spread[:1, :1]),
        call(signed(4, 3), signed(3), np.array([0.7, 1.2, 2.0])),
        call(signed(2, 4, 1), signed(3), 0.7),
    ]

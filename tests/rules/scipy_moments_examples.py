"""Example calls of the moments of `scipy.stats`, by location, scale and shape."""

from scipy import stats

from tests.rules.samples import Call, call, examples, real, signed

PLAIN = (stats.norm, stats.expon, stats.laplace, stats.logistic, stats.uniform)
MOMENTS = ("mean", "std", "var")


@examples(
    *[getattr(one, kind) for one in PLAIN for kind in (*MOMENTS, "median", "entropy")],
    stats.cauchy.median,
    stats.cauchy.entropy,
)
def _() -> list[Call]:
    return [call(0.7, 1.2), call(signed(2, 1), real(3))]


@examples(*[getattr(one, kind) for one in (stats.gamma, stats.chi2) for kind in MOMENTS])
@examples(stats.lognorm.mean)
def _() -> list[Call]:
    return [call(1.7), call(0.8, 0.7, 1.2), call(real(2, 1), signed(3), real(3))]


@examples(*[getattr(stats.beta, kind) for kind in MOMENTS])
def _() -> list[Call]:
    return [call(1.7, 2.1), call(0.8, 0.6, 0.7, 1.2), call(real(2, 1), real(3), signed(3), real(3))]


@examples(stats.poisson.mean, stats.poisson.var, stats.bernoulli.mean, stats.bernoulli.var)
def _() -> list[Call]:
    return [call(0.7), call(real(3))]


@examples(stats.binom.mean, stats.binom.var)
def _() -> list[Call]:
    return [call(5, 0.7), call(5, real(3))]

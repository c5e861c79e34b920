"""Example calls of the moments of `scipy.stats`, by location, scale and shape."""

from scipy import stats

from tests.rules.samples import Call, call, examples, real, signed

MOMENTS = ("mean", "std", "var")


@examples(
    *[getattr(one, kind) for one in (stats.norm, stats.expon, stats.uniform) for kind in MOMENTS],
    stats.norm.median,
    stats.norm.entropy,
)
def _() -> list[Call]:
    return [call(0.7, 1.2), call(signed(2, 1), real(3))]


@examples(*[getattr(stats.gamma, kind) for kind in MOMENTS])
def _() -> list[Call]:
    return [call(1.7), call(real(2, 1), signed(3), real(3))]


@examples(*[getattr(stats.beta, kind) for kind in MOMENTS])
def _() -> list[Call]:
    return [call(1.7, 2.1), call(real(2, 1), real(3), signed(3), real(3))]


@examples(stats.poisson.mean, stats.bernoulli.mean)
def _() -> list[Call]:
    return [call(real(3))]


@examples(stats.binom.mean)
def _() -> list[Call]:
    return [call(5, real(3))]

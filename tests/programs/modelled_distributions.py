"""Distributions that have a formula each: densities, probabilities, points."""

import numpy as np
from scipy import stats

from tests.programs.case import Program, positive, signed


def extremes(x, c, s):
    a = stats.genextreme.logpdf(x, c, 0.1, s) + stats.genextreme.cdf(x, c) + stats.gumbel_l.pdf(x)
    b = stats.invweibull.cdf(x, 1.0 + c) + stats.weibull_max.logpdf(-x, 1.0 + s, scale=s)
    return np.sum(a * b) + stats.genextreme.ppf(0.3, c) * stats.genpareto.isf(0.4, c, loc=s)


def at_the_limit(x, c):
    return np.sum(stats.genextreme.logpdf(x, c) + stats.genpareto.cdf(x, c))


def skew(x, a, k):
    tilted = stats.skewnorm.logpdf(x, a, k) * stats.skewnorm.cdf(x, a) + stats.vonmises.pdf(x, k)
    late = stats.exponnorm.logpdf(x, k) + stats.truncnorm.logpdf(x, -2.0 * k, a + 3.0)
    return np.sum(tilted * late) + stats.moyal.logpdf(x[0]) * stats.hypsecant.sf(x[1], k)


def waiting(x, a, b):
    ratios = stats.f.logpdf(x, a, b) * stats.f.cdf(x, a, b) + stats.betaprime.pdf(x, a, b)
    times = stats.invgauss.logpdf(x, a) * stats.invgauss.cdf(x, b) + stats.invgamma.sf(x, a)
    rest = stats.burr12.logpdf(x, a, b) + stats.nakagami.pdf(x, b) + stats.rice.logpdf(x, b)
    return np.sum(ratios * times + rest) + stats.invgamma.ppf(0.3, a) * stats.lomax.isf(0.3, b)


def once_with_shapes(x, a):
    rv = stats.fisk(a, scale=x[0])
    return (
        np.sum(rv.logpdf(x)) + rv.ppf(0.7) + np.sum(rv.pdf(x - 0.8)) + stats.maxwell(x[0]).cdf(2.0)
    )


def further(x, a, b):
    u = 0.6 * x
    one = stats.arcsine.logpdf(u) + stats.triang.cdf(u, 0.3 * a) + stats.semicircular.logpdf(u)
    two = stats.burr.logpdf(x, a, b) * stats.exponweib.cdf(x, a, b) + stats.foldnorm.pdf(x, a)
    three = stats.johnsonsu.logpdf(x, a, b) + stats.laplace_asymmetric.logpdf(-x, b)
    return np.sum(one * two + three) + stats.johnsonsu.ppf(0.3, a, b) * stats.burr.isf(0.4, a, b)


def of_counts(p, a, b):
    waits = stats.nbinom.logpmf([0, 2, 3], a, p[0]) + stats.betabinom.logpmf([1, 4, 0], 4, a, b)
    several = stats.multinomial.logpmf([1, 2, 1], 4, p / np.sum(p))
    return np.sum(waits * np.array([1.0, 2.0, 3.0])) + several + stats.nbinom.pmf(2, 3, p[1])


def heavy_tails(x, factor):
    spread = factor @ factor.T + np.eye(2)
    return stats.multivariate_t.logpdf(x[0], x[1], spread, 3.5) + np.sum(
        stats.multivariate_t.pdf(x, np.zeros(2), spread, 4.0)
    )


def rare(x, a, b):
    one = stats.gengamma.logpdf(x, a, b) * stats.gengamma.cdf(x, b, -a) + stats.gibrat.pdf(x)
    two = stats.fatiguelife.logpdf(x, a) * stats.foldcauchy.cdf(x, b) + stats.wald.sf(x, scale=a)
    three = stats.powerlognorm.logpdf(x, a, b) - stats.levy_l.logpdf(-x) * stats.argus.cdf(
        x, a, 0, 2
    )
    four = stats.truncpareto.cdf(x, a, 4.0 * b, -1.0) + stats.genhalflogistic.logpdf(x, 0.2 * a)
    return np.sum(one * two + three * four) + stats.fatiguelife.ppf(0.3, a)


def rare_and_skew(x, a, b):
    one = stats.skewcauchy.logpdf(x, 0.3 * a) * stats.crystalball.logpdf(x - 1, a, b + 0.5)
    two = stats.exponnorm.cdf(x, a) * stats.laplace_asymmetric.sf(x, b)
    three = (
        stats.rice.cdf(x * x, b) + stats.ncx2.cdf(x * x, 2.5, a) + stats.recipinvgauss.cdf(1.5, a)
    )
    four = stats.truncweibull_min.logpdf(x * x, a, 0.05 * b, b) * stats.rdist.cdf(0.5 * x, b)
    return np.sum(one * two + three) + np.sum(four) + stats.skewcauchy.ppf(0.7, 0.3 * a)


def quantiles(q, a, b):
    one = stats.betaprime.ppf(q, a, b) * stats.f.isf(q, a, b) + stats.genlogistic.ppf(q, a)
    two = stats.levy.ppf(q) * stats.loggamma.isf(q, b) + stats.moyal.ppf(q, a, b)
    three = stats.rice.ppf(q, b) * stats.laplace_asymmetric.ppf(q, b) + stats.erlang(2.0).isf(q)
    return np.sum(one * two + three)


def logarithms(x, a, b):
    one = stats.alpha.logcdf(x, a) * stats.burr.logcdf(x, a, b) + stats.erlang(a).logsf(x)
    two = stats.gompertz.logsf(x, a) + stats.foldnorm.logsf(x, b) * stats.genextreme.logcdf(x, 0.2)
    return np.sum(one * two)


X = positive(3)
PROGRAMS = [
    Program(quantiles, (np.array([0.15, 0.4, 0.8]), 3.3, 1.9), wrt=(0, 1, 2)),
    Program(logarithms, (X, 1.3, 1.9), wrt=(0, 1, 2)),
    Program(rare, (X, 1.3, 1.9), wrt=(0, 1, 2)),
    Program(rare_and_skew, (signed(3), 1.3, 1.9), wrt=(0, 1, 2)),
    Program(further, (X, 1.3, 1.9), wrt=(0, 1, 2)),
    Program(of_counts, (0.5 * X, 1.3, 1.9), wrt=(0, 1, 2)),
    Program(heavy_tails, (signed(3, 2), signed(2, 2)), wrt=(0, 1)),
    Program(extremes, (X, 0.2, 1.3), wrt=(0, 1, 2)),
    Program(at_the_limit, (X, 0.0), wrt=(0, 1)),
    Program(skew, (signed(3), 0.7, 0.6), wrt=(0, 1, 2)),
    Program(waiting, (X, 1.7, 2.4), wrt=(0, 1, 2)),
    Program(once_with_shapes, (X, 1.9), wrt=(0, 1)),
]

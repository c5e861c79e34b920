"""Programs that ask the less common distributions for their moments and quantiles."""

import numpy as np
from scipy import stats

from tests.programs.case import Program


def of_incomes(a, b, loc, scale):
    means = stats.burr12.mean(4 + a, b, loc, scale) + stats.fisk.mean(3 * b, loc, scale)
    spreads = stats.mielke.var(a, 3 + b) + stats.lomax.entropy(a) + stats.burr.var(4 + a, b)
    return means * spreads + stats.loglaplace.std(3 + b, loc, scale)


def of_lives(a, b, loc, scale):
    means = stats.fatiguelife.mean(a, loc, scale) + stats.nakagami.mean(b) * stats.rice.mean(a)
    spreads = stats.gengamma.var(a, b, loc, scale) + stats.fisk.var(4 * b) + stats.rice.var(b)
    return means * spreads + stats.gengamma.entropy(a, b) + stats.invweibull.var(3 + a)


def of_tests(a, b, loc, scale):
    means = stats.f.mean(a, 5 + b, loc, scale) + stats.ncx2.mean(a, b)
    spreads = stats.f.var(a, 5 + b) + stats.ncx2.std(a, b) + stats.betaprime.var(a, 3 + b)
    return means * spreads + stats.chi.entropy(a) + stats.erlang(a, scale=scale).std()


def of_extremes(a, b, loc, scale):
    means = stats.weibull_max.mean(a, loc, scale) + stats.genlogistic.mean(b, loc, scale)
    spreads = stats.genpareto.var(0.1 * a) + stats.loggamma.var(b) + stats.dgamma.std(a)
    chaos = stats.genextreme.entropy(0.1 * a) + stats.gompertz.entropy(b, loc, scale)
    return means * spreads + chaos + stats.halfgennorm.mean(a) * stats.gennorm.var(b)


def of_what_is_cut_off(a, b, loc, scale):
    mean, var = stats.truncnorm.stats(a, np.inf, loc, scale)
    return mean * var + stats.truncexpon.mean(b, loc, scale)


def far_out(a, b):
    frozen = stats.truncnorm(30 + a, np.inf)
    return frozen.mean() * stats.truncnorm.mean(-np.inf, -b)


def of_curves(a, b, loc, scale):
    low, high = stats.norm.interval(0.9, loc, scale)
    within = stats.johnsonsu.mean(a, 2 + b) + stats.norminvgauss.var(2 + a, b)
    odd = stats.laplace_asymmetric.mean(a) * stats.rdist.var(b) + stats.foldnorm.std(a)
    return (high - low) * within + odd * stats.gumbel_l.median(loc, scale) + low * stats.wald.mean()


def of_counts(a, b):
    counts = stats.skellam.mean(a, b) + stats.planck.var(a) + stats.logser.mean(0.3 * a)
    spreads = stats.betabinom.var(5, a, b) + stats.dlaplace.std(b)
    return counts * spreads + stats.geom.entropy(0.3 * a) + stats.bernoulli.entropy(0.4 * b)


def of_several(a, b):
    return np.sum(stats.rice.mean(a, scale=b) * stats.bradford.var(a) + stats.loguniform.mean(b, 4))


def where_they_are_infinite(a):
    return stats.fisk.mean(a / 3) if np.isfinite(stats.fisk.mean(a)) else stats.fisk.entropy(a)


GIVEN = (0.9, 1.3, 0.2, 1.4)
PROGRAMS = [
    *(
        Program(function, GIVEN, wrt=(0, 1, 2, 3))
        for function in (of_incomes, of_lives, of_tests, of_extremes, of_what_is_cut_off, of_curves)
    ),
    Program(far_out, (0.9, 1.3), wrt=(0, 1)),
    Program(of_counts, (0.9, 1.3), wrt=(0, 1)),
    Program(of_several, (np.array([0.7, 1.1]), np.array([0.5, 1.4])), wrt=(0, 1)),
    Program(where_they_are_infinite, (0.8,)),
]

"""Distributions of SciPy whose parameters are given once."""

import numpy as np
from scipy import stats

from tests.programs.case import Program, positive, signed


def one_point(x):
    rv = stats.norm(x[0], x[1])
    return rv.logpdf(x[2])


def likelihood(x, mu, sigma):
    rv = stats.norm(loc=mu, scale=sigma)
    return np.sum(rv.logpdf(x)) + np.sum(rv.cdf(x)) + rv.ppf(0.3) + rv.sf(0.1) + rv.isf(0.2)


def moments(mu, sigma):
    rv = stats.norm(mu, sigma)
    low, high = rv.interval(0.9)
    return rv.mean() * rv.std() + rv.var() + rv.entropy() + rv.median() + low * high


def moments_of_several(mu, sigma):
    total = 0.0
    for made in (stats.expon, stats.uniform):
        rv = made(mu, sigma)
        total = total + rv.mean() + rv.std() * rv.var()
    return total


def shaped(x, a):
    rv = stats.gamma(a, scale=1.0 / x[0])
    return np.sum(rv.logpdf(x)) + rv.mean() * rv.std() + rv.var()


def mixture(x, w):
    parts = [stats.norm(m, s) for m, s in [(x[0], x[1]), (x[2], x[3])]]
    points = np.array([0.3, 0.5, 0.9])
    return np.sum(np.log(w * parts[0].pdf(points) + (1 - w) * parts[1].pdf(points)))


def in_a_loop(x, n):
    total = 0.0
    for i in range(n):
        rv = stats.t(3.0, x[i], 1.0 + x[0])
        total += rv.logpdf(0.3)
    return total


def truncated(x, low):
    rv = stats.norm(x[0], x[1])
    return rv.logpdf(x[2]) - np.log(rv.cdf(2.0) - rv.cdf(low))


def counted(x):
    rv = stats.poisson(x[0])
    seen = stats.binom(5, x[1] / 2)
    return np.sum(rv.logpmf(np.array([1, 2, 3]))) + seen.pmf(2) + rv.mean() * seen.mean()


def joint(mu, factor, x):
    rv = stats.multivariate_normal(mu, factor @ factor.T + np.eye(3))
    perhaps = stats.multivariate_normal(mu, factor @ factor.T + np.eye(3), allow_singular=True)
    return rv.logpdf(x) + rv.pdf(x) + perhaps.logpdf(x)


class Model:
    def __init__(self, mu, sigma):
        self.prior = stats.norm(mu, sigma)

    def __call__(self, x):
        return self.prior.logpdf(x)


def held_by_an_object(x):
    return Model(x[0], x[1])(x[2])


def closed_over(x):
    prior = stats.norm(x[0], 1.0)

    def of(v):
        return prior.logpdf(v)

    return of(x[1]) * of(x[2])


PRIOR = stats.norm(0.5, 2.0)
PRIORS = {"a": stats.norm(0, 1), "b": stats.gamma(2.0), "c": stats.expon(scale=2.0)}


def made_outside(x):
    return np.sum(PRIOR.logpdf(x)) * PRIOR.mean()


def several_made_outside(x):
    return sum(PRIORS[name].logpdf(v) for name, v in zip(PRIORS, x, strict=False))


def several_made_inside(x):
    priors = [stats.norm(0, 1), stats.gamma(2.0)]
    return sum(prior.logpdf(v) for prior, v in zip(priors, x, strict=False))


def the_distribution_chosen(x, which):
    family = {"normal": stats.norm, "laplace": stats.laplace}[which]
    return np.sum(family.logpdf(x, 0.1, 2.0)) + family(x[0], 2.0).logpdf(0.3)


def quantiles_that_are_constant(x):
    grid = stats.norm(0, 1).ppf(np.linspace(0.1, 0.9, 6))
    return np.sum(grid * x)


FAMILY, LOG_DENSITY, JOINT = stats.norm, stats.gamma.logpdf, stats.multivariate_normal


def under_names_of_the_module(x):
    joint = JOINT.logpdf(x, np.sin(x), np.diag(x) + 0.1) ** 2
    return np.sum(FAMILY.logpdf(x, 0.1, 2.0)) + np.sum(LOG_DENSITY(x, 2.5) ** 2) + joint


X = positive(6)


def priors(x, scale):
    extreme, heavy = stats.gumbel_r(x[0], scale), stats.pareto(1.0 + scale, scale=0.3 * scale)
    tail = np.sum(heavy.logsf(x)) + extreme.logcdf(x[1]) + extreme.ppf(0.4)
    scales = stats.halfnorm.logpdf(x, scale=scale) + stats.halfcauchy.logpdf(x, 0, x[0])
    return tail + np.sum(scales + stats.rayleigh(scale=scale).logpdf(x))


def counts_and_densities(rates, shares, cov):
    known = np.sum(stats.poisson.logpmf([0, 2, 1], rates) - stats.poisson.logsf([1, 0, 2], rates))
    at_most = stats.poisson.cdf([1, 3, 0], rates) @ stats.poisson.sf(rates.size, rates)
    spread = cov @ cov.T + np.eye(3)
    mixed = stats.dirichlet.pdf(shares / np.sum(shares), rates + 1.0)
    return known + at_most + mixed * stats.multivariate_normal.pdf(shares, rates, spread)


def shares_and_spreads(rates, cov):
    scale = stats.multivariate_normal(rates, cov @ cov.T + np.eye(3)).entropy()
    middle = stats.dirichlet.mean(rates) @ stats.dirichlet.var(rates + 1.0)
    return (
        stats.dirichlet.entropy(rates) + stats.dirichlet.entropy([rates[0], 2.0]) + middle * scale
    )


PROGRAMS = [
    Program(shares_and_spreads, (positive(3), positive(3, 3)), (0, 1)),
    Program(counts_and_densities, (positive(3), positive(3), positive(3, 3)), (0, 1, 2)),
    Program(priors, (positive(3), 1.2), (0, 1)),
    Program(one_point, (X,)),
    Program(likelihood, (signed(4), 0.3, 1.2), (0, 1, 2)),
    Program(likelihood, (signed(3), signed(3), positive(3)), (0, 1, 2), name="of_arrays"),
    Program(moments, (0.3, 1.2), (0, 1)),
    Program(moments_of_several, (0.3, 1.2), (0, 1)),
    Program(shaped, (X, 2.5), (0, 1)),
    Program(mixture, (X, 0.4), (0, 1)),
    Program(in_a_loop, (X, 4)),
    Program(truncated, (X, -0.3), (0, 1)),
    Program(counted, (X,)),
    Program(joint, (signed(3), positive(3, 3), signed(3, start=4)), (0, 1, 2)),
    Program(held_by_an_object, (X,)),
    Program(closed_over, (X,)),
    Program(made_outside, (X,)),
    Program(several_made_outside, (X,)),
    Program(several_made_outside, (positive(2),), name="fewer_than_made_outside"),
    Program(several_made_inside, (X,)),
    Program(the_distribution_chosen, (X, "laplace")),
    Program(quantiles_that_are_constant, (X,)),
    Program(under_names_of_the_module, (X,)),
]

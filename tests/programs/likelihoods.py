"""Log-likelihoods: by `scipy.stats`, and of a mixture that is fitted."""

import numpy as np
from scipy import stats
from scipy.stats import gamma, multivariate_normal, norm

from tests.programs import elsewhere
from tests.programs.case import Program, positive, signed


def normal(x, loc, scale):
    return np.sum(norm.logpdf(x, loc, scale))


def normal_by_name(x, loc, scale):
    return np.sum(norm.logpdf(x, loc=loc, scale=scale) * norm.cdf(x))


def regression(w, x, y, log_scale):
    return np.sum(stats.norm.logpdf(y, x @ w, np.exp(log_scale)))


def waiting_times(x, shape, scale):
    return np.sum(gamma.logpdf(x, shape, scale=scale)) + np.sum(stats.expon.logsf(x, scale=scale))


def robust(x, df, loc):
    return np.sum(stats.t.logpdf(x, df, loc) + stats.cauchy.logpdf(x, loc) + stats.laplace.pdf(x))


def survival(x, c, scale):
    return np.prod(stats.weibull_min.sf(x, c, scale=scale)) + stats.lognorm.cdf(
        0.7, 0.4, scale=scale
    )


def counts(mu, k):
    return np.sum(stats.poisson.logpmf(k, mu))


def joint(x, mean, cov):
    return np.sum(multivariate_normal.logpdf(x, mean, cov))


def joint_around_zero(x, cov):
    """Without a mean, as filters ask for their rests."""
    told = multivariate_normal.logpdf(x, None, cov, True) + multivariate_normal.pdf(x, cov=cov)
    return np.sum(told)


def joint_of_one(x, mean, cov):
    return stats.multivariate_normal.logpdf(x, mean=mean, cov=cov)


def chain(x, steps):
    total = 0.0
    for _ in range(steps):
        total += norm.logpdf(x, 0.3 * x, 1.0)
        x = np.tanh(x) + stats.logistic.sf(x)
    return total


FACTOR = np.array([[1.3, 0.2, 0.1], [0.3, 0.9, -0.2], [0.1, 0.4, 1.1]])
SPREAD = FACTOR @ FACTOR.T


def expectation_maximisation(x, means):
    """The components are dicts in a list; a share of them is a sum divided by a length."""
    parts = [{"mean": m, "variance": 1.0, "share": 1 / len(means)} for m in means]
    before = -np.inf
    for _ in range(3):
        densities = np.array(
            [
                p["share"] * np.exp(-((x - p["mean"]) ** 2) / (2 * p["variance"]))
                / np.sqrt(2 * np.pi * p["variance"])
                for p in parts
            ]
        )  # fmt: skip
        total = densities.sum(0)
        owned = densities / total
        likelihood = np.log(total).sum()
        for i, p in enumerate(parts):
            count = owned[i].sum()
            p["mean"] = (owned[i] * x).sum() / count
            p["variance"] = (owned[i] * (x - p["mean"]) ** 2).sum() / count
            p["share"] = count / len(x)
        if abs(likelihood - before) < 1e-8:
            break
        before = likelihood
    return likelihood


def distribution_of_two_modules(x, mean):
    return elsewhere.evidence(x, mean) * np.sum(norm.logcdf(x, mean, 2.0))


PROGRAMS = [
    Program(distribution_of_two_modules, (signed(3), 0.4), wrt=(0, 1)),
    Program(expectation_maximisation, (signed(6), np.array([-1.0, 1.0])), wrt=(0, 1)),
    Program(normal, (signed(4), 0.3, 1.2), (0, 1, 2)),
    Program(normal, (signed(4), signed(4), positive(4)), (0, 1, 2)),
    Program(normal_by_name, (signed(4), 0.3, 1.2), (0, 1, 2)),
    Program(regression, (signed(3), signed(5, 3), signed(5), 0.2), (0, 3)),
    Program(waiting_times, (positive(4), 1.7, 0.8), (0, 1, 2)),
    Program(robust, (signed(4), 3.0, 0.1), (0, 1, 2)),
    Program(survival, (positive(3), 1.7, 0.8), (0, 2)),
    Program(counts, (positive(3), np.array([0, 2, 5]))),
    Program(joint, (signed(4, 3), signed(3), SPREAD), (0, 1, 2)),
    Program(joint_around_zero, (signed(4, 3), SPREAD), (0, 1)),
    Program(joint_around_zero, (signed(3), SPREAD), (0, 1), name="one_around_zero"),
    Program(joint_of_one, (signed(3), signed(3), SPREAD), (0, 1, 2)),
    Program(chain, (0.4, 3)),
]

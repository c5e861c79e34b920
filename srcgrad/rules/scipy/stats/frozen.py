"""`scipy.stats`: distributions whose parameters are given once, `norm(mu, sigma)`.

Their methods hand the parameters on to those of the distribution, which have the rules.
"""

from typing import Any

import numpy as np
import scipy.stats

from srcgrad.rules.declare import meaning
from srcgrad.rules.scipy.stats import modelled_densities, more_distributions, rare_distributions
from srcgrad.rules.text import loaded

DISTRIBUTIONS = (
    *("norm", "expon", "laplace", "logistic", "uniform", "cauchy"),
    *("gamma", "beta", "t", "chi2", "lognorm", "weibull_min"),
    *("gumbel_r", "halfnorm", "halfcauchy", "rayleigh", "pareto"),
    *("poisson", "bernoulli", "binom"),
    *modelled_densities.DISTRIBUTIONS,
    *more_distributions.DISTRIBUTIONS,
    *rare_distributions.DISTRIBUTIONS,
)


class Frozen:
    """What SciPy's frozen distributions of one number do; it reads them, too, from outside."""

    def __init__(self, dist: Any, args: Any, kwds: Any) -> None:
        self.dist = dist
        self.args = args
        self.kwds = kwds

    def pdf(self, x: Any) -> Any:
        """The density."""
        return self.dist.pdf(x, *self.args, **self.kwds)

    def logpdf(self, x: Any) -> Any:
        """The logarithm of the density."""
        return self.dist.logpdf(x, *self.args, **self.kwds)

    def pmf(self, k: Any) -> Any:
        """The probability of a count."""
        return self.dist.pmf(k, *self.args, **self.kwds)

    def logpmf(self, k: Any) -> Any:
        """Its logarithm."""
        return self.dist.logpmf(k, *self.args, **self.kwds)

    def cdf(self, x: Any) -> Any:
        """The probability of what is at most so large."""
        return self.dist.cdf(x, *self.args, **self.kwds)

    def logcdf(self, x: Any) -> Any:
        """Its logarithm."""
        return self.dist.logcdf(x, *self.args, **self.kwds)

    def sf(self, x: Any) -> Any:
        """The probability of what is larger."""
        return self.dist.sf(x, *self.args, **self.kwds)

    def logsf(self, x: Any) -> Any:
        """Its logarithm."""
        return self.dist.logsf(x, *self.args, **self.kwds)

    def ppf(self, q: Any) -> Any:
        """The quantile."""
        return self.dist.ppf(q, *self.args, **self.kwds)

    def isf(self, q: Any) -> Any:
        """The quantile from above."""
        return self.dist.isf(q, *self.args, **self.kwds)

    def median(self) -> Any:
        """The middle of the distribution."""
        return self.dist.median(*self.args, **self.kwds)

    def mean(self) -> Any:
        """The expected value."""
        return self.dist.mean(*self.args, **self.kwds)

    def var(self) -> Any:
        """The variance."""
        return self.dist.var(*self.args, **self.kwds)

    def std(self) -> Any:
        """The standard deviation."""
        return self.dist.std(*self.args, **self.kwds)

    def stats(self, moments: Any = "mv") -> Any:
        """Several moments."""
        return self.dist.stats(*self.args, **self.kwds, moments=moments)

    def entropy(self) -> Any:
        """The differential entropy."""
        return self.dist.entropy(*self.args, **self.kwds)

    def rvs(self, *args: Any, **kwds: Any) -> Any:
        """Numbers at random: refused."""
        raise NotImplementedError("`rvs` draws at random: pass what it gives as an argument")

    def interval(self, confidence: Any) -> Any:
        """The ends of what holds so much of the probability, around the median."""
        if confidence < 0 or confidence > 1:
            raise ValueError("alpha must be between 0 and 1 inclusive")
        return self.ppf((1.0 - confidence) / 2), self.ppf((1.0 + confidence) / 2)


class FrozenVector:
    """The same of the multivariate normal distribution."""

    def __init__(self, mean: Any, cov: Any, allow_singular: Any) -> None:
        self.given = (mean, cov, allow_singular) if allow_singular else (mean, cov)

    def logpdf(self, x: Any) -> Any:
        """The logarithm of the density."""
        return scipy.stats.multivariate_normal.logpdf(x, *self.given)

    def pdf(self, x: Any) -> Any:
        """The density."""
        return np.exp(self.logpdf(x))

    def entropy(self) -> Any:
        """The differential entropy."""
        return scipy.stats.multivariate_normal.entropy(*self.given[:2])


def _maker(name: str) -> Any:
    """What `scipy.stats.NAME(...)` means."""
    text = f"def {name}(*args, **kwds):\n    return Frozen(scipy.stats.{name}, args, kwds)\n"
    return loaded(name, text, {"Frozen": Frozen, "scipy": scipy})


KNOWN = {name: getattr(scipy.stats, name) for name in DISTRIBUTIONS}
for _name, _held in KNOWN.items():
    meaning(_held, always=True)(_maker(_name))


@meaning(scipy.stats.multivariate_normal, always=True)
def multivariate_normal(mean: Any = None, cov: Any = 1, allow_singular: Any = False) -> Any:
    """The multivariate normal distribution."""
    return FrozenVector(mean, cov, allow_singular)

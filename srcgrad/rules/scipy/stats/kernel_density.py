"""`scipy.stats.gaussian_kde`: a density made of samples, that are active or are evaluated so."""

from typing import Any

import numpy as np
import scipy.special
import scipy.stats

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call


def evaluated(density: Any, points: Any) -> Any:
    """SciPy's own values."""
    return density(points)


def logarithms(density: Any, points: Any) -> Any:
    """SciPy's own logarithms."""
    return density.logpdf(points)


def of_interval(density: Any, low: Any, high: Any) -> Any:
    """SciPy's own probability."""
    return density.integrate_box_1d(low, high)


class Density:
    """A normal distribution around each sample, all of the samples' covariance, made narrower."""

    def __init__(self, dataset: Any, bw_method: Any, weights: Any) -> None:
        self.own = call(scipy.stats.gaussian_kde, dataset, bw_method, weights)
        self.dataset = np.atleast_2d(np.asarray(dataset))
        self.d, self.n = np.shape(self.dataset)
        self.shares = (
            np.full(self.n, 1.0 / self.n) if weights is None else weights / np.sum(weights)
        )
        count = 1.0 / np.sum(self.shares * self.shares)
        if bw_method is None or bw_method == "scott":
            self.narrowing = count ** (-1.0 / (self.d + 4))
        elif bw_method == "silverman":
            self.narrowing = (count * (self.d + 2.0) / 4.0) ** (-1.0 / (self.d + 4))
        elif callable(bw_method):
            raise NotImplementedError("gaussian_kde with a function for bw_method")
        else:
            self.narrowing = bw_method
        centred = self.dataset - (self.dataset @ self.shares)[:, None]
        spread = (centred * self.shares) @ centred.T / (1.0 - 1.0 / count)
        self.spread = spread * self.narrowing**2

    def exponents(self, points: Any) -> Any:
        """The logarithm of each sample's share of the density at each point, a column each."""
        points = np.atleast_2d(np.asarray(points))
        if np.shape(points)[0] != self.d:
            points = np.reshape(points, (self.d, 1))
        root = np.linalg.cholesky(self.spread)
        samples, places = np.linalg.solve(root, self.dataset), np.linalg.solve(root, points)
        apart = samples[:, :, None] - places[:, None, :]
        energy = 0.5 * np.sum(apart * apart, axis=0)
        scale = np.sum(np.log(np.diag(root))) + 0.5 * self.d * np.log(2 * np.pi)
        return np.log(self.shares)[:, None] - energy - scale

    def evaluate(self, points: Any) -> Any:
        """The density at points."""
        found = call(evaluated, self.own, points)
        return computed(np.sum(np.exp(self.exponents(points)), axis=0), found)

    def __call__(self, points: Any) -> Any:
        """The same."""
        return self.evaluate(points)

    def pdf(self, x: Any) -> Any:
        """The same."""
        return self.evaluate(x)

    def logpdf(self, x: Any) -> Any:
        """The logarithm of the density."""
        found = call(logarithms, self.own, x)
        return computed(scipy.special.logsumexp(self.exponents(x), axis=0), found)

    def integrate_box_1d(self, low: Any, high: Any) -> Any:
        """The probability of an interval."""
        found = call(of_interval, self.own, low, high)
        width = np.sqrt(self.spread[0, 0])
        above = scipy.special.ndtr((high - self.dataset[0]) / width)
        below = scipy.special.ndtr((low - self.dataset[0]) / width)
        return computed(np.sum(self.shares * (above - below)), found)


@meaning(scipy.stats.gaussian_kde, always=True)
def gaussian_kde(dataset: Any, bw_method: Any = None, weights: Any = None) -> Any:
    """A density made of samples, a column each."""
    return Density(dataset, bw_method, weights)

"""Python's own statistics, by which fractions are summed exactly: modelled in floats."""

import math
import statistics
from typing import Any

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call


@meaning(statistics.mean, active=("data",))
def mean(data: Any) -> Any:
    """The arithmetic mean."""
    return computed(sum(data) / len(data), call(statistics.mean, data))


@meaning(statistics.geometric_mean, active=("data",))
def geometric_mean(data: Any) -> Any:
    """The exponential of the mean of logarithms."""
    whole = math.exp(sum([math.log(one) for one in data]) / len(data))
    return computed(whole, call(statistics.geometric_mean, data))


@meaning(statistics.harmonic_mean, active=("data", "weights"))
def harmonic_mean(data: Any, weights: Any = None) -> Any:
    """The reciprocal of the mean of reciprocals."""
    found = call(statistics.harmonic_mean, data, weights)
    if weights is None:
        return computed(len(data) / sum([1.0 / one for one in data]), found)
    shares = sum([weight / one for weight, one in zip(weights, data, strict=True)])
    return computed(sum(weights) / shares, found)


def squares(data: Any, centre: Any) -> Any:
    """The sum of squared distances from the centre, or from the mean."""
    middle = sum(data) / len(data) if centre is None else centre
    return sum([(one - middle) * (one - middle) for one in data])


@meaning(statistics.variance, active=("data", "xbar"))
def variance(data: Any, xbar: Any = None) -> Any:
    """The variance of a sample."""
    found = call(statistics.variance, data, xbar)
    return computed(squares(data, xbar) / (len(data) - 1), found)


@meaning(statistics.pvariance, active=("data", "mu"))
def pvariance(data: Any, mu: Any = None) -> Any:
    """The variance of a population."""
    return computed(squares(data, mu) / len(data), call(statistics.pvariance, data, mu))


@meaning(statistics.stdev, active=("data", "xbar"))
def stdev(data: Any, xbar: Any = None) -> Any:
    """The root of the variance of a sample."""
    found = call(statistics.stdev, data, xbar)
    return computed(math.sqrt(squares(data, xbar) / (len(data) - 1)), found)


@meaning(statistics.pstdev, active=("data", "mu"))
def pstdev(data: Any, mu: Any = None) -> Any:
    """The root of the variance of a population."""
    found = call(statistics.pstdev, data, mu)
    return computed(math.sqrt(squares(data, mu) / len(data)), found)

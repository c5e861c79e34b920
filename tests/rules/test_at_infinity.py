"""Densities and probabilities at infinity, where an interval has no bound: no slope, and no NaN."""

import itertools

import numpy as np
import pytest
from scipy import stats

from srcgrad import grad, hvp
from tests.rules.test_kinks import gradients

INF = np.inf
WHOLE = {
    "norm": (stats.norm, ()),
    "cauchy": (stats.cauchy, ()),
    "laplace": (stats.laplace, ()),
    "logistic": (stats.logistic, ()),
    "t": (stats.t, (3.5,)),
}
HALF = {
    "beta": (stats.beta, (1.7, 2.3)),
    "chi2": (stats.chi2, (3.0,)),
    "expon": (stats.expon, ()),
    "gamma": (stats.gamma, (1.7,)),
    "halfcauchy": (stats.halfcauchy, ()),
    "halfnorm": (stats.halfnorm, ()),
    "lognorm": (stats.lognorm, (0.7,)),
    "pareto": (stats.pareto, (2.5,)),
    "rayleigh": (stats.rayleigh, ()),
    "uniform": (stats.uniform, ()),
    "weibull_min": (stats.weibull_min, (1.4,)),
}
BELOW = [*itertools.product(WHOLE, ["cdf", "sf", "logsf", "pdf"])]
ALL = WHOLE | HALF | {"gumbel_r": (stats.gumbel_r, ())}


@pytest.mark.parametrize(("name", "kind"), [*itertools.product(ALL, ["cdf", "sf", "logcdf"])])
def test_no_slope_where_there_is_no_bound(name, kind):
    distribution, shapes = ALL[name]
    given = np.array([INF]), *shapes, np.array([0.1]), np.array([1.3])
    for slope in gradients(getattr(distribution, kind), *given):
        np.testing.assert_array_equal(np.abs(slope), np.zeros_like(slope))


@pytest.mark.parametrize(("name", "kind"), BELOW)
def test_no_slope_below_everything(name, kind):
    distribution, shapes = WHOLE[name]
    given = np.array([-INF]), *shapes, np.array([0.1]), np.array([1.3])
    for slope in gradients(getattr(distribution, kind), *given):
        np.testing.assert_array_equal(np.abs(slope), np.zeros_like(slope))


def test_no_slope_by_the_shape_of_a_density() -> None:
    slope = grad(lambda b: stats.pareto.pdf(np.array([INF, 2.0]), b)[0])(2.5)[1]
    assert slope == 0.0


def censored(theta):
    low, high = np.array([-np.inf, 0.1, 0.8]), np.array([0.4, 1.7, np.inf])
    mu, sigma = theta[0], np.exp(theta[1])
    return np.sum(np.log(stats.norm.cdf(high, mu, sigma) - stats.norm.cdf(low, mu, sigma)))


def lifetimes(theta):
    low, high = np.array([0.3, 0.8]), np.array([1.7, np.inf])
    scale, shape = np.exp(theta[0]), np.exp(theta[1])
    part = stats.weibull_min.cdf(high, shape, 0, scale) - stats.weibull_min.cdf(
        low, shape, 0, scale
    )
    more = stats.gamma.sf(low, 2.0, 0, scale) - stats.gamma.sf(high, 2.0, 0, scale)
    return np.sum(np.log(part)) + np.sum(np.log(more))


@pytest.mark.parametrize("function", [censored, lifetimes])
def test_intervals_without_a_bound(function):
    theta, step = np.array([0.2, -0.3]), 1e-5
    slope, bend = grad(function)(theta)[1], hvp(function)(theta, v=np.array([0.7, -0.4]))
    bend = bend[1] if isinstance(bend, tuple) else bend
    moved = [theta + size * np.array([0.7, -0.4]) for size in (step, -step)]
    values = [[function(theta + size * unit) for size in (step, -step)] for unit in np.eye(2)]
    np.testing.assert_allclose(slope, [(a - b) / (2 * step) for a, b in values], rtol=1e-6)
    slopes = [grad(function)(one)[1] for one in moved]
    np.testing.assert_allclose(bend, (slopes[0] - slopes[1]) / (2 * step), rtol=1e-6)

"""Densities outside of their support: no slope, no NaN, no warning of ours; and at its ends."""

import numpy as np
import pytest
from scipy import stats

from srcgrad import grad
from srcgrad.rules import lookup
from tests.rules.test_kinks import gradients

OUTSIDE = {
    "expon": (stats.expon, ()),
    "gamma": (stats.gamma, (1.7,)),
    "beta": (stats.beta, (1.7, 2.3)),
    "chi2": (stats.chi2, (3.0,)),
    "lognorm": (stats.lognorm, (0.7,)),
    "uniform": (stats.uniform, ()),
    "weibull_min": (stats.weibull_min, (1.4,)),
}


@pytest.mark.parametrize("kind", ["logpdf", "pdf", "cdf", "sf", "logcdf", "logsf"])
@pytest.mark.parametrize("name", OUTSIDE)
def test_no_slope_outside(name, kind):
    distribution, shapes = OUTSIDE[name]
    function = getattr(distribution, kind)
    for slope in gradients(function, np.array([-0.7]), *shapes, np.array([0.1]), np.array([1.3])):
        np.testing.assert_array_equal(slope, np.zeros_like(slope))


def test_counts_that_cannot_be():
    rule = lookup(stats.poisson.logpmf)
    assert rule is not None
    assert rule.body is not None
    assert rule.body(stats.poisson.logpmf(0.5, 1.3), 0.5, 1.3) == 0.0


def truncated_at_an_end(c):
    return stats.truncweibull_min.logpdf(0.4, c, 0.4, 2.2)


def around_the_origin(b):
    return stats.rice.logpdf(1.1, b)


def around_nothing(nc):
    return stats.ncx2.logpdf(1.1, 3.0, nc)


@pytest.mark.parametrize(
    ("function", "at", "slope"),
    [
        (truncated_at_an_end, 1.7, -0.417186997),
        (around_the_origin, 0.0, 0.0),
        (around_nothing, 0.0, 0.5 * (1.1 / 3.0 - 1)),
    ],
)
def test_slopes_by_shapes_at_an_end(function, at, slope):
    np.testing.assert_allclose(grad(function)(at)[1], slope, rtol=1e-5, atol=1e-12)

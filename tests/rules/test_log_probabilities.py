"""Logarithms of probabilities of the distributions that have a formula for their probability."""

import numpy as np
import pytest
from scipy import stats

from srcgrad import grad, hvp
from srcgrad.rules.scipy.stats.modelled_densities import exponent

SHAPES: dict[str, tuple[float, ...]] = {
    "betaprime": (1.3, 1.9),
    "burr12": (1.3, 1.9),
    "genextreme": (0.2,),
    "skewnorm": (1.3,),
    "truncexpon": (1.9,),
    "weibull_max": (1.3,),
}


def both(dist, count):
    """The sum of both logarithms, by as many shapes."""

    def one(x, a, loc, scale):
        return np.sum(dist.logcdf(x, a, loc, scale)) + 2.0 * np.sum(dist.logsf(x, a, loc, scale))

    def two(x, a, b, loc, scale):
        part = np.sum(dist.logcdf(x, a, b, loc, scale))
        return part + 2.0 * np.sum(dist.logsf(x, a, b, loc, scale))

    return (None, one, two)[count]


@pytest.mark.parametrize("name", SHAPES)
def test_slopes_agree_with_differences(name: str) -> None:
    dist, shapes = getattr(stats, name), SHAPES[name]
    x = dist.ppf([0.2, 0.6, 0.9], *shapes, 0.2, 1.3)
    given = (x, *shapes, 0.2, 1.3)
    logs = both(dist, len(shapes))
    value, slopes = grad(logs, wrt=tuple(range(len(given))))(*given)
    assert logs(*given) == value
    for place, slope in enumerate(slopes):
        step = 1e-5
        moved = [
            logs(*given[:place], given[place] + size, *given[place + 1 :]) for size in (step, -step)
        ]
        np.testing.assert_allclose(
            np.sum(slope), (moved[0] - moved[1]) / (2 * step), rtol=1e-6, atol=1e-8
        )


def test_of_a_probability_that_underflows() -> None:
    known = grad(lambda x: stats.genextreme.logcdf(x, 0.1))(-30.0)[1]
    np.testing.assert_allclose(known, 4.0**9, rtol=1e-12)
    known = grad(lambda x: stats.lomax.logsf(x, 30.0))(1e200)[1]
    np.testing.assert_allclose(known, -30e-200, rtol=1e-12)
    assert 0.0 == grad(lambda x: stats.invgamma.logcdf(x, 1.5))(1e-5)[1]  # SciPy's is -inf
    assert np.isfinite(stats.invgauss.logsf(1e4, 1.0))  # of a probability that is 0
    assert np.isnan(grad(lambda x: stats.invgauss.logsf(x, 1.0))(1e4)[1])


def test_outside_of_the_support_nothing_moves() -> None:
    x = np.array([-1.0, 0.5, 2.0])
    assert [0.0, 0.0] == grad(lambda x: np.sum(stats.triang.logcdf(x, 0.4)))(x)[1][[0, 2]].tolist()
    assert [0.0, 0.0] == grad(lambda x: np.sum(stats.triang.logsf(x, 0.4)))(x)[1][[0, 2]].tolist()


def test_bends_agree_with_differences() -> None:
    def logs(x):
        return stats.foldnorm.logcdf(x, 1.3) + stats.lomax.logsf(x, 0.4)

    step = 1e-5
    difference = (grad(logs)(0.7 + step)[1] - grad(logs)(0.7 - step)[1]) / (2 * step)
    np.testing.assert_allclose(hvp(logs)(0.7, v=1.0), difference, rtol=1e-8)


@pytest.mark.parametrize("name", ["betaprime", "f"])
def test_shapes_where_there_is_no_density(name: str) -> None:
    """Where nothing counts, conditions of a rule are asked of what stands for its operands."""
    dist, shapes = getattr(stats, name), np.array([5.0, 5.0, 60.0])

    def density(x, a, b):
        return np.sum(dist.pdf(x, a, b))

    slopes = grad(density, wrt=(1, 2))(np.array([-0.2, 0.5, -0.2]), shapes, shapes + 1)[1]
    for slope in slopes:
        assert [0.0, 0.0] == slope[[0, 2]].tolist() and 0.0 != slope[1]


@pytest.mark.parametrize("name", ["betaprime", "chi", "fisk"])
def test_nothing_moves_at_infinity(name: str) -> None:
    dist = getattr(stats, name)
    shapes = (1.3, 1.9)[: dist.numargs]

    def chances(x, loc, scale):
        return np.sum(dist.cdf(x, *shapes, loc, scale) - dist.sf(x, *shapes, loc, scale))

    slopes = grad(chances, wrt=(0, 1, 2))(np.array([np.inf, -np.inf]), 0.2, 1.3)[1]
    assert [0.0, 0.0] == np.abs(slopes[0]).tolist() and 0.0 == slopes[1] == slopes[2]


def test_exponents() -> None:
    assert "a + (b)" == exponent("np.exp(a + (b))", "np.exp(")
    assert "" == exponent("np.exp(a) - np.exp(b)", "np.exp(")
    assert "" == exponent("1 - np.exp(a)", "np.exp(")

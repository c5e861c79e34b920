"""The slopes of the incomplete functions by their parameters, against values of 60 digits."""

import numpy as np
import pytest

from srcgrad import jacobian
from srcgrad.runtime import betainc_slope, gammainc_slope

OF_GAMMA = [
    (0.001, 0.5, -0.56035940010800309),
    (0.4, 1e-6, -0.061713491762647821),
    (3.0, 700.0, -1.3638195030923308e-298),
    (250.0, 260.0, -0.02036715335125067),
    (1e4, 9.9e3, -0.0024237533683262445),
]
OF_BETA = [
    (0.02, 0.5, 1e-5, -9.92367439024488, 0.073796417419743605),
    (30.0, 0.1, 0.999, -0.0024282835900486047, 2.3000488915618602),
    (200.0, 300.0, 0.35, -0.0015805165182221947, 0.0009471797029885483),
    (2.0, 5.0, 1 - 2.0**-20, -6.8630806595486297e-30, 6.4826693177446559e-29),
]


@pytest.mark.parametrize(("a", "x", "expected"), OF_GAMMA)
def test_slope_by_the_parameter_of_gamma(a: float, x: float, expected: float) -> None:
    with np.errstate(all="raise"):
        found = gammainc_slope(1, a, x)
    np.testing.assert_allclose(found, expected, 1e-11 * max(1, a / 1000), 0)  # of powers of `a`


@pytest.mark.parametrize(("a", "b", "x", "by_a", "by_b"), OF_BETA)
def test_slopes_by_the_parameters_of_beta(
    a: float, b: float, x: float, by_a: float, by_b: float
) -> None:
    with np.errstate(all="raise"):
        found = betainc_slope(1, 0, a, b, x), betainc_slope(0, 1, a, b, x)
    np.testing.assert_allclose(found, (by_a, by_b), 2e-11, 0)


def test_ends_and_what_is_outside() -> None:
    np.testing.assert_array_equal([0.0, 0.0], gammainc_slope(1, 2.0, np.array([0.0, np.inf])))
    np.testing.assert_array_equal([0.0, 0.0], betainc_slope(0, 1, 2.0, 3.0, np.array([0.0, 1.0])))
    assert np.isnan(gammainc_slope(1, -1.0, 1.0))
    assert np.isnan(betainc_slope(1, 0, 1.0, 1.0, 1.5))
    assert gammainc_slope(1, 0.0, 1.0) == pytest.approx(-0.21938393439552, rel=1e-13)  # -E1(1)


def test_third_derivative_by_the_shape_of_a_distribution() -> None:
    special = pytest.importorskip("scipy.special")

    def below(a: float) -> float:
        return special.gammainc(a, 1.5)

    found = jacobian(jacobian(jacobian(below)))(2.0)
    assert found == pytest.approx(gammainc_slope(3, 2.0, 1.5), rel=1e-12)

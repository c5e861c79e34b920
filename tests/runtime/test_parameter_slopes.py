"""Derivatives by parameters without a formula, against values of 50 digits."""

from typing import Any

import numpy as np
import pytest
import scipy.special as sp

from srcgrad import grad, hvp
from srcgrad.runtime import slope_of_four, slope_of_one, slope_of_three, slope_of_two

VALUES = {
    "kv": (lambda: slope_of_two(sp.kv, 1, 0, 0.3, 2.0), 0.014408840527212604),
    "kv, great": (lambda: slope_of_two(sp.kv, 1, 0, 40.0, 0.001), 1.2646121105941675e179),
    "jv": (lambda: slope_of_two(sp.jv, 1, 0, 2.5, 30.0), 0.05491672317875967),
    "yv": (lambda: slope_of_two(sp.yv, 1, 0, -1.5, 0.2), 28.508684670768584),
    "hyp2f1": (
        lambda: slope_of_four(sp.hyp2f1, 0, 0, 1, 0, 0.5, 1.5, 2, -20),
        0.086564919625340417,
    ),
    "hyp1f1": (lambda: slope_of_three(sp.hyp1f1, 0, 1, 0, 2.0, 0.75, -3.0), 0.048780274812855445),
    "zeta, near its pole": (lambda: slope_of_two(sp.zeta, 1, 0, 1.0625, 3.0), -255.59591371244233),
    "mixed": (lambda: slope_of_two(sp.kv, 1, 1, 0.3, 2.0), -0.023936012242766152),
    "second": (lambda: slope_of_two(sp.kv, 2, 0, 0.3, 2.0), 0.049657890028668848),
}


@pytest.mark.parametrize("case", VALUES)
def test_slope_of_many_digits(case: str) -> None:
    slope, expected = VALUES[case]
    np.testing.assert_allclose(slope(), expected, 1e-9 if case in ("mixed", "second") else 1e-11)


def test_what_is_not_smooth_has_none() -> None:
    def step(x: Any) -> Any:
        return np.where(x > 0.25, 1.0, 0.0)

    def peak(x: Any) -> Any:  # flat at both ends of the wider steps
        return np.exp(-1e8 * x * x)

    found = slope_of_one(step, 1, np.array([0.25, 0.5]))
    np.testing.assert_equal(found, [np.nan, 0.0])
    assert slope_of_one(peak, 1, 1e-6) != 0.0
    assert np.isnan(slope_of_two(sp.zeta, 1, 0, 1.0, 2.0))


def test_second_derivatives_by_an_order_and_a_point() -> None:
    by_order, by_point = hvp(lambda a, x: sp.kv(a, x), wrt=(0, 1))(0.3, 2.0, v=(1.0, 0.0))
    expected = 0.049657890028668848, -0.023936012242766152
    np.testing.assert_allclose((by_order, by_point), expected, 1e-9)


FAR = {  # where the two terms of the formula cancel: the first terms of the series
    "beta": (lambda x: np.log(sp.beta(x, 2.5)), lambda x: -2.5 / x),
    "betaln": (lambda x: sp.betaln(2.5, x), lambda x: -2.5 / x),
    "poch": (lambda x: np.log(sp.poch(x, 2.5)), lambda x: 2.5 / x),
    "binom": (lambda x: np.log(sp.binom(x, 2.5)), lambda x: 2.5 / x),
    "i0e": (sp.i0e, lambda x: -0.5 * sp.i0e(x) / x),
    "i1e": (lambda x: sp.i1e(-x), lambda x: 0.5 * sp.i1e(x) / x),
    "k0e": (sp.k0e, lambda x: -0.5 * sp.k0e(x) / x),
    "k1e": (sp.k1e, lambda x: -0.5 * sp.k1e(x) / x),
}


@pytest.mark.parametrize("case", FAR)
def test_slope_far_out(case: str) -> None:
    function, slope = FAR[case]
    x = np.array([1e17, 1e40])
    np.testing.assert_allclose(grad(lambda x: np.sum(function(x)))(x)[1], slope(x), 1e-13)
    second = hvp(lambda x: np.sum(function(x)))(x, v=np.ones(2))
    power = 1.5 if case.endswith("e") else 1.0
    np.testing.assert_allclose(second, -power * slope(x) / x, 1e-12)

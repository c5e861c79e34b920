"""Runtime functions stand alone, and write into nothing that they are given."""

import numpy as np
import pytest

from srcgrad import runtime


@pytest.mark.parametrize("axis", [None, 0, 1, -1, (0, 1), (1, 2)])
def test_other_products(axis: object) -> None:
    a = np.random.default_rng(0).uniform(1, 2, (2, 3, 4))
    expected = np.prod(a, axis=axis, keepdims=True) / a  # type: ignore[call-overload]
    np.testing.assert_allclose(runtime.other_products(a, axis), expected)


def test_other_products_of_nothing() -> None:
    assert runtime.other_products(np.ones((0, 3)), 0).shape == (0, 3)


def test_dtype_is_kept() -> None:
    a = np.array([1.0, 0.0, 2.0], np.float32)
    y_bar = np.ones(3, np.float32)
    results = [
        runtime.other_products(a),
        runtime.cumprod_transpose(y_bar, np.cumprod(a), a),
        runtime.median_shares(a),
        runtime.spread_diagonal(y_bar, (3, 3)),
        runtime.untake(y_bar, [0, 1, 1], 0, (3,)),
        runtime.unrepeat(y_bar, 3, None, (1,)),
        runtime.convolve_transpose(y_bar, a, 1, "full"),
        runtime.sinc_slope(a),
    ]
    assert [np.dtype(np.float32)] * len(results) == [r.dtype for r in results]


def test_arguments_are_left_alone() -> None:
    a = np.array([1.0, 0.0, 2.0])
    y_bar = np.ones(3)
    for array in (a, y_bar):
        array.flags.writeable = False
    runtime.cumprod_transpose(y_bar, np.cumprod(a), a)
    runtime.other_products(a)
    runtime.median_shares(a)
    runtime.untile(y_bar, 3, (1,))
    runtime.interp_transpose(y_bar, a, np.arange(3.0))

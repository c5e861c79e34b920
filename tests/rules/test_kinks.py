"""What rules return at points without a derivative: the table in `semantics.md`, line by line."""

import math
from typing import Any

import numpy as np
import pytest

from srcgrad.rules import lookup
from srcgrad.runtime import unbroadcast

INF = math.inf


def gradients(function: Any, *args: Any, **kwargs: Any) -> list[Any]:
    """The adjoints of all operands for a seed of ones; nothing that the primal did not warn of."""
    rule = lookup(function)
    assert rule is not None
    assert rule.body is not None
    y = function(*args, **kwargs)
    if rule.form == "partials":
        result = rule.body(y, *args, **kwargs)
    else:
        y_bar = 1.0 if np.ndim(y) == 0 else np.ones(np.shape(y))
        result = rule.body(y_bar, y, *args, **kwargs)
    result = result if isinstance(result, tuple) else (result,)
    return [
        unbroadcast(g, np.shape(x)) for g, x in zip(result, args, strict=False) if g is not None
    ]


def same(expected: Any, given: Any) -> None:
    np.testing.assert_allclose(given, expected, rtol=1e-12, atol=1e-15)


ZERO = np.zeros(1)
ONE = np.ones(1)


@pytest.mark.parametrize("x", [0.0, -0.0])
@pytest.mark.parametrize("function", [abs, np.absolute, np.fabs, math.fabs])
def test_abs_at_zero(function: Any, x: float) -> None:
    same([0.0], gradients(function, x))
    if function is not math.fabs:
        same([[0.0]], gradients(function, np.array([x])))


@pytest.mark.parametrize("function", [np.maximum, np.minimum, np.fmax, np.fmin])
def test_elementwise_tie(function: Any) -> None:
    x, y = gradients(function, np.array([1.0, 0.0, INF]), np.array([1.0, -0.0, INF]))
    same([0.5, 0.5, 0.5], x)
    same([0.5, 0.5, 0.5], y)
    same([0.5, 0.5], gradients(function, 2.0, 2.0))


def test_builtin_tie() -> None:
    for function in (max, min):
        rule = lookup(function)
        assert rule is not None
        assert rule.body is not None
        assert [0.5, 0.5] == [rule.body(1.0, 2.0, (2.0, 2.0), i) for i in (0, 1)]
    rule = lookup(max)
    assert rule is not None
    assert rule.body is not None
    assert [0.5, 0.0, 0.5] == [rule.body(1.0, 2.0, (2.0, 1.0, 2.0), i) for i in (0, 1, 2)]


@pytest.mark.parametrize("function", [np.maximum, np.minimum])
def test_not_a_number_gives_none(function: Any) -> None:
    same([[0.0], [0.0]], gradients(function, np.array([math.nan]), ONE))


def test_fmax_ignores_not_a_number() -> None:
    same([[0.0], [1.0]], gradients(np.fmax, np.array([math.nan]), ONE))


@pytest.mark.parametrize(("function", "sign"), [(np.max, 1), (np.min, -1)])
def test_reduction_tie(function: Any, sign: int) -> None:
    a = sign * np.array([3.0, 1.0, 3.0, 3.0])
    same([[1 / 3, 0, 1 / 3, 1 / 3]], gradients(function, a))
    same(
        [[[0.5, 0.5], [0.0, 1.0]]], gradients(function, sign * np.array([[1.0, 1], [1, 2]]), axis=1)
    )
    same([[0.0, 0.0]], gradients(function, np.array([1.0, math.nan])))


def test_ptp_of_a_constant() -> None:
    same([np.zeros(3)], gradients(np.ptp, np.ones(3)))


def test_clip_at_bounds() -> None:
    x, low, high = gradients(np.clip, np.array([1.0, 2.0, 3.0]), 1.0, 3.0)
    same([0.5, 1.0, 0.5], x)
    same(0.5, low)
    same(0.5, high)
    x, low, high = gradients(np.clip, ONE, ONE, 3 * ONE)
    same([[0.5], [0.5], [0.0]], [x, low, high])


@pytest.mark.parametrize("bound", [1.0, np.ones(1)])
def test_clip_between_equal_bounds(bound: Any) -> None:
    """As maximum, then minimum."""
    x, low, high = gradients(np.clip, ONE, bound, bound)
    same([0.25], x)
    same(0.25, np.sum(low))
    same(0.5, np.sum(high))


def test_clip_between_crossed_bounds() -> None:
    """NumPy returns the upper bound whatever the operand is."""
    for a in (1.0, 2.0, 3.0):
        same([0.0, 0.0, 1.0], gradients(np.clip, a, 3.0, 1.0))


@pytest.mark.parametrize("one_sided", [(None, 1.0), (1.0, None)])
def test_clip_on_one_side(one_sided: Any) -> None:
    rule = lookup(np.clip)
    assert rule is not None
    assert rule.body is not None
    partials = rule.body(ONE, ONE, *one_sided)
    assert partials[1 if one_sided[0] is None else 2] is None
    same([[0.5], [0.5]], [p for p in partials if p is not None])


def test_norm_at_zero() -> None:
    same([np.zeros(3)], gradients(np.linalg.norm, np.zeros(3)))
    same([np.zeros((2, 2))], gradients(np.linalg.norm, np.zeros((2, 2)), axis=1))
    same([np.zeros(2)], gradients(np.linalg.norm, np.zeros(2), 1))
    same([np.zeros(2)], gradients(np.linalg.norm, np.zeros(2), np.inf))


@pytest.mark.parametrize("value", [1.0, 0.1, 1e-300, 1e10 / 3])
@pytest.mark.parametrize("count", [1, 3, 7, 10])
def test_std_of_a_constant(value: float, count: int) -> None:
    np.testing.assert_allclose(gradients(np.std, np.full(count, value))[0], 0, atol=1e-12)
    np.testing.assert_allclose(
        gradients(np.std, np.full((2, count), value), axis=1)[0], 0, atol=1e-12
    )


@pytest.mark.parametrize("function", [np.hypot, np.arctan2])
def test_origin(function: Any) -> None:
    same([0.0, 0.0], gradients(function, 0.0, 0.0))
    same([[0.0], [0.0]], gradients(function, ZERO, -ZERO))


@pytest.mark.parametrize("function", [math.hypot, math.atan2])
def test_origin_of_scalars(function: Any) -> None:
    assert [0.0, 0.0] == gradients(function, 0.0, 0.0)


@pytest.mark.parametrize("function", [np.power, np.float_power, pow])
@pytest.mark.parametrize("zero", [0.0, ZERO])
def test_power_of_zero(function: Any, zero: Any) -> None:
    shape = np.shape(zero)
    same(np.zeros(shape), gradients(function, zero, 0.0)[0])
    same(np.zeros(shape), gradients(function, zero, 0)[0])
    same(np.ones(shape), gradients(function, zero, 1.0)[0])
    same(np.zeros(shape), gradients(function, zero, 2.5)[0])
    for p in (0.0, 1.0, 2.0):  # 0.0 ** x
        same(0.0, gradients(function, zero, p)[1])


def test_power_of_zero_with_array_exponent() -> None:
    x_bar, p_bar = gradients(np.power, np.zeros(3), np.array([0.0, 1.0, 2.0]))
    same([0.0, 1.0, 0.0], x_bar)
    same([0.0, 0.0, 0.0], p_bar)


def test_power_of_negative_base_has_no_slope_in_its_exponent() -> None:
    assert gradients(pow, -2.0, 3.0) == [12.0, 0.0]
    same([[12.0], [0.0]], gradients(np.power, np.array([-2.0]), np.array([3.0])))


def test_root_of_zero() -> None:
    assert gradients(pow, 0.0, 0.5)[0] == INF
    assert gradients(math.sqrt, 0.0) == [INF]
    assert gradients(math.pow, 0.0, 0.5)[0] == INF
    with np.errstate(divide="ignore"):
        assert gradients(np.sqrt, ZERO) == [INF]
        assert gradients(np.cbrt, ZERO) == [INF]
        assert gradients(np.power, ZERO, 0.5)[0] == INF
        assert gradients(np.power, ZERO, 0.3)[0] == INF
        assert gradients(np.log1p, -ONE) == [INF]


def test_ends_of_inverse_functions() -> None:
    assert [INF] == gradients(math.asin, 1.0) == gradients(math.asin, -1.0)
    assert gradients(math.acos, 1.0) == [-INF]
    assert gradients(math.acosh, 1.0) == [INF]


def test_sinc_at_and_near_zero() -> None:
    same([[0.0]], gradients(np.sinc, ZERO))
    x = np.array([1e-9, 1e-4, 0.1, 0.159, 0.16])
    with np.errstate(all="raise"):
        (slope,) = gradients(np.sinc, x)
    t = np.pi * x
    series = sum(
        (-1) ** k * 2 * k * t ** (2 * k - 1) / float(math.factorial(2 * k + 1))
        for k in range(1, 12)
    )
    np.testing.assert_allclose(slope, np.pi * series, rtol=1e-13)


@pytest.mark.parametrize("a", [[2.0, 0.0, 5.0], [0.0, 3.0, 0.0], [0.0, 0.0, 0.0], [4.0]])
def test_products_with_zeros(a: Any) -> None:
    a = np.array(a)
    others = [math.prod(np.delete(a, i)) for i in range(len(a))]
    same([others], gradients(np.prod, a))
    same([[others]], gradients(np.prod, a[None], axis=1))
    jacobian = np.array(
        [
            [math.prod(np.delete(a[: k + 1], i)) if i <= k else 0.0 for i in range(len(a))]
            for k in range(len(a))
        ]
    )
    same([jacobian.sum(0)], gradients(np.cumprod, a))
    rule = lookup(math.prod)
    assert rule is not None
    assert rule.body is not None
    same(others, [rule.body(1.0, math.prod(a), tuple(a), i) for i in range(len(a))])


def test_remainder() -> None:
    x, y = np.array([7.0, -7.0]), np.array([2.0, 2.0])
    same([[1, 1], -np.floor(x / y)], gradients(np.remainder, x, y))
    assert gradients(np.remainder, -7.0, 2.0) == [1, 4.0]
    same([[1, 1], [-3.0, 3.0]], gradients(np.fmod, x, y))
    same([1, -3.0], gradients(math.fmod, 7.0, 2.0))


def test_logaddexp_of_equal_operands() -> None:
    with np.errstate(invalid="ignore"):
        for function in (np.logaddexp, np.logaddexp2):
            same([[0.5], [0.5]], gradients(function, np.array([-INF]), np.array([-INF])))


def test_median_tie() -> None:
    same([[0.5, 0.5, 0.0]], gradients(np.median, np.array([1.0, 1.0, 0.0])))


def test_det_of_singular_matrix() -> None:
    (a_bar,) = gradients(np.linalg.det, np.array([[1.0, 2.0], [2.0, 4.0]]))
    np.testing.assert_allclose(a_bar, [[4.0, -2.0], [-2.0, 1.0]], atol=1e-12)
    (a_bar,) = gradients(np.linalg.det, np.zeros((3, 3)))
    np.testing.assert_allclose(a_bar, np.zeros((3, 3)), atol=1e-12)


@pytest.mark.parametrize(
    "function", [np.sign, np.floor, np.ceil, np.round, np.argmax, np.greater, np.floor_divide, int]
)
def test_piecewise_constant(function: Any) -> None:
    rule = lookup(function)
    assert rule is not None
    assert rule.form == "nondifferentiable"


@pytest.mark.parametrize("function", [np.sum, np.mean, np.prod])
def test_empty_array(function: Any) -> None:
    with (
        np.errstate(all="ignore"),
        pytest.warns(RuntimeWarning) if function is np.mean else np.errstate(),
    ):
        (a_bar,) = gradients(function, np.zeros((0, 3)))
    assert np.shape(a_bar) == (0, 3)


EXTREME = [
    (pow, (1e-300, -1.0), 0),
    (pow, (1e300, 1.02), 0),
    (pow, (1e-200, 2.5), 0),
    (math.pow, (1e-300, -1.0), 0),
    (math.sinh, (710.4,), 0),
    (math.expm1, (709.78,), 0),
    (math.atan, (1e200,), 0),
    (math.asinh, (1e200,), 0),
    (math.erf, (1e200,), 0),
    (math.hypot, (1e-320, 0.0), 0),
    (math.atan2, (1e-170, 1e-170), 0),
    (math.fmod, (1e308, 1e-308), 0),
    (math.log1p, (-1 + 2**-53,), 0),
    (math.log, (5e-324,), 0),
    (math.acosh, (math.nextafter(1.0, 2.0),), 0),
    (math.asin, (math.nextafter(1.0, 0.0),), 0),
    (math.atanh, (math.nextafter(1.0, 0.0),), 0),
]


@pytest.mark.parametrize(("function", "args", "operand"), EXTREME)
def test_scalar_partial_raises_nothing(function: Any, args: Any, operand: int) -> None:
    rule = lookup(function)
    assert rule is not None
    assert rule.body is not None
    partials = rule.body(function(*args), *args)
    partial = partials[operand] if isinstance(partials, tuple) else partials
    assert not math.isnan(partial)


def test_power_near_underflow_keeps_its_slope() -> None:
    slope = gradients(pow, 1e-200, 2.0000001)[0]
    assert slope == pytest.approx(2.0000001 * 1e-200**1.0000001)

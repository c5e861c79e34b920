"""Which values are plainly not zero, and which only nearly always."""

import math

import numpy as np
import pytest

from srcgrad import grad, source
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements
from tests.stages import after


def quotients(function, *args):
    """By the names of the divisors: are they known not to be zero?"""
    one = after("adjoint", function, *args)
    limits = one.facts.limits
    found = {}
    for node in statements(one.core.body):
        if isinstance(node, s.Assign) and getattr(node.value, "op", "") == "/":
            found[str(node.value.right)] = limits.is_nonzero(node.value.right)
    return [*found.values()]


def plainly(x, y):
    low = np.clip(y, 1e-7, None)
    some = 1e-6 + np.var(x)
    step = 1.0 / (len(x) - 1)
    wave = 2 + np.sin(x)
    near = np.maximum(y, 1e-9)
    root = np.sqrt(1 + x**2)
    total = 1 + np.sum(np.exp(-x)) + x @ x
    return np.sum(x / low + x / some + x / step**2 + x / wave + x / near + x / root + x / total)


def hardly(x, y):
    low = np.minimum(np.abs(y), 1.0)
    some = np.var(x)
    step = 1.0 - len(x)
    wave = 1 + np.sin(x)
    near = np.maximum(y, -1e-9)
    tiny = 1e-200 + y**2
    odd = 1 + x**3
    off = 1 + x * y
    rest = 4 - y * y
    moved = x + 1
    whole = np.exp(x)
    return np.sum(
        x / low + x / some + x / step + x / wave + x / near + x / tiny + x / odd + x / off
    ) + np.sum(x / rest + x / moved + x / whole)


def rebound(x, y):
    t = 1 + x * x
    if y[0] > 2:
        t = x
    return np.sum(x / t)


def stored(x, y):
    t = 1 + x * x
    t[0] = y[1]
    return np.sum(x / t)


def test_what_is_plainly_not_zero():
    assert 8 * [True] == quotients(plainly, np.ones(5), np.ones(5))


@pytest.mark.parametrize("function", [rebound, stored])
def test_what_changes_is_not_known(function):
    assert [False] == quotients(function, np.ones(5), np.ones(5))


def test_what_may_be_zero():
    known = quotients(hardly, np.ones(5), np.ones(5))
    assert [False, False, True] + 8 * [False] == known  # 1.0 - len(x) is at most -3


def test_numbers_of_few_bytes_may_be_rounded_to_zero():
    def close(x):
        return np.sum(x / (np.abs(x) + 1e-12))

    def far(x):
        return np.sum(x / (np.abs(x) + 1e-3))

    few = np.ones(5, np.float32)
    assert [False] == quotients(close, few)
    assert [True] == quotients(far, few)
    assert [True] == quotients(close, np.ones(5))


def test_short_axes_may_be_empty():
    def shares(x):
        return np.sum(x / len(x)) + np.mean(x)

    assert [False] == quotients(shares, np.ones(2))
    assert [True] == quotients(shares, np.ones(4))
    assert "max(x.size, 1)" in grad(shares).source(np.ones(2))
    assert "max(" not in grad(shares).source(np.ones(4))


def test_no_guard_where_none_is_needed():
    def chosen(x):
        step = 1.0 / (len(x) - 1)
        return np.sum(np.where(x > 0.5, x / step, 0.0)) / np.sqrt(2.0)

    def risky(x):
        return np.sum(np.where(x > 0.5, np.log(x) / np.sqrt(x), 0.0))

    at = np.array([-1.0, 0.0, 0.25, 1.0, 2.0])
    assert "!= 0" not in grad(chosen).source(at)
    assert "!= 0" in grad(risky).source(at)
    np.testing.assert_allclose(grad(chosen)(at)[1], [0, 0, 0, 8**0.5, 8**0.5], rtol=1e-15)


def squares(r, chosen):
    return np.sum(np.where(chosen, r**2, 0.0))


def shares(r, chosen):
    return np.sum(np.where(chosen, r**2 / (1 + r**2), 0.0))


def logarithms(r, chosen):
    return np.sum(np.log(1 + r**2)[chosen])


def roots(r, chosen):
    return np.sum((r / np.sqrt(1 + r**2))[chosen])


def weighted(r, chosen):
    return np.sum(np.where(chosen, r / (1 + r**2) ** 2, 0.0))


@pytest.mark.parametrize("loss", [squares, shares, logarithms, roots, weighted])
def test_what_a_mask_leaves_out_may_be_nan_or_too_large(loss):
    """Data that are missing have no part in the gradient by the parameters."""

    def fitted(w, t, data):
        return loss(data - w * t, np.isfinite(data))

    def masked(x, chosen):
        return loss(x, chosen)

    t, data = np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, np.nan, 2.0, np.inf])
    there = np.isfinite(data)
    with np.errstate(all="ignore"):
        _, w_bar = grad(fitted)(0.3, t, data)
        _, x_bar = grad(masked)(np.array([0.5, np.nan, -1e200, 2.0]), there)
    _, expected = grad(fitted)(0.3, t[there], data[there])
    assert w_bar == pytest.approx(expected, rel=1e-14)
    assert np.isfinite(x_bar[[0, 1, 3]]).all()
    assert x_bar[1] == 0
    assert x_bar[3] == 0


def test_roots_of_numbers_that_are_not_zero():
    def far(x):
        return math.sqrt(1.0 + x * x)

    def near(x):
        return math.sqrt(x)

    assert "if" not in grad(far).source(0.5)
    assert "math.inf" in grad(near).source(0.5)
    assert 0.8 == pytest.approx(grad(far)(4 / 3)[1], rel=1e-15)


def attention(q, keys, bias, mask):
    scores = q @ keys.T / np.sqrt(q.shape[-1]) * bias
    return np.sum(np.where(mask, scores, 0.0))


def test_products_over_a_length_are_divided_by_its_root():
    q = np.ones((2, 3))
    args = q, q, np.ones((2, 2)), np.eye(2) > 0
    assert "_bar / sqrt_value\n" in source(attention, *args, wrt=(0, 1))


def test_products_of_empty_matrices_pass_nothing_on():
    q = np.ones((2, 0))
    args = q, q, np.ones((2, 2)), np.zeros((2, 2), bool)
    with np.errstate(invalid="ignore"):
        value, (q_bar, keys_bar, bias_bar) = grad(attention, wrt=(0, 1, 2))(*args)
    assert (value, q_bar.shape, keys_bar.shape) == (0.0, (2, 0), (2, 0))
    np.testing.assert_array_equal(np.zeros((2, 2)), bias_bar)

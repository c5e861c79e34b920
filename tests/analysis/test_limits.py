"""Which values are plainly not zero, and which only nearly always."""

import math

import numpy as np
import pytest

from srcgrad import grad
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
        smooth = np.sqrt(1e-8 + x * x)
        return np.sum(np.where(x > 0.5, np.log(1 + x**2) / smooth, 0.0))

    def risky(x):
        return np.sum(np.where(x > 0.5, np.log(x) / np.sqrt(x), 0.0))

    at = np.array([-1.0, 0.0, 0.25, 1.0, 2.0])
    assert 1 == grad(chosen).source(at).count("np.where(test, ") - 1
    assert "!= 0" not in grad(chosen).source(at)
    assert "!= 0" in grad(risky).source(at)
    _, x_bar = grad(chosen)(at)
    expected = [
        2 * v / (1 + v * v) / math.sqrt(1e-8 + v * v)
        - math.log(1 + v * v) * v / (1e-8 + v * v) ** 1.5
        if v > 0.5
        else 0.0
        for v in at
    ]
    np.testing.assert_allclose(x_bar, expected, rtol=1e-12)


def test_roots_of_numbers_that_are_not_zero():
    def far(x):
        return math.sqrt(1.0 + x * x)

    def near(x):
        return math.sqrt(x)

    assert "if" not in grad(far).source(0.5)
    assert "math.inf" in grad(near).source(0.5)
    assert 0.8 == pytest.approx(grad(far)(4 / 3)[1], rel=1e-15)

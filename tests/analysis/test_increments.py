"""Stores that add to what stood there; and stores that do not."""

import numpy as np
import pytest

from srcgrad.analysis.arrays.increments import increments
from srcgrad.analysis.arrays.memory import Memory
from srcgrad.analysis.arrays.regions import Regions
from srcgrad.analysis.order import Order
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements
from tests.stages import after


def plus(u, k):
    for i in range(1, len(u) - 1):
        u[i] = u[i] + k * u[i - 1]
    return np.sum(u)


def several(u, k):
    u[0] = k + u[0] - u[1]
    return np.sum(u)


def slices(u, k):
    u[1:-1] = u[1:-1] + k * u[2:]
    return np.sum(u)


def taken_away(u, k):
    u[0] = k - u[0]
    return np.sum(u)


def another_element(u, k):
    u[0] = u[1] + k
    return np.sum(u)


def written_between(u, k):
    old = u[0]
    u[0] = k
    u[0] = old + k
    return np.sum(u)


def scaled(u, k):
    u[0] = 2.0 * u[0] + k
    return np.sum(u)


def addends(function):
    one = after("analyse", function, np.ones(5), 0.5)
    core, facts = one.core, one.facts
    order = Order(core.body)
    regions = Regions(facts, order, Memory(core, facts, order))
    found = increments(core.body, facts, order, regions)
    stores = [found.get(id(x)) for x in statements(core.body) if isinstance(x, s.Store)]
    return [None if x is None else [(sign, n.partition(".")[0]) for sign, n in x] for x in stores]


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (plus, [[(1, "product")]]),
        (several, [[(-1, "u_item"), (1, "k")]]),
        (slices, [[(1, "product")]]),
        (taken_away, [None]),
        (another_element, [None]),
        (written_between, [None, None]),
        (scaled, [None]),
    ],
)
def test_increments(function, expected):
    assert expected == addends(function)

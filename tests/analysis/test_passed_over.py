"""Values that on some way nothing reads."""

import numpy as np
import pytest

from srcgrad.analysis.activity import active
from srcgrad.analysis.kinks.passed_over import passed_over
from tests.stages import after


def branch(x):
    r = x @ x
    q = x * 2.0
    if r > 0.0:
        return np.sum(q / r)
    return np.sum(q)


def bound_anew(x):
    y = x * 2.0
    if x[0] > 0.0:
        y = x * 3.0
    return np.sum(y)


def feeds_it(x):
    s = x @ x
    r = s * 2.0
    return r if x[0] > 0.0 else x[0]


def loop(x):
    r = x @ x
    t = 0.0
    for v in x:
        w = v * r
        if v > 0.0:
            t += w
    return t


def raises(x):
    r = x @ x
    if r > 9.0:
        raise ValueError
    return r


def stored(x):
    y = np.zeros(3)
    r = x @ x
    y[0] = r
    return np.sum(y)


@pytest.mark.parametrize(
    ("expected", "function"),
    [
        ({"r"}, branch),
        ({"y"}, bound_anew),
        ({"s", "r"}, feeds_it),
        ({"r", "w"}, loop),
        (set(), raises),
        (set(), stored),
    ],
)
def test_passed_over(expected, function):
    one = after("analyse", function, np.ones(3))
    useful = active(one.core, one.facts)
    found = passed_over(one.core.body, one.core.result, one.facts, useful)
    assert expected == {n for n in ("q", "r", "s", "t", "w", "y") if n in found}

"""Choices by one test that are made one, and those that stay two."""

import numpy as np
import pytest

from srcgrad import source
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.optimize.branches.both_sides import WHERE, both_sides

ARRAY, SINGLE = (k.Array(np.dtype(name), (None, 3)) for name in ("f8", "f4"))
T, U, X, Y = map(e.Var, "tuxy")
NOTHING = e.Const(0)


def where(test, body, orelse):
    return e.Call(WHERE, (test, body, orelse), ())


def times(tree, factor):
    return e.Binary("*", tree, e.Const(factor))


def joined(first, op, second, kind_of=lambda tree: ARRAY):
    return repr(both_sides(first, op, second, kind_of))


BODY, ORELSE = where(T, X, NOTHING), where(T, NOTHING, Y)


def test_two_sides():
    assert "np.where(t, x, y)" == joined(BODY, "+", ORELSE)
    assert "np.where(t, x, y)" == joined(ORELSE, "+", BODY)
    assert "np.where(t, x, -y)" == joined(BODY, "-", ORELSE)
    assert "np.where(t, x, y)" == joined(BODY, "-", e.Unary("-", ORELSE))


def test_factors_up_to_one():
    assert "np.where(t, x * -0.5, y * 0.1)" == joined(times(BODY, -0.5), "+", times(ORELSE, 0.1))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (BODY, BODY),
        (BODY, where(U, NOTHING, Y)),
        (BODY, times(ORELSE, 2.0)),  # what is not chosen may overflow
        (BODY, e.Binary("*", ORELSE, Y)),
        (BODY, Y),
        (where(T, X, e.Const(1)), ORELSE),
    ],
)
def test_stay(first, second):
    assert "None" == joined(first, "+", second)


def test_not_of_another_dtype():
    assert "None" == joined(BODY, "+", ORELSE, lambda tree: SINGLE if tree == BODY else ARRAY)


def leaky(x):
    return np.sum(np.where(x > 0, x, 0.1 * x) ** 2)


def test_the_adjoint_of_a_choice_is_one():
    reverse = source(leaky, np.ones((2, 3))).partition("# reverse sweep")[2]
    assert 1 == reverse.count("np.where")

"""Reductions that are read by their names, and those that are computed again."""

import numpy as np
import pytest

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.repeated.known_means import read_arrays, read_reductions

ARRAY = k.Array(np.dtype("f8"), (None,))
X, Y = e.Var("x"), e.Var("y")
MEAN, SUM = e.Ref("np.mean", np.mean), e.Ref("np.sum", np.sum)
AXIS, KEPT = ("axis", e.Const(-1)), ("keepdims", e.Const(True))


def mean(*kwargs, of=X):
    return e.Call(MEAN, (of,), kwargs)


def reverse(forward, *values, more=()):
    kinds = {"x": ARRAY, "y": ARRAY, "mu": ARRAY, "mu.1": ARRAY}
    facts = Facts(kinds=kinds, entry={"x": ARRAY})
    body = [*more, *(s.Assign("t~bar", value) for value in values)]
    read_reductions(list(forward), body, facts)
    return listing(body)


NAMED = s.Assign("mu", mean(AXIS, KEPT))


def test_by_name():
    assert "t~bar = x - mu" == reverse([NAMED], e.Binary("-", X, mean(KEPT, AXIS)))
    temporary = s.Assign("mu.1", mean(AXIS, KEPT))
    assert "t~bar = x - mu.1" == reverse([temporary], e.Binary("-", X, mean(KEPT, AXIS)))
    method = s.Assign("mu", e.Call(e.Attr(X, "mean"), (e.Const(-1),), (KEPT,)))
    assert "t~bar = mu" == reverse([method], mean(AXIS, KEPT))


AGAIN = {
    "another axis": ([NAMED], mean(KEPT)),
    "another function": ([NAMED], e.Call(SUM, (X,), (AXIS, KEPT))),
    "another array": ([NAMED], mean(AXIS, KEPT, of=Y)),
    "in a loop": ([s.For("i", Y, [NAMED])], mean(AXIS, KEPT)),
    "bound anew": ([NAMED, s.Assign("mu", Y)], mean(AXIS, KEPT)),
    "its array is bound anew": ([NAMED, s.Assign("x", Y)], mean(AXIS, KEPT)),
    "its array is changed": ([NAMED, s.Store(X, e.Const(0), e.Const(1.0))], mean(AXIS, KEPT)),
    "itself is changed": ([NAMED, s.Augment(e.Var("mu"), None, "+", Y)], mean(AXIS, KEPT)),
}  # fmt: skip


@pytest.mark.parametrize("name", AGAIN)
def test_computed_again(name):
    forward, value = AGAIN[name]
    assert listing([s.Assign("t~bar", value)]) == reverse(forward, value)


D = e.Var("d")
DIFFERENCE = e.Binary("-", X, Y)
TAKEN = s.Assign("d", DIFFERENCE)


def with_arrays(forward, *values):
    facts = Facts(kinds=dict.fromkeys("xyd", ARRAY), entry={"x": ARRAY, "y": ARRAY})
    body = [s.Assign("t~bar", value) for value in values]
    read_arrays(list(forward), body, facts)
    return listing(body)


def test_an_array_that_is_read_anyway():
    scaled = e.Binary("*", X, DIFFERENCE)
    assert "t~bar = d * y\nt~bar = x * d" == with_arrays([TAKEN], e.Binary("*", D, Y), scaled)
    assert "t~bar = x * (x - y)" == with_arrays([TAKEN], scaled)


def test_not_all_of_a_value():
    """It may be changed in place, as an array of the reverse sweep."""
    assert "t~bar = d * y\nt~bar = x - y" == with_arrays([TAKEN], e.Binary("*", D, Y), DIFFERENCE)


STALE = {
    "its operand is bound anew": [TAKEN, s.Assign("x", Y)],
    "its operand is changed": [TAKEN, s.Store(X, e.Const(0), e.Const(1.0))],
    "itself is changed": [TAKEN, s.Augment(D, None, "+", Y)],
    "in a loop": [s.For("i", Y, [TAKEN])],
}


@pytest.mark.parametrize("name", STALE)
def test_not_what_may_be_another(name):
    found = with_arrays(STALE[name], e.Binary("*", D, Y), e.Binary("*", X, DIFFERENCE))
    assert found.endswith("t~bar = x * (x - y)")


LEADING = ("axis", e.Const(0))
COLUMNS = s.Assign("mu", mean(LEADING))


def test_by_name_where_the_leading_axis_spreads():
    assert "t~bar = x - mu" == reverse([COLUMNS], e.Binary("-", X, mean(LEADING, KEPT)))
    last = s.Assign("mu", mean(AXIS))
    for forward, other in (
        ([last], e.Binary("-", X, mean(AXIS, KEPT))),  # along the rows the mean is a column
        ([COLUMNS], mean(LEADING, KEPT)),  # of two axes
        ([COLUMNS], e.Binary("-", Y, mean(LEADING, KEPT))),  # by another array
    ):
        assert "keepdims=True" in reverse(forward, other)

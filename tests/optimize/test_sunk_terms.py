"""What one branch gives to adjoints is added there, where nothing else reads it."""

import pytest

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.branches.sunk_terms import sink_terms

ZERO = e.Const(0.0)
T, U, X = e.Var("t~bar"), e.Var("u~bar"), e.Var("x~bar")


def sunk(given, after, gradient=X, zero_first=False):
    """A branch that binds `t~bar` to what is given or to nothing, and what follows it."""
    branches = [[s.Assign("t~bar", given)], [s.Assign("t~bar", ZERO)]]
    if zero_first:
        branches.reverse()
    block = [s.If(e.Var("test"), *branches), *after]
    sink_terms(block, gradient)
    return listing(block)


def added(base, value, op="+"):
    return s.Augment(base, None, op, value)


def test_in_its_branch():
    text = sunk(e.Binary("*", U, e.Var("c")), [added(X, T), added(e.Var("y~bar"), T, "-")])
    assert "y~bar -= t~bar" in text
    assert "0.0" not in text
    assert "else" not in text


def test_a_second_name_goes():
    text = sunk(U, [added(X, T)])
    assert "x~bar += u~bar" in text
    assert "t~bar" not in text


def test_the_other_branch():
    text = sunk(U, [added(X, T)], zero_first=True)
    assert "if not test" in text
    assert "else" not in text


def test_a_name_that_changes_stays():
    assert "t~bar = u~bar" in sunk(U, [added(U, T), added(X, T)])


@pytest.mark.parametrize(
    ("after", "gradient"),
    [
        ([added(X, e.Binary("*", T, e.Var("c")))], X),  # c may be infinite
        ([added(X, T)], e.Sequence("tuple", (X, T))),
        ([added(X, T), s.Assign("y~bar", T)], X),
        ([s.Assign("c", ZERO), added(X, T)], X),
        ([s.Assign("x~bar", e.Binary("+", X, T))], X),  # a new array, with or without the term
    ],
)
def test_left_where_it_is(after, gradient):
    assert "t~bar = 0.0" in sunk(U, after, gradient)

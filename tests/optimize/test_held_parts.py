"""Parts that the forward sweep has under a name are read by it, where they are still the same."""

import numpy as np
import pytest

from srcgrad import source
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.axes.held_parts import keep_parts
from tests.programs.case import signed

X, TAIL, ONE = e.Var("x"), e.Slice(e.Const(1), None, None), e.Const(1)
VECTOR = k.Array(np.dtype("f8"), (None,))
AGAIN = "tail.1~again"


def kept(before=(), between=(), value=None):
    """The reverse sweep, in which the tail of `x` is read a second time."""
    value = e.Item(X, TAIL) if value is None else value
    facts = Facts({"x": VECTOR, "tail.1": VECTOR, AGAIN: VECTOR, "t~bar": VECTOR})
    forward = [*before, s.Assign("tail.1", value)]
    reverse = [*between, s.Assign(AGAIN, value), s.Assign("t~bar", e.Var(AGAIN))]
    keep_parts(forward, reverse, e.Var("t~bar"), facts)
    return listing(reverse)


def test_a_view_is_not_made_again():
    assert AGAIN not in kept()
    assert AGAIN not in kept(value=e.Attr(X, "shape"))


@pytest.mark.parametrize(
    "parts",
    [
        {"between": [s.Store(X, ONE, ONE)]},  # its memory is changed
        {"before": [s.Assign("x", X), s.Assign("x", X)]},
        {"between": [s.Assign("x", X)]},
        {"between": [s.Assign("tail.1", X)]},
        {"value": e.Binary("*", X, X)},  # an array, which need not be held
    ],
)
def test_what_may_be_another_is_evaluated_again(parts):
    assert AGAIN in kept(**parts)


def pairs(x):
    total = 0.0
    for a, b in zip(x[1:], x[:-1], strict=True):
        total += a * b
    return total


def test_in_a_program():
    assert 2 == source(pairs, signed(5)).count(" = x[")

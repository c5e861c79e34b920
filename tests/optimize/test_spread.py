"""Numbers that need not be spread over an array, and those that must be."""

import numpy as np
import pytest

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Dim
from srcgrad.optimize.algebra.spread import gathered

DOUBLE, SINGLE = np.dtype("f8"), np.dtype("f4")
N, M, L = Dim("x.0", axis=True), Dim("x.1", axis=True), Dim("y.0")
KINDS = {
    "t": k.Real(), "z": k.Complex(), "row": k.Array(DOUBLE, (N,)), "p": k.Array(DOUBLE, (N, M)),
    "some": k.Array(DOUBLE, (L,)), "f": k.Array(SINGLE, (N,)), "g": k.Array(SINGLE, (N, M)),
    "count": k.Array(np.dtype("i8"), (N,)),
}  # fmt: skip
WHOLE = e.Slice(None, None, None)


def spread(name, number="t", column=True):
    call = e.Call(e.Ref("np.full_like", np.full_like), (e.Var(name), e.Var(number)))
    return e.Item(call, e.Sequence("tuple", (WHOLE, e.NONE))) if column else call


def product(left, right, op="*"):
    return e.Binary(op, left, right)


P, ROW = e.Var("p"), e.Var("row")


@pytest.mark.parametrize(
    ("expected", "tree"),
    [
        ("t * p", product(spread("row"), P)),
        ("p * t", product(P, spread("row"))),
        ("t / p", product(spread("row"), P, "/")),
        ("t * row", product(spread("row", column=False), ROW)),
        ("t / count", product(spread("row", column=False), e.Var("count"), "/")),
        ("t * row", product(spread("some", column=False), ROW)),  # as long as `row`, or of 1
    ],
)
def test_as_it_is(expected, tree):
    assert expected == repr(gathered(tree, Facts(kinds=KINDS).kind))


@pytest.mark.parametrize(
    "tree",
    [
        product(spread("row"), ROW),  # a matrix: the product is larger
        product(spread("row", column=False), e.Var("some")),  # which may be of 1
        product(P, spread("row"), "/"),
        product(spread("row", "z"), P),
        product(spread("f"), e.Var("g")),
        product(spread("row"), P, "+"),
    ],
)
def test_spread_over_the_array(tree):
    assert tree == gathered(tree, Facts(kinds=KINDS).kind)

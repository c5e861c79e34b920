"""What it costs to evaluate arrays again."""

import numpy as np

from srcgrad.adjoint.records.cost import cost
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k

FLOAT = np.dtype(float)
FACTS = Facts(
    kinds={
        "u": k.Array(FLOAT, (None,)),
        "p": k.Array(FLOAT, (3,)),
        "n": k.Array(FLOAT, ()),
        "c": k.Real(),
    }
)
U, C = e.Var("u"), e.Var("c")


def of(tree):
    return cost(tree, FACTS)


def test_arithmetic_of_arrays_counts():
    assert 1 == of(e.Binary("*", C, U))
    assert 2 == of(e.Binary("-", U, e.Binary("**", U, e.Const(2))))


def test_arithmetic_of_numbers_does_not():
    assert 1 == of(e.Binary("*", e.Binary("*", C, C), U))


def test_a_view_is_free():
    assert 0 == of(e.Item(U, e.Slice(e.Const(1))))


def test_functions_cost_more():
    assert 4 == of(e.Call(e.Ref("np.sin", np.sin), (U,)))


def test_what_is_no_elementwise_expression():
    assert of(e.Binary("@", U, U)) is None
    assert of(e.Binary("**", U, C)) is None
    assert of(e.Call(e.Ref("np.cumsum", np.cumsum), (U,))) is None
    assert of(e.Binary("*", C, C)) is None


def test_what_is_small():
    assert of(e.Binary("*", C, e.Var("p"))) is None
    assert of(e.Binary("*", C, e.Var("n"))) is None

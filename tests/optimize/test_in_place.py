"""What is added in place to arrays of the reverse sweep's own, and what must be bound anew."""

import numpy as np
import pytest

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim
from srcgrad.ir.text import listing
from srcgrad.optimize.buffers.in_place import add_in_place

NAMES = ("a~bar", "b~bar", "seed~bar", "x", "t~local", "one")
A, B, SEED, X, T, ONE = map(e.Var, NAMES)
LONG = Dim("x.0", axis=True)
ARRAY = k.Array(np.dtype("f8"), (LONG,))
KINDS = {
    **dict.fromkeys(NAMES, ARRAY),
    "one": k.Array(np.dtype("f8"), (None,)),
    "single": k.Array(np.dtype("f4"), (LONG,)),
    "xs": k.List(None, ARRAY),
    "n": k.Int(),
    "r": k.Real(),
}
TWICE = s.Assign("a~bar", e.Binary("*", e.Const(2), X))


def left(*block, gradient=e.NONE, forward=(), kinds=KINDS):
    body = list(block)
    add_in_place(list(forward), body, e.Var("y"), gradient, Facts(kinds=dict(kinds)))
    return listing(body)


def more(op="+", first=A, second=X):
    return s.Assign("a~bar", e.Binary(op, first, second))


@pytest.mark.parametrize("op", ["+", "-", "*", "/"])
def test_an_array_that_nobody_else_has(op):
    text = left(TWICE, s.For("i", e.Var("n"), [more(op)]), gradient=A)
    assert f"a_bar {op}= x" in text.replace("~", "_")


def test_the_sum_may_be_written_the_other_way_round():
    assert "+= x" in left(TWICE, more("+", X, A))
    assert "*= r" in left(TWICE, more("*", e.Var("r"), A))
    assert "= x - a" in left(TWICE, more("-", X, A))
    assert "= x / a" in left(TWICE, more("/", X, A))


def append(tree):
    return s.Evaluate(e.Call(e.Attr(e.Var("xs"), "append"), (tree,)))


STAY = {
    "the seed": [s.Assign("a~bar", SEED), more()],
    "memory of the program": [s.Assign("a~bar", X), more()],
    "another name for it": [TWICE, s.Assign("b~bar", A), more(), s.Assign("t~local", B)],
    "another adjoint": [
        s.Assign("b~bar", e.Binary("*", e.Const(2), X)),
        s.Assign("a~bar", B),
        more(),
        s.Assign("t~local", B),
    ],
    "a part of it": [TWICE, s.Assign("b~bar", e.Item(A, e.Slice(e.Const(1), None))), more()],
    "a part of another": [s.Assign("a~bar", e.Item(B, e.Slice(e.Const(1), None))), more()],
    "held by a list": [TWICE, append(A), more()],
    "taken from a list": [s.Assign("a~bar", e.Call(e.Attr(e.Var("xs"), "pop"), ())), more()],
    "exchanged": [TWICE, s.Permute(("a~bar", "b~bar"), ("b~bar", "a~bar")), more()],
    "gone through": [TWICE, s.For("t~local", A, [append(T)]), more()],
    "what fits by repeating": [
        s.Assign("a~bar", e.Call(e.Ref("np.broadcast_to", np.broadcast_to), (ONE, X))),
        more(),
    ],
    "of another length, perhaps": [
        s.Assign("a~bar", e.Binary("*", e.Const(2), ONE)),
        more(),
    ],
    "of another type": [s.Assign("a~bar", e.Binary("*", e.Const(2), e.Var("single"))), more()],
}


@pytest.mark.parametrize("name", STAY)
def test_stay(name):
    assert "a~bar +=" not in left(*STAY[name])


def test_names_of_the_program_stay():
    assert "=+" not in left(s.Assign("x", e.Binary("+", X, A)))
    first = [s.Assign("a~bar", e.Binary("*", e.Const(2), X))]
    assert "+=" not in left(more(), forward=first)


def test_numbers_stay():
    kinds = {**KINDS, "a~bar": k.Array(np.dtype("f8"), ())}
    assert "+=" not in left(TWICE, more(), kinds=kinds)


def test_lengths_that_nobody_knows_stay():
    kinds = {**KINDS, "a~bar": KINDS["one"], "x": KINDS["one"]}
    assert "+=" not in left(TWICE, more(), kinds=kinds)

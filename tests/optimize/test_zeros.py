"""Vectors of zeros by their size, where that makes the same array."""

import numpy as np
import pytest

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.algebra.zeros import by_size

DOUBLE = np.dtype("f8")
KINDS = {
    "x": k.Array(DOUBLE, (None,)),
    "single": k.Array(np.dtype("f4"), (None,)),
    "z": k.Array(np.dtype("c16"), (None,)),
    "matrix": k.Array(DOUBLE, (None, None)),
    "point": k.Array(DOUBLE, ()),
    "any": k.Array(DOUBLE, None),
    "at_times": k.Array(DOUBLE, (None,), mixed=True),
    "xs": k.List(None, k.Real()),
    "at_first": k.Array(DOUBLE, (None,)),  # None
}


def made(like, function=np.zeros_like, forward=None, before=()):
    """What becomes of the zeros, in a loop."""
    tree = e.Call(e.Ref(f"np.{function.__name__}", function), (e.Var(like),))
    block = [s.For("i", e.Var("n"), [*before, s.Assign("x~bar", tree)])]
    bound = [s.Assign(like, e.Var("y"))] if forward is None else forward
    by_size(bound, block, Facts(kinds=KINDS, nones={"at_first"}))
    return listing(block).splitlines()[-1].strip()


def test_fires():
    assert "x~bar = np.zeros(x.size)" == made("x")


@pytest.mark.parametrize("like", [name for name in KINDS if name != "x"])
def test_does_not_fire(like):
    assert f"x~bar = np.zeros_like({like})" == made(like)


def test_other_patterns():
    assert "x~bar = np.ones_like(x)" == made("x", np.ones_like)


def test_what_may_be_none():
    """Before the first pass binds it, and in the record of that pass."""
    bind = s.Assign("x", e.Var("y"))
    assert "x~bar = np.zeros_like(x)" == made("x", forward=[s.For("i", e.Var("n"), [bind])])
    assert "x~bar = np.zeros_like(x)" == made("x", before=[bind])

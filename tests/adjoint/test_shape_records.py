"""Records of shapes in place of arrays."""

import numpy as np

from srcgrad.adjoint.shape_records import record_shapes
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.normalize.scope import Counter

ARRAY = k.Array(np.dtype(float), (None, None))
A, P = e.Var("a"), e.Var("p")
SHAPE = e.Attr(P, "shape")


def rewritten(made, *read, looped=True):
    forward = [s.Assign("p", made)]
    if looped:
        forward = [s.For("i", e.Call(e.Ref("range", range), (e.Var("n"),)), forward)]
    reverse = [s.Assign("x~bar", tree) for tree in read]
    facts = Facts(kinds=dict.fromkeys(["a", "p"], ARRAY))
    record_shapes(forward, reverse, facts, Counter())
    return listing(forward), listing(reverse)


def product():
    return e.Binary("*", A, A)


def test_the_shape_has_a_name_of_its_own():
    forward, reverse = rewritten(product(), SHAPE)
    assert "for i in range(n):\n    p = a * a\n    p_shape.1 = p.shape" == forward
    assert "x~bar = p_shape.1" == reverse


def test_not_if_the_array_is_read_too():
    forward, reverse = rewritten(product(), SHAPE, P)
    assert "for i in range(n):\n    p = a * a" == forward
    assert "x~bar = p.shape\nx~bar = p" == reverse


def test_not_of_a_view():
    forward, _ = rewritten(e.Item(A, e.Slice()), SHAPE)
    assert "for i in range(n):\n    p = a[:]" == forward


def test_not_outside_of_loops():
    forward, _ = rewritten(product(), SHAPE, looped=False)
    assert "p = a * a" == forward

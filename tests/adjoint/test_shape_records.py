"""Records of shapes in place of arrays."""

import numpy as np

from srcgrad import source
from srcgrad.adjoint.records.shape_records import record_shapes
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.normalize.scope import Counter

ARRAY = k.Array(np.dtype(float), (None, None))
A, P = e.Var("a"), e.Var("p")
SHAPE = e.Attr(P, "shape")


def rewritten(made, *read, looped=True, entry=frozenset()):
    forward = [s.Assign("p", made)]
    if looped:
        forward = [s.For("i", e.Call(e.Ref("range", range), (e.Var("n"),)), forward)]
    reverse = [s.Assign("x~bar", tree) for tree in read]
    facts = Facts(kinds=dict.fromkeys(["a", "p"], ARRAY))
    record_shapes(forward, reverse, facts, Counter(), entry)
    return listing(forward), listing(reverse)


def product():
    return e.Binary("*", A, A)


def test_the_shape_has_a_name_of_its_own():
    forward, reverse = rewritten(product(), SHAPE)
    assert "for i in range(n):\n    p = a * a\n    p_shape.1 = p.shape" == forward
    assert "x~bar = p_shape.1" == reverse


def test_so_has_the_size():
    forward, reverse = rewritten(product(), e.Attr(P, "size"), SHAPE)
    names = "p_shape.1 = p.shape\n    p_size.2 = p.size"
    assert f"for i in range(n):\n    p = a * a\n    {names}" == forward
    assert "x~bar = p_size.2\nx~bar = p_shape.1" == reverse


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


def test_not_of_what_holds_another_array_at_entry():
    forward, reverse = rewritten(product(), SHAPE, entry={"p"})
    assert "for i in range(n):\n    p = a * a" == forward
    assert "x~bar = p.shape" == reverse


def means_of_passes(x, n):
    total = 0.0
    for _ in range(n):
        y = x * 2.0
        total += np.mean(y)
        x = y
    return total


def test_an_array_of_which_the_mean_is_taken_is_not_recorded():
    forward = source(means_of_passes, np.ones(3), 2).partition("# reverse sweep")[0]
    assert "_tape.append(y)" not in forward

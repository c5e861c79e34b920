"""Copies of parts of adjoints that are read before the adjoints change."""

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.buffers.late_copies import drop_late_copies

U, T, S = e.Var("u~bar"), e.Var("t~bar"), e.Var("s~bar")
INNER = e.Slice(e.Const(1), e.Const(-1))
BACK = e.Slice(e.Const(2))
COPY = s.Assign("t~bar", e.Call(e.Attr(e.Item(U, INNER), "copy"), ()))
HALF = s.Assign("s~bar", e.Binary("*", T, e.Const(0.5)))
INTO = s.Augment(U, INNER, "-", e.Binary("*", T, e.Var("k")))
BEHIND = s.Augment(U, BACK, "+", S)


def first(*rest, results=()):
    """The first line of what becomes of these statements."""
    array = k.Array(np.dtype(float), (None,))
    facts = Facts(kinds={"u~bar": array, "t~bar": array, "s~bar": array, "k": k.Real()})
    reverse = [s.Assign("t~bar", COPY.value), *rest]
    drop_late_copies([], reverse, list(results), facts, lambda tree: True)
    return listing(reverse).splitlines()[0]


DROPPED, KEPT = "t~bar = u~bar[1:-1]", "t~bar = u~bar[1:-1].copy()"


def test_read_before_the_adjoint_changes():
    assert DROPPED == first(HALF, INTO, BEHIND)
    assert DROPPED == first(HALF, BEHIND)


def test_not_where_it_is_read_later():
    assert KEPT == first(HALF, BEHIND, INTO)
    assert KEPT == first(INTO, HALF, BEHIND)
    assert KEPT == first(HALF, BEHIND, results=(T,))


def test_not_where_it_is_stored_as_it_is():
    assert KEPT == first(s.Store(U, BACK, T))


def test_not_where_it_changes():
    assert KEPT == first(s.Augment(T, None, "*", e.Var("k")), HALF, BEHIND)


def test_not_where_another_name_holds_it():
    second = s.Assign("s~bar", e.Item(T, BACK))
    assert KEPT == first(second, s.Store(U, INNER, e.ZERO), BEHIND)


def test_not_out_of_a_loop():
    loop = s.For("i", e.Var("n"), [HALF, BEHIND])
    assert KEPT == first(loop)
    assert DROPPED == first(s.For("i", e.Var("n"), [HALF]), INTO)

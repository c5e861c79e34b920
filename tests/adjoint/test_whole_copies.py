"""Copies of several slices of one array."""

import numpy as np

from srcgrad.adjoint.records.whole_copies import nearly_whole, share_wholes
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing

U = e.Var("u")
FRONT = e.Slice(None, e.Const(-1))
BACK = e.Slice(e.Const(1))


def copied(target, base):
    return s.Assign(target, e.Call(e.Attr(base, "copy"), ()))


def shared(*forward, parents=None):
    block = list(forward)
    reverse = [s.Assign("x~bar", e.Binary("*", e.Var("a"), e.Var("b")))]
    array = k.Array(np.dtype(float), (None,))
    facts = Facts(kinds={"u": array, "w": array}, parents=parents or {})
    made = share_wholes(block, reverse, {"a", "b"}, facts, lambda stem: stem)
    return made, listing(block).splitlines(), listing(reverse)


def test_two_slices():
    found = shared(copied("a", e.Item(U, FRONT)), copied("b", e.Item(U, BACK)))
    assert ({"u_kept"}, ["u_kept = u.copy()"], "x~bar = u_kept[:-1] * u_kept[1:]") == found


def test_through_a_view():
    view = s.Assign("v", e.Item(U, FRONT))
    found = shared(view, copied("a", e.Var("v")), copied("b", e.Item(U, BACK)))
    assert "x~bar = u_kept[:-1] * u_kept[1:]" == found[2]
    assert ["v = u[:-1]", "u_kept = u.copy()"] == found[1]


def test_not_through_a_view_of_an_older_array():
    view = s.Assign("v", e.Item(U, FRONT))
    again = s.Assign("u", e.Binary("*", U, U))
    found = shared(view, again, copied("a", e.Var("v")), copied("b", e.Item(U, BACK)))
    assert (set(), "x~bar = a * b") == (found[0], found[2])


def test_not_of_two_states():
    store = s.Store(U, e.Const(0), e.ZERO)
    found = shared(copied("a", e.Item(U, FRONT)), store, copied("b", e.Item(U, BACK)))
    assert (set(), "x~bar = a * b") == (found[0], found[2])


def test_a_slice_that_is_kept_twice():
    store = s.Store(e.Var("w"), e.Const(0), e.ZERO)
    found = shared(copied("a", e.Item(U, FRONT)), store, copied("b", e.Item(U, FRONT)))
    assert (set(), ["a = u[:-1].copy()", "w[0] = 0.0"], "x~bar = a * a") == found[:3]


def test_past_a_store_into_another_array():
    store = s.Store(e.Var("w"), e.Const(0), e.ZERO)
    found = shared(copied("a", e.Item(U, FRONT)), store, copied("b", e.Item(U, BACK)))
    assert ({"u_kept"}, "x~bar = u_kept[:-1] * u_kept[1:]") == (found[0], found[2])


def test_not_past_a_store_into_what_may_be_the_array():
    store = s.Store(e.Var("w"), e.Const(0), e.ZERO)
    copies = copied("a", e.Item(U, FRONT)), store, copied("b", e.Item(U, FRONT))
    assert (set(), "x~bar = a * b") == shared(*copies, parents={"w": "u"})[::2]


def test_not_of_one_slice():
    found = shared(copied("a", e.Item(U, FRONT)))
    assert (set(), ["a = u[:-1].copy()"]) == found[:2]


def test_which_slices():
    assert nearly_whole(FRONT) and nearly_whole(BACK) and nearly_whole(e.Slice())
    assert nearly_whole(e.Sequence("tuple", (FRONT, BACK)))
    assert not nearly_whole(e.Slice(None, e.Const(3)))
    assert not nearly_whole(e.Slice(e.Var("n")))
    assert not nearly_whole(e.Slice(None, None, e.Const(2)))
    assert not nearly_whole(e.Sequence("tuple", (e.Const(0), BACK)))

"""Stores into adjoints that nobody reads, and those that somebody does."""

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.unneeded.unread import drop_unread

ARRAY = k.Array(np.dtype("f8"), (None,))
R, X, T = e.Var("r~bar"), e.Var("x~bar"), e.Var("t")
TAIL, HEAD = e.Slice(e.Const(1), None), e.Slice(None, e.Const(-1))


def left(*block):
    body = [s.Assign("r~bar", e.Binary("*", T, T)), *block]
    facts = Facts(kinds=dict.fromkeys(["r~bar", "x~bar", "v~bar", "t"], ARRAY))
    drop_unread([], body, [X], facts, lambda tree: True)
    return listing(body).splitlines()[1:]


CLEAR = "r~bar[1:] = 0.0"


def clear():
    return s.Store(R, TAIL, e.ZERO)


def test_stores_after_the_last_reading():
    add = s.Augment(R, None, "+", T)
    assert ["x~bar = r~bar[:-1]"] == left(s.Assign("x~bar", e.Item(R, HEAD)))
    assert ["x~bar = t * t"] == left(s.Assign("x~bar", e.Binary("*", T, T)), clear(), add)


def test_not_before_it():
    assert CLEAR in left(clear(), s.Assign("x~bar", e.Binary("*", R, T)))


def test_not_what_a_view_shows():
    view = s.Assign("v~bar", e.Item(R, TAIL))
    assert CLEAR in left(view, clear(), s.Assign("x~bar", e.Binary("*", e.Var("v~bar"), T)))


def test_not_what_the_next_pass_reads():
    read = s.Augment(X, None, "+", R)
    loop = s.For("i", e.Call(e.Ref("range", range), (e.Const(3),)), [read, clear()])
    assert f"    {CLEAR}" in left(s.Assign("x~bar", e.Binary("*", T, T)), loop)


def test_not_what_a_container_holds():
    kept = s.Evaluate(e.Call(e.Attr(e.Var("all~bar"), "append"), (R,)))
    assert CLEAR in left(kept, s.Assign("x~bar", e.Binary("*", T, T)), clear())


def filled_in_each_pass(read):
    part = e.Var("part~local")
    made = s.Assign("part~local", e.Binary("*", T, T))
    pass_ = [made, s.Store(part, e.Var("i"), e.Var("t")), s.Augment(R, None, "+", part)]
    loop = s.For("i", e.Call(e.Ref("range", range), (e.Const(3),)), pass_)
    body = [s.Assign("r~bar", e.Binary("*", T, T)), loop]
    facts = Facts(kinds=dict.fromkeys(["r~bar", "x~bar", "part~local", "t"], ARRAY))
    drop_unread([], body, [read], facts, lambda tree: True)
    return [line.strip() for line in listing(body).splitlines()[2:]]


def test_what_only_an_unread_sum_read_is_not_stored_either():
    assert filled_in_each_pass(X) == ["part~local = t * t"]


def test_not_what_a_sum_reads_that_is_read_later():
    assert filled_in_each_pass(R)[1:] == ["part~local[i] = t", "r~bar += part~local"]

"""Views that are taken before a loop, and those that are not."""

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.loops.hoisted import hoist_views

ARRAY = k.Array(np.dtype("f8"), (None, None))
Q, K, T = e.Var("q"), e.Var("k"), e.Var("t")
COLUMN = e.Item(Q, e.Sequence("tuple", (e.Slice(None, None), K)))


def hoisted(before, *inside):
    kinds = {"q": ARRAY, "t": ARRAY, "k": k.Int(), "j": k.Int()}
    use = s.Augment(Q, e.Var("j"), "-", e.Var("q_item.1"))
    loop = s.For("j", e.Call(e.Ref("range", range), (K,)), [*inside, use])
    body = [*before, loop]
    hoist_views(body, Facts(kinds=kinds))
    return listing(body).splitlines()


def take(tree=COLUMN):
    return s.Assign("q_item.1", tree)


def test_a_view_of_what_was_stored():
    found = hoisted([s.Store(Q, COLUMN.index, T)], take())
    assert "q_item.1 = q[:, k]" == found[1]


def test_not_where_nothing_tells_that_it_is_there():
    """A loop that makes no pass raises nothing."""
    assert "    q_item.1 = q[:, k]" == hoisted([], take())[1]


def test_not_where_the_loop_binds_what_it_reads():
    found = hoisted([s.Store(Q, COLUMN.index, T)], take(), s.Assign("k", e.Const(0)))
    assert "    q_item.1 = q[:, k]" in found


def test_not_an_element():
    place = e.Item(Q, e.Sequence("tuple", (K, K)))
    assert "    q_item.1 = q[k, k]" in hoisted([s.Store(Q, place.index, T)], take(place))

"""Views that are taken once, and those that are other ones."""

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.axes.views import share_views

ARRAY = k.Array(np.dtype("f8"), (None,))
HEAD = e.Item(e.Var("a"), e.Slice(None, e.Var("n")))
ONE, TWO = "v.1~again", "v.2~again"


def shared(*block):
    kinds = {**dict.fromkeys(["a", "t", ONE, TWO], ARRAY), "n": k.Int()}
    body = list(block)
    share_views(body, Facts(kinds=kinds))
    return listing(body)


def read(name):
    return s.Assign("t", e.Unary("-", e.Var(name)))


def test_one_view():
    block = [s.Assign(ONE, HEAD), s.Assign(TWO, HEAD), read(TWO)]
    assert f"{ONE} = a[:n]\nt = -{ONE}" == shared(*block)


def test_across_a_store():
    """A view shows what was stored."""
    store = s.Store(e.Var("a"), e.Const(0), e.ZERO)
    block = [s.Assign(ONE, HEAD), store, s.Assign(TWO, HEAD), read(TWO)]
    assert f"{ONE} = a[:n]\na[0] = 0.0\nt = -{ONE}" == shared(*block)


def test_not_after_a_name_was_bound_anew():
    for name in ("a", "n"):
        again = s.Assign(name, e.Var("t"))
        block = [s.Assign(ONE, HEAD), again, s.Assign(TWO, HEAD), read(TWO)]
        assert listing(block) == shared(*block)


def test_not_across_a_loop():
    loop = s.For("i", e.Var("n"), [s.Assign("n", e.Const(1))])
    block = [s.Assign(ONE, HEAD), loop, s.Assign(TWO, HEAD), read(TWO)]
    assert listing(block) == shared(*block)


def test_not_a_copy():
    picked = e.Item(e.Var("a"), e.Sequence("list", (e.Const(0),)))
    block = [s.Assign(ONE, picked), s.Assign(TWO, picked), read(TWO)]
    assert listing(block) == shared(*block)

"""Products of two matrices are turned where that saves a transpose, and nothing else is."""

import numpy as np
import pytest

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.algebra.transposes import turn_back, turned

RANKS = {"a": 2, "b": 2, "v": 1, "s": 3}


def kind_of(tree):
    if isinstance(tree, e.Attr):
        return kind_of(tree.base)
    return k.Array(np.dtype("f8"), (None,) * RANKS[tree.name])


def t(tree):
    return e.Attr(tree, "T")


def product(left, right):
    return e.Binary("@", left, right)


def outer(left, right):
    return e.Call(e.Ref("np.outer", np.outer), (left, right))


A, B, V, S = (e.Var(name) for name in "abvs")


@pytest.mark.parametrize(
    ("expected", "tree"),
    [
        ("b.T @ a", t(product(t(A), B))),
        ("b @ a.T", t(product(A, t(B)))),
        ("b @ a", t(product(t(A), t(B)))),
        ("np.outer(a, v)", t(outer(V, A))),
        ("-np.outer(a, v)", t(e.Unary("-", outer(V, A)))),
        ("a + (b.T @ a)", e.Binary("+", A, t(product(t(A), B)))),
    ],
)
def test_turned(expected, tree):
    assert expected == repr(turned(tree, kind_of))


@pytest.mark.parametrize(
    "tree",
    [
        t(product(A, B)),  # saves nothing
        product(t(A), B),
        t(product(t(A), V)),  # a vector has no other end
        t(product(t(S), S)),  # of stacks `.T` turns all axes
        t(e.Binary("*", t(A), B)),
    ],
)
def test_left_as_it_is(tree):
    assert tree == turned(tree, kind_of)


def back(*block, forward=(), entry=("a",)):
    body = list(block)
    turn_back(list(forward), body, entry)
    return listing(body)


TURN, USE = s.Assign("b", t(A)), s.Assign("c", product(V, t(B)))


def test_what_is_turned_is_not_turned_back():
    assert "b = a.T\nc = v @ a" == back(TURN, s.Assign("c", product(V, t(B))))
    assert "c = v @ a" == back(s.Assign("c", product(V, t(B))), forward=[TURN])
    loop = s.For("i", V, [s.Assign("c", t(B))])
    assert "b = a.T\nfor i in v:\n    c = a" == back(TURN, loop)


@pytest.mark.parametrize(
    "block",
    [
        [TURN, s.Assign("a", V), USE],
        [TURN, s.Assign("b", V), USE],
        [TURN, s.For("i", V, [USE, s.Assign("a", V)])],
        [s.For("i", V, [TURN]), USE],
    ],
)
def test_not_after_a_name_was_bound_anew(block):
    assert listing(block) == back(*block)


def test_not_where_the_forward_sweep_goes_on():
    for later in (s.Assign("a", V), s.Assign("b", V), s.For("i", V, [s.Assign("a", V)])):
        assert listing([USE]) == back(USE, forward=[TURN, later])
    made = s.Assign("a", V)
    assert "c = v @ a" == back(USE, forward=[made, TURN], entry=())
    assert listing([USE]) == back(USE, forward=[made, TURN, made], entry=())

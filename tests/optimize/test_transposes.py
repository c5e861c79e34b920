"""Products of two matrices are turned where that saves a transpose, and nothing else is."""

import numpy as np
import pytest

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.optimize.transposes import turned

RANKS = {"a": 2, "b": 2, "v": 1, "s": 3}


def kind_of(tree):
    if isinstance(tree, e.Attr):
        return kind_of(tree.base)
    return k.Array(np.dtype("f8"), (None,) * RANKS[tree.name])


def t(tree):
    return e.Attr(tree, "T")


def product(left, right):
    return e.Binary("@", left, right)


A, B, V, S = (e.Var(name) for name in "abvs")


@pytest.mark.parametrize(
    ("expected", "tree"),
    [
        ("b.T @ a", t(product(t(A), B))),
        ("b @ a.T", t(product(A, t(B)))),
        ("b @ a", t(product(t(A), t(B)))),
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

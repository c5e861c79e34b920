"""Copies of arrays that nobody else has, and copies that must stay."""

import numpy as np
import pytest

from srcgrad import source
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.buffers.own_copies import drop_own_copies

NAMES = ("a~bar", "b~bar", "c~bar", "seed~bar", "x", "t")
A, B, C, SEED, X, T = map(e.Var, NAMES)
ARRAY = k.Array(np.dtype("f8"), (None,))
HEAD = e.Slice(None, e.Const(1))


def left(*block, gradient=e.NONE):
    body = list(block)
    kinds = {**dict.fromkeys(NAMES, ARRAY), "n": k.Int()}
    found = drop_own_copies([], body, e.Var("y"), gradient, Facts(kinds=kinds))
    return listing(body), found


def twice(name, tree=X):
    return s.Assign(name, e.Binary("*", e.Const(2), tree))


def copy(name, tree):
    return s.Assign(name, e.Call(e.Attr(tree, "copy"), ()))


def add(tree):
    return s.Augment(tree, HEAD, "+", X)


def test_an_array_that_nobody_else_has():
    block = [twice("a~bar"), s.For("i", e.Var("n"), [copy("a~bar", A), add(A), twice("a~bar", A)])]
    text, _ = left(*block, gradient=A)
    assert "copy" not in text


def test_an_array_that_is_not_read_any_more():
    text, gradient = left(twice("a~bar"), copy("b~bar", A), add(B), gradient=B)
    assert "copy" not in text and text.count("\n") == 1
    assert gradient in (A, B)


def add_at(tree):
    at = e.Ref("np.add.at", np.add.at)
    return s.Evaluate(e.Call(at, (tree, e.Var("t"), X)))


def test_an_array_that_is_added_to_at_index_arrays():
    block = [twice("a~bar"), s.For("i", e.Var("n"), [copy("a~bar", A), add_at(A)])]
    assert "copy" not in left(*block, gradient=A)[0]
    text, _ = left(twice("a~bar"), copy("b~bar", A), add_at(B), gradient=B)
    assert "copy" not in text


def test_arrays_that_nobody_changes():
    block = [twice("a~bar"), copy("b~bar", A), s.Assign("t", e.Binary("+", A, B))]
    assert "copy" not in left(*block)[0]


STAY = {
    "memory of the program, that is wound back": ([copy("x", X), add(X)], e.NONE),
    "memory of the seed itself": ([copy("seed~bar", SEED), add(SEED)], e.NONE),
    "memory of the seed": ([s.Assign("a~bar", SEED), copy("a~bar", A), add(A)], A),
    "an array that is added to at index arrays, and read": (
        [twice("a~bar"), copy("b~bar", A), add_at(A), s.Assign("t", e.Binary("+", A, B))],
        e.NONE,
    ),
    "memory of the program, added to at index arrays": ([copy("a~bar", X), add_at(A)], A),
    "memory of the program": ([copy("a~bar", X), add(A)], A),
    "a part of a larger one": (
        [twice("b~bar"), s.Assign("a~bar", e.Item(B, HEAD)), copy("a~bar", A), add(A),
         s.Assign("t", B)], e.NONE),
    "another name for it": (
        [twice("a~bar"), s.Assign("b~bar", A), copy("a~bar", A), add(A), s.Assign("t", B)], e.NONE),
    "read after its copy was changed": (
        [twice("a~bar"), copy("b~bar", A), add(B), s.Assign("t", A)], e.NONE),
    "changed before its copy is read": (
        [twice("a~bar"), copy("b~bar", A), add(A), s.Assign("t", B)], e.NONE),
    "both are returned": ([twice("a~bar"), copy("b~bar", A)], e.Sequence("tuple", (A, B))),
    "made in another pass": (
        [twice("a~bar"), s.For("i", e.Var("n"), [copy("b~bar", A), add(B)])], e.NONE),
    "held by a list": (
        [twice("a~bar"), s.Evaluate(e.Call(e.Attr(e.Var("t"), "append"), (A,))),
         copy("a~bar", A), add(A)], e.NONE),
}  # fmt: skip


@pytest.mark.parametrize("name", STAY)
def test_stay(name):
    block, gradient = STAY[name]
    assert "copy" in left(*block, gradient=gradient)[0]


@pytest.mark.parametrize(
    "block",
    [
        [copy("b~bar", A), twice("a~bar", A), add(A), s.Assign("t", e.Binary("+", A, B))],
        [copy("b~bar", A), twice("a~bar", A), add(B)],
        [copy("b~bar", A), add(B), twice("t", B), twice("a~bar")],
        [copy("b~bar", A), s.Augment(B, HEAD, "+", e.Binary("@", A, X)), twice("a~bar")],
    ],
)
def test_a_name_that_gets_another_array(block):
    loop = s.For("i", e.Var("n"), block)
    text, _ = left(twice("a~bar"), loop, gradient=A)
    assert "copy" not in text


@pytest.mark.parametrize(
    "block",
    [
        [copy("b~bar", A), add(A), twice("a~bar", A)],  # changed before
        [copy("b~bar", A), add(B), twice("a~bar", A)],  # read when the other one is changed
        [copy("b~bar", A), add(B), s.Assign("t", A), twice("a~bar")],
        [copy("b~bar", A), s.If(e.Var("n"), [add(B), s.Assign("t", A)], []), twice("a~bar")],
        [copy("b~bar", A), s.If(e.Var("n"), [twice("a~bar", A)], []), add(A)],  # perhaps
        [copy("b~bar", A), s.If(e.Var("n"), [s.Break()], []), twice("a~bar", A)],  # the loop ends
        [copy("b~bar", A), s.Assign("a~bar", e.Item(A, HEAD)), add(A)],  # a part of the same
    ],
)
def test_a_name_that_keeps_its_array(block):
    loop = s.For("i", e.Var("n"), [*block, s.Assign("t", e.Binary("+", A, B))])
    text, _ = left(twice("a~bar"), loop, gradient=A)
    assert "copy" in text


def test_an_array_that_is_returned_alone():
    block = [twice("a~bar"), copy("b~bar", A), s.Assign("t", e.Binary("+", A, X))]
    text, gradient = left(*block, gradient=B)
    assert "copy" not in text
    assert gradient in (A, B)


def solved(a, b):
    x = np.linalg.solve(a, b)
    return x @ x


def test_what_two_adjoints_are_made_of_is_one_of_them():
    text = source(solved, np.eye(2), np.ones(2), wrt=(0, 1))
    assert 1 == text.count("np.linalg.solve(a.T")
    assert "copy" not in text

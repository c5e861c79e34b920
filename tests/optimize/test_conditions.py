"""Short-circuit tests and conditional expressions, put together again; and where not."""

import pytest

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.branches.conditions import join

A, B, C, T = e.Var("a"), e.Var("b"), e.Var("c"), e.Var("test.1")


def joined(*block, chosen=lambda name: "." in name):
    body, before = list(block), listing(list(block))
    changed = join(body, chosen)
    assert changed == (listing(body) != before)
    return listing(body)


def test_and():
    block = [s.Assign("test.1", A), s.If(T, [s.Assign("test.1", B)], [])]
    assert "test.1 = a and b" == joined(*block)


def test_or():
    block = [s.Assign("test.1", A), s.If(T, [], [s.Assign("test.1", B)])]
    assert "test.1 = a or b" == joined(*block)


def test_chain():
    deeper = [s.Assign("test.1", B), s.If(T, [s.Assign("test.1", C)], [])]
    block = [s.Assign("test.1", A), s.If(T, deeper, [])]
    assert "test.1 = a and (b and c)" == joined(*block)


def test_choice():
    choice = s.If(C, [s.Assign("choice.1", A)], [s.Assign("choice.1", B)])
    assert "choice.1 = a if c else b" == joined(choice)


def test_inner_blocks():
    choice = s.If(C, [s.Assign("choice.1", A)], [s.Assign("choice.1", B)])
    assert "for i in a:\n    choice.1 = a if c else b" == joined(s.For("i", A, [choice]))


UNTOUCHED = {
    "a branch that the user wrote": [s.If(C, [s.Assign("y.1", A)], [s.Assign("y.1", B)])],
    "different targets": [s.If(C, [s.Assign("choice.1", A)], [s.Assign("choice.2", B)])],
    "more statements": [
        s.Assign("test.1", A), s.If(T, [s.Assign("x", B), s.Assign("test.1", B)], [])],
    "another test": [s.Assign("test.1", A), s.If(B, [s.Assign("test.1", B)], [])],
    "another target": [s.Assign("test.1", A), s.If(T, [s.Assign("test.2", B)], [])],
    "two branches": [
        s.Assign("test.1", A), s.If(T, [s.Assign("test.1", B)], [s.Assign("test.1", C)])],
    "something between": [
        s.Assign("test.1", A), s.Evaluate(e.Call(A, ())), s.If(T, [s.Assign("test.1", B)], [])],
}  # fmt: skip


@pytest.mark.parametrize("name", UNTOUCHED)
def test_does_not_fire(name):
    block = UNTOUCHED[name]
    before = listing(block)
    assert not join(block, lambda name: "." in name)
    assert before == listing(block)


def test_does_not_fire_on_names_that_are_not_chosen():
    block = [s.Assign("test.1", A), s.If(T, [s.Assign("test.1", B)], [])]
    assert not join(block, lambda name: False)
    assert 2 == len(block)

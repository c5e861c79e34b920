"""Bindings that nobody reads, and those that stay all the same."""

import pytest

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.unneeded.dead import drop_dead
from tests.fragments import Fragment, block

KINDS = "x y z: vector; a b t.1 t.2 t: real; n k i: int; passes.1: int; copied.1: vector"


def left(text, forward, ends="x"):
    fragment = Fragment(text, forward, "", KINDS, ends)
    fragment.run(drop_dead)
    return listing([*fragment.forward, *fragment.reverse])


GONE = {
    "an adjoint": ("y_bar = x * a\nz_bar = x", 0, "z_bar"),
    "what only that one read": ("y_bar = x * a\nx_bar = y_bar * 2\nz_bar = x", 0, "z_bar"),
    "a sum of Python's numbers": ("t = a + b\nz_bar = x", 1, "z_bar"),
    "a fraction of a float": ("t = a + b / 4\nz_bar = x", 1, "z_bar"),
    "a copy of ours": ("copied.1 = x.copy()\nz_bar = x", 1, "z_bar"),
    "zeros like an array": ("copied.1 = np.zeros_like(x)\nz_bar = x", 1, "z_bar"),
    "a loop that has become empty": ("for i in range(n):\n    y_bar = x\nz_bar = x", 0, "z_bar"),
    "a branch that has": ("if n > 0:\n    y_bar = x\nz_bar = x", 0, "z_bar"),
    "a count that is only raised": (
        "passes.1 = 0\npasses.1 = passes.1 + 1\nz_bar = x", 2, "z_bar"),
    "a part that is read again to be changed": ("t.1 = x[0]\nx[0] += a\nz_bar = x", 2, "z_bar"),
}  # fmt: skip


@pytest.mark.parametrize("name", GONE)
def test_gone(name):
    text, forward, ends = GONE[name]
    kept = "x[0] += a\nz~bar = x" if "x[0]" in text else "z~bar = x"
    assert kept == left(text, forward, ends)


STAYS = {
    "what may overflow, and warn": ("y = x * a", 1, "x"),
    "what may raise or warn": ("t.1 = a / b", 1, "x"),
    "what divides by zero": ("t.1 = a / 0", 1, "x"),
    "an integer too large for a float": ("t.1 = n / 4", 1, "x"),
    "what may be out of bounds": ("t.1 = x[k]", 1, "x"),
    "what may call a method of anything": ("t.1 = y.copy().sort()", 1, "x"),
    "zeros of a shape, which may be none": ("y = np.zeros(n)", 1, "x"),
    "a record, which shortens the tape": ("y_bar = y_tape.pop()", 0, "x"),
    "a loop of the program's": ("for i in range(n):\n    y[i] = a", 1, "x"),
    "what is read a pass later": (
        "for i in range(n):\n    x_bar = y_bar\n    y_bar = x_bar * a", 0, "x_bar"),
    "a sum of elements of an array": ("t.1 = x + y", 1, "x"),
}  # fmt: skip


@pytest.mark.parametrize("name", STAYS)
def test_stays(name):
    text, forward, ends = STAYS[name]
    assert listing(block(text)) == left(text, forward, ends)


def test_a_copy_of_what_may_not_be_bound():
    """It raises in its place, as the program does there."""
    text = "if n > 0:\n    y = x\ncopied.1 = y.copy()"
    assert listing(block(text)) == left(text, 2)


def test_an_error_that_nobody_reads_has_no_name():
    attempt = s.Attempt(block("y = x"), "raised.1", "error.1", ())
    drop_dead([attempt], [], [e.Var("y")], Facts())
    assert "" == attempt.error
    read = s.Attempt(block("y = x"), "raised.1", "error.1", ())
    drop_dead([read], [], [e.Var("error.1")], Facts())
    assert "error.1" == read.error

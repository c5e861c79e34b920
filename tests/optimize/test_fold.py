"""Values that are used once go back into the expression that uses them; and where not."""

import runpy

import numpy as np
import pytest

from srcgrad import grad
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.names.fold import Folding

A, X, Y, T = (e.Var(n) for n in ("A", "x", "y", "t.1"))
SIN, RANGE = e.Ref("np.sin", np.sin), e.Ref("range", range)
SUM = e.Binary("+", X, e.Const(1))
READ = e.Item(A, e.Const(0))


def folded(*block, result=None, pure=lambda tree: True):
    """The text after folding; `A` and `v` are arrays of one memory class."""
    array = k.Array(np.dtype(float), (None,))
    kinds = {"A": array, "v": array}
    body = list(block)
    folding = Folding(
        lambda tree: kinds.get(tree.name, k.Real()) if isinstance(tree, e.Var) else k.Real(),
        lambda name: "." in name, lambda name: "A" if name == "v" else name, pure,
    )  # fmt: skip
    folding.run(body, result or Y)
    return listing(body)


def call(tree):
    return e.Call(SIN, (tree,))


FIRES = {
    "into the next statement": (
        [s.Assign("t.1", SUM), s.Assign("y", e.Binary("*", T, X))], "y = (x + 1) * x"),
    "chains": (
        [s.Assign("t.1", SUM), s.Assign("t.2", call(T)), s.Assign("y", e.Unary("-", e.Var("t.2")))],
        "y = -np.sin(x + 1)"),
    "over a statement that changes nothing it reads": (
        [s.Assign("t.1", SUM), s.Assign("z", A), s.Assign("y", T)], "z = A\ny = x + 1"),
    "into a test": ([s.Assign("t.1", SUM), s.If(T, [s.Assign("y", X)], [])],
        "if x + 1:\n    y = x"),
    "into a range": ([s.Assign("t.1", SUM), s.For("i", e.Call(RANGE, (T,)), [])],
        "for i in range(x + 1):\n    pass"),
    "into the test of a while loop": ([s.While([s.Assign("t.1", SUM)], T, [s.Assign("y", X)])],
        "while x + 1:\n    y = x"),
    "within a loop": ([s.For("i", X, [s.Assign("t.1", SUM), s.Assign("y", T)])],
        "for i in x:\n    y = x + 1"),
    "a read before a store of another array": (
        [s.Assign("t.1", READ), s.Store(e.Var("B"), e.Const(0), X), s.Assign("y", T)],
        "B[0] = x\ny = A[0]"),
    "a view into the place of a store": (
        [s.Assign("t.1", READ), s.Store(T, e.Const(1), X)], "A[0][1] = x"),
}  # fmt: skip


@pytest.mark.parametrize("name", FIRES)
def test_fires(name):
    block, expected = FIRES[name]
    assert expected == folded(*block)


STAYS = {
    "a second use": [s.Assign("t.1", SUM), s.Assign("y", e.Binary("*", T, T))],
    "a second binding": [s.Assign("t.1", SUM), s.Assign("y", T), s.Assign("t.1", X)],
    "an operand that is bound anew": [s.Assign("t.1", SUM), s.Assign("x", Y), s.Assign("y", T)],
    "an operand that a branch binds": [
        s.Assign("t.1", SUM), s.If(Y, [s.Assign("x", Y)], []), s.Assign("y", T)],
    "a loop's body, which runs many times": [
        s.Assign("t.1", SUM), s.For("i", X, [s.Assign("y", T)])],
    "a branch, which may not run": [s.Assign("t.1", SUM), s.If(X, [s.Assign("y", T)], [])],
    "a store to what it reads": [
        s.Assign("t.1", READ), s.Store(A, e.Const(0), X), s.Assign("y", T)],
    "a store through a view of what it reads": [
        s.Assign("t.1", READ), s.Augment(e.Var("v"), e.Const(0), "+", X), s.Assign("y", T)],
    "a while loop's test, which is evaluated again": [
        s.Assign("t.1", SUM), s.While([], T, [s.Assign("x", Y)])],
    "a permutation": [s.Assign("t.1", SUM), s.Permute(("a", "b"), ("t.1", "a"))],
    "the user's own name": [s.Assign("t", SUM), s.Assign("y", e.Var("t"))],
    "a computed base of a store": [s.Assign("t.1", call(A)), s.Store(T, e.Const(0), X)],
    "the element of a list": [s.Assign("t.1", SUM), s.Assign("y", e.Each(T, "a", A))],
}  # fmt: skip


@pytest.mark.parametrize("name", STAYS)
def test_does_not_fire(name):
    block = STAYS[name]
    assert listing(block) == folded(*block)


def test_results_are_uses():
    block = [s.Assign("t.1", SUM), s.Assign("y", T)]
    assert listing(block) == folded(*block, result=T)


def test_effects_do_not_move():
    impure = lambda tree: not isinstance(tree, e.Call)  # noqa: E731 - one line, used once
    block = [s.Assign("t.1", call(X)), s.Assign("z", A), s.Assign("y", T)]
    assert listing(block) == folded(*block, pure=impure)
    assert "y = np.sin(x)" == folded(s.Assign("t.1", call(X)), s.Assign("y", T), pure=impure)


def test_an_impure_call_between_that_may_write():
    impure = lambda tree: not isinstance(tree, e.Call)  # noqa: E731 - one line, used once
    block = [s.Assign("t.1", READ), s.Evaluate(call(A)), s.Assign("y", T)]
    assert listing(block) == folded(*block, pure=impure)


@pytest.mark.parametrize(
    "reads",
    [e.Choice(e.Compare("!=", X, e.Const(0)), T, e.Const(0.5)), e.Logical("and", X, T)],
)
def test_an_effect_does_not_come_to_hang_on_a_test(reads):
    impure = lambda tree: not isinstance(tree, e.Call)  # noqa: E731 - one line, used once
    block = [s.Assign("t.1", call(A)), s.Assign("y", reads)]
    assert listing(block) == folded(*block, pure=impure)
    assert len(folded(*block).splitlines()) == 1


def test_an_effect_moves_into_a_store():
    """What is stored is evaluated first."""
    impure = lambda tree: not isinstance(tree, e.Call)  # noqa: E731 - one line, used once
    store, add = s.Store(A, X, T), s.Augment(A, X, "+", T)
    pop = call(e.Var("xs"))
    assert "A[x] = np.sin(xs)" == folded(s.Assign("t.1", pop), store, pure=impure)
    assert "A[x] += np.sin(xs)" == folded(s.Assign("t.1", pop), add, pure=impure)
    for block in (
        [s.Assign("t.1", call(A)), s.Augment(A, X, "+", T)],  # changes where it is added
        [s.Assign("t.1", pop), s.Store(A, T, X)],
        [s.Assign("t.1", pop), s.Augment(e.Var("ys"), X, "+", T)],  # which may be the same list
    ):
        assert listing(block) == folded(*block, pure=impure)


def test_a_sum_of_very_many_terms_stays_in_parts():
    """One term within another: the tree would be too deep to print."""
    adds = [s.Assign(f"t.{i + 1}", e.Binary("+", e.Var(f"t.{i}"), X)) for i in range(120)]
    lines = folded(*adds, s.Assign("y", e.Var("t.120"))).splitlines()
    assert 3 == len(lines)
    assert 120 == sum(line.count("+") for line in lines)


def test_a_function_of_very_many_terms(tmp_path):
    terms = " + ".join(f"x * {i}.0" for i in range(200))
    path = tmp_path / "many_terms.py"
    path.write_text(f"def many(x):\n    return {terms}\n")
    space = runpy.run_path(str(path))
    assert (space["many"](1.5), 19900.0) == grad(space["many"])(1.5)

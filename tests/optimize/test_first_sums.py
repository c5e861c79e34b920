"""Adjoints that are bound to a sum at once, and those that are added to."""

import numpy as np
import pytest

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.buffers.first_sums import join_first

VECTOR, MATRIX = (k.Array(np.dtype("f8"), (None,) * rank) for rank in (1, 2))
SINGLE = k.Array(np.dtype("f4"), (None,))
NAMES = ("a~bar", "v~bar", "w~bar", "m~bar", "f~bar", "x", "y", "u", "M")
A, V, W, F, X, Y, U = map(e.Var, ("a~bar", "v~bar", "w~bar", "f~bar", "x", "y", "u"))
M, M_BAR = e.Var("M"), e.Var("m~bar")
SQUARE = k.Array(np.dtype("f8"), (3, 3))
K_BAR, E_BAR = e.Var("k~bar"), e.Var("e~bar")
LIKE = e.Ref("np.zeros_like", np.zeros_like)
ZEROS, ZEROS_LIKE_F = e.Call(LIKE, (K_BAR,)), e.Call(LIKE, (F,))


def joined(*block, pure=lambda tree: True, widest=40):
    """`a`, `x` and `y` are numbers, `v`, `w` and `u` vectors, `f` one of single precision."""
    kinds = {name: k.Real() for name in NAMES} | dict.fromkeys(["v~bar", "w~bar", "u"], VECTOR)
    kinds |= {"m~bar": MATRIX, "M": MATRIX, "f~bar": SINGLE, "k~bar": SQUARE, "e~bar": SQUARE}
    body = list(block)
    join_first([], body, Facts(kinds=kinds), pure, widest)
    return listing(body)


def add(base, value, op="+"):
    return s.Augment(base, None, op, value)


def times(a, b):
    return e.Binary("*", a, b)


def test_numbers():
    block = [s.Assign("a~bar", times(X, Y)), add(A, X), add(A, Y, "-")]
    assert "a~bar = ((x * y) + x) - y" == joined(*block)


def test_vectors():
    block = [s.Assign("v~bar", times(X, U)), add(V, U)]
    assert "v~bar = (x * u) + u" == joined(*block)


def test_a_sign_gives_way():
    block = [s.Assign("a~bar", e.Unary("-", X)), add(A, Y)]
    assert "a~bar = y - x" == joined(*block)
    block = [s.Assign("a~bar", times(e.Unary("-", X), Y)), add(A, Y)]
    assert "a~bar = y - (x * y)" == joined(*block)


def test_the_second_term_comes_first():
    """What the first reads is bound anew in between."""
    block = [s.Assign("v~bar", W), s.Assign("w~bar", e.Unary("-", U))]
    block.append(s.Assign("v~bar", e.Binary("+", V, U)))
    assert "v~bar = w~bar + u\nw~bar = -u" == joined(*block)


def test_the_first_term_waits():
    """What the second reads is bound in between."""
    block = [s.Assign("a~bar", X), s.Assign("y", times(X, X)), add(A, Y)]
    assert "y = x * x\na~bar = x + y" == joined(*block)


def test_zeros_of_a_shape_wait_for_what_is_stored_elsewhere():
    """A store changes no shape, and what is subtracted from zeros is turned."""
    block = [s.Assign("k~bar", ZEROS), s.Store(E_BAR, e.Const(0), X), add(K_BAR, E_BAR, "-")]
    assert "e~bar[0] = x\nk~bar = -e~bar" == joined(*block)


LEFT = {
    "zeros of another precision": [s.Assign("f~bar", ZEROS_LIKE_F), add(F, V, "-")],
    "zeros of another shape": [s.Assign("k~bar", ZEROS), add(K_BAR, M, "-")],
    "a matrix is added to in place": [s.Assign("m~bar", times(X, M)), add(M_BAR, M)],
    "the memory is another's too": [s.Assign("v~bar", e.Item(U, e.Slice(None, None))), add(V, W)],
    "another precision": [s.Assign("f~bar", times(F, F)), add(F, U)],
    "read in between": [s.Assign("a~bar", X), s.Assign("y", times(A, X)), add(A, X)],
    "read by the term itself": [s.Assign("a~bar", X), add(A, times(A, X))],
    "both are disturbed": [
        s.Assign("a~bar", X), s.Assign("x", Y), s.Assign("y", X), add(A, Y)],
    "a store in between": [
        s.Assign("v~bar", times(X, U)), s.Store(U, e.Const(0), X), add(V, times(X, U))],
    "a loop in between": [
        s.Assign("a~bar", X), s.For("i", e.Var("n"), [s.Assign("y", X)]), add(A, X)],
    "another operation": [s.Assign("a~bar", X), add(A, Y, "*")],
    "nothing yet": [s.Assign("a~bar", e.Const(0.0)), add(A, Y)],
    "a name of the program's": [s.Assign("x", A), add(X, Y)],
    "too wide": [s.Assign("a~bar", times(times(X, X), times(X, X))), add(A, times(Y, times(Y, Y)))],
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT)
def test_left(name):
    block = LEFT[name]
    assert listing(block) == joined(*block, widest=25)


def test_not_what_has_an_effect():
    pop = e.Call(e.Attr(e.Var("x~tape"), "pop"), ())
    block = [s.Assign("a~bar", X), s.Assign("y", X), add(A, pop)]
    assert listing(block) == joined(*block, pure=lambda tree: not isinstance(tree, e.Call))

"""Terms of tangents: signs, factors, divisors and sums; what is read by tests stays as it is."""

import numpy as np
import pytest

from srcgrad.infer.kinds.expressions import kind_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim
from srcgrad.ir.text import listing
from srcgrad.optimize.algebra.terms import lean, shorten_terms

N = Dim("n", axis=True)
VECTOR, OTHER = k.Array(np.dtype("f8"), (N,)), k.Array(np.dtype("f8"), (Dim("m"),))
SINGLE, MATRIX = k.Array(np.dtype("f4"), (N,)), k.Array(np.dtype("f8"), (N, N))
X, DX, Y, DY, A, DA = (e.Var(n) for n in ("x", "x~dot", "y", "y~dot", "a", "a~dot"))
SUM, DOT = e.Ref("np.sum", np.sum), e.Ref("np.dot", np.dot)


def kind(tree):
    kinds = {"x": VECTOR, "y": VECTOR, "o": OTHER, "f": SINGLE, "M": MATRIX}
    return kind_of(tree, lambda name: kinds.get(name.removesuffix("~dot"), k.Real()))


def times(*parts):
    first, *rest = parts
    for part in rest:
        first = e.Binary("*", first, part)
    return first


def over(a, b):
    return e.Binary("/", a, b)


def plus(a, b):
    return e.Binary("+", a, b)


def minus(a, b=None):
    return e.Unary("-", a) if b is None else e.Binary("-", a, b)


def total(tree):
    return e.Call(SUM, (tree,))


def dot(a, b):
    return e.Call(DOT, (a, b))


def einsum(text, a, b):
    return e.Call(e.Ref("np.einsum", np.einsum), (e.Const(text), a, b))


def mean(tree):
    return e.Call(e.Ref("np.mean", np.mean), (tree,))


def solve(matrix, tree):
    return e.Call(e.Ref("np.linalg.solve", np.linalg.solve), (matrix, tree))


def copied(tree):
    return e.Call(e.Attr(tree, "copy"), ())


TWO = e.Const(2)
M, DM, OF, DO, F, DF = (e.Var(n) for n in ("M", "M~dot", "o", "o~dot", "f", "f~dot"))


@pytest.mark.parametrize(
    ("expected", "tree"),
    [
        ("x * x~dot", times(X, copied(DX))),
        ("np.sum(x~dot)", total(copied(DX))),
        ("x~dot.copy()", copied(DX)),
        ("a.copy() * a~dot", times(copied(A), DA)),  # not of an array
        ("(-200 * x) * x~dot", times(e.Const(100.0), times(times(TWO, X), minus(DX)))),
        ("x * x~dot", minus(times(X, minus(DX)))),
        ("y~dot - (x * x~dot)", plus(times(X, minus(DX)), DY)),
        ("-(x~dot + y~dot)", minus(minus(DX), DY)),
        ("a * a~dot", times(e.Const(0.5), times(times(TWO, A), DA))),
        ("((2 * a) * a~dot) * x", times(times(TWO, X), times(A, DA))),
        ("(((a~dot * a) * x) * y) / a", times(X, over(times(times(Y, DA), A), A))),
        ("x~dot * a", times(DX, A)),
        ("(x~dot - (y * y~dot)) / a", minus(over(DX, A), over(times(Y, DY), A))),
        ("2 * np.dot(x~dot, x)", plus(dot(DX, X), dot(X, DX))),
        ("np.dot(x~dot, y) + np.dot(x, y~dot)", plus(dot(DX, Y), dot(X, DY))),
        (
            "2 * np.einsum('i,i->i', x~dot, x)",
            plus(einsum("i,i->i", DX, X), einsum("i,i->i", X, DX)),
        ),
        (
            "np.einsum('i,j->i', x~dot, x) + np.einsum('i,j->i', x, x~dot)",
            plus(einsum("i,j->i", DX, X), einsum("i,j->i", X, DX)),
        ),
        ("2 * np.vdot(x, x~dot)", total(times(times(TWO, X), DX))),
        ("np.vdot(x, x~dot) / a", total(over(times(X, DX), A))),
        ("np.sum(x + x~dot)", total(plus(X, DX))),
        ("(2 * np.vdot(x, x~dot)) / x.size", mean(times(times(TWO, X), DX))),
        ("2 * np.mean(x * o~dot)", mean(times(times(TWO, X), e.Var("o~dot")))),
        ("np.linalg.solve(M, x~dot - y~dot)", minus(solve(M, DX), solve(M, DY))),
        ("-np.linalg.solve(M, x~dot + y~dot)", minus(minus(solve(M, DX)), solve(M, DY))),
        (
            "np.linalg.solve(M, x~dot) - np.linalg.solve(x, y~dot)",
            minus(solve(M, DX), solve(X, DY)),
        ),
        ("np.sum(x * o~dot)", total(times(X, e.Var("o~dot")))),
        ("np.sum((2 * f) * f~dot)", total(times(times(TWO, e.Var("f")), e.Var("f~dot")))),
        (
            "np.vdot(x, y~dot) - (2 * np.vdot(y, x~dot))",
            total(minus(times(X, DY), times(times(TWO, Y), DX))),
        ),
        (
            "2 * (np.vdot(x, x~dot) - ((np.vdot(y, x~dot) * a) + np.vdot(y, y~dot)))",
            total(times(TWO, minus(times(X, DX), plus(times(times(Y, DX), A), times(Y, DY))))),
        ),
        ("np.sum((x * y~dot) + x~dot)", total(plus(times(X, DY), DX))),
        ("np.sum((x * x~dot) + (o * o~dot))", total(plus(times(X, DX), times(OF, DO)))),
        ("np.sum((x * y~dot) + (M * M~dot))", total(plus(times(X, DY), times(M, DM)))),
        ("np.sum((f * f~dot) + (f * f~dot))", total(plus(times(F, DF), times(F, DF)))),
    ],
)
def test_terms(expected, tree):
    assert expected == repr(lean(tree, kind))


def test_tests_stay():
    test = e.Compare(">", times(e.Const(0.1), times(e.Const(3.0), A)), A)
    tree = e.Choice(test, minus(minus(DX)), DX)
    assert f"x~dot if ({test!r}) else x~dot" == repr(lean(tree, kind))


def test_subscripts_stay():
    index = e.Call(e.Ref("int", int), (times(e.Const(0.1), times(e.Const(3.0), A)),))
    assert repr(e.Item(DX, index)) == repr(lean(minus(minus(e.Item(DX, index))), kind))


def test_a_sign_goes_into_the_operator_and_values_are_left_alone():
    value = times(e.Const(3.0), times(TWO, X))
    block = [
        s.Augment(DX, None, "+", minus(times(X, DY))),
        s.Augment(DX, None, "*", value),
        s.Assign("y", value),
    ]
    shorten_terms(block, kind)
    assert f"x~dot -= x * y~dot\nx~dot *= {value!r}\ny = {value!r}" == listing(block)

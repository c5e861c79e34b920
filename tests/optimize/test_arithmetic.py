"""Signs and powers of two move; nothing that would round differently does."""

import numpy as np
import pytest

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.algebra.arithmetic import shorten, simplified
from tests.fragments import expression, kinds

ARRAY = k.Array(np.dtype("f8"), (None,))
X, Y, NUMBER = e.Var("x"), e.Var("y"), e.Var("n")
KINDS = {"x": ARRAY, "y": ARRAY, "n": k.Real(), "m": k.Real(), "i": k.Int()}


def kind_of(tree):
    if isinstance(tree, e.Var):
        return KINDS[tree.name]
    if isinstance(tree, e.Const):
        return k.Real()
    kinds = [kind_of(t) for t in (tree.operand,)] if isinstance(tree, e.Unary) else []
    if isinstance(tree, e.Binary):
        kinds = [kind_of(tree.left), kind_of(tree.right)]
    return ARRAY if ARRAY in kinds else k.Real()


def times(a, b):
    return e.Binary("*", a, b)


def minus(a):
    return e.Unary("-", a)


def transposed(*axes):
    return e.Call(e.Ref("np.transpose", np.transpose), (X, e.Sequence("tuple", axes)))


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        (times(NUMBER, times(e.Const(2), X)), "(n * 2) * x"),
        (times(times(NUMBER, e.Const(100.0)), times(e.Const(2), X)), "(n * 200.0) * x"),
        (times(NUMBER, times(e.Const(3), X)), "n * (3 * x)"),  # would round in another place
        (times(Y, times(e.Const(2), X)), "y * (2 * x)"),  # two passes either way
        (times(NUMBER, times(e.Const(2), e.Var("m"))), "(n * 2) * m"),
        (minus(minus(X)), "x"),
        (minus(times(minus(X), Y)), "x * y"),
        (minus(e.Binary("/", times(minus(X), Y), NUMBER)), "(x * y) / n"),
        (minus(times(NUMBER, X)), "-n * x"),  # one pass less
        (minus(times(X, NUMBER)), "x * -n"),
        (minus(e.Binary("/", X, e.Var("i"))), "-(x / i)"),  # minus an integer zero has no sign
        (minus(e.Call(e.Ref("np.roll", np.roll), (minus(X), e.Const(1)))), "np.roll(x, 1)"),
        (e.Binary("-", Y, e.Call(e.Ref("np.vdot", np.vdot), (X, minus(Y)))), "y + np.vdot(x, y)"),
        (e.Binary("+", X, minus(Y)), "x - y"),
        (e.Binary("+", X, times(Y, minus(NUMBER))), "x - (y * n)"),
        (e.Binary("-", X, times(Y, minus(e.Var("i")))), "x + (y * i)"),
        (times(times(X, e.Named(0.5, e.Var("h"))), e.Const(2)), "(x * 0.5) * 2"),
        (minus(times(X, e.Named(0.3, e.Var("h")))), "x * (-0.3)"),
        (e.Binary("-", X, times(minus(Y), NUMBER)), "x + (y * n)"),
        (e.Binary("-", X, times(times(Y, e.Const(-0.1)), X)), "x + ((y * 0.1) * x)"),
        (e.Attr(e.Attr(X, "T"), "T"), "x"),
        (transposed(e.Const(0)), "x"),
        (times(e.Choice(NUMBER, times(Y, e.Const(0.5)), e.ZERO), e.Const(2)), "y if n else 0.0"),
        (e.Item(X, e.Binary("+", e.Const(1), e.Const(1))), "x[2]"),
        (e.Item(X, e.Binary("-", e.Const(1), e.Const(2))), "x[-1]"),
        (e.Item(X, e.Binary("+", e.Const(1), e.Const(1.0))), "x[1 + 1.0]"),
        (transposed(e.Const(0), e.Const(1)), "np.transpose(x, (0, 1))"),  # not of a vector
    ],
)
def test_simplified(tree, expected):
    assert expected == repr(simplified(tree, kind_of)).replace("(-n)", "-n")


def test_a_sign_turns_the_statement():
    block = [s.Augment(X, None, "+", times(minus(Y), NUMBER)), s.Augment(X, None, "*", minus(Y))]
    shorten(block, kind_of)
    assert "x -= y * n\nx *= -y" == listing(block)


def test_a_sign_before_a_choice():
    choice = e.Choice(NUMBER, times(minus(Y), NUMBER), e.ZERO)
    block = [s.Augment(X, None, "+", choice), s.Assign("y", minus(e.Choice(NUMBER, Y, e.ZERO)))]
    shorten(block, kind_of)
    assert "x -= (y * n) if n else 0.0\ny = (-y) if n else 0.0" == listing(block)


def test_a_sign_stands_on_the_constant():
    block = [s.Assign("y", times(minus(X), e.Const(0.7))), s.Assign("y", times(minus(NUMBER), X))]
    shorten(block, kind_of)
    assert "y = x * -0.7\ny = -n * x" == listing(block).replace("(-n)", "-n")


def test_a_product_by_minus_one_is_the_opposite():
    assert "-x" == repr(simplified(times(X, e.Const(-1.0)), kind_of))
    assert "(-n)" == f"({simplified(times(NUMBER, e.Const(-1.0)), kind_of)!r})"
    assert "x * (-n)" == repr(simplified(times(times(X, NUMBER), e.Const(-1.0)), kind_of))


@pytest.mark.parametrize("kind", [k.Int(), k.Real(integral=True), k.Array(np.dtype("i8"), (None,))])
def test_not_of_integers_which_it_makes_floats(kind):
    tree = times(X, e.Const(-1.0))
    assert tree == simplified(tree, lambda t: kind if t == X else k.Real())


@pytest.mark.parametrize("factor", [0.3, 1e300])
def test_a_factor_that_would_be_rounded_elsewhere_stays(factor):
    scaled = times(times(e.Var("n"), X), e.Const(factor))
    assert scaled == simplified(scaled, kind_of)


WRAPS = Facts(kinds=kinds("w: i8[m]; x y: [m]; n: real") | {"u": k.Scalar(np.dtype("i8"))}).kind


@pytest.mark.parametrize(
    "text",
    [
        "-(w * 2)",
        "-(w * n)",
        "-(u * x)",
        "-(w if n else 0.0)",
        "x - -w",
        "n * (2 * w)",
        "u * (2 * x)",
        "x * 0.5 * (2 * w)",
        "w * 2 * 2",
        "np.dot(-w, x)",
        "x * n * 512.0",  # a factor that may overflow
        "x * n * 0.0",
    ],
)
def test_what_wraps_round_stays(text):
    tree = expression(text)
    assert tree == simplified(tree, WRAPS)

"""Choices by one test that are made one, and those that stay two."""

import numpy as np
import pytest

from srcgrad import grad, source
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.optimize.branches.both_sides import WHERE, both_sides

ARRAY, SINGLE = (k.Array(np.dtype(name), (None, 3)) for name in ("f8", "f4"))
T, U, X, Y = map(e.Var, "tuxy")
NOTHING = e.Const(0)


def where(test, body, orelse):
    return e.Call(WHERE, (test, body, orelse), ())


def times(tree, factor):
    return e.Binary("*", tree, e.Const(factor))


def joined(first, op, second, kind_of=lambda tree: ARRAY):
    return repr(both_sides(first, op, second, kind_of))


BODY, ORELSE = where(T, X, NOTHING), where(T, NOTHING, Y)


def test_two_sides():
    assert "np.where(t, x, y)" == joined(BODY, "+", ORELSE)
    assert "np.where(t, x, y)" == joined(ORELSE, "+", BODY)
    assert "np.where(t, x, -y)" == joined(BODY, "-", ORELSE)
    assert "np.where(t, x, y)" == joined(BODY, "-", e.Unary("-", ORELSE))


def test_factors_up_to_one():
    assert "np.where(t, x * -0.5, y * 0.1)" == joined(times(BODY, -0.5), "+", times(ORELSE, 0.1))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (BODY, BODY),
        (BODY, where(U, NOTHING, Y)),
        (BODY, times(ORELSE, 2.0)),  # what is not chosen may overflow
        (BODY, e.Binary("*", ORELSE, Y)),  # and `x` is another value than `y`
        (BODY, Y),
        (where(T, X, e.Const(1)), ORELSE),
    ],
)
def test_stay(first, second):
    assert "None" == joined(first, "+", second)


A, B, D = map(e.Var, "abd")
ONE, OTHER = where(T, X, NOTHING), where(T, NOTHING, X)
SIGN = e.Call(e.Ref("np.sign", np.sign), (B,), ())


def scaled(tree, *factors):
    for factor in factors:
        tree = e.Binary("*", tree, factor)
    return tree


def minus(tree):
    return e.Unary("-", tree)


@pytest.mark.parametrize(
    ("expected", "first", "op", "second"),
    [
        ("x * np.where(t, a, b)", scaled(ONE, A), "+", scaled(OTHER, B)),
        ("x * np.where(t, b, a)", scaled(OTHER, A), "+", scaled(ONE, B)),
        ("x * np.where(t, 1.0, b)", ONE, "+", scaled(OTHER, B)),
        ("x * np.where(t, a, 2.0)", scaled(ONE, A), "+", times(OTHER, 2.0)),
        ("x * np.where(t, a, d * np.sign(b))", scaled(ONE, A), "+", scaled(OTHER, D, SIGN)),
        ("x * np.where(t, a, -b)", scaled(ONE, A), "-", scaled(OTHER, B)),
        ("x * np.where(t, a, b)", scaled(ONE, A), "-", minus(scaled(OTHER, B))),
        ("x * np.where(t, -a, b)", minus(scaled(ONE, A)), "+", scaled(OTHER, B)),
        ("(-x) * np.where(t, a, b)", minus(scaled(ONE, A)), "-", scaled(OTHER, B)),
        ("x * np.where(t, a, (-d) * np.sign(b))", scaled(ONE, A), "-", scaled(OTHER, D, SIGN)),
    ],
)
def test_what_is_multiplied_by_one_of_two(expected, first, op, second):
    assert expected == joined(first, op, second)


INTEGERS = k.Array(np.dtype("u1"), (None, 3))
COMPLEX = k.Array(np.dtype("c16"), (None, 3))


@pytest.mark.parametrize(
    ("why", "first", "second", "kinds"),
    [
        ("the same side twice", scaled(ONE, A), scaled(ONE, B), {}),
        ("of another test", scaled(where(U, X, NOTHING), A), scaled(OTHER, B), {}),
        ("another value", scaled(ONE, A), scaled(where(T, NOTHING, Y), B), {}),
        ("`a * b` may overflow", scaled(ONE, A, B), scaled(OTHER, B), {}),
        ("and on the other side", scaled(ONE, A), scaled(OTHER, D, B), {}),
        ("a large constant", scaled(ONE, A, e.Const(3.0)), scaled(OTHER, B), {}),
        ("integers, whose sign would wrap round", scaled(ONE, A), scaled(OTHER, B), {B: INTEGERS}),
        ("complex numbers", scaled(ONE, A), scaled(OTHER, B), {A: COMPLEX}),
        ("the sign of a complex number", scaled(ONE, A), scaled(OTHER, D, SIGN), {B: COMPLEX}),
        ("a quotient", scaled(ONE, A), e.Binary("/", OTHER, B), {}),
    ],
)
def test_what_stays_multiplied_by_both(why, first, second, kinds):
    assert "None" == joined(first, "+", second, lambda tree: kinds.get(tree, ARRAY)), why


def huber(w, A, y, d):
    r = A @ w - y
    size = np.abs(r)
    return np.sum(np.where(size < d, 0.5 * r * r, d * (size - 0.5 * d)))


def quantile(q, y, tau):
    over = y - q
    return np.sum(np.where(over > 0, tau * over, (tau - 1.0) * over))


def wave(x, limit, w):
    return np.sum(np.where(x > limit, np.sin(x), np.cos(x)) * w)


MATRIX = np.array([[1.0, -2.0], [0.5, 3.0], [2.0, 1.0]])
PIECES = [
    (huber, (np.array([0.3, -0.4]), MATRIX, np.array([1.0, 0.2, -3.0]), 0.7)),
    (quantile, (np.array([0.1, 2.0, 0.7]), np.array([1.0, 0.5, 0.2]), 0.3)),
    (wave, (np.array([-0.5, 0.2, 2.0]), 0.1, np.array([1.0, -2.0, 0.5]))),
]


@pytest.mark.parametrize(("function", "args"), PIECES)
def test_pieces(function, args):
    reverse = source(function, *args).partition("# reverse sweep")[2]
    assert 1 == reverse.count("np.where")
    value, slope = grad(function)(*args)
    assert value == function(*args)
    for n in range(len(slope)):
        step = 1e-6 * np.eye(len(slope))[n]
        ends = [function(args[0] + sign * step, *args[1:]) for sign in (1, -1)]
        np.testing.assert_allclose(slope[n], (ends[0] - ends[1]) / 2e-6, rtol=1e-7)


def test_nothing_overflows_that_is_not_chosen():
    args = np.array([2.0, 0.5]), 1e200, np.array([1e200, 1.0])
    with np.errstate(all="raise"):
        _, slope = grad(lambda x, big, w: np.sum(np.where(x > 1.0, x, big * x) * w))(*args)
    np.testing.assert_allclose(slope, [1e200, 1e200])


def test_not_of_another_dtype():
    assert "None" == joined(BODY, "+", ORELSE, lambda tree: SINGLE if tree == BODY else ARRAY)


def leaky(x):
    return np.sum(np.where(x > 0, x, 0.1 * x) ** 2)


def test_the_adjoint_of_a_choice_is_one():
    reverse = source(leaky, np.ones((2, 3))).partition("# reverse sweep")[2]
    assert 1 == reverse.count("np.where")

"""Plain forms, where kinds tell that they mean the same."""

import numpy as np
import pytest

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim
from srcgrad.ir.text import listing, render
from srcgrad.optimize.algebra.plain_forms import DIAG, WHOLE, plain, use_plain_forms
from srcgrad.runtime import spread_diagonal

DOUBLE, N = np.dtype("f8"), Dim("x.0")
KINDS = {
    "t": k.Array(DOUBLE, (N,)), "a": k.Array(DOUBLE, (N, N)), "b": k.Array(DOUBLE, (N, None)),
    "any": k.Array(DOUBLE, None), "point": k.Array(DOUBLE, ()), "xs": k.List(None, k.Real()),
    "z": k.Array(np.dtype("c16"), (N,)),
    "n": k.Real(),
}  # fmt: skip


def shape(name):
    return e.Call(e.Ref("np.shape", np.shape), (e.Var(name),))


def spread(name, *offset):
    return e.Call(e.Ref("spread_diagonal", spread_diagonal), (e.Var("t"), shape(name), *offset))


def product(tree):
    return e.Binary("*", tree, e.Var("t"))


@pytest.mark.parametrize(
    ("expected", "tree"),
    [
        ("np.diag(t)", spread("a", e.Const(0))),
        ("np.diag(t)", spread("a")),
        ("spread_diagonal(t, b.shape, 0)", spread("b", e.Const(0))),
        ("spread_diagonal(t, a.shape, 1)", spread("a", e.Const(1))),
        ("np.shape(any)", shape("any")),
        ("np.shape(n)", shape("n")),
        ("a * t", product(e.Item(e.Var("a"), WHOLE))),
        ("point[:] * t", product(e.Item(e.Var("point"), WHOLE))),
        ("xs[:] * t", product(e.Item(e.Var("xs"), WHOLE))),
        ("a[:]", e.Item(e.Var("a"), WHOLE)),
    ],
)
def test_plain(expected, tree):
    assert expected == repr(plain(tree, Facts(kinds=KINDS).kind))


@pytest.mark.parametrize(
    ("number", "least", "expected"),
    [
        (k.Real(), 1, "s * x.size"),
        (k.Real(), 0, "np.sum(np.broadcast_to(s, x.shape))"),  # of none: 0, though s is infinite
        (k.Scalar(np.dtype("f4")), 1, "np.sum(np.broadcast_to(s, x.shape))"),
    ],
)
def test_a_number_that_is_spread_is_counted(number, least, expected):
    kinds = {"s": number, "x": k.Array(DOUBLE, (Dim("x.0", offset=least),))}
    spread_out = e.Call(
        e.Ref("np.broadcast_to", np.broadcast_to), (e.Var("s"), e.Attr(e.Var("x"), "shape"))
    )
    tree = e.Call(e.Ref("np.sum", np.sum), (spread_out,))
    assert expected == render(plain(tree, Facts(kinds=kinds).kind))


@pytest.mark.parametrize("dtype", ["f8", "c16", "?", "i8"])
def test_what_is_added_to_itself_is_doubled_where_it_is_inexact(dtype):
    x = e.Var("x")
    kinds = {"x": k.Array(np.dtype(dtype), (N,))}
    found = plain(e.Binary("+", x, x), lambda tree: kinds[tree.name])
    assert (found == e.Binary("*", x, e.Const(2))) == (dtype in ("f8", "c16"))


def test_the_same_matrix():
    t = np.array([1.0, 2.0, 3.0])
    np.testing.assert_array_equal(spread_diagonal(t, (3, 3), 0), DIAG.target(t))


def kept(*block):
    body = list(block)
    use_plain_forms(body, Facts(kinds=KINDS).kind)
    return listing(body)


TAKEN = s.Assign("t", e.Call(e.Attr(e.Item(e.Var("a"), e.Const(1)), "copy"), ()))


def test_what_was_taken_is_not_stored_back():
    assert "t = a[1].copy()" == kept(TAKEN, s.Store(e.Var("a"), e.Const(1), e.Var("t")))
    for other in (
        s.Store(e.Var("a"), e.Const(0), e.Var("t")),
        s.Store(e.Var("b"), e.Const(1), e.Var("t")),
        s.Store(e.Var("a"), e.Const(1), e.Var("b")),
        s.Augment(e.Var("a"), e.Const(1), "+", e.Var("t")),
    ):
        assert listing([TAKEN, other]) == kept(TAKEN, other)


def test_an_array_is_multiplied_where_it_is():
    a, t = e.Var("a"), e.Var("t")
    assert "a *= t" == kept(s.Store(a, WHOLE, e.Binary("*", e.Item(a, WHOLE), t)))
    for index, tree in (
        (WHOLE, e.Binary("*", t, a)),
        (WHOLE, e.Binary("*", a, e.Item(a, e.Const(0)))),  # which changes on the way
        (WHOLE, e.Binary("*", a, e.Var("z"))),
        (e.Const(0), e.Binary("*", a, t)),
    ):
        assert listing([s.Store(a, index, tree)]) == kept(s.Store(a, index, tree))


def test_a_part_is_multiplied_where_it_is():
    a, t, part = e.Var("a"), e.Var("t"), e.Slice(None, None, e.Const(2))
    copied = e.Call(e.Attr(e.Item(a, part), "copy"), ())
    assert "a[::2] *= t" == kept(s.Store(a, part, e.Binary("*", copied, t)))
    assert "a[::2] /= 2" == kept(s.Store(a, part, e.Binary("/", e.Item(a, part), e.Const(2))))
    for tree in (
        e.Binary("*", t, e.Item(a, part)),
        e.Binary("*", e.Item(a, part), e.Item(a, e.Const(0))),
        e.Binary("*", e.Item(a, part), e.Var("z")),
    ):
        assert listing([s.Store(a, part, tree)]) == kept(s.Store(a, part, tree))


SQUARE, SQUARED = e.Binary("**", e.Var("n"), e.Const(2)), "n * n"


@pytest.mark.parametrize(
    ("expected", "node"),
    [
        (f"n~bar = 3 * ({SQUARED})", s.Assign("n~bar", e.Binary("*", e.Const(3), SQUARE))),
        (f"t~bar[0] = {SQUARED}", s.Store(e.Var("t~bar"), e.Const(0), SQUARE)),
        ("m~again = n ** 2", s.Assign("m~again", SQUARE)),
        ("n~bar = (n ** 2) > 1", s.Assign("n~bar", e.Compare(">", SQUARE, e.Const(1)))),
        ("t~bar = t ** 2", s.Assign("t~bar", e.Binary("**", e.Var("t"), e.Const(2)))),
    ],
)
def test_numbers_are_squared_by_multiplying_in_adjoints(expected, node):
    block = [node]
    use_plain_forms(block, Facts(kinds=KINDS).kind)
    assert expected == listing(block)


def cut(function, bound, other=None):
    """The adjoint of a number cut off at a bound, as the rule has it."""
    y, tie = e.Var("n"), e.Compare("==", e.Var("n"), other or bound)
    value = e.Call(e.Ref(function.__name__, function), (bound, y))
    half = e.Binary("*", e.Const(0.5), e.Var("s"))
    return e.Choice(e.Compare("!=", y, value), e.Const(0.0), e.Choice(tie, half, e.Var("s")))


def test_what_is_cut_off():
    zero = e.Const(0.0)
    over = plain(cut(max, zero), KINDS.__getitem__)
    assert "s if (n > 0.0) else ((0.5 * s) if (n == 0.0) else 0.0)" == render(over)
    assert "s if (n < 0.0) else" in render(plain(cut(min, zero), KINDS.__getitem__))


def test_not_at_what_may_be_no_number():
    for tree in (cut(max, e.Const(float("nan"))), cut(max, e.Var("m")), cut(pow, e.Const(1.0))):
        assert "!=" in render(plain(tree, lambda _: k.Real()))

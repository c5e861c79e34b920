"""The plain text of core programs."""

import ast

import numpy as np
import pytest

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing, render

X, Y = e.Var("x"), e.Var("y")


@pytest.mark.parametrize(
    ("expected", "tree"),
    [
        ("(x + y) * x", e.Binary("*", e.Binary("+", X, Y), X)),
        ("-(x ** 2)", e.Unary("-", e.Binary("**", X, e.Const(2)))),
        ("not (x < y)", e.Unary("not", e.Compare("<", X, Y))),
        ("(x + y).T", e.Attr(e.Binary("+", X, Y), "T")),
        ("x[1:, ::-1]", e.Item(X, e.Sequence("tuple", (
            e.Slice(e.Const(1)), e.Slice(step=e.Const(-1)))))),
        ("x[0,]", e.Item(X, e.Sequence("tuple", (e.Const(0),)))),
        ("x[()]", e.Item(X, e.Sequence("tuple", ()))),
        ("x[..., None]", e.Item(X, e.Sequence("tuple", (e.Const(...), e.Const(None))))),
        ("np.sum(x, axis=0)", e.Call(e.Ref("np.sum", np.sum), (X,), (("axis", e.Const(0)),))),
        ("(x,)", e.Sequence("tuple", (X,))),
        ("[x, y]", e.Sequence("list", (X, Y))),
        ("{'a': x}", e.Mapping((e.Const("a"),), (X,))),
        ("x if (x > y) else y", e.Choice(e.Compare(">", X, Y), X, Y)),
        ("[a for a in x]", e.Each(e.Var("a"), "a", X)),
        ("f'x = {x}'", e.Text(("x = ", (X, "", "")))),
    ],
)  # fmt: skip
def test_render(expected, tree):
    assert expected == render(tree) == repr(tree)
    ast.parse(expected)


def test_listing():
    block = [
        s.Assign("y", X),
        s.Unpack(("a", "rest"), X, 1),
        s.Permute(("a", "b"), ("b", "a")),
        s.Store(X, e.Const(0), Y),
        s.Augment(X, e.Slice(), "+", Y),
        s.Augment(Y, None, "*", X),
        s.If(X, [s.Raise(None)], [s.Assert(X, e.Const("no"))]),
        s.For("i", e.Call(e.Ref("range", range), (X,)), [s.If(X, [s.Break()], [])]),
        s.While([s.Assign("t", X)], e.Var("t"), []),
    ]
    expected = """\
y = x
a, *rest = x
a, b = b, a
x[0] = y
x[:] += y
y *= x
if x:
    raise
else:
    assert x, 'no'
for i in range(x):
    if x:
        break
while:
    t = x
do while t:
    pass"""
    assert expected == listing(block)


def test_constants_are_told_apart():
    assert e.Const(1) != e.Const(1.0)
    assert e.Const(1) != e.Const(True)
    assert e.Const(0.0) != e.Const(-0.0)
    assert e.Const(float("nan")) == e.Const(float("nan"))
    assert 3 == len({e.Const(1), e.Const(1.0), e.Const(True)})

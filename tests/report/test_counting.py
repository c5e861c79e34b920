"""Operations are those of the program, not its bookkeeping."""

import pytest

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.report.counting import operations

X = e.Var("x")


@pytest.mark.parametrize(
    ("count", "node"),
    [
        (0, s.Assign("y", X)),
        (0, s.Assign("y", e.Unary("-", e.Const(1.0)))),
        (1, s.Assign("y", e.Unary("-", X))),
        (1, s.Augment(X, None, "+", X)),
        (2, s.If(e.Compare(">", X, e.Const(0)), [s.Assign("y", e.Binary("+", X, X))], [])),
        (1, s.Assign("y", e.Call(e.Attr(X, "sum"), ()))),
        (0, s.Evaluate(e.Call(e.Attr(e.Var("x~tape"), "append"), (X,)))),
        (1, s.For("k", e.Call(e.Ref("range", range), (X,)), [s.Augment(X, None, "*", X)])),
    ],
)
def test_operations(count, node):
    assert count == operations([node])


def test_results_count_too():
    assert 1 == operations([], e.Binary("*", X, X))

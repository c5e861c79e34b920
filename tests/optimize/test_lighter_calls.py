"""Products and zeros of tangents in loops."""

import numpy as np
import pytest

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.text import listing
from srcgrad.optimize.algebra.lighter_calls import lighten

DOUBLE = np.dtype("f8")
KINDS = {
    "A": k.Array(DOUBLE, (None, None)),
    "x": k.Array(DOUBLE, (None,)),
    "stack": k.Array(DOUBLE, (None, None, None)),
    "single": k.Array(np.dtype("f4"), (None,)),
    "any": k.Array(DOUBLE, None),
}
KINDS |= {f"{name}~dot": kind for name, kind in KINDS.items()}


def product(left, right):
    return e.Binary("@", e.Var(left), e.Var(right))


def lightened(tree, target="y~dot", loop=True):
    body = [s.Assign(target, tree)]
    lighten([s.For("i", e.Var("n"), body)] if loop else body, Facts(kinds=KINDS))
    return listing(body).strip().partition(" = ")[2]


def test_fires():
    both = e.Binary("+", product("A~dot", "x"), product("A", "x~dot"))
    assert "np.dot(A~dot, x) + np.dot(A, x~dot)" == lightened(both)
    zeros = e.Call(e.Ref("np.zeros_like", np.zeros_like), (e.Var("x"),))
    assert "np.zeros(x.size)" == lightened(zeros)


@pytest.mark.parametrize(
    ("left", "right"),
    [("stack~dot", "A"), ("A", "stack~dot"), ("any~dot", "x"), ("single~dot", "x"), ("A", "x")],
)
def test_does_not_fire(left, right):
    assert f"{left} @ {right}" == lightened(product(left, right))


def test_values_and_what_is_in_no_loop_stay():
    assert "A @ x~dot" == lightened(product("A", "x~dot"), target="y")
    assert "A @ x~dot" == lightened(product("A", "x~dot"), loop=False)

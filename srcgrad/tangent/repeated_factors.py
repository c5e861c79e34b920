"""The tangent of a product by what is a factor of the other operand already.

    p = q * x
    z = p * x            z_dot = 2 * p * x_dot + x * x * q_dot
    m = np.abs(X)
    s = m ** 2           s_dot = 2 * (np.conj(X) * X_dot).real

It reads the values alone, and not the tangents of `p` and `m`.
"""

from __future__ import annotations

import numpy as np

from srcgrad.analysis.kinks.repeated_factors import repeated_factor, squared_magnitude
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.tangent.state import State, Tangent

CONJ = e.Ref("np.conj", np.conj)


def of_repeated(state: State, node: s.Assign) -> Tangent | None:
    """The whole tangent; None where the product is another."""
    below = squared_magnitude(node, state.memory)
    if below is not None and state.moves(below) and below.name not in state.boundless:
        return Tangent(_of_square(state, below))
    found = repeated_factor(node, state.memory)
    if found is None or not state.moves(found.factor):
        return None
    if state.boundless & {found.product.name, found.factor.name}:
        return None
    moved = state.tangent(found.factor)
    if found.rest == found.factor:
        return Tangent(_times(e.Const(3), found.product, moved))
    twice = _times(e.Const(2), found.product, moved)
    if not state.moves(found.rest):
        return Tangent(twice)
    if not found.alone:
        return None
    squared = _times(found.factor, found.factor, state.tangent(found.rest))
    return Tangent(e.Binary("+", squared, twice))


def _of_square(state: State, below: e.Var) -> e.Expr:
    """The tangent of the square of a magnitude."""
    moved = state.tangent(below)
    if not k.is_complex(state.facts.kind(below)):
        return _times(e.Const(2), below, moved)
    along = e.Binary("*", e.Call(CONJ, (below,)), moved)
    return e.Binary("*", e.Const(2), e.Attr(along, "real"))


def _times(first: e.Expr, second: e.Expr, third: e.Expr) -> e.Expr:
    return e.Binary("*", e.Binary("*", first, second), third)

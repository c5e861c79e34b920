"""The tangent of a product by what is a factor of the other operand already.

    p = q * x
    z = p * x        z_dot = 2 * p * x_dot + x * x * q_dot

It reads the values alone, and not the tangent of `p`.
"""

from __future__ import annotations

from srcgrad.analysis.repeated_factors import repeated_factor
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.tangent.state import State, Tangent


def of_repeated(state: State, node: s.Assign) -> Tangent | None:
    """The whole tangent; None where the product is another."""
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


def _times(first: e.Expr, second: e.Expr, third: e.Expr) -> e.Expr:
    return e.Binary("*", e.Binary("*", first, second), third)

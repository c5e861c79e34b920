"""A number that the program has a name for is written by that name.

    dt = 0.01                              dt = 0.01
    x = x + dt * v                         x = x + dt * v
    v_bar = v_bar + x_bar * 0.01    ->     v_bar = v_bar + x_bar * dt

    c_bar = k_bar * 100.0           ->     c_bar = k_bar / dt
    u_bar = u_bar * 10.0 * 0.01     ->     u_bar = u_bar * (dt / dx)

The derivative treats it as the literal that it is, and the literal stays where the name may not be
bound, or is bound in several places.
"""

from __future__ import annotations

from collections import Counter
from functools import partial

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, nodes, rebuild, replace, statements, targets
from srcgrad.optimize.loops.unbound import certain


def write_names(forward: s.Block, reverse: s.Block, gradient: e.Expr, facts: Facts) -> e.Expr:
    """Rewrite the sweeps in place; returns the gradient, under these names.

    >>> step = s.Assign("dt", e.Const(0.01))
    >>> named = e.Named(0.01, e.Var("dt"))
    >>> reverse = [s.Assign("v~bar", e.Binary("*", e.Var("x~bar"), named))]
    >>> _ = write_names([step], reverse, e.NONE, Facts())
    >>> reverse[0].value
    x~bar * dt
    """
    whole = [*statements(forward), *statements(reverse)]
    trees = [gradient, *(tree for node in whole for tree in expressions(node))]
    if not any(isinstance(part, e.Named) for tree in trees for part in nodes(tree)):
        return gradient
    naming = _Naming(Counter(name for node in whole for name in targets(node)), facts)
    known = naming.block(reverse, naming.block(forward, set()))
    return naming.named(gradient, known)


class _Naming:
    def __init__(self, bound: Counter[str], facts: Facts) -> None:
        self.bound, self.facts = bound, facts

    def block(self, block: s.Block, known: set[str]) -> set[str]:
        """Name the numbers of a block at whose begin some names are bound; those at its end."""
        known = set(known)
        for node in block:
            replace(node, partial(self.named, known=known))
            inside = known.union(targets(node))
            for inner in blocks(node):
                inside = self.block(inner, inside) if isinstance(node, s.While) else inside
                if not isinstance(node, s.While):
                    self.block(inner, inside)
            known |= certain(node)
        return known

    def named(self, tree: e.Expr, known: set[str]) -> e.Expr:
        """An expression in which names stand for numbers."""
        match tree:
            case e.Named(_, shown):
                return shown if self.there(shown, known) else tree
            case e.Binary("*", other, e.Named(_, e.Binary("/", e.Const(1), below))) | e.Binary(
                "*", e.Named(_, e.Binary("/", e.Const(1), below)), other
            ) if self.there(below, known) and k.rank(self.facts.kind(other)) == 0:
                return e.Binary("/", self.named(other, known), below)
            case e.Binary("*", e.Binary("*", array, e.Named() as one), e.Named() as other) if (
                k.rank(self.facts.kind(array)) != 0
                and self.there(one.shown, known)
                and self.there(other.shown, known)
                and _is_moderate(one.value * other.value)  # type: ignore[operator]
            ):
                scale = _product(one.shown, other.shown)
                return e.Binary("*", self.named(array, known), scale)
        return rebuild(tree, lambda part: self.named(part, known))

    def there(self, tree: e.Expr, known: set[str]) -> bool:
        """Is all that an expression reads bound, once and for all?"""
        return all(name in known and self.bound[name] == 1 for name in names(tree))


def _product(one: e.Expr, other: e.Expr) -> e.Expr:
    """The product of two numbers, as a quotient where one of them is a reciprocal."""
    match one, other:
        case (e.Binary("/", e.Const(1), below), above) | (above, e.Binary("/", e.Const(1), below)):
            return e.Binary("/", above, below)
    return e.Binary("*", one, other)


def _is_moderate(value: float) -> bool:
    """Neither overflows the product of two numbers, nor has it lost digits."""
    return 1e-100 < abs(value) < 1e100

"""What is added to an array of the reverse sweep's own is added in place.

    v_bar = v_bar + x_bar * dt        ->     v_bar += x_bar * dt
    u_bar = 0.5 * u_bar               ->     u_bar *= 0.5

Where the name is bound to new arrays only, nobody else has them, and the sum has their shape and
type for certain. What the program, the caller or another name may hold is bound anew as before.
"""

from __future__ import annotations

from collections.abc import Collection

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import same
from srcgrad.ir.walk import blocks, bound, used
from srcgrad.optimize.buffers.private import Private

COMMUTE = {"+", "*"}
OPERATORS = COMMUTE | {"-", "/"}


def add_in_place(
    forward: s.Block, reverse: s.Block, result: e.Expr, gradient: e.Expr, facts: Facts
) -> None:
    """Rewrite the reverse sweep in place."""
    older = {*used(forward), *bound(forward)}
    _InPlace(Private(reverse, result, gradient, facts), older, facts).block(reverse)


class _InPlace:
    def __init__(self, private: Private, older: Collection[str], facts: Facts) -> None:
        self.private, self.older, self.facts = private, older, facts
        self.found: dict[str, bool] = {}

    def block(self, block: s.Block) -> None:
        for position, node in enumerate(block):
            for inner in blocks(node):
                self.block(inner)
            if isinstance(node, s.Assign):
                block[position] = self.statement(node)

    def statement(self, node: s.Assign) -> s.Stmt:
        own = e.Var(node.target)
        match node.value:
            case e.Binary(op, left, right) if op in OPERATORS and left == own:
                term = right
            case e.Binary(op, term, right) if op in COMMUTE and right == own:
                pass
            case _:
                return node
        if node.target not in self.found:
            self.found[node.target] = self.alone(node.target) and self.steady(node.target)
        if not self.found[node.target]:
            return node
        return s.Augment(own, None, op, term, origin=node.origin)

    def alone(self, name: str) -> bool:
        """Does the name hold arrays that were made for it, and that nobody else has?"""
        if not name.endswith("~bar") or name in self.older:
            return False
        root = self.private.root(name)
        members = [n for n in self.private.parents if self.private.root(n) == root]
        reached = {self.private.root(n) for n in self.private.shared}
        return members == [name] and root not in reached and self.private.whole(e.Var(name), set())

    def steady(self, name: str) -> bool:
        """Is every array that the name is bound to of one type, and of one shape?"""
        kind = self.facts.kinds.get(name)
        if not isinstance(kind, k.Array) or not kind.dims or kind.mixed:
            return False
        bound_to = map(self.facts.kind, self.private.bindings[name])
        return all(same(n, n) for n in kind.dims) and all(one == kind for one in bound_to)

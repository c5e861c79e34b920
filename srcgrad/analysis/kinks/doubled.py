"""Quotients that a choice leaves out where it has chosen their divisor as well.

    c = np.where(t, b, 1.0)      where t does not hold, c is 1: none of the elements
    q = a / c                    that the choice leaves out is divided by zero, and
    r = np.where(t, q, 0.0)      the zeros of their adjoints are zeros after `/ c`

So are `np.divide(a, b, out=r, where=t)`, which is written out like this, and the other way round,
`np.where(t, 0.0, a / np.where(t, 1.0, b))`.
"""

from __future__ import annotations

import numpy as np

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.analysis.order import Order
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import function_of
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names, statements


def doubled(body: s.Block, facts: Facts, order: Order) -> dict[str, s.Stmt]:
    """The names of such quotients, and the statement that leaves out what is not divided by."""
    if facts.limits is None:
        return {}
    choices = _Choices(facts, order, facts.limits.once, facts.limits.memory)
    found: dict[str, s.Stmt] = {}
    for node in statements(body):
        if isinstance(node, s.Assign) and (parts := choices.of(node.value)) is not None:
            test, *sides = parts
            for side, value in enumerate(sides):
                if isinstance(value, e.Var) and choices.divided(value.name, test, side, node):
                    found[value.name] = node
    return found


class _Choices:
    def __init__(
        self, facts: Facts, order: Order, once: dict[str, s.Assign], memory: Memory
    ) -> None:
        self.facts, self.order, self.once, self.memory = facts, order, once, memory

    def of(self, tree: e.Expr) -> tuple[e.Expr, ...] | None:
        """The test and both sides of a choice."""
        match tree:
            case e.Call(_, (_, _, _) as parts, ()) if (
                function_of(tree, self.facts.kind) is np.where
            ):
                return parts
        return None

    def divided(self, name: str, test: e.Expr, side: int, cut: s.Assign) -> bool:
        """Is it a quotient, by what is a number where the same test leaves it out?"""
        match self.once[name].value if name in self.once else None:
            case e.Binary("/", _, e.Var(divisor)):
                pass
            case e.Call(_, (_, e.Var(divisor)), ()) as call if (
                function_of(call, self.facts.kind) is np.divide
            ):
                pass
            case _:
                return False
        made = self.once.get(divisor)
        parts = self.of(made.value) if made is not None else None
        if made is None or parts is None:
            return False
        other = parts[2 - side]
        whole = isinstance(other, e.Const) and bool(self.facts.limits.is_nonzero(other))
        return whole and self.same(parts[0], test, made, cut)

    def same(self, one: e.Expr, other: e.Expr, first: s.Assign, last: s.Assign) -> bool:
        """Do two tests of one pass hold alike, in two statements of it?"""
        if self.order.block_of[id(first)] is not self.order.block_of[id(last)]:
            return False
        if one == other and isinstance(one, e.Var):
            return self.steady(one.name, first)
        asked = [
            self.once[t.name] for t in (one, other) if isinstance(t, e.Var) and t.name in self.once
        ]
        if len(asked) != 2 or asked[0].value != asked[1].value:
            return False
        alike = isinstance(asked[0].value, e.Compare)
        return alike and all(self.steady(name, asked[0]) for name in names(asked[0].value))

    def steady(self, name: str, node: s.Assign) -> bool:
        """Is it an argument that stays as it is, or bound once, before a statement in its block?"""
        if name in self.memory.entry:
            return not self.memory.definitions.get(name) and not self.memory.is_written(name)
        made = self.once.get(name)
        if made is None or self.order.block_of[id(made)] is not self.order.block_of[id(node)]:
            return False
        return self.order.place(made) < self.order.place(node)

"""A shape is read off another array that the reverse sweep has anyway.

root = np.sqrt(y[m])                   root = np.sqrt(y[m])
stored = root * low                    stored = root * low
...                             ->     ...
unbroadcast(t, stored.shape)           unbroadcast(t, root.shape)
... / root                             ... / root
"""

from __future__ import annotations

from collections import Counter as Counts

import numpy as np

from srcgrad.adjoint.shape_records import read_how
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, rebuild, replace, statements, targets


class LikeShapes:
    """Finds the arrays of one function whose shape is another one's."""

    def __init__(self, forward: s.Block, reverse: s.Block, facts: Facts) -> None:
        self.facts = facts
        self.read = read_how(reverse)
        self.times = Counts(name for node in statements(forward) for name in targets(node))
        self.table: dict[str, str] = {}

    def visit(self, block: s.Block) -> None:
        """Go through the definitions of a block, and of the blocks inside."""
        here: dict[str, str] = {}  # names bound in this block, and an operand of the same shape
        for node in block:
            for inner in blocks(node):
                self.visit(inner)
            if isinstance(node, s.Assign) and self.times[node.target] == 1:
                operand = self._operand(node.value)
                if operand is not None and (operand in here or not self.times[operand]):
                    here[node.target] = operand
                    self._choose(node.target, here)
                else:
                    here[node.target] = node.target

    def _choose(self, name: str, here: dict[str, str]) -> None:
        """The nearest array behind a name that is read for more than its shape."""
        other = here[name]
        while here.get(other, other) != other and "otherwise" not in self.read.get(other, ()):
            other = here[other]
        if self.read.get(name) == {"shape"} and "otherwise" in self.read.get(other, ()):
            self.table[name] = other

    def _operand(self, value: e.Expr) -> str | None:
        """The one array that an elementwise operation combines with numbers."""
        match value:
            case e.Binary(op, left, right) if op != "@":
                operands = [left, right]
            case e.Unary("-" | "+", operand):
                operands = [operand]
            case e.Call(e.Ref(_, np.ufunc() as function), args, ()) if not function.signature:
                operands = list(args)
            case _:
                return None
        arrays = [a for a in operands if not k.is_number(self.facts.kind(a))]
        match arrays:
            case [e.Var(name)] if self._rank(arrays[0]) and (
                self._rank(arrays[0]) == k.rank(self.facts.kind(value))
            ):
                return name
        return None

    def _rank(self, tree: e.Expr) -> int:
        kind = self.facts.kind(tree)
        return (k.rank(kind) or 0) if isinstance(kind, k.Array) else 0


def like_shapes(forward: s.Block, reverse: s.Block, facts: Facts) -> None:
    """Rewrite the reverse sweep in place."""
    found = LikeShapes(forward, reverse, facts)
    found.visit(forward)

    def mapped(tree: e.Expr) -> e.Expr:
        match tree:
            case e.Attr(e.Var(name), "shape") if name in found.table:
                return e.Attr(e.Var(found.table[name]), "shape")
        return rebuild(tree, mapped)

    if found.table:
        for node in statements(reverse):
            replace(node, mapped)

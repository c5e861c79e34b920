"""How the program writes the numbers that are known at compile time.

    h = 0.01
    x = x + h / 6 * k     ->     the factor of `k`, 0.0016666666666666668, is written `h / 6`

A name of the user's stands for itself, one of ours for what it was made of, where that is short.
Whole numbers are written as they are, and so is what has no name in it.
"""

from __future__ import annotations

import math
from typing import Protocol

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import names, statements, targets
from srcgrad.normalize.scope import Counter

MOST = 2  # operators in what a constant is written as
ARITHMETIC = {"+", "-", "*", "/", "**"}


class Writing(Protocol):
    """What both modes know of a program."""

    core: Core
    facts: Facts
    counter: Counter


class WrittenConstants:
    """The definitions of a program's constants."""

    def __init__(self, program: Writing) -> None:
        self.program = program
        self.known: dict[str, e.Expr] | None = None

    def shown(self, tree: e.Expr) -> e.Expr | None:
        """What stands for a constant, if that is a finite float that the program names."""
        return self._named(self._written(tree)) if self._is_float(tree) else None

    def _is_float(self, tree: e.Expr) -> bool:
        kind = self.program.facts.kind(tree)
        held = kind.value if isinstance(kind, k.Known) else None
        return type(held) is float and math.isfinite(held)

    def _named(self, tree: e.Expr | None) -> e.Expr | None:
        fits = tree is not None and operators(tree) <= MOST
        return tree if fits and any(True for _ in names(tree)) else None

    def _written(self, tree: e.Expr) -> e.Expr | None:
        """An expression in the user's own names and literals; None if there is no short one."""
        match tree:
            case e.Const():
                return tree
            case e.Var(name):
                if self._own(name):
                    return tree if name in self.definitions() else None
                made = self.definitions().get(name)
                return None if made is None else self._written(made)
            case e.Unary("-" as op, operand):
                inner = self._written(operand)
                return None if inner is None else e.Unary(op, inner)
            case e.Binary(op, left, right) if op in ARITHMETIC:
                first, second = self._written(left), self._written(right)
                return None if first is None or second is None else e.Binary(op, first, second)
        return None

    def _own(self, name: str) -> bool:
        """Is it what the user calls the value?"""
        written = "." not in name or name in self.program.counter.written
        return written or name in self.program.core.webs

    def definitions(self) -> dict[str, e.Expr]:
        """The values of numbers that are known, and bound in one place."""
        if self.known is None:
            core, kinds = self.program.core, self.program.facts.kinds
            given = {p.name for p in core.parameters} | {*core.free, *core.inputs.values()}
            self.known, seen = {}, given
            for node in statements(core.body):
                for name in targets(node):
                    self.known.pop(name, None)
                    constant = isinstance(node, s.Assign) and isinstance(kinds.get(name), k.Known)
                    if constant and name not in seen:
                        self.known[name] = node.value  # type: ignore[attr-defined]
                    seen.add(name)
        return self.known


def operators(tree: e.Expr) -> int:
    """How many operators an expression has."""
    match tree:
        case e.Unary(_, operand):
            return 1 + operators(operand)
        case e.Binary(_, left, right):
            return 1 + operators(left) + operators(right)
    return 0

"""What the branch in which a statement stands says of the loop variables around it.

for t in range(n):
    if t > 0:
        s[t] = a * s[t - 1]        here t is at least 1, so t - 1 is no place counted from the end
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.analysis.numbers.affine import Form, infeasible
from srcgrad.analysis.order import Order
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s

ONE = Form.constant(1)
ZERO = e.Const(0)
NEGATED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}


class Branches:
    """The tests that must have come out one way for a statement to run."""

    def __init__(self, order: Order, memory: Memory, form: Callable[[e.Expr], Form | None]) -> None:
        self.order, self.memory, self.form = order, memory, form

    def bounds(self, at: s.Stmt, known: list[Form]) -> list[Form]:
        """Forms that are at least zero at a statement, beside those that are known to be."""
        found: list[Form] = []
        for owner, which, _ in self.order.paths[id(at)]:
            node = self.order.nodes.get(owner)
            if isinstance(node, s.If):
                steady = self._steady(node)
                for one in self._told(self._test(node), which == 0, [*known, *found]):
                    if all(name in steady for name, _ in one.terms):
                        found.append(one)
        return found

    def _test(self, node: s.If) -> e.Expr:
        """The test, or what its name stands for, if that was asked in the same pass."""
        if not isinstance(node.test, e.Var) or node.test.name in self.memory.entry:
            return node.test
        match self.memory.definitions.get(node.test.name, []):
            case [s.Assign(_, e.Compare() as asked) as made] if self.order.dominates(made, node):
                return asked
        return node.test

    def _steady(self, node: s.If) -> _Steady:
        loops = {x.target for x in self.order.enclosing(node) if isinstance(x, s.For)}
        return _Steady(loops, self.memory)

    def _told(self, test: e.Expr, holds: bool, known: list[Form]) -> list[Form]:
        match test:
            case e.Unary("not", operand):
                return self._told(operand, not holds, known)
            case e.Logical(op, left, right) if (op == "and") == holds:
                return self._told(left, holds, known) + self._told(right, holds, known)
            case e.Var():
                return self._compared("!=" if holds else "==", test, ZERO, known)
            case e.Compare(op, left, right) if op in NEGATED:
                return self._compared(op if holds else NEGATED[op], left, right, known)
        return []

    def _compared(self, op: str, left: e.Expr, right: e.Expr, known: list[Form]) -> list[Form]:
        a, b = self.form(left), self.form(right)
        if a is None or b is None:
            return []
        more, less = a - b, b - a
        match op:
            case "<":
                return [less - ONE]
            case "<=":
                return [less]
            case ">":
                return [more - ONE]
            case ">=":
                return [more]
            case "==":
                return [less, more]
        # another number than one that is the least or the largest possible
        sides = ((more, less), (less, more))
        return [one - ONE for one, other in sides if infeasible([*known, other - ONE])]


class _Steady:
    """The names that mean the same at the test and at what it decides."""

    def __init__(self, loops: set[str], memory: Memory) -> None:
        self.loops, self.memory = loops, memory

    def __contains__(self, name: str) -> bool:
        return name in self.loops or name not in self.memory.definitions

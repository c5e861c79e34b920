"""Multiples of one array are added up as numbers: the array is gone over once.

    u_bar[1:-1] = s_bar * 0.36 - s_bar * f     ->     u_bar[1:-1] = s_bar * (0.36 - f)
    v_bar = s_bar * -(f + k) + s_bar + t              v_bar = s_bar * (1 - (f + k)) + t

They are multiples by Python's floats, whose sums and differences raise nothing. The product is
rounded as the sum of products is, to the last digits.
"""

from __future__ import annotations

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import rebuild, replace, statements

ONE = e.Const(1)
FLIPPED = {"+": "-", "-": "+"}


def add_up_factors(reverse: s.Block, facts: Facts) -> None:
    """Rewrite the reverse sweep in place."""
    factors = _Factors(facts)
    for node in statements(reverse):
        if isinstance(node, s.Assign | s.Store | s.Augment):
            replace(node, factors.added_up)


class _Factors:
    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def added_up(self, tree: e.Expr) -> e.Expr:
        """An expression in which like arrays are multiplied by sums."""
        match tree:
            case e.Var() | e.Const() | e.Ref():
                return tree
            case e.Binary("+" | "-" as op, left, right):
                left, right = self.added_up(left), self.added_up(right)
                whole = self.together(op, left, right)
                if whole is not None:
                    return whole
                match left:
                    case e.Binary("+" | "-" as before, rest, last):
                        last_two = self.together(op if before == "+" else FLIPPED[op], last, right)
                        if last_two is not None:
                            return e.Binary(before, rest, last_two)
                return e.Binary(op, left, right)
        return rebuild(tree, self.added_up)

    def together(self, op: str, left: e.Expr, right: e.Expr) -> e.Expr | None:
        """The sum or difference of two multiples of one array, as one."""
        one, other = self.multiple(left), self.multiple(right)
        if one is None or other is None or one[0] != other[0] or one[1] == other[1] == ONE:
            return None
        return e.Binary("*", one[0], _sum(op, one[1], other[1]))

    def multiple(self, tree: e.Expr) -> tuple[e.Var, e.Expr] | None:
        """A named array and the number that it is multiplied by."""
        match tree:
            case e.Var() if self.array(tree):
                return tree, ONE
            case e.Binary("*", e.Var() as array, factor) if self.array(array):
                return (array, factor) if self.number(factor) else None
            case e.Binary("*", factor, e.Var() as array) if self.array(array):
                return (array, factor) if self.number(factor) else None
        return None

    def array(self, tree: e.Var) -> bool:
        """Is it an array of floats or complex numbers?"""
        name = tree.name
        known = name in self.facts.kinds
        kind = self.facts.kind(tree if known else e.Var(name.removesuffix("~bar")))
        return isinstance(kind, k.Array) and bool(kind.dims) and kind.dtype.kind in "fc"

    def number(self, tree: e.Expr) -> bool:
        """Is it a float of Python's, or a literal?"""
        match tree:
            case e.Const(value):
                return type(value) in (int, float)
            case e.Unary("-", operand):
                return self.number(operand)
            case e.Binary("+" | "-" | "*", left, right):
                return self.number(left) and self.number(right)
        return isinstance(k.general(self.facts.kind(tree)), k.Real)


def _sum(op: str, one: e.Expr, other: e.Expr) -> e.Expr:
    """The sum or difference of two numbers, without a sign that it can do without."""
    match one, other:
        case _, e.Unary("-", positive):
            return e.Binary(FLIPPED[op], one, positive)
        case e.Unary("-", positive), _ if op == "+":
            return e.Binary("-", other, positive)
    return e.Binary(op, one, other)

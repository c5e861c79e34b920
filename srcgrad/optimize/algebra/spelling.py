"""Tangents with their signs, factors and numbers where they cost least.

p_dot = 2 * x * (s * s_dot)                  p_dot = 2 * s * s_dot * x
e_dot = e * (q * s_dot / t)          ->      e_dot = s_dot * e * q / t
m_dot = -(s * x_dot)                         m_dot = -s * x_dot
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.walk import names
from srcgrad.ir.wrapping import wraps
from srcgrad.late import dataclass

KindOf = Callable[[e.Expr], k.Kind]


@dataclass(frozen=True)
class Term:
    """A number times an expression."""

    factor: float
    tree: e.Expr


def spelled(term: Term, kind_of: KindOf) -> e.Expr:
    """A term as an expression: its factor stands on the number, or array, that comes first.

    NumPy's integers would wrap round: there it stands on what they are multiplied with.
    """
    tree = _numbers_first(term.tree, abs(term.factor) != 1, kind_of)
    if term.factor == 1:
        return tree
    if term.factor == -1:
        return _negative(tree, kind_of)
    factor = int(term.factor) if term.factor == int(term.factor) else term.factor
    return _led(tree, e.Const(factor), kind_of)


def _numbers_first(tree: e.Expr, scaled: bool, kind_of: KindOf) -> e.Expr:
    """A product of numbers and arrays, which is gone over once for all the numbers.

    >>> import numpy as np
    >>> kind_of = lambda tree: k.Array(np.dtype("f8"), (None,)) if "x" in str(tree) else k.Real()
    >>> a, b, x, y = map(e.Var, ("a", "b", "x", "xy"))
    >>> product = e.Binary("*", y, e.Binary("/", e.Binary("*", e.Binary("*", x, a), b), a))
    >>> _numbers_first(product, False, kind_of), _numbers_first(e.Binary("*", x, a), False, kind_of)
    ((((a * b) * xy) * x) / a, x * a)
    """
    found = _Factors(kind_of)
    found.take(tree)
    if not found.numbers or not found.arrays or len(found.numbers) + scaled < 2:
        return tree
    if any(wraps(kind_of(one)) for one in (*found.numbers, *found.arrays, *found.divisors)):
        return tree
    product = reduce(lambda left, right: e.Binary("*", left, right), found.numbers + found.arrays)
    return reduce(lambda left, right: e.Binary("/", left, right), found.divisors, product)


class _Factors:
    """The factors of a product, and the numbers that divide it; a quotient of arrays stays."""

    def __init__(self, kind_of: KindOf) -> None:
        self.kind_of = kind_of
        self.numbers: list[e.Expr] = []
        self.arrays: list[e.Expr] = []
        self.divisors: list[e.Expr] = []

    def take(self, tree: e.Expr) -> None:
        match tree:
            case e.Binary("*", left, right) if not self.number(tree):
                self.take(left)
                self.take(right)
            case e.Binary("/", above, below) if self.number(below) and not self.number(above):
                self.take(above)
                self.divisors.append(below)
            case _:
                (self.numbers if self.number(tree) else self.arrays).append(tree)

    def number(self, tree: e.Expr) -> bool:
        return k.is_number(k.general(self.kind_of(tree)))


def _led(tree: e.Expr, factor: e.Const, kind_of: KindOf) -> e.Expr:
    match tree:
        case e.Binary("*", left, right) if wraps(kind_of(left)):
            return e.Binary("*", left, _led(right, factor, kind_of))
        case e.Binary("*" | "/" as op, left, right) if not wraps(kind_of(left)):
            return e.Binary(op, _led(left, factor, kind_of), right)
    return e.Binary("*", factor, tree)


def _negative(tree: e.Expr, kind_of: KindOf) -> e.Expr:
    """Minus an expression, on a number that leads it if there is one."""
    leading = tree
    while isinstance(leading, e.Binary) and leading.op in "*/":
        leading = leading.left
    kind = kind_of(leading)
    number = k.is_number(k.general(kind)) and not wraps(kind)
    if leading is not tree and number and _arrays(tree, kind_of):
        return _onto(tree)
    return e.Unary("-", tree)


def _arrays(tree: e.Expr, kind_of: KindOf) -> bool:
    return any(isinstance(kind_of(e.Var(n)), k.Array) for n in names(tree))


def _onto(tree: e.Expr) -> e.Expr:
    match tree:
        case e.Binary("*" | "/" as op, left, right):
            return e.Binary(op, _onto(left), right)
    return e.Unary("-", tree)

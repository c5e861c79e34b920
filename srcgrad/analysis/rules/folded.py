"""Operations of a rule on numbers that are known at compile time, and how they are written."""

from __future__ import annotations

import math

from srcgrad.analysis.rules.constants import constant
from srcgrad.analysis.rules.decided import Static
from srcgrad.analysis.rules.rule_syntax import of_constants
from srcgrad.analysis.rules.written_constants import ARITHMETIC, MOST, operators
from srcgrad.infer.kinds.operators import UNARY
from srcgrad.ir import expr as e

LONG = 8  # columns of a reciprocal that is written as a quotient


def folded(op: str, left: Static, right: Static) -> Static:
    """The result of an operation on two numbers.

    >>> folded("/", Static(1), Static(0.5, e.Var("h")))
    Static(value=2.0, shown=1 / h)
    >>> folded("/", Static(1), Static(3)), folded("/", Static(1), Static(8))
    (Static(value=0.3333333333333333, shown=1 / 3), Static(value=0.125, shown=None))
    """
    value = of_constants(op, left.value, right.value)
    finite = type(value) is float and math.isfinite(value) and value != 0.0
    if finite and op == "/" and left == Static(1) and _plain(right) and len(repr(value)) > LONG:
        return Static(value, e.Binary("/", e.Const(1), e.Const(right.value)))
    if not finite or op not in ARITHMETIC or left.shown is right.shown is None:
        return Static(value)
    if not all(type(one.value) in (int, float) for one in (left, right)):
        return Static(value)
    parts = [e.Const(one.value) if one.shown is None else one.shown for one in (left, right)]
    shown = e.Binary(op, *parts)
    return Static(value, shown if operators(shown) <= MOST else None)


def _plain(number: Static) -> bool:
    return number.shown is None and type(number.value) in (int, float)


def opposite(op: str, number: Static) -> Static:
    """The result of an operation on one number."""
    shown = number.shown if op == "+" else None
    if op == "-" and number.shown is not None:
        shown = e.Unary("-", number.shown)
    return Static(UNARY[op](number.value), shown)


def spelled(number: Static, rule: str) -> e.Expr:
    """The expression of a value that the rule of a name uses.

    >>> spelled(Static(-0.5, e.Unary("-", e.Var("h"))), "rule")
    -0.5
    >>> spelled(Static(0.5, e.Var("h")), "rule") == e.Const(0.5)
    True
    """
    found = constant(number.value, rule)
    if not isinstance(found, e.Const) or number.shown is None:
        return found
    match number.shown, found.value:
        case e.Unary("-", shown), float() as value:
            return e.Unary("-", e.Named(-value, shown))
    return e.Named(found.value, number.shown)

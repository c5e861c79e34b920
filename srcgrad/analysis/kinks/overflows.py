"""Values that are infinite at worst, and what is finite all the same because it is divided by them.

a = np.exp(-x)       may be inf, but not NaN
b = 1 + a            so may this
z = 1 / b            is finite: 0 where `b` is inf
"""

from __future__ import annotations

import math
from collections.abc import Set as AbstractSet

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import function_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.walk import names

EXPONENTIALS = {np.exp, np.exp2, math.exp}


def overflows(tree: e.Expr, facts: Facts, broken: AbstractSet[str]) -> bool:
    """Is a value inf at worst, where no operand is `broken`: neither NaN nor -inf?

    >>> power = e.Call(e.Ref("np.exp", np.exp), (e.Var("x"),))
    >>> overflows(power, Facts(), set()), overflows(power, Facts(), {"x"})
    (True, False)
    >>> overflows(e.Binary("-", e.Const(1), e.Var("x")), Facts(), set())
    False
    """
    if not broken.isdisjoint(names(tree)):
        return False
    match tree:
        case e.Call(_, (_,), ()):
            return function_of(tree, facts.kind) in EXPONENTIALS
        case e.Binary("+"):
            return True
        case e.Binary("*", left, right):
            return _is_positive(left, facts) or _is_positive(right, facts)
    return False


def ends_overflow(tree: e.Expr, facts: Facts, broken: AbstractSet[str], huge: set[str]) -> bool:
    """Is it a finite value by what is greater than zero, and `huge` at worst, so not NaN?

    >>> quotient = e.Binary("/", e.Const(1), e.Var("x"))
    >>> ends_overflow(quotient, Facts(), set(), {"x"})  # nothing tells that it is not zero
    False
    """
    match tree:
        case e.Binary("/", above, e.Var(divisor) as below):
            finite = broken.isdisjoint(names(above)) and huge.isdisjoint(names(above))
            return finite and divisor not in broken and _is_away(below, facts)
    return False


def _is_away(tree: e.Expr, facts: Facts) -> bool:
    limits = facts.limits
    return limits is not None and limits.of(tree)[0] > 0 and limits.is_nonzero(tree)


def _is_positive(tree: e.Expr, facts: Facts) -> bool:
    value = k.value_of(facts.kind(tree)) if k.constant(facts.kind(tree)) else None
    return isinstance(value, int | float) and 0 < value < math.inf

"""What one side of a choice gives and what the other gives are one choice.

    x_bar = np.where(test, t, 0)                  x_bar = np.where(test, t, t * 0.1)
    x_bar += np.where(test, 0, t) * 0.1    ->

The factor is a number between -1 and 1, so that nothing overflows where the value is not chosen.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.optimize.algebra.arithmetic import without_sign

WHERE = e.Ref("np.where", np.where)
KindOf = Callable[[e.Expr], k.Kind]


def both_sides(first: e.Expr, op: str, second: e.Expr, kind_of: KindOf) -> e.Expr | None:
    """The sum or difference of two that are chosen by one test, if it is of the first's kind.

    >>> t, a = e.Var("test"), k.Array(np.dtype("f8"), (3,))
    >>> one = e.Call(WHERE, (t, e.Var("y"), e.Const(0)), ())
    >>> other = e.Call(WHERE, (t, e.Const(0), e.Var("z")), ())
    >>> both_sides(one, "-", e.Binary("*", other, e.Const(0.5)), lambda tree: a)
    np.where(test, y, -(z * 0.5))
    """
    one, other = _side(first), _side(second)
    if one is None or other is None or one[:2] != (other[0], not other[1]):
        return None
    test, is_body, value = one
    added = other[2]
    if op == "-":
        added = without_sign(added, kind_of) or e.Unary("-", added)
    sides = (value, added) if is_body else (added, value)
    whole = e.Call(WHERE, (test, *sides), ())
    before, after = kind_of(first), kind_of(whole)
    if not isinstance(before, k.Array) or not isinstance(after, k.Array):
        return None
    return whole if (before.dtype, before.rank) == (after.dtype, after.rank) else None


def _side(tree: e.Expr) -> tuple[e.Expr, bool, e.Expr] | None:
    """The test, whether the value is taken where that holds, and the value, with its factors."""
    match tree:
        case e.Call(e.Ref(_, np.where), (test, value, e.Const(0)), ()) if value != e.Const(0):
            return test, True, value
        case e.Call(e.Ref(_, np.where), (test, e.Const(0), value), ()):
            return test, False, value
        case e.Unary("-", inner):
            found = _side(inner)
            return found and (*found[:2], e.Unary("-", found[2]))
        case e.Binary("*", inner, e.Const(int() | float() as factor)) if abs(factor) <= 1:
            found = _side(inner)
            return found and (*found[:2], e.Binary("*", found[2], tree.right))
    return None

"""What one side of a choice gives and what the other gives are one choice.

    x_bar = np.where(test, t, 0)                  x_bar = np.where(test, t, t * 0.1)
    x_bar += np.where(test, 0, t) * 0.1    ->

    y_bar = np.where(test, t, 0) * a              y_bar = t * np.where(test, a, b)
    y_bar -= np.where(test, 0, t) * -b     ->

Nothing may overflow where the value is not chosen. So in the first a factor is a number between -1
and 1; in the second, one value is chosen from, which is multiplied afterwards by what was chosen:
of the factors of each side no more than one can be larger than 1.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, reduce

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.optimize.algebra.arithmetic import without_sign

WHERE = e.Ref("np.where", np.where)
KindOf = Callable[[e.Expr], k.Kind]
_Scaled = tuple[e.Expr, bool, e.Expr, tuple[e.Expr, ...], bool]
BOUNDED = (np.sign, np.sin, np.cos, np.tanh)  # of real numbers


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
        return _scaled_sides(first, op, second, kind_of)
    test, is_body, value = one
    added = other[2]
    if op == "-":
        added = without_sign(added, kind_of) or e.Unary("-", added)
    sides = (value, added) if is_body else (added, value)
    return _as_before(e.Call(WHERE, (test, *sides), ()), first, kind_of)


def _as_before(whole: e.Expr, first: e.Expr, kind_of: KindOf) -> e.Expr | None:
    """A sum in one expression, if it is of the kind of its first term."""
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


def _scaled_sides(first: e.Expr, op: str, second: e.Expr, kind_of: KindOf) -> e.Expr | None:
    """The sum of what both sides give of one value, times factors of their own."""
    one, other = _scaled(first), _scaled(second)
    if one is None or other is None or one[:2] != (other[0], not other[1]):
        return None
    (test, is_body, value, *_), added = one, other[2]
    if value != added or not all(_fits(side[3], kind_of) for side in (one, other)):
        return None
    signs = one[4], other[4] != (op == "-")
    factors = [_product(side[3]) for side in (one, other)]
    if all(signs):
        value = without_sign(value, kind_of) or e.Unary("-", value)
    else:
        factors = [_negative(f) if sign else f for f, sign in zip(factors, signs, strict=True)]
    body, orelse = factors if is_body else reversed(factors)
    return _as_before(e.Binary("*", value, e.Call(WHERE, (test, body, orelse), ())), first, kind_of)


def _scaled(tree: e.Expr) -> _Scaled | None:
    """The test, the side, its value, the factors of it, and whether it has a sign."""
    match tree:
        case e.Call(e.Ref(_, np.where), (test, value, e.Const(0)), ()) if value != e.Const(0):
            return test, True, value, (), False
        case e.Call(e.Ref(_, np.where), (test, e.Const(0), value), ()):
            return test, False, value, (), False
        case e.Unary("-", inner) if (found := _scaled(inner)) is not None:
            return *found[:4], not found[4]
        case e.Binary("*", inner, factor) if (found := _scaled(inner)) is not None:
            return *found[:3], (*found[3], factor), found[4]
    return None


def _fits(factors: tuple[e.Expr, ...], kind_of: KindOf) -> bool:
    """Are they of floats, and does their product not overflow where none of them does?"""
    floats = all(isinstance(f, e.Const) or _is_float(kind_of(f)) for f in factors)
    return floats and sum(not _bounded(one, kind_of) for one in factors) <= 1


def _is_float(kind: k.Kind) -> bool:
    """Is it a float, or of floats? Integers may wrap round, or not fit the other side's."""
    if isinstance(kind, k.Array | k.Scalar):
        return kind.dtype.kind == "f"
    return isinstance(kind, k.Real)


def _bounded(tree: e.Expr, kind_of: KindOf) -> bool:
    """Is it between -1 and 1?"""
    match tree:
        case e.Const(int() | float() as number):
            return abs(number) <= 1
        case e.Unary("-", inner):
            return _bounded(inner, kind_of)
        case e.Call(e.Ref(_, function), (operand,), ()):
            return function in BOUNDED and _is_float(kind_of(operand))
    return False


def _product(factors: tuple[e.Expr, ...]) -> e.Expr:
    return reduce(partial(e.Binary, "*"), factors) if factors else e.Const(1.0)


def _negative(tree: e.Expr) -> e.Expr:
    """Minus a factor, with the sign where it costs least."""
    match tree:
        case e.Const(int() | float() as number):
            return e.Const(-number)
        case e.Unary("-", inner):
            return inner
        case e.Binary("*", left, right):
            return e.Binary("*", _negative(left), right)
    return e.Unary("-", tree)

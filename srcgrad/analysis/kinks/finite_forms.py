"""Partials that are finite wherever their operands are, or always, which their form shows.

np.where(x > 0, z, 0) * np.log(np.where(x > 0, x, 1))     wherever x and z are
np.where(x == y, 0.5, x > y)                              always
z * np.log(x)                                             neither: x may be zero
"""

from __future__ import annotations

import math

import numpy as np

from srcgrad.ir import expr as e


def is_finite_form(tree: e.Expr) -> bool:
    """Do products and choices make it up, and logarithms of what is chosen to be positive?

    Constants may be added.

    >>> x = e.Var("x")
    >>> positive = e.Compare(">", x, e.Const(0))
    >>> chosen = e.Call(e.Ref("np.where", np.where), (positive, x, e.Const(1)))
    >>> is_finite_form(e.Call(e.Ref("np.log", np.log), (chosen,)))
    True
    >>> is_finite_form(e.Call(e.Ref("np.log", np.log), (x,)))
    False
    """
    match tree:
        case e.Var() | e.Const(int() | float()):
            return True
        case e.Unary("-", operand):
            return is_finite_form(operand)
        case e.Binary("*", left, right):
            return is_finite_form(left) and is_finite_form(right)
        case e.Binary("+" | "-", left, right):  # no difference of two infinities
            constant = isinstance(left, e.Const) or isinstance(right, e.Const)
            return constant and is_finite_form(left) and is_finite_form(right)
        case e.Compare(_, left, right):
            return is_finite_form(left) and is_finite_form(right)
        case e.Call(e.Ref(_, np.where), (_, _, _) as parts, ()):
            return all(map(is_finite_form, parts))
        case e.Call(e.Ref(_, np.log), (chosen,), ()):
            return is_finite_form(chosen) and _is_positive(chosen)
    return False


def is_choice_of_numbers(tree: e.Expr) -> bool:
    """Do tests choose among constants, so that NaN and inf in operands do not matter?

    >>> x, y = e.Var("x"), e.Var("y")
    >>> greater = e.Compare(">", x, y)
    >>> is_choice_of_numbers(e.Call(e.Ref("np.where", np.where), (greater, e.Const(0.5), greater)))
    True
    >>> is_choice_of_numbers(e.Call(e.Ref("np.where", np.where), (greater, x, e.Const(0))))
    False
    """
    match tree:
        case e.Const(int() | float() as value):
            return math.isfinite(value)
        case e.Compare():
            return True
        case e.Call(e.Ref(_, np.where), (_, one, other), ()):
            return is_choice_of_numbers(one) and is_choice_of_numbers(other)
        case e.Choice(_, one, other):
            return is_choice_of_numbers(one) and is_choice_of_numbers(other)
    return False


def _is_positive(tree: e.Expr) -> bool:
    """Is it a number where it is positive, and a positive one elsewhere?"""
    match tree:
        case e.Call(
            e.Ref(_, np.where),
            (e.Compare(">", x, e.Const(0)), y, e.Const(int() | float() as other)),
        ):
            return x == y and other > 0
    return False

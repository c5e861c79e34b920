"""Statements in whose place Python raises an exception: they compute with None.

A parameter that is None by default is asked for on some paths only: where it is not given, the
others end in Python's TypeError. Nothing comes after it, and nothing is derived of it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeGuard

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import children

KindOf = Callable[[e.Expr], k.Kind]
ARITHMETIC = {"+", "-", "*", "/", "//", "%", "**", "@"}
ORDERED = {"<", "<=", ">", ">="}
MATHEMATICAL = [one for one in vars(math).values() if callable(one)]
ANY_OBJECT = np.logical_not


def fails(node: s.Stmt, kind_of: KindOf) -> TypeGuard[s.Assign]:
    """Does the statement's value compute with None, on every path to its end?"""
    return isinstance(node, s.Assign) and _fails(node.value, kind_of)


def surely_holds(test: e.Expr, before: s.Block) -> bool:
    """Does it ask whether one of the attempts before it has raised, and that one always raises?"""
    asked = s.asks_whether(test)
    met = (one.body for one in before if isinstance(one, s.Attempt) and one.raised == asked)
    return any(body and isinstance(body[-1], s.Raise) for body in met)


def _fails(tree: e.Expr, kind_of: KindOf) -> bool:
    match tree:
        case e.Logical(_, first, _) | e.Choice(first, _, _):
            return _fails(first, kind_of)  # the others may be left out
        case e.Each(_, _, source):
            return _fails(source, kind_of)
        case e.Closure() | e.Text():
            return False
        case e.Binary(op, left, right) if op in ARITHMETIC and _none_and_other(
            kind_of(left), kind_of(right)
        ):
            return True
        case e.Compare(op, left, right) if op in ORDERED and _none_and_other(
            kind_of(left), kind_of(right)
        ):
            return True
        case e.Item(base, _) | e.Element(base, _) if kind_of(base) == k.NOTHING:
            return True
        case e.Attr(base, name) if kind_of(base) == k.NOTHING and not hasattr(None, name):
            return True
        case e.Unary("-" | "+", operand) if kind_of(operand) == k.NOTHING:
            return True
        case e.Call(e.Ref(_, target), (argument,), ()) if _of_numbers(target):
            if kind_of(argument) == k.NOTHING:
                return True
    return any(_fails(part, kind_of) for part in children(tree))


def _of_numbers(target: object) -> bool:
    """Is it a function of one number, or of the numbers of an array?"""
    if isinstance(target, np.ufunc):
        return target.nin == 1 and target is not ANY_OBJECT
    return any(target is one for one in MATHEMATICAL)


def _none_and_other(left: k.Kind, right: k.Kind) -> bool:
    """Is it None and None, a number, or an array of some? An empty one computes nothing with it."""
    other = right if left == k.NOTHING else left
    known = other == k.NOTHING or k.is_number(other) or _has_elements(other)
    return k.NOTHING in (left, right) and known


def _has_elements(kind: k.Kind) -> bool:
    if not isinstance(kind, k.Array) or kind.dims is None:
        return False
    return all(isinstance(length, int) and length > 0 for length in kind.dims)

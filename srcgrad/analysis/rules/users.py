"""Checks of what the rules of users give, where kinds do not tell: the library's are right."""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import has_name
from srcgrad.rules import Rule
from srcgrad.rules.declare import by_users
from srcgrad.runtime import of_one_shape, one_for_each

OF_ONE_SHAPE = e.Ref("of_one_shape", of_one_shape)
ONE_FOR_EACH = e.Ref("one_for_each", one_for_each)


def is_of_users(rule: Rule) -> bool:
    """Has a user declared the rule?"""
    return any(rule is one for one in by_users())


def agree(found: k.Kind, wanted: k.Kind) -> bool:
    """Is what was found a number, or of the shape that is wanted, whatever the run brings?"""
    if k.rank(found) == 0:
        return True
    dims = k.dims(found)
    return dims is not None and dims == k.dims(wanted) and all(map(has_name, dims))


def shape_checked(part: e.Expr, shape: e.Expr) -> s.Stmt:
    """The statement that holds a part against a shape."""
    return s.Evaluate(e.Call(OF_ONE_SHAPE, (part, shape)))


def counted_parts(rule: Rule, whole: tuple[e.Expr, ...]) -> s.Stmt | None:
    """The statement that counts what a call gave, of which `whole` are the parts."""
    match whole:
        case (e.Item(e.Var() as parts, _), *_) if is_of_users(rule):
            return s.Evaluate(e.Call(ONE_FOR_EACH, (parts, e.Const(len(rule.operands)))))
    return None

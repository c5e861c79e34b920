"""Names that a test shows to hold something where it holds, or nothing: None."""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s


def tested(node: s.If | s.While, before: s.Stmt | None = None) -> e.Expr:
    """What a branch depends on, which the statement before it may have computed."""
    match before:
        case s.Assign(target, e.Compare() | e.Unary() as value) if node.test == e.Var(target):
            return value
    return node.test


def shown(test: e.Expr, holds: bool = True) -> set[str]:
    """The names that are not None where a test holds, or where it does not.

    >>> shown(e.Compare("is not", e.Var("best"), e.Const(None)))
    {'best'}
    >>> shown(e.Compare("is not", e.Var("best"), e.Const(None)), holds=False)
    set()
    """
    match test:
        case e.Var(name):
            return {name} if holds else set()
        case e.Compare("is" | "==", e.Var(name), e.Const(None)):
            return set() if holds else {name}
        case e.Compare("is not" | "!=", e.Var(name), e.Const(None)):
            return {name} if holds else set()
        case e.Unary("not", operand):
            return shown(operand, not holds)
        case e.Logical(op, left, right) if holds == (op == "and"):
            return shown(left, holds) | shown(right, holds)
    return set()


def empty(test: e.Expr, holds: bool = True) -> set[str]:
    """The names that are None where a test holds, or where it does not.

    >>> empty(e.Compare("is", e.Var("best"), e.Const(None)))
    {'best'}
    >>> empty(e.Var("best"), holds=False)  # it may be zero
    set()
    """
    match test:
        case e.Compare("is", e.Var(name), e.Const(None)):
            return {name} if holds else set()
        case e.Compare("is not", e.Var(name), e.Const(None)):
            return set() if holds else {name}
        case e.Unary("not", operand):
            return empty(operand, not holds)
        case e.Logical(op, left, right) if holds == (op == "and"):
            return empty(left, holds) | empty(right, holds)
    return set()

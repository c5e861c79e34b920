"""Statements that carry values on as they are, element by element: to which name, and from what."""

from __future__ import annotations

import numpy as np

from srcgrad.analysis.order import Order
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import rule_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names
from srcgrad.runtime import relevant

BY_VALUE = {np.where, np.maximum, np.minimum, np.fmax, np.fmin, np.clip}
BY_VALUE |= {relevant, np.select, np.choose, np.compress, np.extract, np.nan_to_num}
BY_POSITION = {np.take, np.diag, np.diagonal, np.triu, np.tril, np.delete, np.take_along_axis}
BY_POSITION |= {np.split, np.array_split, np.hsplit, np.vsplit}
SELECTING = BY_VALUE | BY_POSITION
MOVING = {np.sort, np.partition, np.diff, np.cumsum, np.pad, np.repeat, np.tile, np.append}
MOVING |= {np.roll, np.concatenate, np.stack, np.hstack, np.vstack, np.column_stack, np.flip}
JOINING = {np.array, np.asarray, np.stack, np.vstack, np.hstack, np.concatenate}  # of a list


def takes_all(node: s.Stmt, order: Order, used: set[str]) -> bool:
    """Does it unpack elements each of which is used by a statement that is sure to run?"""
    if not isinstance(node, s.Unpack) or node.star is not None or not used.issuperset(node.targets):
        return False
    block = order.block_of[id(node)]
    later = [n for n in block[block.index(node) + 1 :] if not blocks(n)]
    read = {n for one in later for tree in expressions(one) for n in names(tree)}
    return read.issuperset(node.targets)


def flows_of(node: s.Stmt, facts: Facts, whole: bool) -> list[tuple[s.Stmt, str, e.Expr]]:
    """What a statement carries on; unpacking `whole` arrays carries their elements on."""
    if whole and isinstance(node, s.Unpack):
        return [(node, target, node.value) for target in node.targets]
    flow = _flow(node, facts)
    return [] if flow is None else [flow]


def _flow(node: s.Stmt, facts: Facts) -> tuple[s.Stmt, str, e.Expr] | None:
    """A statement that carries elements on as they are: to which name, and from what."""
    match node:
        case s.Assign(target, value) if elementwise(value, facts):
            return node, target, value
        case s.Store(_, _, value):
            return node, base_name(node), value
        case s.Evaluate(e.Call(e.Attr(e.Var(name), "append"), (value,))):
            return node, name, value
    return None


def of_list(tree: e.Expr, facts: Facts) -> bool:
    """Is it an array of what a list holds?"""
    match tree:
        case e.Call(_, (e.Var() as one, *_)) if isinstance(facts.kind(one), k.List):
            rule = rule_of(tree, facts.kind)
            return rule is not None and rule.function in JOINING
    return False


def base_name(node: s.Store | s.Augment) -> str:
    """What is stored into."""
    return next(names(node.base), "")


def arrays_in(tree: e.Expr, facts: Facts) -> set[str]:
    """The arrays that an expression reads."""
    return {n for n in names(tree) if isinstance(facts.kinds.get(n), k.Array | k.Scalar)}


def sources_in(tree: e.Expr, facts: Facts) -> set[str]:
    """The arrays and lists that an expression reads."""
    return {n for n in names(tree) if isinstance(facts.kinds.get(n), k.Array | k.Scalar | k.List)}


def elementwise(tree: e.Expr, facts: Facts) -> bool:
    """Does each element of the result come from one element of each operand?"""
    match tree:
        case e.Var() | e.Unary() | e.Item() | e.Attr(_, "T"):
            return True
        case e.Binary(op, _, _):
            return op != "@"
        case e.Call():
            rule = rule_of(tree, facts.kind)
            return rule is not None and (
                rule.form == "partials"
                or rule.memory != "fresh"
                or rule.function in SELECTING | MOVING
                or of_list(tree, facts)
            )
    return False

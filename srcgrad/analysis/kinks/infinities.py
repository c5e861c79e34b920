"""Infinities that a program puts in, and where they end.

    s[mask] = -np.inf
    s = s / t               t_bar: s_bar is zero where s is infinite, and zero times inf is NaN
    p = np.exp(s)           p does not change there, however s changes

An infinity stays one whatever is added to it, or multiplied with it. A function that is finite
there is flat, so the adjoint is zero from there on; the tangent, which may be infinite, is none.
"""

from __future__ import annotations

import builtins
import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from srcgrad.analysis.arrays.flows import BY_VALUE, SELECTING, flows_of
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import rule_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names, nodes, statements

BOUNDING = (BY_VALUE - {np.where}) | {builtins.min, builtins.max, np.min, np.max}  # infinite bounds
KEEPING = {np.add, np.subtract, np.multiply, np.negative, np.positive, builtins.sum, np.sum}
SIMPLE = (e.Const, e.Ref, e.Var, e.Unary)
GROWING: set[Any] = {np.exp, np.exp2, np.expm1, np.sinh, np.cosh, np.square, np.abs, np.sqrt}
GROWING |= {np.log, np.log2, np.log10, np.log1p, np.cbrt, np.logaddexp, np.logaddexp2, np.hypot}
GROWING |= {builtins.abs, np.power, math.sqrt, math.log, math.pow}  # infinite at an infinity


def infinite(body: s.Block, facts: Facts) -> set[str]:
    """The names that may hold an infinity that the program writes down."""
    found: set[str] = set()
    carried = [(n.target, n.value) for n in statements(body) if isinstance(n, s.Assign)]
    carried += [
        (target, value)
        for node in statements(body)
        for _, target, value in flows_of(node, facts, False)
        if not isinstance(node, s.Assign)
    ]
    carried = [(target, value) for target, value in carried if not _bounds(value, facts)]
    for target, value in carried:
        if any(_writes(part, facts) for part in nodes(value)):
            found.add(facts.root(target))
    before = 0
    while len(found) > before:
        before = len(found)
        for target, value in carried:
            if facts.root(target) not in found and _carries(value, facts, found):
                found.add(facts.root(target))
    return {name for name in facts.kinds if facts.root(name) in found}


def vanishing(body: s.Block, facts: Facts, found: set[str]) -> set[str]:
    """The names whose adjoint may be zero because a function is flat at an infinity."""
    ends: set[str] = set()
    for node in statements(body) if found else ():
        if isinstance(node, s.Assign):
            ends.update(*(names(one) for one in _flattened(node.value, facts, found)))
    flows = [flow for node in statements(body) for flow in flows_of(node, facts, False)]
    before = 0
    while len(ends) > before:
        before = len(ends)
        for _, target, value in reversed(flows):
            if target in ends:
                ends.update(n for n in names(value) if k.differentiable(facts.kind(e.Var(n))))
    return ends


def flattens(tree: e.Expr, operand: e.Expr, facts: Facts) -> bool:
    """Is a function flat where this operand is infinite, if it is finite there?"""
    if isinstance(tree, e.Binary):
        if tree.op == "**":
            kind = facts.kind(tree.right)
            power = kind.value if isinstance(kind, k.Known) else None
            low = isinstance(power, int | float) and power < 0
            return operand == tree.left and low
        return tree.op == "/" and operand == tree.right
    rule = rule_of(tree, facts.kind) if isinstance(tree, e.Call) else None
    if rule is None or rule.form in ("linear", "nondifferentiable") or rule.memory != "fresh":
        return False
    return not any(rule.function is one for one in KEEPING | SELECTING | BOUNDING)


def _flattened(tree: e.Expr, facts: Facts, found: set[str]) -> Iterator[e.Expr]:
    operands = tree.args if isinstance(tree, e.Call) else ()
    if isinstance(tree, e.Call) and isinstance(tree.func, e.Attr):
        operands = (tree.func.base, *operands)
    if isinstance(tree, e.Binary):
        operands = (tree.left, tree.right)
    for operand in operands:
        if not found.isdisjoint(names(operand)) and flattens(tree, operand, facts):
            yield operand


def _bounds(tree: e.Expr, facts: Facts) -> bool:
    """Is an infinity in a value no more than a bound, or what others are compared with?"""
    rule = rule_of(tree, facts.kind) if isinstance(tree, e.Call) else None
    return isinstance(tree, e.Compare) or (
        rule is not None and any(rule.function is one for one in BOUNDING)
    )


def _carries(tree: e.Expr, facts: Facts, found: set[str]) -> bool:
    """Is a value infinite where what it reads is?"""
    read = {name for name in names(tree) if facts.root(name) in found}
    rule = rule_of(tree, facts.kind) if isinstance(tree, e.Call) else None
    if rule is not None and any(rule.function is one for one in GROWING):
        return bool(read)
    flat = {name for one in _flattened(tree, facts, read) for name in names(one)}
    return bool(read - flat)


def _writes(part: e.Expr, facts: Facts) -> bool:
    kind = facts.kind(part) if isinstance(part, SIMPLE) else None
    value = part.value if isinstance(part, e.Const) else getattr(kind, "value", None)
    return isinstance(value, float) and math.isinf(value)

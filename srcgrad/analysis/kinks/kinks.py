"""Magnitudes whose derivatives will be differentiated in their turn: what is known of their kinks.

    y = np.abs(x)            y = magnitude(x, True, True)
    s = np.sum(np.cos(y))    s = np.sum(np.cos(y))

A magnitude is `alone` if nothing is computed of it but functions of each element, and sums of them:
then a slope that is zero at the kink smooths it out, and a second derivative is there. It is
`straight` if what it is taken of is linear in all that moves: what has no tangent at zero stays.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from srcgrad.analysis.activity import active
from srcgrad.analysis.kinks.selection import selection
from srcgrad.analysis.numbers.parts import MIXED, SINGLE, SUMMED, Parts
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import function_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import children, expressions, names, statements, targets
from srcgrad.runtime import length, magnitude, turned

MAGNITUDE = e.Ref("magnitude", magnitude)
LENGTH = e.Ref("length", length)
MAGNITUDES = (np.absolute, np.fabs, abs)
STEADY = k.Int | k.Bool | k.Str | k.Known | k.Empty


def mark_kinks(core: Core, facts: Facts, watched: set[str], whole: bool) -> None:
    """Say of each magnitude in a program whether it is alone and straight.

    The derivative of a `whole` program is asked for at once. Inside of another, values count beside
    it, and all numbers may move.
    """
    body = core.body
    numbers = {name for name, kind in facts.kinds.items() if not isinstance(kind, STEADY)}
    facts.straight = straight(body, facts, watched if whole else numbers)
    times = Counter(name for node in statements(body) for name in targets(node))
    for node in statements(body):
        if isinstance(node, s.Assign) and node.target in watched:
            operand, ways = _operand(node.value, facts), _ways(node.value, facts)
            if operand is None or operand.name not in watched:
                continue
            if _is_smoothed(core, facts, node, watched):
                continue
            once = times[node.target] == 1
            alone = whole and once and is_alone(core, facts, node, watched)
            known = e.Const(operand.name in facts.straight)
            if ways is None:
                node.value = e.Call(MAGNITUDE, (operand, e.Const(alone), known))
                _store_as_value(body, node.target)
            elif alone:
                node.value = e.Call(LENGTH, (operand, *ways, known))


def mark_steady(core: Core, facts: Facts) -> None:
    """Say of each slope of a magnitude whether what is turned there stays as it is.

    A penalty that another branch leaves out has the weight 0: that stays 0 beyond the kink.
    """
    found = [node for node in statements(core.body) if _is_turned(node, facts)]
    moving = active(core, facts) if found else set()
    for node in found:
        if isinstance(node, s.Assign) and isinstance(node.value, e.Call):
            given = node.value.args
            if moving.isdisjoint(names(given[0])) and len(given) == 4:
                node.value = e.Call(node.value.func, (*given, e.Const(True)))


def _is_turned(node: s.Stmt, facts: Facts) -> bool:
    return (
        isinstance(node, s.Assign)
        and isinstance(node.value, e.Call)
        and function_of(node.value, facts.kind) is turned
    )


def straight(body: s.Block, facts: Facts, moving: set[str]) -> set[str]:
    """The names of what is linear in all that moves, but for a constant."""
    classes = dict.fromkeys(facts.kinds.keys() & moving, SUMMED)
    parts = Parts(body, facts, moving, classes)
    while True:
        found = {name for node in parts.nodes for name in parts.bent(node)}
        bent = {name for name in found if classes.get(name) == SUMMED}
        if not bent:
            return {name for name in facts.kinds if classes.get(name, SUMMED) == SUMMED}
        classes |= dict.fromkeys(bent, MIXED)


def is_alone(core: Core, facts: Facts, node: s.Assign, moving: set[str]) -> bool:
    """Is nothing computed of a value but functions of each element, and sums of them?"""
    parts = Parts(core.body, facts, moving, {node.target: SINGLE})
    if not parts.are_sums(node):
        return False
    parts.at = len(parts.nodes)
    return parts.of(core.result) != MIXED


def _operand(value: e.Expr, facts: Facts) -> e.Var | None:
    """What real magnitudes or lengths are taken of."""
    match value:
        case e.Call(_, (e.Var() as operand, *_), _):
            kind, function = facts.kind(operand), function_of(value, facts.kind)
            real = isinstance(kind, k.Real) or (
                isinstance(kind, k.Array | k.Scalar) and kind.dtype.kind == "f"
            )
            if real and function in MAGNITUDES and len(value.args) == 1 and not value.kwargs:
                return operand
            return operand if real and _ways(value, facts) is not None else None
    return None


def _ways(value: e.Expr, facts: Facts) -> tuple[e.Expr, ...] | None:
    """How lengths of vectors are taken: `ord`, `axis` and `keepdims`."""
    match value:
        case e.Call(_, (e.Var() as operand, *args), kwargs) if (
            function_of(value, facts.kind) is np.linalg.norm
        ):
            given = dict(zip(("ord", "axis", "keepdims"), args, strict=False)) | dict(kwargs)
            ord, axis = given.get("ord", e.NONE), given.get("axis", e.NONE)
            keep = given.get("keepdims", e.Const(False))
            vectors = k.rank(facts.kind(operand)) == 1 or isinstance(axis, e.Const | e.Unary)
            plain = ord == e.NONE or (ord == e.Const(2) and vectors and axis != e.NONE)
            fixed = all(k.constant(facts.kind(one)) for one in (axis, keep) if one != e.NONE)
            return (ord, axis, keep) if plain and fixed else None
    return None


def _store_as_value(body: s.Block, name: str) -> None:
    """What has been a function of NumPy's may have had an array to write to."""
    for node in statements(body):
        if isinstance(node, s.Store) and node.value == e.Var(name):
            node.into = False


def _is_smoothed(core: Core, facts: Facts, node: s.Assign, watched: set[str]) -> bool:
    """Are powers all that is read of it, even ones or above two, which have no such kink?

    Their slopes are found where nothing stands between them and the sign: what keeps infinity from
    what was not chosen does.
    """
    value = node.value
    if not isinstance(value, e.Call) or function_of(value, facts.kind) is np.fabs:
        return False
    if node.target in names(core.result):
        return False
    trees = [tree for other in statements(core.body) for tree in expressions(other)]
    if not all(_in_powers(tree, e.Var(node.target)) for tree in trees):
        return False
    return node.target not in selection(core, facts, watched).steep


def _in_powers(tree: e.Expr, read: e.Var) -> bool:
    match tree:
        case e.Binary("*", left, right) if left == right == read:
            return True
        case e.Binary("**", base, e.Const(int() as power)) if base == read:
            return power > 1
        case e.Call(e.Ref(_, np.square), (base,), ()) if base == read:
            return True
    return tree != read and all(_in_powers(part, read) for part in children(tree))

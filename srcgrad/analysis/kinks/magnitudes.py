"""Absolute values, lengths and ranges: where one is zero, its derivative is taken as zero, too.

np.sqrt(np.linalg.norm(x))        at the zero vector: 0, though the root is infinitely steep
"""

from __future__ import annotations

import builtins
import math
from typing import Any

import numpy as np

from srcgrad.analysis.kinks.selection import EXTREMES, SUMMING, carried_on
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import rule_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names, statements

FLOORS: set[Any] = {builtins.max, np.maximum, np.fmax, np.clip}
MAGNITUDES: set[Any] = {builtins.abs, math.fabs, np.abs, np.fabs, np.linalg.norm, np.ptp, np.std}
MAGNITUDES |= {np.hypot, math.hypot}


def of_magnitudes(body: s.Block, facts: Facts) -> set[str]:
    """The names of such values, and of what is made of them element by element.

    >>> size = s.Assign("r", e.Call(e.Ref("abs", abs), (e.Var("x"),)))
    >>> root = s.Assign("z", e.Var("r"))
    >>> sorted(of_magnitudes([size, root], Facts()))
    ['r', 'z']
    """
    found: set[str] = set()
    largest: list[s.Assign] = []
    for node in statements(body):
        if isinstance(node, s.Assign) and isinstance(node.value, e.Call):
            rule = rule_of(node.value, facts.kind)
            if rule is not None and rule.function in MAGNITUDES:
                found.add(node.target)
            elif rule is not None and rule.function in EXTREMES:
                largest.append(node)
    if not found:
        return found
    found = carried_on(found, body, facts, SUMMING)
    more = {node.target for node in largest if not found.isdisjoint(names(node.value))}
    return carried_on(found | more, body, facts, SUMMING) if more else found


def of_floors(body: s.Block, facts: Facts) -> set[str]:
    """The names of values that are cut off below 0."""
    made = [node for node in statements(body) if isinstance(node, s.Assign)]
    return {node.target for node in made if floored(node.value, facts)}


def floored(value: e.Expr, facts: Facts) -> bool:
    """Is it what an array is where it is positive, and zero elsewhere?

    >>> floored(e.Call(e.Ref("np.maximum", np.maximum), (e.Var("x"), e.Const(0.0))), Facts())
    True
    """
    match value:
        case e.Call(_, (first, second, *rest), kwargs) if not kwargs:
            rule = rule_of(value, facts.kind)
            if rule is None or rule.function not in FLOORS:
                return False
            if rule.function is np.clip:
                return _zero(second, facts) and all(one == e.NONE for one in rest)
            return not rest and (_zero(first, facts) or _zero(second, facts))
    return False


def _zero(tree: e.Expr, facts: Facts) -> bool:
    kind = facts.kind(tree)
    return k.constant(kind) and type(k.value_of(kind)) in (int, float) and not k.value_of(kind)

"""Where a zero adjoint must stay zero: upstream of `where`, masks and stores.

The gradient of `where(x > 0, sqrt(x), 0)` at 0 is 0, though the partial of `sqrt` there is
inf. `masked` are the arrays whose adjoint may be zero because a selection left an element out;
`wild` those that may hold inf or NaN where the program's result is finite.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.memory import rule_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names, statements

SELECTING = {np.where, np.maximum, np.minimum, np.fmax, np.fmin, np.clip}


@dataclass
class Selection:
    """The arrays of one function that need care."""

    masked: set[str]
    wild: set[str]


def selection(body: s.Block, facts: Facts) -> Selection:
    """Find both sets; what flows elementwise carries them on."""
    nodes = [n for n in statements(body) if isinstance(n, s.Assign | s.Store)]
    masked = _seeds(nodes, facts)
    masked |= {
        n for x in statements(body) if isinstance(x, s.Unpack) for n in _arrays(x.value, facts)
    }
    wild: set[str] = set()
    while True:
        before = len(masked), len(wild)
        roots = {facts.root(n) for n in masked}
        for node in nodes:
            if not isinstance(node, s.Assign):
                if facts.root(_base(node)) in roots:
                    masked |= _arrays(node.value, facts)
                continue
            if _elementwise(node.value, facts):
                if node.target in masked or facts.root(node.target) in roots:
                    masked |= _arrays(node.value, facts)
                if _singular(node.value, facts) or set(names(node.value)) & wild:
                    wild.add(node.target)
        if before == (len(masked), len(wild)):
            return Selection(
                {n for n in facts.kinds if n in masked or facts.root(n) in roots}, wild
            )


def _seeds(nodes: list[s.Assign | s.Store], facts: Facts) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, s.Store):
            found.add(_base(node))
        elif isinstance(node.value, e.Call):
            rule = rule_of(node.value, facts.kind)
            if rule is not None and rule.function in SELECTING:
                found |= _arrays(node.value, facts)
        elif isinstance(node.value, e.Item):
            found |= _arrays(node.value.base, facts)
    return found


def _base(node: s.Store) -> str:
    return next(names(node.base), "")


def _arrays(tree: e.Expr, facts: Facts) -> set[str]:
    return {n for n in names(tree) if isinstance(facts.kinds.get(n), k.Array | k.Scalar)}


def _elementwise(tree: e.Expr, facts: Facts) -> bool:
    match tree:
        case e.Var() | e.Unary() | e.Item() | e.Attr(_, "T"):
            return True
        case e.Binary(op, _, _):
            return op != "@"
        case e.Call():
            rule = rule_of(tree, facts.kind)
            return rule is not None and (
                rule.form == "partials" or rule.memory != "fresh" or rule.function in SELECTING
            )
    return False


def _singular(tree: e.Expr, facts: Facts) -> bool:
    match tree:
        case e.Binary(op, _, right):
            exponent = facts.kind(right)
            tame = (
                isinstance(exponent, k.Known)
                and isinstance(exponent.value, int)
                and exponent.value >= 0
            )
            return op == "/" or (op == "**" and not tame)
        case e.Call():
            rule = rule_of(tree, facts.kind)
            return rule is not None and rule.singular
    return False

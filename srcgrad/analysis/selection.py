"""Where a zero adjoint must stay zero: upstream of `where`, masks and stores.

The gradient of `where(x > 0, sqrt(x), 0)` at 0 is 0, though the partial of `sqrt` there is
inf. `masked` are the arrays whose adjoint may be zero because a selection left an element out;
`wild` those that may hold inf or NaN where the program's result is finite.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from srcgrad.analysis.order import Order
from srcgrad.infer.facts import Facts
from srcgrad.infer.memory import rule_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names, statements

SELECTING = {
    *(np.where, np.maximum, np.minimum, np.fmax, np.fmin, np.clip),
    *(np.take, np.diag, np.diagonal, np.triu, np.tril),
}
MOVING = {np.roll, np.concatenate, np.stack, np.hstack, np.vstack, np.column_stack, np.flip}


@dataclass
class Selection:
    """The arrays of one function that need care."""

    masked: set[str]
    wild: set[str]


def selection(body: s.Block, facts: Facts) -> Selection:
    """Find both sets; what flows elementwise carries them on."""
    order = Order(body)
    nodes = [n for n in statements(body) if isinstance(n, s.Assign | s.Store | s.Unpack)]
    events = _seeds(nodes, facts)  # by memory class: the statements that leave elements out
    wild: set[str] = set()
    changed = True
    while changed:
        changed = False
        for node in nodes:
            if isinstance(node, s.Unpack):
                continue
            target = _base(node) if isinstance(node, s.Store) else node.target
            reached = events.get(facts.root(target), [])
            if isinstance(node, s.Store):  # what is stored meets only what comes after
                reached = [n for n in reached if order.later(node, n)]
            elif not _elementwise(node.value, facts):
                continue
            elif _singular(node.value, facts) or set(names(node.value)) & wild:
                changed |= node.target not in wild
                wild.add(node.target)
            if reached:
                changed |= _note(events, _arrays(node.value, facts), node, facts)
    return Selection({n for n in facts.kinds if events.get(facts.root(n))}, wild)


def _note(events: dict[str, list[s.Stmt]], found: set[str], node: s.Stmt, facts: Facts) -> bool:
    """Add an event to the classes of some names; was any of them new?"""
    new = False
    for name in found:
        held = events.setdefault(facts.root(name), [])
        if not any(node is other for other in held):
            held.append(node)
            new = True
    return new


def _seeds(nodes: list[s.Assign | s.Store | s.Unpack], facts: Facts) -> dict[str, list[s.Stmt]]:
    events: dict[str, list[s.Stmt]] = {}
    for node in nodes:
        if isinstance(node, s.Store):
            _note(events, {_base(node)}, node, facts)
        elif isinstance(node, s.Unpack):
            _note(events, _arrays(node.value, facts), node, facts)
        elif isinstance(node.value, e.Call):
            rule = rule_of(node.value, facts.kind)
            if rule is not None and rule.function in SELECTING:
                _note(events, _arrays(node.value, facts), node, facts)
        elif isinstance(node.value, e.Item):
            _note(events, _arrays(node.value.base, facts), node, facts)
    return events


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
                rule.form == "partials"
                or rule.memory != "fresh"
                or rule.function in SELECTING | MOVING
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

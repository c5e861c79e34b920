"""Indices of views that are bound anew while the view is in use.

n = 1                      n = 1
v = y[n:]           ->     n.2 = n
for k in range(3):         v = y[n.2:]
    n = n + 1              for k in range(3):
    v[0] *= 2.0                n = n + 1
                               v[0] *= 2.0
The shadow of `v` is the same view of the shadow of `y`, taken where `v` is used.
"""

from __future__ import annotations

from srcgrad.analysis.order import Order
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import holds_memory
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import expressions, names, statements, targets


def moving_indices(core: Core, facts: Facts, written: set[str]) -> dict[int, frozenset[str]]:
    """For each view of `written` memory classes the names to keep as they are when it is made."""
    order = Order(core.body)
    bindings: dict[str, list[s.Stmt]] = {}
    all_nodes = list(statements(core.body))
    result = set(names(core.result))
    for node in all_nodes:
        for name in targets(node):
            bindings.setdefault(name, []).append(node)
    mentioned = [(node, _mentioned(node)) for node in all_nodes]
    kept: dict[int, frozenset[str]] = {}
    for view in all_nodes:
        if not isinstance(view, s.Assign) or not _is_view(view, facts, written):
            continue
        moving = {
            name: [node for node in bindings.get(name, []) if _after(order, view, node)]
            for name in names(view.value)
            if not holds_memory(facts.kinds.get(name, k.Empty()))
        }
        if any(moving.values()):
            reached = _reached(view, mentioned, facts)
            used = [node for node, read in mentioned if reached & read]
            kept[id(view)] = frozenset(
                name
                for name, found in moving.items()
                if found and (reached & result or _between(order, view, used, found))
            )
    return {key: found for key, found in kept.items() if found}


def _reached(view: s.Assign, mentioned: list[tuple[s.Stmt, set[str]]], facts: Facts) -> set[str]:
    """The names of the view, and of what is made of it or holds it."""
    reached, before = {view.target}, 0
    while len(reached) > before:
        before = len(reached)
        for node, read in mentioned:
            if read & reached:
                holders = read if isinstance(node, s.Store | s.Evaluate) else set()
                lists = {n for n in holders if isinstance(facts.kinds.get(n), k.List)}
                made = {n for n in targets(node) if holds_memory(facts.kinds.get(n, k.Empty()))}
                reached |= made | lists
    return reached


def _mentioned(node: s.Stmt) -> set[str]:
    return {n for tree in expressions(node) for n in names(tree)}


def _is_view(node: s.Assign, facts: Facts, written: set[str]) -> bool:
    sources = facts.shares(node.value)
    return any(facts.root(name) in written for name in sources) and len([*names(node.value)]) > 1


def _after(order: Order, view: s.Assign, binding: s.Stmt) -> bool:
    """May the binding run after the view is made? The loops around the view bind before it."""
    return order.later(view, binding) and binding not in order.enclosing(view)


def _between(order: Order, view: s.Assign, used: list[s.Stmt], moving: list[s.Stmt]) -> bool:
    """May a binding run after the view is made, and before it is used?"""
    return any(
        order.later(view, use) and order.between(view, use, binding)
        for use in used
        if use is not view
        for binding in moving
    )

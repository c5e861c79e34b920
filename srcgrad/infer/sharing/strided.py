"""What may not be written: views by strides of one's own, and the arrays that they are views of.

Nor may anybody write through what `np.broadcast_arrays` returns, which is read-only here.
"""

from __future__ import annotations

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import holds_memory, may_write
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import expressions, names, nodes, statements, targets
from srcgrad.rules.functionals import broadcast_arrays, meshgrid
from srcgrad.runtime import by_strides

BROADCASTING = (broadcast_arrays, meshgrid)


def refuse_written_views(core: Core, facts: Facts) -> None:
    """Refuse such a view where a statement writes it, or the array that it is one of."""
    shown: dict[str, s.Stmt] = {}  # memory classes that must not be written
    for node in statements(core.body):
        match node:
            case s.Assign(target, e.Call(e.Ref(_, function))) if function is by_strides:
                shown[facts.root(target)] = node
    if not shown:
        return
    for node in statements(core.body):
        for name in _written(node, facts):
            if facts.root(name) in shown:
                raise UnsupportedSyntaxError(
                    "a view by `as_strided`, or the array that it is a view of, is written",
                    "make the view of a copy, as_strided(x.copy(), ...), and copy what is written",
                    shown[facts.root(name)].origin,
                )


def refuse_written_broadcasts(core: Core, facts: Facts) -> None:
    """Refuse what `np.broadcast_arrays` returns where a statement writes through it."""
    made: dict[str, s.Stmt] = {}  # the names of these, of views of them, of lists that hold them
    for node in statements(core.body):
        match node:
            case s.Assign(target, e.Call(e.Ref(_, np.broadcast_to))) if _of_arrays(node):
                made[target] = node
    if not made:
        return
    before = 0
    while len(made) > before:
        before = len(made)
        for node in statements(core.body):
            whole = isinstance(node, s.Evaluate)
            for tree in expressions(node):
                found = names(tree) if whole else facts.shares(tree)
                if any(name.partition("[")[0] in made for name in found):
                    made |= dict.fromkeys(_takers(node, facts), node)
    for node in statements(core.body):
        for name in _written(node, facts):
            if name in made and isinstance(facts.kind(e.Var(name)), k.Array):
                raise UnsupportedSyntaxError(
                    "an array that `np.broadcast_arrays` returns is written",
                    "copy it before, a = a.copy()",
                    node.origin,
                )


def _of_arrays(node: s.Stmt) -> bool:
    """Does a statement stand in what `np.broadcast_arrays` means?"""
    through = node.origin.through if node.origin is not None else ()
    return any(getattr(one, "code", None) in BROADCASTING for one in through)


def _takers(node: s.Stmt, facts: Facts) -> list[str]:
    """The names that may hold afterwards what a statement reads."""
    match node:
        case s.Store(base) if isinstance(facts.kind(base), k.Array):
            return []  # numbers are copied into an array
        case s.Store(base) | s.Evaluate(e.Call(e.Attr(base, _))):
            return list(names(base))
    return list(targets(node))


def _written(node: s.Stmt, facts: Facts) -> list[str]:
    found: list[str] = []
    if isinstance(node, s.Write):
        found += names(node.base)
    for tree in expressions(node):
        for part in nodes(tree):
            if isinstance(part, e.Call):
                found += may_write(part, facts.kind)
    return [name for name in found if holds_memory(facts.kind(e.Var(name)))]

"""Views by strides of one's own are read as copies: nobody may write what they show.

Nor may anybody write through what `np.broadcast_arrays` returns, which is read-only here.

w = as_strided(x, (n, 3), x.strides * 2)        places.1 = strided_places(x, (n, 3), x.strides * 2)
                                                w = np.ravel(x)[places.1]
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.infer.indexing import parts, sort_of
from srcgrad.infer.memory import holds_memory, may_write, shares
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import expressions, names, nodes, statements, targets
from srcgrad.rules.functionals import broadcast_arrays, meshgrid
from srcgrad.runtime import strided_places

BROADCASTING = (broadcast_arrays, meshgrid)


def refuse_written_views(core: Core, facts: Facts) -> None:
    """Refuse such a view where a statement writes it, or the array that it is one of."""
    made: dict[str, s.Stmt] = {}  # the places, and the statements that find them
    shown: dict[str, s.Stmt] = {}  # memory classes that must not be written
    for node in statements(core.body):
        match node:
            case s.Assign(target, e.Call(e.Ref(_, function), (x, *_))) if (
                function is strided_places
            ):
                made[target] = node
                shown |= {facts.root(name): node for name in names(x)}
            case s.Assign(target, e.Item(_, e.Var(places))) if places in made:
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
                found = names(tree) if whole else shares(tree, facts.kind)
                if any(name.partition("[")[0] in made for name in found):
                    made |= dict.fromkeys(_takers(node), node)
    for node in statements(core.body):
        for name in _written(node, facts):
            if name in made and isinstance(facts.kind(e.Var(name)), k.Array):
                raise UnsupportedSyntaxError(
                    "an array that `np.broadcast_arrays` returns is written",
                    "copy it before, a = a.copy()",
                    node.origin,
                )


Axes = tuple[str, list[tuple[int, int]]]  # of a view: the array's name, its axes and their steps


def refuse_crossing_views(core: Core, facts: Facts) -> None:
    """Refuse `A[:, 2] = A[1]`: of vectors of unequal strides NumPy writes what it has yet to read.

    Of equal ones it finds an order, and others it copies first.
    """
    bound = Counter(name for node in statements(core.body) for name in targets(node))
    views = {
        node.target: node.value
        for node in statements(core.body)
        if isinstance(node, s.Assign) and bound[node.target] == 1
    }
    for node in statements(core.body):
        if not isinstance(node, s.Store) or not facts.is_varied(node.base):
            continue
        into = _axes(e.Item(node.base, node.index), views, facts)
        out_of = _axes(node.value, views, facts)
        if into is None or out_of is None or into[0] != out_of[0]:
            continue
        vectors = len(into[1]) == len(out_of[1]) == 1 and into[1] != out_of[1]
        if vectors and into[1][0][1] * out_of[1][0][1] > 0:
            raise UnsupportedSyntaxError(
                "a view is stored into the array that it shows, along another axis or with "
                "another step: NumPy writes there what it has yet to read",
                "store a copy, for example A[:, 2] = A[1].copy()",
                node.origin,
            )


def _axes(tree: e.Expr, views: dict[str, e.Expr], facts: Facts) -> Axes | None:
    """The axes along which a view goes, as far as its subscripts tell."""
    match tree:
        case e.Var(name):
            shown = views.get(name)
            if isinstance(shown, e.Var | e.Item) or (
                isinstance(shown, e.Attr) and shown.name == "T"
            ):
                return _axes(shown, views, facts)
            rank = k.rank(facts.kind(tree)) if isinstance(facts.kind(tree), k.Array) else None
            return None if rank is None else (name, [(axis, 1) for axis in range(rank)])
        case e.Attr(base, "T"):
            found = _axes(base, views, facts)
            return None if found is None else (found[0], found[1][::-1])
        case e.Item(base, index):
            found = _axes(base, views, facts)
            return None if found is None else _part(found, index, facts)
    return None


def _part(of: Axes, index: e.Expr, facts: Facts) -> Axes | None:
    name, axes = of
    left, kept = list(axes), []
    for part in parts(index):
        sort = sort_of(part, facts.kind)
        if sort not in ("integer", "slice") or not left:
            return None
        axis, step = left.pop(0)
        if isinstance(part, e.Slice):
            by = part.step.value if isinstance(part.step, e.Const) else part.step
            if by is not None and not isinstance(by, int):
                return None
            kept.append((axis, step * (by or 1)))
        elif sort == "slice":
            return None
    return name, kept + left


def _of_arrays(node: s.Stmt) -> bool:
    """Does a statement stand in what `np.broadcast_arrays` means?"""
    through = node.origin.through if node.origin is not None else ()
    return any(getattr(one, "code", None) in BROADCASTING for one in through)


def _takers(node: s.Stmt) -> list[str]:
    """The names that may hold afterwards what a statement reads."""
    match node:
        case s.Store(base) | s.Evaluate(e.Call(e.Attr(base, _))):
            return list(names(base))
    return list(targets(node))


def _written(node: s.Stmt, facts: Facts) -> list[str]:
    found: list[str] = []
    if isinstance(node, s.Store | s.Augment):
        found += names(node.base)
    for tree in expressions(node):
        for part in nodes(tree):
            if isinstance(part, e.Call):
                found += may_write(part, facts.kind)
    return [name for name in found if holds_memory(facts.kind(e.Var(name)))]

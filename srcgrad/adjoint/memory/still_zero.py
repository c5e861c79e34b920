"""Parts of adjoints to which nothing has been added yet: what comes first is stored.

for i in range(n - 2, -1, -1):            for i in range(0, n - 1):
    x[i] = d[i] - c[i] * x[i + 1]    ->       d_bar[i] = x_bar[i]        not d_bar[i] += x_bar[i]
"""

from __future__ import annotations

from collections.abc import Set

from srcgrad.adjoint.sweep import Sweep
from srcgrad.analysis.arrays.regions import Regions
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import children, expressions, names


def still_zero(sweep: Sweep, name: str) -> bool:
    """Does nothing depend on the part that the current statement reads by what runs later?

    Then its adjoint is still zero here, and what is added can be stored: what is written later has
    been cleared, or is zero.
    """
    match sweep.node:
        case s.Assign(_, e.Item(e.Var(base), index)) if base == name:
            pass
        case _:
            return False
    outside = name in names(sweep.core.result) or name in sweep.core.inputs.values()
    settled = len(sweep.memory.definitions.get(name, [])) <= (name not in sweep.memory.entry)
    if outside or not settled or not _separate(sweep, name):
        return False
    return last(sweep.regions, name, index, sweep.node, sweep.active)


def _separate(sweep: Sweep, name: str) -> bool:
    """Is an array not written, or one that is made here and reached by no other name?"""
    found = sweep.memory.of(name)
    return not found.written or (
        found.members == found.objects == {name}
        and name not in sweep.memory.entry
        and sweep.memory.holder(name) is None
    )


def last(regions: Regions, name: str, index: e.Expr, at: s.Stmt, active: Set[str]) -> bool:
    """Does nothing that runs after `at` add to the adjoint of `name[index]`, which is read there?

    If the array is written, then under this name alone.
    """
    return all(
        _harmless(regions, name, index, at, node, active)
        for node in regions.places.mentioning(name, index)
        if regions.order.later(at, node)
    )


def _harmless(
    regions: Regions, name: str, index: e.Expr, at: s.Stmt, node: s.Stmt, active: Set[str]
) -> bool:
    """Does a statement that runs after `at` add nothing to the adjoint of `name[index]`?"""
    if not any(name in _read(tree) for tree in expressions(node)):
        return True
    match node:
        case s.Assign(target) if target not in active:
            return True
        case s.If() | s.While() | s.Assert():  # a test has no adjoint
            return True
        case s.Assign(_, e.Item(e.Var(base), place)) if base == name:
            lengths = k.dims(regions.facts.kinds.get(name, k.Empty()))
            return regions.apart(index, at, place, node, lengths)
        case s.Store(e.Var(), place, value):
            return name not in names(place) and name not in names(value)
    return False


def _read(tree: e.Expr) -> set[str]:
    """The names whose content an expression reads, not only their shape."""
    match tree:
        case e.Var(name):
            return {name}
        case e.Attr(_, "shape" | "ndim" | "size" | "dtype") | e.Call(e.Ref("len"), _, _):
            return set()
    return {name for child in children(tree) for name in _read(child)}

"""Slices that have names stand where lists and tuples are read by them.

s = slice(1, n)                    s = slice(1, n)
ys = xs[s]                 ->      ys = xs[1:n]

An array takes a slice by its name; what a list holds behind one, only its bounds tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import (
    blocks,
    children,
    expressions,
    nodes,
    rebuild,
    replace,
    statements,
    targets,
)

KindOf = Callable[[e.Expr], k.Kind]


def spell_slices(block: s.Block, kind_of: KindOf, outside: Collection[str]) -> bool:
    """Rewrite such subscripts, in place; `outside` are names that others may bind, too."""
    if not any(_bounds(node) for node in statements(block)):
        return False
    bound = Counter(name for node in statements(block) for name in targets(node))
    return _spelled(block, kind_of, {name: bound[name] or 2 for name in (*bound, *outside)}, {})


def _spelled(
    block: s.Block, kind_of: KindOf, bound: dict[str, int], around: dict[str, e.Slice]
) -> bool:
    made = dict(around)  # the slices that have been made wherever the block stands

    def by_name(tree: e.Expr) -> bool:
        match tree:
            case e.Item(base, e.Var(name)) if name in made:
                return isinstance(k.general(kind_of(base)), k.List | k.Tuple)
        return False

    def written(tree: e.Expr) -> e.Expr:
        if by_name(tree):
            return e.Item(tree.base, made[tree.index.name])  # type: ignore[attr-defined]
        return rebuild(tree, written) if children(tree) else tree

    changed = False
    for node in block:
        if any(by_name(part) for tree in expressions(node) for part in nodes(tree)):
            replace(node, written)
            changed = True
        for inner in blocks(node):
            changed |= _spelled(inner, kind_of, bound, made)
        match node:
            case s.Assign(name, e.Var(other)) if other in made and bound[name] == 1:
                made[name] = made[other]
            case s.Assign(name) if bound[name] == 1 and (bounds := _bounds(node)):
                if all(_stays(one, bound) for one in bounds):
                    made[name] = _slice(bounds)
    return changed


def _bounds(node: s.Stmt) -> tuple[e.Expr, ...]:
    match node:
        case s.Assign(_, e.Call(e.Ref(_, function), args, ())) if function is slice:
            return args
    return ()


def _stays(one: e.Expr, bound: dict[str, int]) -> bool:
    return isinstance(one, e.Const) or (isinstance(one, e.Var) and one.name not in bound)


def _slice(args: tuple[e.Expr, ...]) -> e.Slice:
    given = [None if one == e.NONE else one for one in args]
    lower, upper, step = [None, *given, None] if len(given) == 1 else [*given, None][:3]
    return e.Slice(lower, upper, step)

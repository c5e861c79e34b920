"""Slices that have names stand where lists and tuples are read, or lists are written, by them.

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
from srcgrad.ir.walk import blocks, statements, targets
from srcgrad.normalize.lists.spans import respell

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

    def part_of(base: e.Expr, index: e.Expr) -> e.Expr:
        listed = isinstance(k.general(kind_of(base)), k.List | k.Tuple)
        return made.get(index.name, index) if isinstance(index, e.Var) and listed else index

    changed = False
    for node in block:
        changed |= respell(node, part_of)
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

"""Slices that have names, written out where they pick of a list: lists have no other subscripts.

HEAD = slice(0, 2)      ->      HEAD = slice(0, 2)
a = xs[HEAD]                    a = xs[0:2]
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import rebuild, replace, statements

KindOf = Callable[[e.Expr], k.Kind]


def written_out(index: e.Expr, kind_of: KindOf) -> e.Expr:
    """The slice that a name stands for, where its bounds are constants."""
    kind = kind_of(index) if isinstance(index, e.Var) else None
    if not isinstance(kind, k.Known) or not isinstance(kind.value, slice):
        return index
    given = (kind.value.start, kind.value.stop, kind.value.step)
    return e.Slice(*(None if one is None else e.Const(one) for one in given))


def spell_spans(body: s.Block, kind_of: KindOf) -> bool:
    """Rewrite subscripts of lists and tuples in place; says whether there were any."""
    found = False

    def picked(base: e.Expr, index: e.Expr) -> e.Expr:
        nonlocal found
        new = written_out(index, kind_of)
        if new is index or not isinstance(kind_of(base), k.List | k.Tuple):
            return index
        found = True
        return new

    def part(tree: e.Expr) -> e.Expr:
        if isinstance(tree, e.Item):
            return e.Item(part(tree.base), picked(tree.base, tree.index))
        return rebuild(tree, part)

    for node in statements(body):
        replace(node, part)
        if isinstance(node, s.Store | s.Augment) and node.index is not None:
            node.index = picked(node.base, node.index)
    return found

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
from srcgrad.normalize.arrays.effects import DELETE_ITEM

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

    def part_of(base: e.Expr, index: e.Expr) -> e.Expr:
        new = written_out(index, kind_of)
        listed = new is not index and isinstance(kind_of(base), k.List | k.Tuple)
        return new if listed else index

    found = False
    for node in statements(body):
        found |= respell(node, part_of)
    return found


def respell(node: s.Stmt, part_of: Callable[[e.Expr, e.Expr], e.Expr]) -> bool:
    """Give the subscripts of one statement another form; says whether any got one."""
    found = False

    def picked(base: e.Expr, index: e.Expr) -> e.Expr:
        nonlocal found
        new = part_of(base, index)
        found |= new is not index
        return new

    def respelled(tree: e.Expr) -> e.Expr:
        match tree:
            case e.Item(base, index) if not isinstance(tree, e.Element):
                return e.Item(respelled(base), picked(base, index))
            case e.Call(func, (base, index)) if func == DELETE_ITEM:
                return e.Call(func, (base, picked(base, index)))
        return rebuild(tree, respelled)

    replace(node, respelled)
    if isinstance(node, s.Write) and node.index is not None:
        node.index = picked(node.base, node.index)
    return found

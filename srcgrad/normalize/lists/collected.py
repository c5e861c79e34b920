"""A list that is filled step by step is one display, where each step stands in the source.

    squares = []
    squares.append(a)          ->         squares = [a, b]
    squares.append(b)

So a comprehension over a container of fixed structure gives one.
"""

from __future__ import annotations

from collections.abc import Collection

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, expressions, names, statements, targets


def collect(block: s.Block, cells: Collection[str]) -> bool:
    """Join appends to a list with the display that begins it; the block is changed in place."""
    changed = False
    for node in block:
        for inner in blocks(node):
            changed |= collect(inner, cells)
    position = 0
    while position < len(block):
        node = block[position]
        match node:
            case s.Assign(target, e.Sequence("list", items)) if target not in cells:
                changed |= _extend(block, position, target, items)
        position += block[position : position + 1] == [node]
    return changed


def _extend(block: s.Block, start: int, name: str, items: tuple[e.Expr, ...]) -> bool:
    for position in range(start + 1, len(block)):
        node = block[position]
        if not _mentions(node, name):
            continue
        match node:
            case s.Evaluate(e.Call(e.Attr(e.Var(base), "append"), (item,), ())) if base == name:
                moved = {n for held in items for n in names(held)}
                if moved & bound(block[start + 1 : position]) or name in names(item):
                    return False
                display = e.Sequence("list", (*items, item))
                block[position] = s.Assign(name, display, origin=node.origin)
                del block[start]
                return True
        return False
    return False


def _mentions(node: s.Stmt, name: str) -> bool:
    return any(
        name in targets(inner) or any(name in names(t) for t in expressions(inner))
        for inner in statements([node])
    )

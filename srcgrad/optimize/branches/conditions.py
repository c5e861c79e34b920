"""Short-circuit tests and conditional expressions, put together again.

test.1 = a > 0                     test.1 = a > 0 and b > 0
if test.1:               ->
    test.1 = b > 0
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks


def join(block: s.Block, chosen: Callable[[str], bool]) -> bool:
    """Rewrite a block in place; `chosen` says which names may be bound by one expression."""
    changed = False
    for node in block:
        for inner in blocks(node):
            changed |= join(inner, chosen)
    position = 0
    while position < len(block):
        node = block[position]
        if isinstance(node, s.If):
            whole = _choice(node, chosen)
            if whole is not None:
                block[position] = whole
                changed = True
            elif position and (joined := _logical(block[position - 1], node, chosen)) is not None:
                block[position - 1 : position + 1] = [joined]
                changed = True
                position -= 1
        position += 1
    return changed


def _choice(node: s.If, chosen: Callable[[str], bool]) -> s.Assign | None:
    match node.body, node.orelse:
        case [s.Assign(a, body)], [s.Assign(b, orelse)] if a == b and chosen(a):
            if a.partition(".")[0] == "choice":
                return s.Assign(a, e.Choice(node.test, body, orelse), origin=node.origin)
    return None


def _logical(before: s.Stmt, node: s.If, chosen: Callable[[str], bool]) -> s.Assign | None:
    if (
        not isinstance(before, s.Assign)
        or node.test != e.Var(before.target)
        or not chosen(before.target)
    ):
        return None
    match node.body, node.orelse:
        case [s.Assign(a, value)], [] if a == before.target:
            return s.Assign(a, e.Logical("and", before.value, value), origin=before.origin)
        case [], [s.Assign(a, value)] if a == before.target:
            return s.Assign(a, e.Logical("or", before.value, value), origin=before.origin)
    return None

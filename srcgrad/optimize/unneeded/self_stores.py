"""What stands in an array is not stored there again.

    y_bar[:] = y_bar[:]            ->     x_bar = y_bar * 2
    x_bar = y_bar * 2

The adjoint of `y %= t` moves from `y` to itself. Not where the subscript calls something.
"""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, nodes


def drop_self_stores(block: s.Block) -> bool:
    """Rewrite a block of the reverse sweep in place, and those in it; was anything removed?"""
    found = False
    for node in list(block):
        for inner in blocks(node):
            found = drop_self_stores(inner) or found
        match node:
            case s.Store(e.Var(), index, value) if value == e.Item(node.base, index):
                if not any(isinstance(part, e.Call) for part in nodes(index)):
                    block.remove(node)
                    found = True
    return found

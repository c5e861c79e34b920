"""Rows that the program unpacks are unpacked as it has written it.

    unused.1, unused.2 = range(len(U))     mass, push = U
    mass = U[0]                    ->
    push = U[1]

Where each of the rows still has its name, and that alone.
"""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks


def unpack_rows(block: s.Block) -> None:
    """Rewrite a block of the forward sweep in place."""
    for position, node in enumerate(block):
        for inner in blocks(node):
            unpack_rows(inner)
        rows = _rows(node)
        if rows is None:
            continue
        base, count = rows
        parts = block[position + 1 : position + 1 + count]
        wanted = [e.Item(base, e.Const(number)) for number in range(count)]
        given = {x.target: x.value for x in parts if isinstance(x, s.Assign)}
        if list(given.values()) == wanted and base.name not in given:
            whole = s.Unpack(tuple(given), base, origin=node.origin)
            block[position : position + 1 + count] = [whole]


def _rows(node: s.Stmt) -> tuple[e.Var, int] | None:
    """Whose length a statement asks, and what it has to be."""
    match node:
        case s.Unpack(
            unused,
            e.Call(e.Ref("range"), (e.Call(e.Ref("len"), (e.Var() as base,), ()),), ()),
            None,
        ) if all(name.startswith("unused.") for name in unused):
            return base, len(unused)
    return None

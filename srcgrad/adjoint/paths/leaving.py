"""Tests that end their loop: in each pass but the last one they were false.

    for i in range(n):              for i in range(passes - 1, -1, -1):
        ...                             if not test:
        test = u[0] > 10.0                  ...
        if test:               ->       test = False
            break
        ...

Their outcomes need no record: the name holds the last one when the loop has ended.
"""

from __future__ import annotations

from collections import Counter

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, statements, targets


def leaving(body: s.Block, result: e.Expr) -> dict[str, s.Stmt]:
    """The names of such tests, each with its loop."""
    definitions = Counter(name for node in statements(body) for name in targets(node))
    found: dict[str, s.Stmt] = {}
    bound_in: dict[str, s.Stmt | None] = {}

    def visit(block: s.Block, loop: s.Stmt | None) -> None:
        for node in block:
            match node:
                case s.Assign(target, _):
                    bound_in[target] = loop
                case s.If(e.Var(name), inner, _) if (
                    loop is not None
                    and definitions[name] == 1
                    and bound_in.get(name) is loop
                    and _leaves(inner)
                ):
                    found[name] = loop
            if isinstance(node, s.Attempt | s.Ensure | s.With):
                continue  # whether what stands inside has run is another question
            for inner in blocks(node):
                visit(inner, node if isinstance(node, s.Loop) else loop)

    visit(body, None)
    return {
        name: loop
        for name, loop in found.items()
        if name not in set(names(result)) and not _read_outside(body, loop, name)
    }


def _leaves(block: s.Block) -> bool:
    """Does every way through the block end the loop?"""
    if not block:
        return False
    match block[-1]:
        case s.Break():
            return True
        case s.If(_, body, orelse):
            return _leaves(body) and _leaves(orelse)
    return False


def _read_outside(body: s.Block, loop: s.Stmt, name: str) -> bool:
    """Is the name mentioned anywhere but in the loop?"""
    inside = {id(node) for node in statements([loop])}
    return any(
        name in names(tree)
        for node in statements(body)
        if id(node) not in inside
        for tree in expressions(node)
    )

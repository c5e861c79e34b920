"""Statements put into a sweep, or taken out of it."""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, rebuild, replace, statements


def last_binding(block: s.Block, name: str) -> s.Stmt:
    """The last statement of a block that binds a name, itself or inside."""
    return next(node for node in reversed(block) if name in bound([node]))


def leaves(node: s.Stmt) -> list[s.Break]:
    """Where a statement inside of a loop ends that loop: the end of the statement is not met."""
    if isinstance(node, s.Loop):
        return []
    inside = [one for inner in blocks(node) for one in inner]
    return [end for one in inside for end in ([one] if isinstance(one, s.Break) else leaves(one))]


def weave(block: s.Block, before: dict[int, s.Block], after: dict[int, s.Block]) -> None:
    """Put statements before and after some of a block's own, in place."""
    out: s.Block = []
    for node in block:
        out += before.get(id(node), [])
        out.append(node)
        out += after.get(id(node), [])
        for inner in blocks(node):
            weave(inner, before, after)
    block[:] = out


def drop(block: s.Block, gone: set[str]) -> None:
    """Remove the bindings of some names, in place."""
    for node in block:
        for inner in blocks(node):
            drop(inner, gone)
    block[:] = [n for n in block if not isinstance(n, s.Assign) or n.target not in gone]


def rename_values(block: s.Block, table: dict[str, str]) -> None:
    """Rename what a block reads, and binds by assignments, in place."""

    def mapped(tree: e.Expr) -> e.Expr:
        if isinstance(tree, e.Var):
            return e.Var(table.get(tree.name, tree.name))
        return rebuild(tree, mapped)

    for node in statements(block):
        replace(node, mapped)
        if isinstance(node, s.Assign):
            node.target = table.get(node.target, node.target)

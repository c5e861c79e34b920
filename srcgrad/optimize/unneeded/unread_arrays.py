"""Arrays that a pass makes and fills, and of which nobody reads anything, are not made again.

    v = u.copy()                           item.1 = u[1:-1]
    item.1 = u[1:-1]               ->      u_bar[1:-1] += item.1 * t
    v[1:-1] = item.1 * 0.5
    u_bar[1:-1] += item.1 * t

In a pass of a checkpointed loop that runs again, to be reversed: what it made for the next pass has
been made before. Where the array is new, and each statement that names it writes into it.
"""

from __future__ import annotations

from collections.abc import Collection

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, expressions, names, statements, targets
from srcgrad.optimize.asked.purity import pure


def drop_unread_arrays(block: s.Block, read: Collection[str], facts: Facts) -> bool:
    """Rewrite a pass in place, of which others read some names; was anything dropped?"""
    whole = list(statements(block))
    if any(isinstance(node, s.Attempt | s.Ensure) for node in whole):
        return False
    found = {
        name
        for name in bound(block) - set(read)
        if all(_only_fills(node, name, facts) for node in whole)
    }
    _drop(block, found)
    return bool(found)


def _only_fills(node: s.Stmt, name: str, facts: Facts) -> bool:
    """Does a statement make a new array of that name, write into it, or not name it at all?"""
    trees = expressions(node)
    match node:
        case s.Assign(target, value) if target == name:
            new = isinstance(facts.kind(value), k.Array) and not facts.shares(value)
            return new and name not in names(value) and pure(value, facts)
        case s.Store(e.Var(base), _, _) | s.Augment(e.Var(base), e.Expr(), _, _, None) if (
            base == name
        ):
            others = [tree for tree in trees if tree != node.base]
            return all(name not in names(tree) and pure(tree, facts) for tree in others)
    return name not in targets(node) and not any(name in names(tree) for tree in trees)


def _drop(block: s.Block, found: set[str]) -> None:
    for node in block:
        for inner in blocks(node):
            _drop(inner, found)
    block[:] = [n for n in block if found.isdisjoint(targets(n)) and not _fills(n, found)]


def _fills(node: s.Stmt, found: set[str]) -> bool:
    return isinstance(node, s.Write) and not found.isdisjoint(names(node.base))

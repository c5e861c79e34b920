"""Which names are certainly bound where a loop begins."""

from __future__ import annotations

from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, targets


def certainly_bound(block: s.Block, loop: s.Stmt) -> set[str] | None:
    """The names that the statements before `loop` bind on every path; None if it is not there."""
    found: set[str] = set()
    for node in block:
        if node is loop:
            return found
        for inner in blocks(node):
            there = certainly_bound(inner, loop)
            if there is not None:
                return found | set(targets(node)) | there
        found |= certain(node)
    return None


def certain(node: s.Stmt) -> set[str]:
    """The names that a statement binds, however it runs."""
    match node:
        case s.If(_, body, orelse) if _leaves(body) or _leaves(orelse):
            return _all(orelse if _leaves(body) else body)
        case s.If(_, body, orelse):
            return _all(body) & _all(orelse)
        case s.With():
            return set(targets(node)) | _all(node.body)
        case s.For() | s.While() | s.Attempt():
            return set()
        case s.Ensure():
            return _all(node.final)
    return set(targets(node))


def _all(block: s.Block) -> set[str]:
    return {name for node in block for name in certain(node)}


def _leaves(block: s.Block) -> bool:
    """Does nothing follow the block?"""
    return bool(block) and isinstance(block[-1], s.Break | s.Raise)

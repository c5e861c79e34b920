"""Loops that are left by `break`, and are written out: a flag says that one was left."""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks


def breaks(block: s.Block) -> bool:
    """Does a block leave the loop that it is the body of?"""
    return any(
        isinstance(node, s.Break)
        or (not isinstance(node, s.Loop) and any(map(breaks, blocks(node))))
        for node in block
    )


def flagged(block: s.Block, flag: str) -> s.Block:
    """A body that sets a flag where it leaves the loop: always at the end of its path."""
    out: s.Block = []
    for node in block:
        if isinstance(node, s.Break):
            out.append(s.Assign(flag, e.Const(True), origin=node.origin, mark=node.mark))
            continue
        if isinstance(node, s.If):
            node.body, node.orelse = flagged(node.body, flag), flagged(node.orelse, flag)
        out.append(node)
    return out

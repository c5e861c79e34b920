"""What stands at the ends of passes and branches: the copies that make one layout of two."""

from __future__ import annotations

from srcgrad.ir import stmt as s
from srcgrad.normalize.calls.inline import duplicate
from srcgrad.normalize.structures.paths.joining import Copies, NewName, parallel

Ending = tuple[s.Block, Copies]  # the numbers of what is chosen, and the copies after them


def close(ending: Ending, block: s.Block, new_name: NewName, node: s.Stmt) -> None:
    """Put what ends a pass at the end of a block, before its `break`."""
    numbers, copies = ending
    made = numbers + parallel(copies, new_name, node)
    if block and isinstance(block[-1], s.Break):
        block[-1:-1] = duplicate(made)
    else:
        append(made, block)


def append(made: s.Block, block: s.Block) -> None:
    """Put statements at the end of a block.

    What follows a branch that leaves a loop stands in its other branch.
    """
    last = block[-1] if block else None
    if isinstance(last, s.If) and any(map(leaves, (last.body, last.orelse))):
        for inner in (last.body, last.orelse):
            if not (inner and isinstance(inner[-1], s.Break)):
                append(made, inner)
    else:
        block += duplicate(made)


def leaves(block: s.Block) -> bool:
    """Does some path through a block leave the loop?"""
    return bool(block) and (
        isinstance(block[-1], s.Break)
        or (isinstance(block[-1], s.If) and any(map(leaves, (block[-1].body, block[-1].orelse))))
    )

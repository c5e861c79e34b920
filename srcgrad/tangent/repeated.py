"""Stores through index arrays of several axes, which may name an element twice.

Which of the values stays may depend on the layout of what is stored, and a tangent may be laid out
otherwise than its value. The run checks, as it does in reverse.

y[i] = e             ->            y[i] = e
                                   winners((y.shape[0],), i)
                                   y_dot[i] = e_dot
"""

from __future__ import annotations

from srcgrad.infer.kinds.indexing import parts, sort_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.runtime import winners
from srcgrad.tangent.state import State

WINNERS = e.Ref("winners", winners)


def check_order(state: State, node: s.Store) -> None:
    """Emit the check where an index array has several axes, and what is stored is an array."""
    assert isinstance(node.base, e.Var)
    pieces = parts(node.index)
    sorts = [sort_of(p, state.facts.kind) for p in pieces]
    ranks = [k.rank(state.facts.kind(p)) or 0 for p in pieces]
    several = any(sort == "array" and rank > 1 for sort, rank in zip(sorts, ranks, strict=True))
    if not several or not k.is_array(state.facts.kind(node.value)):
        return
    if "mask" in sorts:
        state.guard("a store through a mask and an index array of several axes")
    shape = e.Attr(node.base, "shape")
    lengths, chosen, axis, behind = [], [], 0, False
    for position, (piece, sort) in enumerate(zip(pieces, sorts, strict=True)):
        if sort == "ellipsis":
            behind = True
        if sort in ("array", "integer"):
            after = sum(other != "newaxis" for other in sorts[position:])
            lengths.append(e.Item(shape, e.Const(-after if behind else axis)))
            chosen.append(piece)
        axis += sort != "newaxis"
    shown = tuple(e.Sequence("tuple", tuple(items)) for items in (lengths, chosen))
    state.emit(s.Evaluate(e.Call(WINNERS, shown)))

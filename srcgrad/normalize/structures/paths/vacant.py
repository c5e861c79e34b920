"""Structures that a path leads past: their names may be bound to nothing where they are met.

for v in x:                            for v in x:
    if v > 0.0:                            if v > 0.0:
        best = (v, 2.0 * v)      ->            v.1 = v; v.2 = 2.0 * v
                                               best.3 = v.1; best.4 = v.2

Nothing may be copied out of such names. So they are kept where another structure of the same
form comes, which is copied into them; that nobody else sees them is asked first.
"""

from __future__ import annotations

from collections.abc import Iterable

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import bound
from srcgrad.normalize.structures.layout import Conflict, Ref, State, Structure, View, parts

REASON = "a container that some paths do not make meets another one"


def vacate(state: State, ref: Ref) -> None:
    """A structure and those in it may be met before they are made."""
    for one in state.reached([ref]):
        state.heap[one].vacant = True


def names(state: State, start: Iterable[Ref]) -> set[str]:
    """The names of the elements of structures, and of those in them."""
    reached = map(state.heap.peek, state.reached(list(start)))
    return {x for one in reached if one for x in one.slots.values() if isinstance(x, str)}


def roots(state: State, live: Iterable[str], more: Iterable[int]) -> list[Ref]:
    """The structures that names stand for, one for each time that they do."""
    out = list(map(Ref, more))
    for name in live:
        value = state.env.get(name)
        out += parts(value.base if isinstance(value, View) else value)
    return out


def alone(state: State, ref: Ref, start: list[Ref]) -> bool:
    """Is a structure seen through one name only?"""
    reached = map(state.heap.peek, state.reached(start))
    held = [x for one in reached if one for x in one.slots.values()]
    return [*start, *(x for slot in held for x in parts(slot))].count(ref) == 1


def guarded(held: Structure, copies: s.Block, flag: e.Expr) -> s.Block:
    """Copies out of a structure, which may not have been made: there the flag is false."""
    if not held.vacant or not copies:
        return copies
    origin = copies[0].origin
    nothing: s.Block = [s.Assign(n, e.NONE, origin=origin) for x in copies for n in bound([x])]
    return [s.If(flag, copies, nothing, origin=origin)]


def conflict(a: Structure, b: Structure) -> Conflict:
    """What stands for two structures that cannot be made one."""
    return Conflict(REASON, (a.site, b.site))

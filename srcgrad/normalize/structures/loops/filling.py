"""Loops that fill a list of integers, as those of axes, or turn ranks: written out, if need be.

axes = []                              axes = []
for i in range(3):                     axes.append(0)
    if i != 1:               ->        axes.append(2)
        axes.append(i)
"""

from __future__ import annotations

from typing import Protocol

from srcgrad.ir import kinds as k
from srcgrad.normalize.structures.context import Context, Trip
from srcgrad.normalize.structures.layout import FEW, UNROLLED, State, Structure, Unroll


class Walk(Protocol):
    """What is asked of the walk."""

    trips: list[Trip]
    context: Context


def longest(state: State, held: Structure) -> int:
    """How many passes a loop may have that fills it: it may be a list of integers and slices."""
    kinds = [state.known.get(slot) for slot in held.slots.values() if isinstance(slot, str)]
    if held.form != "list" or not kinds or len(kinds) != len(held.slots):
        return 0
    if not all(kind is None or _number(kind) for kind in kinds):
        return 0
    return FEW if None in kinds else UNROLLED


def _number(kind: k.Kind) -> bool:
    if k.constant(kind):
        return isinstance(k.value_of(kind), int | slice)
    return isinstance(kind, k.Int) or k.general(kind) == k.Opaque(slice)


def of_another_length(found: k.Kind | None, before: k.Kind) -> bool:
    """Are they tuples of two lengths, which no name holds in one program?"""
    if not (isinstance(found, k.Tuple) and isinstance(before, k.Tuple)):
        return False
    return len(found.items) != len(before.items)


def of_another_rank(found: k.Kind | None, before: k.Kind) -> bool:
    """Are they arrays of two ranks, or an array and a number?"""
    kinds = [kind for kind in (found, before) if kind is not None]
    ranks = [k.rank(kind) for kind in kinds if k.is_array(kind) or k.is_number(kind)]
    return len(ranks) == 2 and None not in ranks and ranks[0] != ranks[1]


def parted(w: Walk, found: list[tuple[State, Structure]]) -> None:
    """Lists that a branch of a pass lengthens; in a loop that is written out, it may be decided."""
    most = max((longest(*one) for one in found), default=0) if w.trips else 0
    for trip in reversed(w.trips):
        if w.context.limit.fills(trip.passes, most):
            raise Unroll(trip.mark)

"""What a called function may change of the containers that a program reads."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping, Set
from typing import Any

from srcgrad.frontend import changes, places
from srcgrad.ir import kinds as k
from srcgrad.ir.function import OUTSIDE, Core, Free, of_class, packages
from srcgrad.runtime import reached

HOLDING = k.List | k.Dict | k.Object | k.Tuple | k.Unknown | k.Optional
Known = dict[Any, set[int]]  # what a function may change, by identity, and what a name reaches


def changed_outside(core: Core, known: Known, function: Any) -> list[str]:
    """The containers that the program reads, and a function may change."""
    if not core.free:
        return []
    near = packages(core.free.values())
    place = function, frozenset(near)
    if place not in known:
        owners = [one.owner for one in changes(function, near)]
        known[place] = set().union(*map(_reached, owners))
    if not known[place]:
        return []
    for name, free in core.free.items():
        if name not in known:
            known[name] = _reached(_now(free))
    return sorted(name for name in core.free if known[name] & known[place])


def note_apart(core: Core, function: Any, near: Set[str]) -> None:
    """Note the places of what a function may change that only it reaches by a name outside.

    An argument may reach it, too: that is looked at in each call.
    """
    for name, namespace, key in places(function, near):
        free = Free(name + OUTSIDE, namespace, key)
        core.apart[free.name] = free


def stored_into(
    core: Core, lists: set[str], called: Mapping[str, str], given: Iterable[k.Kind | None]
) -> tuple[list[str], list[Free]]:
    """The names, in the text, of what changes, and what calls that stay change beside them.

    The latter counts if an argument may be the same container.
    """
    found = [called.get(name, name) for name in core.changed | lists]
    apart = list(core.apart.values()) if any(isinstance(kind, HOLDING) for kind in given) else []
    return sorted({*found, *(one.name for one in apart)}), apart


def _reached(value: Any) -> set[int]:
    return {id(value), *reached(value)}


def _now(free: Free) -> Any:
    """The value of a free name at compile time, where a global, a class or a cell holds it."""
    holder = free.namespace
    if isinstance(holder, types.CellType):
        return holder.cell_contents
    if isinstance(holder, type):
        return of_class(holder, free.key)
    if isinstance(holder, tuple):
        return holder[int(free.key)]
    return holder.get(free.key) if isinstance(holder, dict) else None

"""What a called function may change of the containers that a program reads."""

from __future__ import annotations

import types
from typing import Any

from srcgrad.frontend import changes
from srcgrad.ir.function import Core, Free, packages
from srcgrad.runtime import containers_in


def changed_outside(core: Core, known: dict[Any, list[Any]], function: Any) -> list[str]:
    """The containers that the program reads, and a function may change."""
    if not core.free:
        return []
    near = packages(core.free.values())
    place = function, frozenset(near)
    if place not in known:
        known[place] = [one.owner for one in changes(function, near)]
    if not known[place]:
        return []
    live = {name: _now(free) for name, free in core.free.items()}
    owned = {id(part) for one in known[place] for part in (one, *containers_in(one))}
    return sorted(
        name
        for name, value in live.items()
        if any(id(part) in owned for part in (value, *containers_in(value)))
    )


def _now(free: Free) -> Any:
    """The value of a free name at compile time, where a global or a cell holds it."""
    holder = free.namespace
    if isinstance(holder, types.CellType):
        return holder.cell_contents
    return holder.get(free.key) if isinstance(holder, dict) else None

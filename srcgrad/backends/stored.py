"""Derivatives that have been generated before: found without the compiler."""

from __future__ import annotations

import types
from typing import Any

from srcgrad.backends.compiled import Compiled, stand
from srcgrad.backends.identity import name_of, request_key
from srcgrad.backends.loading import held
from srcgrad.backends.manifest import restored
from srcgrad.cache import load
from srcgrad.ir.encoding import decode
from srcgrad.ir.function import Free
from srcgrad.late import dataclass, replace
from srcgrad.request import Options
from srcgrad.rules import declare

MANY = 64  # functions that a process makes again and again


def stored(
    target: types.FunctionType,
    options: Options,
    signature: dict[str, Any],
    wrt: tuple[str, ...],
    overlap: tuple[str, ...],
) -> tuple[str | None, Compiled | None]:
    """The key of a request, and what is held under it."""
    key = request_key(target, options, signature, wrt, overlap)
    name = name_of(target, options)
    twin = _twins.get(key)
    found = None if twin is None else twin.of(target)
    if found is not None:
        return key, found
    place = None if key is None else load(key, name) or held(key, name)
    if place is None:
        return key, None
    path, content = place
    return key, restored(target, path, content, name, decode)


@dataclass
class Twin:
    """The derivative of a function that the same line makes anew, as a lambda in a loop is.

    The two differ by what their closure cells hold, which is looked at as in any other call.
    """

    compiled: Compiled  # with the names of the function's own cells in place of these
    outside: dict[str, Any]
    generation: int  # of the rules

    def of(self, target: types.FunctionType) -> Compiled | None:
        """The derivative of another function of the same code, if all that it rests on is so."""
        if target.__globals__ is not self.outside or self.generation != declare.current[0]:
            return None
        cells: dict[Any, Any] = {Own(name): cell for name, cell in own_cells(target).items()}
        found = moved(self.compiled, cells)
        return found if stand(found.guards) else None


@dataclass(frozen=True)
class Own:
    """The closure cell of a name."""

    name: str


_twins: dict[str | None, Twin] = {}  # those that no file can describe, by request


def kept(key: str | None, target: Any, compiled: Compiled) -> Compiled:
    """Hold a derivative for functions that are made anew of the same code."""
    if key is not None and isinstance(target, types.FunctionType):
        while len(_twins) >= MANY:
            del _twins[next(iter(_twins))]
        names = {id(cell): Own(name) for name, cell in own_cells(target).items()}
        _twins[key] = Twin(moved(compiled, names), target.__globals__, declare.current[0])
    return compiled


def own_cells(target: types.FunctionType) -> dict[str, types.CellType]:
    """The closure cells of a function, by name."""
    return dict(zip(target.__code__.co_freevars, target.__closure__ or (), strict=True))


def moved(compiled: Compiled, places: dict[Any, Any]) -> Compiled:
    """The same derivative with some of the places that it reads exchanged for others."""

    def one(free: Free) -> Free:
        here = free.namespace
        found = places.get(here if isinstance(here, Own) else id(here), here)
        return Free(free.name, found, free.key)

    guards = [(one(free), key) for free, key in compiled.guards]
    free, apart = [*map(one, compiled.free)], [*map(one, compiled.apart)]
    return replace(compiled, free=free, guards=guards, apart=apart)

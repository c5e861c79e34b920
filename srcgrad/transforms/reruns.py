"""Functions that run once for each direction: every run starts from what the first one found.

A run may write arrays, store into containers and objects, and draw at random, from what it is
given and from globals. All that is put back before the next one, so that the runs are alike, and
what the last one leaves is what a single one would have left.
"""

from __future__ import annotations

import random
import re
import types
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.backends.compiled import Compiled, read_free
from srcgrad.runtime.sharing import attributes_in, has_attributes
from srcgrad.transforms.grids import Bound

KNOWN = {"numpy", "math", "cmath", "scipy", "srcgrad"}  # they draw under names that say so
IMPORTED = re.compile(r"^(?:import|from) (\w+)", re.MULTILINE)
DRAWN = re.compile(r"\b(?:random|rvs)\b")
Back = Callable[[], object]


def from_entry(bound: Bound, compiled: Compiled) -> Callable[[], Bound]:
    """What puts everything back as it is now, and gives the arguments for another run."""
    values, kwargs = bound
    outside = [read_free(free) for free in compiled.free]
    found: dict[int, tuple[Any, Back | None]] = {}
    everything = [*values, *kwargs.values(), *outside]
    for value in everything:
        _remember(value, found, whole=bool(compiled.written or compiled.changed))
    steps = [back for _, back in found.values() if back is not None]
    if _draws(compiled, outside):
        steps += _of_modules()

    def again() -> Bound:
        for back in steps:
            back()
        return bound

    return again


def _draws(compiled: Compiled, outside: list[Any]) -> bool:
    """May a run draw from the generators of modules?"""
    return (
        DRAWN.search(compiled.source) is not None
        or any(map(callable, outside))
        or not KNOWN.issuperset(IMPORTED.findall(compiled.source))
    )


def _of_modules() -> list[Back]:
    numbers, own = np.random.get_state(), random.getstate()
    return [lambda: np.random.set_state(numbers), lambda: random.setstate(own)]


def _remember(value: Any, found: dict[int, tuple[Any, Back | None]], whole: bool) -> None:
    """Note how to put back a value, and what it holds; generators alone if not the `whole`."""
    if id(value) in found or isinstance(value, type | types.ModuleType | types.FunctionType):
        return
    if isinstance(value, np.ndarray) and not whole:
        return
    back, parts = _back(value)
    generator = isinstance(value, np.random.Generator | np.random.RandomState | random.Random)
    found[id(value)] = value, back if whole or generator else None
    for part in parts:
        _remember(part, found, whole)


def _back(value: Any) -> tuple[Back | None, list[Any]]:
    """What puts back the content of a value, and the values in it."""
    match value:
        case np.ndarray():
            held = value.copy()
            return (lambda: value.__setitem__(..., held)) if value.flags.writeable else None, []
        case np.random.Generator():
            state = value.bit_generator.state
            return lambda: setattr(value.bit_generator, "state", state), []
        case np.random.RandomState():
            numbers = value.get_state()
            return lambda: value.set_state(numbers), []
        case random.Random():
            own = value.getstate()
            return lambda: value.setstate(own), []
        case list():
            items = list(value)
            return lambda: value.__setitem__(slice(None), items), items
        case deque() | set():
            members = list(value)
            add: Any = value.extend if isinstance(value, deque) else value.update
            return lambda: _refill(value, add, members), members
        case dict():
            entries = dict(value)
            return lambda: _refill(value, value.update, entries), list(entries.values())
        case tuple():
            return None, list(value)
    if not has_attributes(value):
        return None, []
    attributes = dict(attributes_in(value))
    return lambda: _set_attributes(value, attributes), list(attributes.values())


def _refill(container: Any, add: Callable[[Any], None], content: Any) -> None:
    container.clear()
    add(content)


def _set_attributes(value: Any, attributes: dict[str, Any]) -> None:
    for name in attributes_in(value).keys() - attributes.keys():
        object.__delattr__(value, name)
    for name, held in attributes.items():
        object.__setattr__(value, name, held)

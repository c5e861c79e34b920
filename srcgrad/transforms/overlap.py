"""Arrays that share memory, where the program writes one of them."""

from __future__ import annotations

import copy
import types
from typing import Any

import numpy as np

from srcgrad.backends.compiled import Compiled, read_free
from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir.function import OUTSIDE
from srcgrad.request import UNEQUAL_STRIDES
from srcgrad.runtime import arrays_in, containers_in, overlaps_itself, reached


def apart(seed: Any, written: dict[str, Any]) -> Any:
    """The seed as it is at the call, whatever the program writes."""
    arrays = [array for value in written.values() for array in arrays_in(value)]
    for part in arrays_in(seed):
        if any(np.may_share_memory(part, array) for array in arrays):
            return copy.deepcopy(seed)
    return seed


def shared_among(
    compiled: Compiled, named: dict[str, Any], free: dict[str, Any], wrt: tuple[str, ...]
) -> tuple[str, ...]:
    """The parameters that share memory, where the program writes one of them."""
    if compiled.changed:
        check_containers(compiled, named | free)
    if not compiled.written:
        return ()
    everything = named | free
    written = {n: everything[n] for n in compiled.written}
    return overlapping(written, everything, set(named), wrt)


def overlapping(
    written: dict[str, Any], everything: dict[str, Any], parameters: set[str], wrt: tuple[str, ...]
) -> tuple[str, ...]:
    """The parameters whose arrays share memory with another one that the program writes.

    What cannot be followed is refused: memory shared with a part of a container or a global,
    with itself, or between two arguments of `wrt`, where the total would count twice. Where the
    arrays' strides differ, a word for that comes last: stored into one another they may cross.
    """
    found: set[str] = set()
    held = {name: arrays_in(value) for name, value in everything.items()}
    others = [(name, array, i) for name, arrays in held.items() for i, array in enumerate(arrays)]
    for name in written:
        for here, array in enumerate(held[name]):
            if overlaps_itself(array):
                raise UnsupportedSyntaxError(
                    f"the argument `{name}` is written, and its elements overlap in memory",
                    "pass a copy of it",
                )
            for other_name, other, place in others:
                if other_name == name and place == here:
                    continue
                if not np.may_share_memory(array, other):
                    continue
                plain = all(
                    n in parameters and isinstance(everything[n], np.ndarray)
                    for n in (name, other_name)
                )
                both = name in wrt and other_name in wrt and np.shares_memory(array, other)
                if both or not plain or array.dtype != other.dtype:
                    raise UnsupportedSyntaxError(
                        f"the argument `{name}` is written, and `{other_name}` shares its memory",
                        "pass a copy of one of them",
                    )
                found |= {name, other_name}
    unequal = len({everything[name].strides for name in found}) > 1
    return (*sorted(found), UNEQUAL_STRIDES) if unequal else tuple(sorted(found))


def check_containers(compiled: Compiled, everything: dict[str, Any]) -> None:
    """Refuse a container that is reached in two ways, where the program stores into one.

    What a function that is only called stores into may be one that the program reads itself.
    """
    seen: dict[int, str] = {}
    own = {id(everything[one.name]): one.name for one in compiled.free}
    apart = {one.name: read_free(one) for one in compiled.apart}
    changed = {*compiled.changed, *(own.get(id(value), "") for value in apart.values())}
    apart = {name: value for name, value in apart.items() if id(value) not in own}
    for name, value in (everything | apart).items():
        for held in reached(value).values() if name in apart else containers_in(value):
            if {name, seen.get(id(held))} <= apart.keys():
                continue  # what functions have several names for
            if id(held) in seen and {name, seen[id(held)]} & changed:
                raise _reached_twice(name, seen[id(held)], held)
            if name in changed and held is not value:
                _check_end(name, type(held))
            seen[id(held)] = name
    for name, value in _looked_at(compiled):
        for held in containers_in(value):
            if seen.get(id(held)) in changed:
                raise _reached_twice(seen[id(held)], name, held)


def _check_end(name: str, cls: type) -> None:
    """What a container holds may be dropped: an object must not say what happens then."""
    if isinstance(getattr(cls, "__del__", None), types.FunctionType):
        raise UnsupportedSyntaxError(
            f"{cls.__name__} has a `__del__`, which Python calls once nothing holds the object, "
            f"and what holds one, the argument `{name}`, is changed",
            "let the program call it as a method of another name",
        )


def _looked_at(compiled: Compiled) -> list[tuple[str, Any]]:
    """What the compiler looked at, and no text reads any more: the length of a list, say."""
    places = {(id(one.namespace), one.key) for one in compiled.free}
    looked = [one for one, _ in compiled.guards if (id(one.namespace), one.key) not in places]
    return [(one.key, read_free(one)) for one in looked]


def _reached_twice(one: str, other: str, held: Any) -> UnsupportedSyntaxError:
    one, other = one.removesuffix(OUTSIDE), other.removesuffix(OUTSIDE)
    return UnsupportedSyntaxError(
        f"the argument `{one}` holds a {type(held).__name__} that is also reached "
        f"through `{other}`, and the function stores into it",
        "pass a copy of one of them",
    )

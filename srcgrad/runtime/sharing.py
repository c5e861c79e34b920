"""Memory and containers that are reached in two ways."""

from __future__ import annotations

import enum
import sys
import types
from typing import Any

import numpy as np

STANDARD = sys.stdlib_module_names  # their objects are no containers of numbers
PLAIN = frozenset({bool, int, float, complex, str, bytes, type(None)})  # they hold nothing
OF_IMPORTS = ("__builtins__", "__loader__", "__spec__")  # in the names of a module


def slots_of(cls: Any) -> list[str]:
    """The attributes that objects of a class of the user's hold in `__slots__`.

    >>> class Point:
    ...     __slots__ = ("x", "y")
    >>> slots_of(Point), slots_of(slice)
    (['x', 'y'], [])
    """
    return [
        name
        for owner in reversed(cls.__mro__)
        if "__slots__" in vars(owner) and owner.__module__.partition(".")[0] not in STANDARD
        for name, held in vars(owner).items()
        if type(held).__name__ == "member_descriptor"
    ]


def has_attributes(value: Any) -> bool:
    """Does an object hold attributes of its own? A member of an enumeration is a constant."""
    if isinstance(value, enum.Enum):
        return False
    return hasattr(value, "__dict__") or bool(slots_of(type(value)))


def attributes_in(value: Any) -> dict[str, Any]:
    """The attributes that an object holds, those in `__slots__` first.

    >>> from types import SimpleNamespace
    >>> attributes_in(SimpleNamespace(k=2.0))
    {'k': 2.0}
    """
    found = {n: getattr(value, n) for n in slots_of(type(value)) if hasattr(value, n)}
    own = getattr(value, "__dict__", None)
    return found | own if isinstance(own, dict) else found


def arrays_in(value: Any, within: tuple[int, ...] = ()) -> list[Any]:
    """All arrays that an argument holds; `within` are the objects on the way to it."""
    if type(value) in PLAIN:
        return []
    if isinstance(value, np.ndarray):
        return [value]
    if isinstance(value, dict):
        parts = list(value.values())
    elif isinstance(value, tuple | list):
        parts = list(value)
    elif has_attributes(value) and not callable(value) and not isinstance(value, type):
        shared = [held for owner in type(value).__mro__ for held in vars(owner).values()]
        own = attributes_in(value).values()
        parts = [*own, *(held for held in shared if isinstance(held, np.ndarray))]
    else:
        return []
    if id(value) in within:
        return []
    return [array for part in parts for array in arrays_in(part, (*within, id(value)))]


def overlaps_itself(array: Any) -> bool:
    """May two elements of the array share memory?"""
    if array.flags.c_contiguous or array.size <= 1:
        return False
    reach = array.itemsize
    for stride, length in sorted(
        (abs(s), n) for s, n in zip(array.strides, array.shape, strict=True) if n > 1
    ):
        if stride < reach:
            return True
        reach += stride * (length - 1)
    return False


def containers_in(value: Any, above: tuple[int, ...] = ()) -> list[Any]:
    """All lists, dicts and objects that an argument holds, each as often as it is reached."""
    parts = _parts(value)
    if parts is None:
        return []
    if id(value) in above:  # it reaches itself: the caller meets it twice
        return [value]
    inner = (*above, id(value))
    found = [c for part in parts for c in containers_in(part, inner)]
    return found if isinstance(value, tuple) else [value, *found]


def _parts(value: Any) -> list[Any] | None:
    """What a container or an object holds; None of other things."""
    if type(value) in PLAIN or isinstance(value, np.ndarray | type | types.ModuleType):
        return None
    if isinstance(value, dict):
        return list(value.values())
    if isinstance(value, tuple | list):
        return list(value)
    if has_attributes(value) and (
        not callable(value) or isinstance(type(value).__call__, types.FunctionType)
    ):
        return list(attributes_in(value).values())
    return None


def reached(value: Any) -> dict[int, Any]:
    """All containers that a value outside holds, by identity, each once.

    Objects of the standard library are not looked into: they lead anywhere, and so does what
    imported a module, which is among its names.

    >>> inner = [1.0]
    >>> list(reached({"a": inner, "b": inner}).values())
    [{'a': [1.0], 'b': [1.0]}, [1.0]]
    """
    found: dict[int, Any] = {}
    waiting = [value]
    while waiting:
        one = waiting.pop()
        held = isinstance(one, dict | list | tuple | types.SimpleNamespace)
        foreign = type(one).__module__.partition(".")[0] in STANDARD
        if id(one) in found or (foreign and not held):
            continue
        parts = _parts(one)
        if parts is not None and isinstance(one, dict) and "__loader__" in one:
            parts = [part for name, part in one.items() if name not in OF_IMPORTS]
        if parts is not None:
            found[id(one)] = one
            waiting += parts
    return found


def separate(everything: dict[str, Any], written: list[str], changed: list[str]) -> None:
    """Raise ValueError where what is written can be reached through another argument as well.

    `written` names the arguments whose arrays are written, `changed` those whose containers are.

    >>> a = np.ones(3)
    >>> separate({"x": a[:2], "y": a[2:]}, ["x"], [])
    >>> separate({"x": a[:2], "y": a[1:]}, ["x"], [])
    Traceback (most recent call last):
        ...
    ValueError: `x` is written, and `y` shares its memory: pass a copy of one of them
    """
    held = [(name, array) for name, value in everything.items() for array in arrays_in(value)]
    for here, (name, array) in enumerate(held):
        if name in written and overlaps_itself(array):
            raise ValueError(f"`{name}` is written, and its elements overlap: pass a copy of it")
        for there, (other, second) in enumerate(held):
            if name in written and here != there and np.may_share_memory(array, second):
                raise ValueError(
                    f"`{name}` is written, and `{other}` shares its memory: "
                    "pass a copy of one of them"
                )
    seen: dict[int, str] = {}
    for name, value in everything.items():
        for container in containers_in(value) if changed else []:
            if id(container) in seen and {name, seen[id(container)]} & set(changed):
                raise ValueError(
                    f"`{name}` holds a {type(container).__name__} that is also reached through "
                    f"`{seen[id(container)]}`, and is stored into: pass a copy of one of them"
                )
            seen[id(container)] = name

"""Methods of lists and dicts at hand, as values that a program holds.

add = xs.append
add(v)                     xs.append(v)
"""

from __future__ import annotations

import random
import types
from typing import Any

from srcgrad.ir.function import is_derived
from srcgrad.normalize.scope import is_distribution
from srcgrad.normalize.structures.layout import Method, Ref, Structure
from srcgrad.normalize.structures.walk import Walker


def of_structure(inside: Structure, name: str) -> Any:
    """The method that a list or a dict has from its class, and a program may hold."""
    plain = (inside.form, inside.cls) in (("list", list), ("dict", dict))
    if name == "get" and not all(isinstance(key, str) for key in inside.slots):
        return None
    return method_of(inside.cls, name) if plain else None


def method_of(cls: type, name: str) -> Any:
    """The method of one of Python's own classes, if it has one of that name."""
    own = vars(cls).get(name)
    return own if isinstance(own, types.MethodDescriptorType) else None


def is_held(value: Any) -> bool:
    """Is it a method of a list or of a dict at hand, such as `xs.append`?"""
    own = isinstance(value, Method) and isinstance(value.function, types.MethodDescriptorType)
    return own and value.function.__objclass__ in (list, dict) and len(value.bound) == 1


def owner_of(w: Walker, value: Any) -> tuple[str, ...]:
    """Where the container was made whose method a value is."""
    if not is_held(value):
        return ()
    return tuple(w.structure(ref).site for a in value.bound if isinstance(ref := w.held(a), Ref))


def is_written(function: Any) -> bool:
    """Is it a method of an object at hand, written in Python?"""
    return (
        isinstance(function, types.MethodType)
        and (isinstance(function.__func__, types.FunctionType) or is_derived(function.__func__))
        and not is_distribution(function.__self__)
        and not isinstance(function.__self__, random.Random)
    )

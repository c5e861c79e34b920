# mypy: disable-error-code="call-overload"
# (of `type(instance).__new__`; the comment stands here because the function is pasted as it is)
"""Instances that carry gradients."""

from __future__ import annotations

import sys
from typing import Any

STANDARD = sys.stdlib_module_names  # their objects are no containers of numbers


def like(instance: Any, attributes: dict[str, Any]) -> Any:
    """An instance of the same class, made without `__init__`, that holds the attributes.

    >>> from types import SimpleNamespace
    >>> like(SimpleNamespace(k=2.0), {"k": 1.0})
    namespace(k=1.0)
    """
    made = type(instance).__new__(type(instance))
    for name, value in attributes.items():
        if type(getattr(type(made), name, None)).__name__ == "member_descriptor":
            object.__setattr__(made, name, value)
        else:
            vars(made)[name] = value
    return made


def instance(cls: Any, attributes: dict[str, Any]) -> Any:
    """An instance of a class, made without `__init__`, that holds the attributes.

    >>> from types import SimpleNamespace
    >>> instance(SimpleNamespace, {"k": 2.0})
    namespace(k=2.0)
    """
    made = cls.__new__(cls)
    for name, value in attributes.items():
        object.__setattr__(made, name, value)
    return made


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
    """Does an object hold attributes of its own?"""
    return hasattr(value, "__dict__") or bool(slots_of(type(value)))


def attributes_in(value: Any) -> dict[str, Any]:
    """The attributes that an object holds, those in `__slots__` first.

    >>> from types import SimpleNamespace
    >>> attributes_in(SimpleNamespace(k=2.0))
    {'k': 2.0}
    """
    found = {n: getattr(value, n) for n in slots_of(type(value)) if hasattr(value, n)}
    return found | getattr(value, "__dict__", {})

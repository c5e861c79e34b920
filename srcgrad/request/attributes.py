"""The attributes that an object holds, as `runtime.structure` has them for generated programs."""

from __future__ import annotations

import sys
import types
from typing import Any
from weakref import WeakKeyDictionary

STANDARD = sys.stdlib_module_names  # their objects are no containers of numbers
_slots: WeakKeyDictionary[type, list[str]] = WeakKeyDictionary()


def slots_of(cls: type) -> list[str]:
    """The attributes that objects of a class of the user's hold in `__slots__`."""
    found = _slots.get(cls)
    if found is None:
        found = _slots[cls] = [
            name
            for owner in reversed(cls.__mro__)
            if "__slots__" in vars(owner) and owner.__module__.partition(".")[0] not in STANDARD
            for name, held in vars(owner).items()
            if isinstance(held, types.MemberDescriptorType)
        ]
    return found


def has_attributes(value: Any) -> bool:
    """Does an object hold attributes of its own?"""
    return hasattr(value, "__dict__") or bool(slots_of(type(value)))


def attributes_in(value: Any) -> dict[str, Any]:
    """The attributes that an object holds, those in `__slots__` first."""
    slots = slots_of(type(value))
    if not slots:
        own: dict[str, Any] = getattr(value, "__dict__", {})
        return own
    found = {n: getattr(value, n) for n in slots if hasattr(value, n)}
    return found | getattr(value, "__dict__", {})

"""Derivatives that are alike, as each object makes its own of a method: one stands for them."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary, WeakValueDictionary

_first: WeakKeyDictionary[Any, WeakValueDictionary[Any, Any]] = WeakKeyDictionary()


def first(function: Any) -> Any:
    """The first of the derivatives like this one that is still there; other functions as they are.

    A derivative is like another one of the same function if both have equal `alike`, which is a
    tuple of what it was made with.
    """
    told = getattr(function, "alike", None)
    if not isinstance(told, tuple):
        return function
    return _first.setdefault(function.primal, WeakValueDictionary()).setdefault(told, function)


def behind(function: Any) -> tuple[Any, ...]:
    """The function of a derivative, which counts with it."""
    return (function.primal,) if hasattr(type(function), "__srcgrad_derived__") else ()

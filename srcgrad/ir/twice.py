"""Lists of one element hold its kind twice, as an item and as the element.

Whoever goes through both takes twice as long for each list around it; what is gone through here
is gone through once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def equal(a: Any, b: Any) -> bool:
    """Are two kinds of lists the same?"""
    if a is b or type(a) is not type(b) or hash(a) != hash(b):
        return a is b
    if a.element != b.element or (a.items is None) != (b.items is None):
        return False
    return len(a.items or ()) == len(b.items or ()) and all(
        (x is a.element and y is b.element) or x == y
        for x, y in zip(a.items or (), b.items or (), strict=True)
    )


def changed(items: tuple[Any, ...] | None, element: Any, change: Callable[[Any], Any]) -> Any:
    """What becomes of the items and of the element of a list."""
    new = change(element)
    if items is None:
        return None, new
    return tuple(new if item == element else change(item) for item in items), new


def merged(a: Any, b: Any, join: Callable[[Any, Any], Any]) -> Any:
    """The items, if both lists have as many, and the element of what may be either list."""
    new = join(a.element, b.element)
    if a.items is None or b.items is None or len(a.items) != len(b.items):
        return None, new
    ends = a.element, b.element
    pairs = zip(a.items, b.items, strict=True)
    return tuple(new if pair == ends else join(*pair) for pair in pairs), new


def distinct(items: tuple[Any, ...] | None, element: Any) -> list[Any]:
    """The element, and the items that are of another kind."""
    return [element, *(item for item in items or () if item != element)]

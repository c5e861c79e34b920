"""The core language: expressions, statements, functions, and the kinds of values."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from srcgrad.late import later

Held = TypeVar("Held")
Result = TypeVar("Result")

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, frozen: bool, repr: bool = True, eq: bool = True):
        """A dataclass that is made late and fast, with the hash of a frozen one, or with its own.

        A compilation makes tens of thousands. The hash is kept: that of a tree goes through all
        of it.
        """
        assert frozen

        def make(twin):
            from dataclasses import dataclass

            hashed = eq and vars(twin).get("__hash__") is None
            result = dataclass(repr=repr, eq=eq, unsafe_hash=hashed)(twin)
            if hashed:
                result.__hash__ = kept(result.__hash__)
                result.known_hash = None
            return result

        return lambda cls: later(cls, make)

    def kept(of_fields):
        def hash_of(self):
            found = self.known_hash
            if found is None:
                found = self.known_hash = of_fields(self)
            return found

        return hash_of


def remembered(find: Callable[[Held], Result]) -> Callable[[Held], Result]:
    """A function of a record that keeps what it has found with the record."""
    name = f"known_{find.__module__}_{find.__name__}"

    def found(one: Held) -> Result:
        held = vars(one)
        if name not in held:
            held[name] = find(one)
        result: Result = held[name]
        return result

    return found


__all__ = ["record", "remembered"]

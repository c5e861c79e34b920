"""The core language: expressions, statements, functions, and the kinds of values."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

Held = TypeVar("Held")
Result = TypeVar("Result")

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    Class = TypeVar("Class", bound=type)

    def record(*, frozen: bool, repr: bool = True, eq: bool = True):
        """A dataclass that is made fast, with the hash of a frozen one, or with its own.

        A frozen one sets each field past its own guard, which takes most of the time of making
        one, and a compilation makes tens of thousands. mypy finds whoever assigns to a field;
        the run does not look. The hash is kept: that of a tree goes through all of it.
        """
        assert frozen

        def made(cls: Class) -> Class:
            hashed = eq and vars(cls).get("__hash__") is None
            result = dataclass(repr=repr, eq=eq, unsafe_hash=hashed)(cls)
            if hashed:
                result.__hash__ = kept(result.__hash__)
                result.known_hash = None
            return result

        return made

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

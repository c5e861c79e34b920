"""The core language: expressions, statements, functions, and the kinds of values."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    Class = TypeVar("Class", bound=type)

    def record(*, frozen: bool, repr: bool = True, eq: bool = True):
        """A dataclass that is made fast, with the hash of a frozen one, or with its own.

        A frozen one sets each field past its own guard, which takes most of the time of making
        one, and a compilation makes tens of thousands. mypy finds whoever assigns to a field;
        the run does not look.
        """
        assert frozen

        def made(cls: Class) -> Class:
            hashed = eq and "__hash__" not in vars(cls)
            return dataclass(repr=repr, eq=eq, unsafe_hash=hashed)(cls)

        return made


__all__ = ["record"]

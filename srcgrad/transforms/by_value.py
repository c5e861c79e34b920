"""Integers that decide a rank: `axis`, `ord`, the subscripts of a shape.

A specialisation is made for kinds of arguments. Where that is refused, it is tried for the values
of integers: of one argument, of all of them, and of those that the function reads from outside.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from srcgrad.errors import SrcgradError, UnsupportedSyntaxError
from srcgrad.request import sign, sign_by_value

Made = TypeVar("Made")


@dataclass(frozen=True)
class ByValue:
    """Which integers count by their values."""

    arguments: frozenset[str] = frozenset()
    outside: bool = False

    def signature(self, named: dict[str, Any]) -> dict[str, Any]:
        """The keys of the arguments."""
        return {n: sign_by_value(v) if n in self.arguments else sign(v) for n, v in named.items()}

    def wider(self, named: dict[str, Any]) -> list[ByValue]:
        """What else can be tried: all integers of the arguments, and those from outside too."""
        keys = self.signature(named)
        deciding = [n for n, v in named.items() if sign_by_value(v) != keys[n]]
        found = [ByValue(self.arguments.union(deciding), self.outside)] if deciding else []
        return found if self.outside else [*found, ByValue(self.arguments.union(deciding), True)]

    def between(self, wider: ByValue) -> list[ByValue]:
        """What may do instead of something wider: one argument more, or what is outside alone."""
        found = [ByValue(self.arguments, True)] if wider.outside else []
        more = sorted(wider.arguments - self.arguments)
        found += [ByValue(self.arguments | {name}, wider.outside) for name in more]
        return [one for one in found if one != wider]


def narrowest(
    attempt: Callable[[ByValue], Made], before: ByValue, named: dict[str, Any]
) -> tuple[Made, ByValue]:
    """What can be made, for the values of as few integers as need be."""
    try:
        return attempt(before), before
    except UnsupportedSyntaxError as refusal:
        for wider in before.wider(named):
            with suppress(SrcgradError):
                found = attempt(wider)
                for between in before.between(wider):
                    with suppress(SrcgradError):
                        return attempt(between), between
                return found, wider
        raise refusal from None

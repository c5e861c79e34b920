"""Integers that decide a rank or a structure: `axis`, `ord`, subscripts of a shape, depths.

A specialisation is made for kinds of arguments. Where something cannot be known from these, it is
tried for the values of small integers: of the arguments, and of those that the function reads from
outside; then for the shapes of short arrays; of as few as need be.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol, TypeVar

from srcgrad.errors import SrcgradError
from srcgrad.infer.rounds import effort
from srcgrad.request.signature import ByValue


class Generated(Protocol):
    """What is made has a text."""

    source: str


Made = TypeVar("Made", bound=Generated)
LONG = 20_000  # letters of a generated module, above which the first that serves is kept
UNKNOWN = (  # what a refusal says that more knowledge might prevent
    "known",
    "what is made of it elsewhere",
    "outside the language here",
    "not followed",
    "how often only the run decides",
    "a loop over this iterable",
    "only the run knows whether",
    "`tuple` gets an active value",
    "`sum` gets an active value",
    "`dict` gets an active value",
    "of an active value is outside the language",
    "keeps its results, those for equal arguments",
    "is given to a call that may write it",
    "at first and an array of rank",
    "at first and a dict with the keys",
    "at first and a list of",
    "at first and a tuple of",
)


def narrowest(
    attempt: Callable[[ByValue], Made],
    before: ByValue,
    named: dict[str, Any],
    refusal: SrcgradError,
) -> tuple[Made, ByValue]:
    """What can be made after a refusal, for the values and lengths of as few as need be."""
    more = before.wider(named) if any(text in str(refusal) for text in UNKNOWN) else ()
    for wider in more:
        if wider.outside and not (before.outside or effort.outside):
            continue  # there are no integers outside
        with effort.going_on(), suppress(SrcgradError):
            found = attempt(wider)
            for between in before.between(wider) if len(found.source) < LONG else ():
                with suppress(SrcgradError):
                    return attempt(between), between
            return found, wider
    raise refusal from None

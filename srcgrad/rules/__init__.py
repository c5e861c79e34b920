"""Derivatives as declarations: the decorators, and the rules of NumPy, `math` and the builtins."""

from collections.abc import Iterable, Mapping

from srcgrad.rules import declare, optional
from srcgrad.rules.declare import (
    Rule,
    jvp,
    linear,
    meaning,
    nondifferentiable,
    partials,
    registered,
    stands_in_for,
    tangents,
    vjp,
)
from srcgrad.rules.methods import METHODS


def _library() -> None:
    from srcgrad.rules import library

    assert library.FAMILIES


declare.at_first_use(_library)


def lookup(function: object) -> Rule | None:
    """The rule declared for `function`, if there is one."""
    found = declare.lookup(function)
    if found is None and optional.load():
        found = declare.lookup(function)
    return found


def written_out(
    function: object,
    count: int = 0,
    given: Iterable[str] = (),
    values: Mapping[int | str, object] | None = None,
    standing: bool = False,
) -> declare.Meaning | None:
    """What `function` means, if that is declared for calls with so many arguments and keywords."""
    found = declare.written_out(function, count, given, values, standing)
    if found is None and optional.load():
        found = declare.written_out(function, count, given, values, standing)
    return found


__all__ = [
    "METHODS",
    "Rule",
    "jvp",
    "linear",
    "lookup",
    "meaning",
    "nondifferentiable",
    "partials",
    "registered",
    "stands_in_for",
    "tangents",
    "vjp",
    "written_out",
]

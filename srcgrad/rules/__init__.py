"""Derivatives as declarations: the decorators, and the rules of NumPy, `math` and the builtins."""

from srcgrad.rules import declare, optional
from srcgrad.rules.declare import (
    Rule,
    jvp,
    linear,
    meaning,
    nondifferentiable,
    partials,
    registered,
    tangents,
    vjp,
    written_out,
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
    "tangents",
    "vjp",
    "written_out",
]

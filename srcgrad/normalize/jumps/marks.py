"""What stands for jumps and their goals until `exits` has run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gast

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.late import dataclass
from srcgrad.normalize.scope import Scope

Lower = Callable[[Scope, list[Any]], None]  # lowers statements


@dataclass(eq=False)
class Return(s.Stmt):
    """Leave the function."""

    value: e.Expr


@dataclass(eq=False)
class Continue(s.Stmt):
    """Go on with the next pass."""


@dataclass(eq=False)
class End(s.Break):
    """Leave a loop whose iterator has no more elements: no `break` of the user's."""


@dataclass(eq=False)
class Otherwise(s.Stmt):
    """The `else` of the loop before it."""

    body: s.Block


@dataclass(eq=False)
class Exhausted(Otherwise):
    """What still happens when an iterator has been asked for an element behind its last."""


@dataclass(eq=False)
class Region(s.Ensure):
    """Statements that a `Leave` with the same test may leave."""

    test: e.Expr


@dataclass(eq=False)
class Leave(s.Stmt):
    """Go on after the region; wherever it was taken, its test is true."""

    test: e.Expr


def breaks(node: Any) -> bool:
    """Does a statement leave the loop around it?"""
    if isinstance(node, gast.Break):
        return True
    if isinstance(node, gast.For | gast.While | gast.FunctionDef | gast.Lambda):
        return any(breaks(child) for child in getattr(node, "orelse", []))
    return any(breaks(child) for child in gast.iter_child_nodes(node))


def returns(body: list[Any]) -> bool:
    """Does a statement end the function?"""
    return any(isinstance(n, gast.Return) for child in body for n in gast.walk(child))

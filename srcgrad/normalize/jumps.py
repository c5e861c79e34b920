"""What stands for jumps and their goals until `exits` has run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
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
class Otherwise(s.Stmt):
    """The `else` of the loop before it."""

    body: s.Block


@dataclass(eq=False)
class Region(s.Ensure):
    """Statements that a `Leave` with the same test may leave."""

    test: e.Expr


@dataclass(eq=False)
class Leave(s.Stmt):
    """Go on after the region; wherever it was taken, its test is true."""

    test: e.Expr

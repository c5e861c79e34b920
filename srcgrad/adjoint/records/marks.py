"""Places in the reverse sweep where values of the forward sweep may have to be restored."""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.late import dataclass


@dataclass(eq=False)
class Restore(s.Stmt):
    """The reverse of a statement that binds names: here they get the values they had before it."""

    node: s.Stmt
    names: tuple[str, ...]


@dataclass(eq=False)
class Enter(s.Stmt):
    """The reverse of a block begins: here its own names get the values that they had at its end."""

    block: s.Block


@dataclass(eq=False)
class Wind(s.Stmt):
    """The reverse of a store: here `base[index]` may get back what stood there before it."""

    node: s.Store | s.Augment
    base: str
    index: e.Expr

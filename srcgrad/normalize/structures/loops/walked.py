"""The walk, as loops see it."""

from __future__ import annotations

from typing import Protocol

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures.context import Context
from srcgrad.normalize.structures.layout import State
from srcgrad.normalize.structures.paths import taught


class Walk(taught.Walk, Protocol):
    """What loops need of the walk."""

    state: State
    roots: list[int]
    context: Context

    def new_name(self, stem: str) -> str: ...

    def new_id(self) -> int: ...

    def emit(self, node: s.Stmt, like: s.Stmt) -> None: ...

    def kind(self, tree: e.Expr) -> k.Kind: ...

"""The elements of iterables, where they are dealt with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.normalize.scope import Scope
from srcgrad.normalize.targets import assign_to


class Element:
    """One element of an iterable, at the place where it is dealt with."""

    def __init__(self, scope: Scope, held: e.Expr | Callable[[], e.Expr]) -> None:
        self.scope = scope
        self.held = held

    def value(self) -> e.Expr:
        """An atom that holds it."""
        made = self._made()
        display = isinstance(made, e.Sequence)
        return self.scope.temporary(made, "element") if display else made

    def bind(self, target: Any) -> None:
        """Bind a target to it."""
        assign_to(self.scope, target, self._made())

    def _made(self) -> e.Expr:
        return self.held if isinstance(self.held, e.Expr) else self.held()


Receive = Callable[[Element], None]
Each = Callable[[Scope, Any, Receive], None]

"""What is known of each adjoint at a point of the reverse sweep.

An adjoint that has no entry is zero. An entry is an expression that is not yet bound to a
name of its own (the seed, another adjoint, a part of a shadow), or the name `y_bar`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from srcgrad.ir import expr as e
from srcgrad.ir.walk import names


def bar(name: str) -> str:
    """The internal name of an adjoint; `emit` gives it its final one."""
    return name + "~bar"


@dataclass(frozen=True)
class Adjoint:
    """The adjoint of one value."""

    expr: e.Expr
    full: bool  # does it have the value's shape, or one that broadcasts to it?
    owned: bool = False  # a fresh array that nothing else refers to: may be changed in place
    blank: bool = False  # zeros, just made
    filled: frozenset[int] | None = None  # zeros, but for these elements
    memory: frozenset[str] = frozenset()  # names whose memory it may be

    def depends(self, name: str) -> bool:
        return name in self.memory or name in names(self.expr)

    def with_(self, **changes: object) -> Adjoint:
        return replace(self, **changes)  # type: ignore[arg-type]


@dataclass
class Environment:
    """The adjoints at one point, and the clearings that wait."""

    entries: dict[str, Adjoint] = field(default_factory=dict)
    pending: dict[str, tuple[e.Expr, e.Expr | None]] = field(default_factory=dict)
    moved: dict[str, e.Expr] = field(default_factory=dict)  # what stood where a clearing waits

    def copy(self) -> Environment:
        return Environment(dict(self.entries), dict(self.pending), dict(self.moved))

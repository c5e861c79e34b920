"""What is known of each adjoint at a point of the reverse sweep.

An adjoint that has no entry is zero. An entry is an expression that is not yet bound to a
name of its own (the seed, another adjoint, a part of a shadow), or the name `y_bar`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from srcgrad.ir import expr as e
from srcgrad.ir.walk import names

FEW = 16  # elements of which one by one it is known whether they are zero


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

    def filling(self, index: e.Expr) -> frozenset[int] | None:
        """The elements that are not zero once a part is not, if all of that is zero still."""
        before, part = frozenset() if self.blank else self.filled, places(index)
        return None if before is None or not part or before & part else before | part

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


def places(index: e.Expr) -> frozenset[int]:
    """The elements, or rows, that a subscript names by their numbers, if they are few.

    >>> sorted(places(e.Slice(None, e.Const(2)))), places(e.Slice(e.Const(1), None))
    ([0, 1], frozenset())
    """
    match index:
        case e.Const(int() as n) if n >= 0 and not isinstance(n, bool):
            return frozenset({n})
        case e.Slice(None | e.Const(int()) as lower, e.Const(int() as upper), None):
            start = 0 if lower is None else lower.value
            if isinstance(start, int) and 0 <= start < upper <= start + FEW:
                return frozenset(range(start, upper))
    return frozenset()

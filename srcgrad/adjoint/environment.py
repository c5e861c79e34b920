"""What is known of each adjoint at a point of the reverse sweep.

An adjoint that has no entry is zero. An entry is an expression that is not yet bound to a
name of its own (the seed, another adjoint, a part of a shadow), or the name `y_bar`.
"""

from __future__ import annotations

from itertools import product

from srcgrad.infer.kinds.indexing import parts
from srcgrad.ir import expr as e
from srcgrad.ir.walk import names
from srcgrad.late import dataclass, field, replace

Place = tuple[int, ...]  # a number along each of the first axes
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
    filled: frozenset[Place] | None = None  # zeros, but for these elements
    memory: frozenset[str] = frozenset()  # names whose memory it may be

    def depends(self, name: str) -> bool:
        return name in self.memory or name in names(self.expr)

    def filling(self, index: e.Expr) -> frozenset[Place] | None:
        """The elements that are not zero once a part is not, if all of that is zero still."""
        before, part = frozenset[Place]() if self.blank else self.filled, places(index)
        if before is None or not part:
            return None
        met = any(a[: len(b)] == b[: len(a)] for a in before for b in part)
        return None if met else before | part

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


def places(index: e.Expr) -> frozenset[Place]:
    """The elements, rows or the like that a subscript names by their numbers, if they are few.

    >>> sorted(places(e.Slice(None, e.Const(2)))), places(e.Slice(e.Const(1), None))
    ([(0,), (1,)], frozenset())
    >>> low, whole = e.Const(0), e.Slice(None, None)
    >>> [places(e.Sequence("tuple", two)) for two in ((low, e.Const(2)), (whole, low))]
    [frozenset({(0, 2)}), frozenset()]
    """
    along = list(parts(index))
    while len(along) > 1 and along[-1] == e.Slice(None, None, None):
        along.pop()
    found = list(product(*map(_numbers, along)))
    return frozenset(found if len(found) <= FEW else ())


def _numbers(part: e.Expr) -> range:
    """The positions along one axis."""
    match part:
        case e.Const(int() as n) if n >= 0 and not isinstance(n, bool):
            return range(n, n + 1)
        case e.Slice(None | e.Const(int()) as lower, e.Const(int() as upper), None):
            start = 0 if lower is None else lower.value
            if isinstance(start, int) and 0 <= start < upper <= start + FEW:
                return range(start, upper)
    return range(0)

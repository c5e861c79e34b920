"""Expressions of the core language: immutable, hashable trees.

In a core program an operand is an *atom* (a constant, a name or a static reference), or a
slice, tuple or list of atoms; sweeps hold whole trees.

>>> Binary("*", Const(2), Var("x"))
2 * x
"""

from __future__ import annotations

from dataclasses import dataclass, field


class Expr:
    """The root of all expression nodes."""

    __slots__ = ()

    def __repr__(self) -> str:
        from srcgrad.ir.text import render

        return render(self)


@dataclass(frozen=True, repr=False, eq=False)
class Const(Expr):
    """A literal: number, string, bool, None, Ellipsis."""

    value: object

    def _key(self) -> tuple[str, str]:
        return type(self.value).__name__, repr(
            self.value
        )  # 1, 1.0 and True differ, 0.0 and -0.0 too

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Const) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())


@dataclass(frozen=True, repr=False)
class Var(Expr):
    """A local name."""

    name: str


@dataclass(frozen=True, repr=False, eq=False)
class Ref(Expr):
    """A module, function or class that was found at compile time, and the text that names it."""

    path: str
    target: object = field(compare=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ref) and self.target is other.target and self.path == other.path

    def __hash__(self) -> int:
        return hash((self.path, id(self.target)))


@dataclass(frozen=True, repr=False)
class Unary(Expr):
    """`-x`, `+x`, `~x`, `not x`."""

    op: str
    operand: Expr


@dataclass(frozen=True, repr=False)
class Binary(Expr):
    """An arithmetic or bitwise operator."""

    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True, repr=False)
class Compare(Expr):
    """One comparison, `is`, `in` and their negations included."""

    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True, repr=False)
class Logical(Expr):
    """`and` or `or`; only where no operand needs statements of its own."""

    op: str
    left: Expr
    right: Expr


@dataclass(frozen=True, repr=False)
class Choice(Expr):
    """`body if test else orelse`; only where no operand needs statements of its own."""

    test: Expr
    body: Expr
    orelse: Expr


@dataclass(frozen=True, repr=False)
class Call(Expr):
    """A call; the callee is a static reference, a method (`Attr`) or a name."""

    func: Expr
    args: tuple[Expr, ...]
    kwargs: tuple[tuple[str, Expr], ...] = ()


@dataclass(frozen=True, repr=False)
class Attr(Expr):
    """An attribute."""

    base: Expr
    name: str


@dataclass(frozen=True, repr=False)
class Item(Expr):
    """A subscript that is read."""

    base: Expr
    index: Expr


@dataclass(frozen=True, repr=False)
class Slice(Expr):
    """A slice inside a subscript."""

    lower: Expr | None = None
    upper: Expr | None = None
    step: Expr | None = None


@dataclass(frozen=True, repr=False)
class Sequence(Expr):
    """A tuple or list display (`form` is "tuple" or "list")."""

    form: str
    items: tuple[Expr, ...]


@dataclass(frozen=True, repr=False)
class Mapping(Expr):
    """A dict display."""

    keys: tuple[Expr, ...]
    values: tuple[Expr, ...]


@dataclass(frozen=True, repr=False)
class Star(Expr):
    """`*items` in a call or a display."""

    value: Expr


@dataclass(frozen=True, repr=False)
class Text(Expr):
    """An f-string: literal strings, and (expression, conversion, format) triples."""

    parts: tuple[str | tuple[Expr, str, str], ...]


@dataclass(frozen=True, repr=False)
class Each(Expr):
    """`[element for name in source]`: only in sweeps, to mirror a list."""

    element: Expr
    name: str
    source: Expr


ZERO = Const(0.0)
ONE = Const(1.0)
NONE = Const(None)

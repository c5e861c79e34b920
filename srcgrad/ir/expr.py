"""Expressions of the core language: immutable, hashable trees.

In a core program an operand is an *atom* (a constant, a name or a static reference), or a
slice, tuple or list of atoms; sweeps hold whole trees.

>>> Binary("*", Const(2), Var("x"))
2 * x
"""

from __future__ import annotations

from dataclasses import field
from typing import Any

from srcgrad.ir import record


class Expr:
    """The root of all expression nodes."""

    known_names: tuple[str, ...] | None = None  # below it, once `walk.names` has been asked
    known_parts: tuple[Expr, ...] | None = None  # the same, of `walk.nodes`

    def __repr__(self) -> str:
        return render(self)


@record(frozen=True, repr=False, eq=False)
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


@record(frozen=True, repr=False, eq=False)
class Named(Const):
    """A constant that the program has a name for, and how it is written there.

    It is like the literal everywhere; a name is given to it when the sweeps are finished.
    """

    shown: Expr


@record(frozen=True, repr=False)
class Var(Expr):
    """A local name."""

    name: str


@record(frozen=True, repr=False, eq=False)
class Ref(Expr):
    """A module, function or class that was found at compile time, and the text that names it."""

    path: str
    target: object = field(compare=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ref) and self.target is other.target and self.path == other.path

    def __hash__(self) -> int:
        return hash((self.path, id(self.target)))


@record(frozen=True, repr=False)
class Unary(Expr):
    """`-x`, `+x`, `~x`, `not x`."""

    op: str
    operand: Expr


@record(frozen=True, repr=False)
class Binary(Expr):
    """An arithmetic or bitwise operator."""

    op: str
    left: Expr
    right: Expr


@record(frozen=True, repr=False)
class Compare(Expr):
    """One comparison, `is`, `in` and their negations included."""

    op: str
    left: Expr
    right: Expr


@record(frozen=True, repr=False)
class Logical(Expr):
    """`and` or `or`; only where no operand needs statements of its own."""

    op: str
    left: Expr
    right: Expr


@record(frozen=True, repr=False)
class Choice(Expr):
    """`body if test else orelse`; only where no operand needs statements of its own."""

    test: Expr
    body: Expr
    orelse: Expr


@record(frozen=True, repr=False)
class Call(Expr):
    """A call; the callee is a static reference, a method (`Attr`) or a name.

    `**items` among the keywords has the name `**`.
    """

    func: Expr
    args: tuple[Expr, ...]
    kwargs: tuple[tuple[str, Expr], ...] = ()


@record(frozen=True, repr=False)
class Attr(Expr):
    """An attribute."""

    base: Expr
    name: str


@record(frozen=True, repr=False)
class Item(Expr):
    """A subscript that is read."""

    base: Expr
    index: Expr


@record(frozen=True, repr=False)
class Element(Item):
    """What a loop over `base` gives in pass `index`: of a dict, its key at that position."""


@record(frozen=True, repr=False)
class Slice(Expr):
    """A slice inside a subscript."""

    lower: Expr | None = None
    upper: Expr | None = None
    step: Expr | None = None


@record(frozen=True, repr=False)
class Sequence(Expr):
    """A display (`form` is "tuple", "list" or "set")."""

    form: str
    items: tuple[Expr, ...]


@record(frozen=True, repr=False)
class Mapping(Expr):
    """A dict display; the key of `**items` is `Star(items)`."""

    keys: tuple[Expr, ...]
    values: tuple[Expr, ...]


@record(frozen=True, repr=False)
class Star(Expr):
    """`*items` in a call or a display."""

    value: Expr


@record(frozen=True, repr=False)
class Closure(Expr):
    """A function that is made inside the program, or `functools.partial` of one.

    `code` is its body. Variables of the enclosing function that are not bound again are held by
    value (`names`, `values`), the others by the name that they have in the program (`cells`).
    Only until calls are put in.
    """

    code: Any
    names: tuple[str, ...]
    values: tuple[Expr, ...]
    cells: tuple[tuple[str, str], ...] = ()


@record(frozen=True, repr=False)
class Text(Expr):
    """An f-string: literal strings, and (expression, conversion, format) triples.

    A format is a string that begins with a colon, or the text that it is computed from.
    """

    parts: tuple[str | tuple[Expr, str, str | Text], ...]


@record(frozen=True, repr=False)
class Each(Expr):
    """`[element for name in source]`: only in sweeps, to mirror a list."""

    element: Expr
    name: str
    source: Expr


ZERO = Const(0.0)
ONE = Const(1.0)
NONE = Const(None)
WHOLE = Sequence("tuple", ())  # the subscript that takes all of an array, or a NumPy number


_LOOSE = (Binary, Compare, Logical, Choice, Unary)


def render(node: Expr | None) -> str:
    """One expression as text; operands that are operations get parentheses."""
    match node:
        case None:
            return ""
        case Const(value):
            return "..." if value is Ellipsis else repr(value)
        case Var(name):
            return name
        case Ref(path):
            return path
        case Unary(op, operand):
            return f"{op}{' ' if op == 'not' else ''}{_tight(operand)}"
        case Binary(op, left, right) | Compare(op, left, right) | Logical(op, left, right):
            return f"{_tight(left)} {op} {_tight(right)}"
        case Choice(test, body, orelse):
            return f"{_tight(body)} if {_tight(test)} else {_tight(orelse)}"
        case Call(func, args, kwargs):
            inside = [render(a) for a in args]
            inside += [f"{'**' if k == '**' else k + '='}{render(v)}" for k, v in kwargs]
            return f"{_tight(func)}({', '.join(inside)})"
        case Attr(base, name):
            return f"{_tight(base)}.{name}"
        case Item(base, index):
            return f"{_tight(base)}[{_index(index)}]"
        case Slice(lower, upper, step):
            tail = f":{render(step)}" if step is not None else ""
            return f"{render(lower)}:{render(upper)}{tail}"
        case Sequence(form, items):
            inner = ", ".join(render(i) for i in items)
            if form == "tuple":
                return f"({inner},)" if len(items) == 1 else f"({inner})"
            if form == "set":
                return f"{{{inner}}}"
            return f"[{inner}]"
        case Mapping(keys, values):
            return (
                "{"
                + ", ".join(
                    f"*{render(k)}" if isinstance(k, Star) else f"{render(k)}: {render(v)}"
                    for k, v in zip(keys, values, strict=True)
                )
                + "}"
            )
        case Star(value):
            return f"*{_tight(value)}"
        case Closure(code, keys, values):
            held = ", ".join(f"{n}={render(v)}" for n, v in zip(keys, values, strict=True))
            return f"<{code.__name__}: {held}>"
        case Text(parts):
            return "f" + repr(
                "".join(p if isinstance(p, str) else "{" + render(p[0]) + "}" for p in parts)
            )
        case Each(element, name, source):
            return f"[{render(element)} for {name} in {render(source)}]"
    raise AssertionError(f"no text for {type(node).__name__}")


def _tight(node: Expr) -> str:
    return f"({render(node)})" if isinstance(node, _LOOSE) else render(node)


def _index(node: Expr) -> str:
    if isinstance(node, Sequence) and node.form == "tuple" and node.items:
        inner = ", ".join(render(i) for i in node.items)
        return inner + ("," if len(node.items) == 1 else "")
    return render(node)

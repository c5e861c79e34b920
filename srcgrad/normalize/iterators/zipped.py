"""Several iterables at once: `zip` and `zip_longest`.

for a, b in zip(x, y):      ->      for k in range(min(len(x), len(y))):
...                                     a = x[k]
                                        b = y[k]
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gast

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.late import dataclass
from srcgrad.normalize.scope import Scope
from srcgrad.normalize.targets import assign_to

MIN, MAX = e.Ref("min", min), e.Ref("max", max)
ERROR = e.Ref("ValueError", ValueError)


@dataclass
class Elements:
    """The number of elements (None: no end), and what binds a target to the one at a position.

    `after` emits what still happens when a next element is asked for behind the last.
    """

    length: e.Expr | None
    bind: Callable[[e.Expr, Any], None]
    after: Callable[[], None] | None = None


def ours(name: str) -> Any:
    """A target for a name of the compiler's own."""
    return gast.Name(id=name, ctx=gast.Store(), annotation=None, type_comment=None)


def together(scope: Scope, parts: list[Elements], acting: list[bool]) -> Elements:
    """`zip`: up to the end of the shortest."""
    lengths = tuple(dict.fromkeys(p.length for p in parts if p.length is not None))
    length: e.Expr | None = lengths[0] if lengths else None
    if len(lengths) > 1:
        length = scope.temporary(e.Call(MIN, lengths), "length")

    def element(position: e.Expr, target: Any) -> None:
        if isinstance(target, gast.Tuple | gast.List) and len(target.elts) == len(parts):
            for part, inner in zip(parts, target.elts, strict=True):
                part.bind(position, inner)
            return
        names = [scope.counter.name("element") for _ in parts]
        for part, name in zip(parts, names, strict=True):
            part.bind(position, ours(name))
        assign_to(scope, target, e.Sequence("tuple", tuple(map(e.Var, names))))

    def after() -> None:
        """The elements that are asked for before one of the iterables is found to have ended."""
        assert length is not None
        _last_round(scope, parts, acting, length)

    return Elements(length, element, after if length is not None and any(acting) else None)


def _last_round(scope: Scope, parts: list[Elements], acting: list[bool], position: e.Expr) -> None:
    if not parts or not any(acting):
        return
    part, *rest = parts
    with scope.block() as there:
        if acting[0]:
            part.bind(position, ours(scope.counter.name("unused")))
        _last_round(scope, rest, acting[1:], position)
    with scope.block() as ended:
        if part.after is not None:
            part.after()
    if part.length is None or part.length == position:
        scope.out += there if part.length is None else ended
    elif there or ended:
        longer = scope.temporary(e.Compare(">", part.length, position), "longer")
        scope.emit(s.If(longer, there, ended))


def strictly(scope: Scope, parts: list[Elements]) -> Elements:
    """`zip(strict=True)`: it is an error if one ends before the others."""
    found = together(scope, parts, [False] * len(parts))
    lengths = [part.length for part in parts]

    def ended(position: int) -> s.Block:
        """What happens if those before a position go on."""
        if position == len(parts):
            return []
        reason = "shorter than"
        if position == 0:
            with scope.block() as block:
                _uneven(scope, lengths, found.length, 1)
        else:
            with scope.block() as block:
                scope.emit(complaint(position, reason))
        if lengths[position] == found.length:
            return block
        with scope.block() as whole:
            longer = _compared(scope, lengths[position], found.length)
            scope.emit(s.If(longer, ended(position + 1), block))
        return whole

    def after() -> None:
        scope.out += ended(0)

    return Elements(found.length, found.bind, after if len(set(lengths)) > 1 else None)


def _uneven(scope: Scope, lengths: list[Any], length: Any, position: int) -> None:
    """The first has ended: so must the others."""
    if position == len(lengths):
        return
    with scope.block() as rest:
        _uneven(scope, lengths, length, position + 1)
    if lengths[position] == length:
        scope.out += rest
        return
    longer = _compared(scope, lengths[position], length)
    scope.emit(s.If(longer, [complaint(position, "longer than")], rest))


def _compared(scope: Scope, length: Any, least: Any) -> e.Var:
    return scope.temporary(e.Compare(">", length, least), "longer")


def complaint(position: int, reason: str) -> s.Stmt:
    """What Python says of the argument at a position."""
    others = "argument 1" if position == 1 else f"arguments 1-{position}"
    text = f"zip() argument {position + 1} is {reason} {others}"
    return s.Raise(e.Call(ERROR, (e.Const(text),)))


def longest(scope: Scope, parts: list[Elements], fill: e.Expr) -> Elements:
    """`zip_longest`: up to the end of the longest, others filled up."""
    lengths = tuple(dict.fromkeys(p.length for p in parts if p.length is not None))
    length: e.Expr = lengths[0]
    if len(lengths) > 1:
        length = scope.temporary(e.Call(MAX, lengths), "length")

    def filled(part: Elements) -> Callable[[e.Expr, Any], None]:
        def element(position: e.Expr, target: Any) -> None:
            assert part.length is not None
            if part.length == length:
                part.bind(position, target)
                return
            name = scope.counter.name("element")
            with scope.block() as there:
                part.bind(position, ours(name))
            inside = scope.temporary(e.Compare("<", position, part.length), "inside")
            scope.emit(s.If(inside, there, [s.Assign(name, fill)]))
            assign_to(scope, target, e.Var(name))

        return element

    several = [Elements(length, filled(part)) for part in parts]
    return together(scope, several, [False] * len(parts))

"""Several iterables at once: `zip`, `zip_longest`, and the columns of a table.

for a, b in zip(x, y):      ->      for k in range(min(len(x), len(y))):
...                                     a = x[k]
                                        b = y[k]
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gast

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.scope import Scope
from srcgrad.normalize.targets import assign_to
from srcgrad.runtime import counted

COUNT = e.Ref("len", counted)  # of rows that may be objects
RANGE, LEN = e.Ref("range", range), e.Ref("len", len)
MIN, MAX, TUPLE = e.Ref("min", min), e.Ref("max", max), e.Ref("tuple", tuple)
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
                scope.emit(_complaint(position, reason))
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
    scope.emit(s.If(longer, [_complaint(position, "longer than")], rest))


def _compared(scope: Scope, length: Any, least: Any) -> e.Var:
    return scope.temporary(e.Compare(">", length, least), "longer")


def _complaint(position: int, reason: str) -> s.Stmt:
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


def transposed(scope: Scope, rows: e.Expr, needed: bool) -> Elements:
    """`zip(*rows)`: the elements are the columns, up to the end of the shortest row.

    Where rows are `needed`, as in `map(f, *rows)`, none are an error.
    """
    length, row, k = (scope.counter.name(n) for n in ("length", "row", "position"))
    count = scope.temporary(e.Call(LEN, (rows,)), "count")
    some = scope.temporary(e.Compare(">", count, e.Const(0)), "some")
    with scope.block() as first:
        width = scope.temporary(e.Item(rows, e.Const(0)), "row")
        scope.emit(s.Assign(length, e.Call(COUNT, (width,))))
    none: s.Stmt = s.Assign(length, e.Const(0))
    if needed:
        text = "map() must have at least two arguments."
        none = s.Raise(e.Call(e.Ref("TypeError", TypeError), (e.Const(text),)))
    scope.emit(s.If(some, first, [none]))
    with scope.block() as body:
        scope.emit(s.Assign(row, e.Element(rows, e.Var(k))))
        width = scope.temporary(e.Call(COUNT, (e.Var(row),)), "width")
        scope.emit(s.Assign(length, e.Call(MIN, (e.Var(length), width))))
    scope.emit(s.For(k, e.Call(RANGE, (count,)), body))

    def element(position: e.Expr, target: Any) -> None:
        if isinstance(target, gast.Tuple | gast.List) and not any(
            isinstance(t, gast.Starred) for t in target.elts
        ):
            names = tuple(scope.counter.name("row") for _ in target.elts)
            scope.emit(s.Unpack(names, rows, None))
            items = [scope.temporary(e.Element(e.Var(n), position), "element") for n in names]
            assign_to(scope, target, e.Sequence("tuple", tuple(items)))
            return
        column, place, inner = (scope.counter.name(n) for n in ("column", "place", "row"))
        scope.emit(s.Assign(column, e.Sequence("list", ())))
        with scope.block() as body:
            scope.emit(s.Assign(inner, e.Element(rows, e.Var(place))))
            item = scope.temporary(e.Element(e.Var(inner), position), "element")
            scope.emit(s.Evaluate(e.Call(e.Attr(e.Var(column), "append"), (item,))))
        scope.emit(s.For(place, e.Call(RANGE, (count,)), body))
        assign_to(scope, target, e.Call(TUPLE, (e.Var(column),)))

    return Elements(e.Var(length), element)


def columns(scope: Scope, rows: e.Expr, target: Any) -> None:
    """`xs, ys = zip(*rows)`: each row has one element for each name."""
    made = [scope.counter.name("column") for _ in target.elts]
    for name in made:
        scope.emit(s.Assign(name, e.Sequence("list", ())))
    count = scope.temporary(e.Call(LEN, (rows,)), "count")
    empty = scope.temporary(e.Compare("==", count, e.Const(0)), "empty")
    text = f"not enough values to unpack (expected {len(made)}, got 0)"
    scope.emit(s.If(empty, [s.Raise(e.Call(ERROR, (e.Const(text),)))], []))
    row, k = scope.counter.name("row"), scope.counter.name("position")
    parts = tuple(scope.counter.name("element") for _ in made)
    with scope.block() as body:
        scope.emit(s.Assign(row, e.Element(rows, e.Var(k))))
        scope.emit(s.Unpack(parts, e.Var(row), None))
        for name, part in zip(made, parts, strict=True):
            scope.emit(s.Evaluate(e.Call(e.Attr(e.Var(name), "append"), (e.Var(part),))))
    scope.emit(s.For(k, e.Call(RANGE, (count,)), body))
    tuples = [scope.temporary(e.Call(TUPLE, (e.Var(name),)), "column") for name in made]
    assign_to(scope, target, e.Sequence("tuple", tuple(tuples)))

"""The columns of a table: `zip(*rows)`, strict too, `zip(first, *rest)` and `map(f, *rows)`.

for a, b in zip(*rows):      ->      length = ...  # of the shortest row
...                                  for k in range(length):
                                         first, second = rows
                                         a, b = first[k], second[k]
"""

from __future__ import annotations

from typing import Any

import gast

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.iterators.library import lazy
from srcgrad.normalize.iterators.untouched import held
from srcgrad.normalize.iterators.zipped import ERROR, Elements, complaint
from srcgrad.normalize.scope import Scope
from srcgrad.normalize.targets import assign_to
from srcgrad.runtime import counted

COUNT = e.Ref("len", counted)  # of rows that may be objects
RANGE, LEN, LIST = e.Ref("range", range), e.Ref("len", len), e.Ref("list", list)
MIN, TUPLE = e.Ref("min", min), e.Ref("tuple", tuple)


def columns(
    scope: Scope, node: Any, rows: list[Any], strict: bool = False, needed: bool = False
) -> Elements:
    """What `zip` or `map` gets of rows, with a star some of them, position by position.

    Where rows are `needed`, as in `map(f, *rows)`, none are an error.
    """
    source = _table(scope, node, rows, needed)
    length, count = _width(scope, source, needed)
    found = Elements(length, lambda position, target: _bind(scope, source, count, position, target))
    if strict:
        found.after = lambda: _check(scope, source, count, length)
    return found


def _table(scope: Scope, node: Any, rows: list[Any], needed: bool) -> e.Expr:
    """One list of all rows, as they are at first."""
    alone = rows[0].value if len(rows) == 1 else None
    if alone is None or lazy(scope, alone):
        if any(lazy(scope, row) for row in rows if not isinstance(row, gast.Starred)):
            name = "map" if needed else "zip"
            scope.refuse(
                node, f"`{name}` of these arguments is outside the language", "write them out"
            )
        shown = gast.copy_location(gast.List(elts=rows, ctx=gast.Load()), node)
        return held(scope, shown)
    source, inside = held(scope, alone), [n for line in scope.body for n in gast.walk(line)]
    stores = any(isinstance(n, gast.Subscript | gast.Attribute) and _stored(n) for n in inside)
    name = getattr(alone, "id", "")
    if stores or any(isinstance(n, gast.Name) and n.id == name for n in inside):
        source = scope.temporary(e.Call(LIST, (source,)), "rows")
    return source


def _stored(node: Any) -> bool:
    return not isinstance(node.ctx, gast.Load)


def _width(scope: Scope, rows: e.Expr, needed: bool) -> tuple[e.Expr, e.Expr]:
    """How many elements the shortest row has, and how many rows there are."""
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
    scope.emit(s.For(k, e.Call(RANGE, (e.Const(1), count)), body))
    return e.Var(length), count


def _bind(scope: Scope, rows: e.Expr, count: e.Expr, position: e.Expr, target: Any) -> None:
    """Bind a target to the column at a position."""
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


def _check(scope: Scope, rows: e.Expr, count: e.Expr, length: e.Expr) -> None:
    """With `strict` it is an error if one row is longer or shorter than those before it."""
    row, k = scope.counter.name("row"), scope.counter.name("position")
    with scope.block() as body:
        first = scope.temporary(e.Item(rows, e.Const(0)), "row")
        width = scope.temporary(e.Call(COUNT, (first,)), "width")
        shorter = scope.temporary(e.Compare(">", width, length), "shorter")
        scope.emit(s.Assign(row, e.Element(rows, e.Var(k))))
        width = scope.temporary(e.Call(COUNT, (e.Var(row),)), "width")
        longer = scope.temporary(e.Compare(">", width, length), "longer")
        uneven = scope.temporary(e.Compare("!=", longer, shorter), "uneven")
        with scope.block() as raised:
            with scope.block() as less:
                _complain(scope, k, "shorter than")
            with scope.block() as more:
                _complain(scope, k, "longer than")
            scope.emit(s.If(shorter, less, more))
        scope.emit(s.If(uneven, raised, []))
    scope.emit(s.For(k, e.Call(RANGE, (e.Const(1), count)), body))


def _complain(scope: Scope, k: str, reason: str) -> None:
    """What Python says of the row at a position."""
    second = scope.temporary(e.Compare("==", e.Var(k), e.Const(1)), "second")
    number = scope.temporary(e.Binary("+", e.Var(k), e.Const(1)), "number")
    parts = ("zip() argument ", (number, "", ""), f" is {reason} arguments 1-", (e.Var(k), "", ""))
    text = scope.temporary(e.Text(parts), "text")
    raised = s.Raise(e.Call(ERROR, (text,)))
    scope.emit(s.If(second, [complaint(1, reason)], [raised]))


def unpacked_columns(scope: Scope, rows: e.Expr, target: Any) -> None:
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

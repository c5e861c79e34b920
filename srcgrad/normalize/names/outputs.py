"""Objects among what a program returns: how they are made, beside the names of their parts.

    return Point(x, y)         ->      instance(Point, {"x": x.1, "y": y.2})
    return p                   ->      same(p, {"x": x.1, "y": y.2})

The parts are what the seed weighs. The second form is an argument that is returned as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.runtime import attributes_of, derived, instance, items_of, rows_of

INSTANCE = e.Ref("instance", instance)
NAMED = e.Ref(".named", partial(instance))  # a named tuple, printed as a call of its class
SAME = e.Ref(".same", partial(instance))  # printed as its first operand
DERIVED = e.Ref("derived", derived)
MADE = (INSTANCE, NAMED, SAME, DERIVED)
ITEMS, ATTRIBUTES = e.Ref("items_of", items_of), e.Ref("attributes_of", attributes_of)
Read = Callable[[e.Expr], e.Expr]
ROWS = e.Ref("rows_of", rows_of)  # of a row that holds numbers of columns, and the columns
ZIPPED = e.Ref(".zipped", partial(rows_of))  # the same of flat tuples, printed as `list(zip(...))`
LISTED = (ROWS, ZIPPED)


def parts_of(tree: e.Expr) -> tuple[tuple[Any, e.Expr], ...] | None:
    """The parts of a container or object among what is returned, by how its seed is read."""
    match tree:
        case e.Sequence(_, items):
            return tuple((partial(_item, e.Const(n)), one) for n, one in enumerate(items))
        case e.Mapping(keys, values):
            pairs = zip(keys, values, strict=True)
            return tuple((partial(_item, key), one) for key, one in pairs)
        case e.Call(func, (row, e.Sequence(_, columns)), ()) if func in LISTED:
            return tuple((read, columns[number]) for read, number in _columns(row, _whole))
        case e.Call(func, (_, inner), ()) if func == DERIVED or (
            func in MADE and isinstance(inner, e.Sequence)
        ):
            return parts_of(inner)
        case e.Call(func, (_, e.Mapping(keys, values)), ()) if func in MADE:
            pairs = zip(keys, values, strict=True)
            return tuple((partial(_attribute, key), one) for key, one in pairs)
    return None


def leaves(tree: e.Expr) -> Iterator[e.Expr]:
    """What is returned, without the containers and objects around it."""
    parts = parts_of(tree)
    if parts is None:
        yield tree
    else:
        for _, one in parts:
            yield from leaves(one)


def _columns(row: e.Expr, read: Read) -> Iterator[tuple[Read, int]]:
    """How the seed of each column is read, and which column it is."""
    match row:
        case e.Const(int(number)):
            yield read, number
        case e.Sequence(_, items):
            for n, one in enumerate(items):
                yield from _columns(one, partial(_of_each, read, ITEMS, e.Const(n)))
        case e.Mapping(keys, values):
            for key, one in zip(keys, values, strict=True):
                yield from _columns(one, partial(_of_each, read, ITEMS, key))
        case e.Call(func, (_, e.Mapping(keys, values)), ()) if func != DERIVED:
            for key, one in zip(keys, values, strict=True):
                yield from _columns(one, partial(_of_each, read, ATTRIBUTES, key))
        case e.Call(_, (_, inner), ()):
            yield from _columns(inner, read)


def listed(row: e.Expr, columns: Sequence[e.Expr]) -> e.Call:
    """A list of rows."""
    flat = e.Sequence("tuple", tuple(map(e.Const, range(len(columns)))))
    return e.Call(ZIPPED if row == flat else ROWS, (row, e.Sequence("list", tuple(columns))))


def with_numbers(row: e.Expr, numbers: Sequence[e.Expr]) -> e.Expr:
    """The row with other numbers of columns."""
    match row:
        case e.Const(int(number)):
            return numbers[number]
        case e.Sequence(form, items):
            return e.Sequence(form, tuple(with_numbers(one, numbers) for one in items))
        case e.Mapping(keys, values):
            return e.Mapping(keys, tuple(with_numbers(one, numbers) for one in values))
        case e.Call(func, (first, parts), ()):
            return e.Call(func, (first, with_numbers(parts, numbers)))
    return row


def _whole(seed: e.Expr) -> e.Expr:
    return seed


def _of_each(read: Read, of: e.Ref, key: e.Expr, seed: e.Expr) -> e.Expr:
    return e.Call(of, (read(seed), key))


def _item(key: e.Expr, seed: e.Expr) -> e.Expr:
    return e.Item(seed, key)


def _attribute(key: e.Expr, seed: e.Expr) -> e.Expr:
    assert isinstance(key, e.Const)
    return e.Attr(seed, str(key.value))

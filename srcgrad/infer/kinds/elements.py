"""The kinds of what a loop goes through."""

from __future__ import annotations

from typing import Any

from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import ROWS, Dim, has_name, not_one, of_rows
from srcgrad.ir.painting import PAINTED, is_painted


def element_of(held: k.Kind) -> k.Kind:
    """The kind of what iteration over a value gives."""
    match held:
        case k.Array(_, dims) if dims:
            return row(held)
        case k.List(_, element) | k.Set(element):
            return element
        case k.Tuple(items, _):
            joined: k.Kind = k.Empty()
            for item in items:
                joined = k.join(joined, item)
            return joined
        case k.Range():
            return k.Int()
        case k.Str() | k.Known(str()):
            return k.Str()
        case k.Empty():
            return held
    return PAINTED if is_painted(held) else k.Unknown()


def indexed(kind: k.Kind) -> bool:
    """Does a subscript only choose from what is there? What `np.r_` is given is in its result."""
    kind = k.present(kind)
    if isinstance(kind, k.Known):
        return isinstance(kind.value, str | bytes | range | dict)
    listed = k.Tuple | k.List | k.Dict | k.Range
    return isinstance(kind, k.Array | k.Scalar | k.Str | k.Empty | listed)


def symbol(node: s.For) -> Any:
    """A loop variable's own symbol: its value is one number within a pass."""
    return Dim(f"{node.target}@loop")


def named(kind: k.Kind, place: str) -> k.Kind:
    """The kind with a symbol of its own for each length that is not known."""
    if not isinstance(kind, k.Array) or kind.dims is None or all(map(has_name, kind.dims)):
        return kind
    lengths = [
        d if has_name(d) else Dim(f"{place}.{n}", axis=not_one(d), rows=of_rows(d))
        for n, d in enumerate(kind.dims)
    ]
    return k.Array(kind.dtype, tuple(lengths))


def wide(kind: k.Kind) -> k.Kind:
    """The kind without lengths."""
    if isinstance(kind, k.Array) and kind.dims is not None:
        return k.Array(kind.dtype, tuple(ROWS if of_rows(d) else None for d in kind.dims))
    return k.Int() if isinstance(kind, k.Int) else kind


def row(held: k.Array) -> k.Kind:
    """The kind of an array's element along its first axis."""
    assert held.dims is not None
    return k.Scalar(held.dtype) if len(held.dims) == 1 else k.Array(held.dtype, held.dims[1:])


def entering(node: s.With | s.Attempt | s.Ensure) -> dict[str, k.Kind]:
    """The names that a statement around others binds, and what they are."""
    match node:
        case s.With(target=str(target)):
            return {target: k.Unknown()}
        case s.Attempt(raised=raised, error=error, classes=classes):
            return {raised: k.Bool() if len(classes) == 1 else k.Int(), error: k.Unknown()}
    return {}


def with_item(held: k.Dict, key: k.Kind, value: k.Kind) -> k.Kind:
    """A dict that gets an item: under a key that it has, the kinds join."""
    if not k.constant(key) or k.value_of(key) not in held.keys:
        return k.Unknown()
    at = held.keys.index(k.value_of(key))
    joined = k.join(k.general(held.items[at]), k.general(value))
    return k.Dict(held.keys, (*held.items[:at], joined, *held.items[at + 1 :]), held.cls)

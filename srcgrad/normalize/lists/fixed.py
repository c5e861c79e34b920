"""Containers of fixed structure: what their elements are called, how they are read and built."""

from __future__ import annotations

from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k


def keys_of(kind: k.Kind) -> tuple[Any, ...] | None:
    """What the elements of a container of fixed structure are called."""
    match kind:
        case k.Tuple(items, _):
            return tuple(range(len(items)))
        case k.List(items, _) if items is not None:
            return tuple(range(len(items)))
        case k.Dict(keys, _) | k.Object(_, keys, _, _) | k.Function(_, keys):
            return keys
    return None


def element_of(base: e.Expr, kind: k.Kind, key: Any) -> e.Expr:
    """The expression that reads one element."""
    named = isinstance(kind, k.Object | k.Function)
    return e.Attr(base, key) if named else e.Item(base, e.Const(key))


def display(kind: k.Kind, parts: list[e.Expr]) -> e.Expr:
    """The expression that builds the container from its elements."""
    if isinstance(kind, k.Function):
        return e.Closure(kind.code, kind.names, tuple(parts), kind.cells)
    if isinstance(kind, k.Dict):
        return e.Mapping(tuple(e.Const(key) for key in kind.keys), tuple(parts))
    return e.Sequence("tuple" if isinstance(kind, k.Tuple) else "list", tuple(parts))

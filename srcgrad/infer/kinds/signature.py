"""From an argument's key to its kind."""

from __future__ import annotations

import enum
import types
from typing import Any

from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Dim, Length
from srcgrad.ir.owned import Own
from srcgrad.ir.painting import PAINTED, paints
from srcgrad.normalize.structures.containers.subclasses import keeps_methods
from srcgrad.request.signature import LONG
from srcgrad.rules.derived import Derived
from srcgrad.rules.python.callables import call_partial

FROZEN = ("dist", "args", "kwds")
PLAIN = {"float": k.Real(), "complex": k.Complex(), "str": k.Str()}
PARTIAL = ("func", "args", "keywords")  # what a partial holds, by the names of its attributes


def kind_of(key: Any, name: str) -> k.Kind:
    """The kind of an argument called `name` whose signature is `key`."""
    if isinstance(key, str):
        return PLAIN[key] if key in PLAIN else k.Int(Dim(name))
    tag, *rest = key
    if tag == "array":
        dtype, shape = rest
        if not dtype.isnative or dtype.kind not in "biufc":
            return k.Unknown()
        codes = shape if isinstance(shape, tuple) else (LONG,) * shape
        return k.Array(dtype, tuple(_length(f"{name}.{n}", c) for n, c in enumerate(codes)))
    if tag == "shaped":
        return k.Array(rest[0], tuple(rest[1]))
    if tag in ("value", "integer", "static"):
        return k.Known(rest[0])
    if tag == "slice":
        return k.Known(slice(*rest))
    if tag == "member":
        return k.Known(rest[1])
    if tag == "partial":
        parts = zip(PARTIAL, rest, strict=True)
        return k.Function(call_partial, PARTIAL, tuple(kind_of(v, f"{name}.{n}") for n, v in parts))
    if tag == "method" and isinstance(rest[0], types.FunctionType):
        held = (kind_of(rest[1], f"{name}.__self__"),)
        return k.Function(rest[0], ("__self__",), held)
    if tag == "own method" and isinstance(rest[1], types.FunctionType | Derived):
        return k.Known(Own(rest[1], rest[0]))
    if tag == "scalar":
        return k.Scalar(rest[0])
    if tag == "range":
        return k.Range(*rest)
    if tag == "tuple":
        return k.Tuple(_items(rest[1], range(len(rest[1])), name), rest[0])
    if tag == "list":
        items = _items(rest[0], range(len(rest[0])), name)
        element: k.Kind = k.Empty()
        for item in items:
            element = k.join(element, item)
        return k.List(items, element)
    if tag == "long list":
        return k.List(None, _vague(kind_of(rest[0], name)))
    if tag == "set":
        return k.set_of(kind_of(rest[0], name) if rest else k.Empty())
    if tag == "dict":
        written = all(map(literal, rest[0]))
        return k.Dict(rest[0], _items(rest[1], rest[0], name)) if written else k.Opaque(dict)
    if tag == "derived":
        plain = kind_of(rest[1], name)
        if not isinstance(plain, k.Dict) or not keeps_methods(rest[0]):
            return k.Opaque(rest[0])
        return k.Dict(plain.keys, plain.items, rest[0])
    if tag == "object":
        shared = tuple((n, kind_of(held, f"{name}.{n}")) for n, held in rest[3])
        return k.Object(rest[0], rest[1], _items(rest[2], rest[1], name), shared)
    if tag == "frozen":
        return _frozen(rest[0], _items(tuple(rest[1:]), FROZEN[1:], name))
    if tag == "other" and isinstance(rest[0], type):
        return PAINTED if paints(rest[0]) else k.Opaque(rest[0])
    return k.Unknown()


def literal(key: object) -> bool:
    """Can the key of a dict be written in a program?"""
    if isinstance(key, tuple):
        return type(key) is tuple and all(map(literal, key))
    return isinstance(key, int | float | complex | str | bytes | enum.Enum | None)


def _frozen(name: str, parts: tuple[k.Kind, ...]) -> k.Kind:
    """One of SciPy's distributions, which holds its parameters."""
    from srcgrad.rules.scipy.stats.frozen import KNOWN, Frozen

    return (
        k.Object(Frozen, FROZEN, (k.Known(KNOWN[name]), *parts)) if name in KNOWN else k.Unknown()
    )


def _length(name: str, code: int) -> Length:
    return 1 if code == 1 else Dim(name, axis=True, long=code == LONG)


def _items(keys: tuple[Any, ...], labels: Any, name: str) -> tuple[k.Kind, ...]:
    return tuple(kind_of(key, f"{name}.{label}") for key, label in zip(keys, labels, strict=True))


def _vague(kind: k.Kind) -> k.Kind:
    """The kind of any element of a list: its lengths may differ from one to the next."""
    if isinstance(kind, k.Array) and kind.dims is not None:
        return k.Array(kind.dtype, tuple(1 if d == 1 else None for d in kind.dims))
    if isinstance(kind, k.Tuple):
        return k.Tuple(tuple(map(_vague, kind.items)), kind.cls)
    return k.Int() if isinstance(kind, k.Int) else kind

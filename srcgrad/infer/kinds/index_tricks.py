"""The kind of `np.r_[a, b]` and `np.c_[a, b]`, before they are spelled out as calls."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.rules.index_tricks import directed

KindOf = Callable[[e.Expr], k.Kind]


def kind_of_joined(joiner: object, index: e.Expr, kind_of: KindOf) -> k.Kind:
    """Of numbers and arrays of double precision: an array of as many axes as one of them has.

    Slices stand for vectors, and a text for the least number of axes. The lengths are those
    of the calls that are put here; the rank is needed before, where what is joined depends on
    it in a loop.
    """
    items = index.items if isinstance(index, e.Sequence) and index.form == "tuple" else (index,)
    told = items[0].value if items and isinstance(items[0], e.Const) else None
    least = 2 if joiner is np.c_ else 1
    if isinstance(told, str):
        numbers = directed(told) if joiner is np.r_ else None
        if numbers is None:
            return k.Unknown()
        items, least = items[1:], numbers[1]
    spans = [i for i in items if isinstance(i, e.Slice)]
    parts = [k.general(kind_of(i)) for i in items if not isinstance(i, e.Slice)]
    known = [*parts, *(one for span in spans for one in _bounds(span, kind_of))]
    if any(map(_waiting, known)):
        return k.Empty()
    free = joiner is np.r_ and told is None  # the run may decide the ranks of parts
    if not known or not all(of_doubles(one, not free) for one in known):
        return k.Unknown()
    if any(span.upper is None for span in spans) or perhaps_parts(index, kind_of):
        return k.Unknown()
    ranks = [_rank(part) for part in parts]
    told_by = [r for r in ranks if r is not None]
    if None in ranks and not (free and any(told_by)):
        return k.Unknown()
    code = max(map(_code, known), key="ifc".index)
    dtype = {"i": np.arange(1).dtype, "f": np.dtype("f8"), "c": np.dtype("c16")}[code]
    return k.Array(dtype, (None,) * max(least, *told_by, 0))


def perhaps_parts(index: e.Expr, kind_of: KindOf) -> bool:
    """Is it a list that may be a tuple which grew? Of that, each element is a part of its own."""
    kind = kind_of(index)
    grown = isinstance(kind, k.List) and kind.items is None
    return grown and not all(map(k.is_number, _held(kind)))


def _bounds(span: e.Slice, kind_of: KindOf) -> list[k.Kind]:
    """The kinds that decide the dtype of what a slice stands for: `0:1:5j` is of floats."""
    given = [k.general(kind_of(b)) for b in (span.lower, span.upper, span.step) if b is not None]
    if isinstance(span.step, e.Const) and isinstance(span.step.value, complex):
        return [*given[:-1], k.Real()]
    unknown = span.step is not None and k.is_complex(given[-1])
    return [k.Unknown()] if unknown else given


def _waiting(kind: k.Kind) -> bool:
    """Is it, or does it hold, what no path is known to give so far?"""
    return isinstance(kind, k.Empty) or any(map(_waiting, _held(kind)))


def _held(kind: k.Kind) -> tuple[k.Kind, ...]:
    if isinstance(kind, k.List):
        return (kind.element,)
    return kind.items if isinstance(kind, k.Tuple) else ()


def _rank(kind: k.Kind) -> int | None:
    """The axes that a part has, or that NumPy makes of a list."""
    held = _held(kind)
    if held:
        inner = _rank(held[0])
        return None if inner is None else inner + 1
    return 1 if isinstance(kind, k.Range) else k.sure_rank(kind)


def _code(kind: k.Kind) -> str:
    held = _held(kind)
    if held:
        return max(map(_code, held), key="ifc".index)
    if isinstance(kind, k.Array | k.Scalar):
        return kind.dtype.kind
    return "c" if isinstance(kind, k.Complex) else "f" if isinstance(kind, k.Real) else "i"


def of_double(kind: k.Kind, ranked: bool = True) -> bool:
    """Is it a number or an array that joins those of double precision without a cast?"""
    if isinstance(kind, k.Array):
        known = kind.dims is not None or not (ranked or kind.mixed)
        return known and kind.dtype.str[1:] in ("f8", "i8", "c16")
    return isinstance(kind, k.Real | k.Int | k.Complex) or (
        isinstance(kind, k.Scalar) and kind.dtype.str[1:] in ("f8", "i8", "c16")
    )


def of_doubles(kind: k.Kind, ranked: bool = True) -> bool:
    """Is it such a number or array, or a list or tuple of such numbers, arrays or lists?"""
    if isinstance(kind, k.Range):
        return True
    if isinstance(kind, k.List | k.Tuple):
        items = _held(kind)
        return bool(items) and all(map(_listed_doubles, items))
    return of_double(kind, ranked)


def _listed_doubles(kind: k.Kind) -> bool:
    listed = isinstance(kind, k.List | k.Tuple)
    return of_doubles(kind) if listed else of_double(k.general(kind))

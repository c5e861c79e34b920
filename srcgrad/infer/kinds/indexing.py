"""The kind of a subscript, and what sort of subscript it is."""

from __future__ import annotations

import enum
from collections.abc import Callable
from contextlib import suppress
from functools import reduce
from typing import Any

import numpy as np

from srcgrad.infer.callees.keyed import under_any_key
from srcgrad.infer.kinds.index_tricks import kind_of_joined
from srcgrad.infer.kinds.of_matrices import kind_of_part
from srcgrad.infer.kinds.spans import span
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Length, broadcast, composed, has_name, sliced

KindOf = Callable[[e.Expr], k.Kind]


def parts(index: e.Expr) -> tuple[e.Expr, ...]:
    """The subscript's parts: those of a tuple display, or the one that there is."""
    return index.items if isinstance(index, e.Sequence) and index.form == "tuple" else (index,)


def kind_of_item(base: k.Kind, index: e.Expr, kind_of: KindOf) -> k.Kind:
    """The kind of `base[index]`."""
    match base:
        case k.Array():
            given = [kind_of(p) for p in parts(index) if not isinstance(p, e.Slice)]
            nothing = any(isinstance(kind, k.Empty) for kind in given)  # no path comes here yet
            return k.Empty() if nothing else _array_item(base, index, kind_of)
        case k.Tuple(items, _):
            return _position(items, index, kind_of, list_=False)
        case k.Known(tuple() as held):
            return _position(tuple(map(k.Known, held)), index, kind_of, list_=False)
        case k.List(items, element):
            if isinstance(index, e.Slice):
                return k.List(None, element)
            return element if items is None else _position(items, index, kind_of, list_=True)
        case k.Dict(keys, items):
            found = kind_of(index)
            if k.constant(found) and k.value_of(found) in keys:
                return items[keys.index(k.value_of(found))]
            return under_any_key(items)
        case k.Known(value) if value is np.s_ or value is np.index_exp:
            return _as_written(index, kind_of, listed=value is np.index_exp)
        case k.Known(value) if value is np.mgrid or value is np.ogrid:
            return _grid(index, kind_of, value is np.ogrid)
        case k.Known(value) if value is np.r_ or value is np.c_:
            return kind_of_joined(value, index, kind_of)
        case k.Opaque(cls):
            return kind_of_part(cls, [sort_of(p, kind_of) for p in parts(index)])
        case k.Known(enum.EnumMeta() as cls):
            return member_of(cls.__getitem__, [kind_of(index)])
        case k.Scalar() if index == e.WHOLE:
            return base
        case k.Empty():
            return k.Empty()
        case k.Range(held):
            part = None if held is None else _part(held, index, kind_of)
            if isinstance(index, e.Slice):
                return k.Range(part)
            return k.Int() if part is None else k.Known(part)
        case k.Known(str() as text):
            part = _part(text, index, kind_of)
            return k.Str() if part is None else k.Known(part)
        case k.Str():
            return k.Str()
    return k.Unknown()


def kind_of_element(base: k.Kind, index: e.Expr, kind_of: KindOf) -> k.Kind:
    """The kind of what a loop over `base` gives in a pass."""
    if isinstance(base, k.Dict):
        keys: list[k.Kind] = [k.Empty(), *map(k.Known, base.keys)]
        return reduce(k.join, keys)
    return kind_of_item(base, index, kind_of)


def _part(held: Any, index: e.Expr, kind_of: KindOf) -> Any:
    """A part of a range or a text, or one of its elements, if all that it takes is known."""
    whole = isinstance(index, e.Slice)
    bounds = (index.lower, index.upper, index.step) if isinstance(index, e.Slice) else (index,)
    given = [k.Known(None) if b is None else kind_of(b) for b in bounds]
    if all(map(k.constant, given)):
        values = [k.value_of(one) for one in given]
        with suppress(IndexError, TypeError, ValueError):  # the run raises them
            return held[slice(*values)] if whole else held[values[0]]
    return None


def member_of(find: Any, given: list[k.Kind]) -> k.Kind:
    """The member of an enumeration that is asked for by value or by name, if both are known."""
    if not all(map(k.constant, given)):
        return k.Unknown()
    try:
        return k.Known(find(*map(k.value_of, given)))
    except (KeyError, ValueError, TypeError):  # raised by the run as well
        return k.Unknown()


def _as_written(index: e.Expr, kind_of: KindOf, listed: bool) -> k.Kind:
    """`np.s_[1:, 0]`: the subscript itself."""
    several = isinstance(index, e.Sequence) and index.form == "tuple"
    kinds = tuple(span(p, kind_of) if isinstance(p, e.Slice) else kind_of(p) for p in parts(index))
    return k.Tuple(kinds) if several or listed else kinds[0]


def _grid(index: e.Expr, kind_of: KindOf, sparse: bool) -> k.Kind:
    """`np.mgrid[0:3, 0:2]`: of integers where all bounds and steps are."""
    pieces = parts(index)
    bounds = [
        kind_of(b)
        for p in pieces
        if isinstance(p, e.Slice)
        for b in (p.lower, p.upper, p.step)
        if b is not None
    ]
    whole = all(isinstance(k.general(b), k.Int) for b in bounds)
    constant = all(isinstance(b, k.Known | k.Int) for b in bounds)
    if not all(isinstance(p, e.Slice) for p in pieces) or not constant:
        return k.Unknown()  # a float may be active: what is done with bounds has no derivative
    dtype = np.arange(1).dtype if whole else np.dtype("f8")
    if not (isinstance(index, e.Sequence) and index.form == "tuple"):
        return k.Array(dtype, (None,))
    if not sparse:
        return k.Array(dtype, (len(pieces), *[None] * len(pieces)))
    one = k.Array(dtype, (None,) * len(pieces))
    if np.__version__.startswith("1."):
        return k.List((one,) * len(pieces), one)
    return k.Tuple((one,) * len(pieces))


def _position(items: tuple[k.Kind, ...], index: e.Expr, kind_of: KindOf, list_: bool) -> k.Kind:
    if isinstance(index, e.Slice):
        bounds = [None if b is None else kind_of(b) for b in (index.lower, index.upper, index.step)]
        if all(b is None or isinstance(b, k.Known) for b in bounds):
            chosen = items[slice(*(None if b is None else k.value_of(b) for b in bounds))]
            element: k.Kind = k.Empty()
            for item in chosen:
                element = k.join(element, item)
            return k.List(chosen, element) if list_ else k.Tuple(chosen)
        return k.Unknown()
    found = kind_of(index)
    if isinstance(found, k.Known) and isinstance(found.value, int):
        return items[found.value] if -len(items) <= found.value < len(items) else k.Unknown()
    joined: k.Kind = k.Empty()
    for item in items:
        joined = k.join(joined, item)
    return joined


def sort_of(part: e.Expr, kind_of: KindOf) -> str:
    """What one part of an array's subscript is.

    One of: integer, slice, newaxis, ellipsis, array, mask, unknown.
    """
    if isinstance(part, e.Slice):
        return "slice"
    kind = kind_of(part)
    if isinstance(part, e.Sequence) and isinstance(kind, k.Tuple):  # a tuple inside of the tuple
        numbers = kind.items and all(isinstance(k.general(i), k.Int) for i in kind.items)
        return "array" if numbers else "unknown"
    if isinstance(kind, k.Known):
        if kind.value is None:
            return "newaxis"
        if kind.value is Ellipsis:
            return "ellipsis"
        if isinstance(kind.value, bool):
            return "unknown"
        if isinstance(kind.value, int):
            return "integer"
        if isinstance(kind.value, slice):
            return "slice"
    kind = k.general(kind)
    if kind == k.Opaque(slice):
        return "slice"
    if isinstance(kind, k.Int):
        return "integer"
    if isinstance(kind, k.Scalar):
        return "integer" if kind.dtype.kind in "iu" else "unknown"
    if isinstance(kind, k.Array):
        if kind.dims is None:
            return "unknown"
        if kind.dtype.kind == "b":
            return "mask" if kind.dims else "unknown"
        return "array" if kind.dtype.kind in "iu" else "unknown"
    held = kind
    while isinstance(held, k.List):  # nested lists are an array of several axes
        held = k.general(held.element)
    indices = isinstance(kind, k.List) and isinstance(held, k.Int | k.Scalar)
    if indices or isinstance(kind, k.Range):
        return "array"
    if isinstance(kind, k.List) and isinstance(k.general(kind.element), k.Bool):
        return "mask"
    return "unknown"


def is_basic(index: e.Expr, kind_of: KindOf) -> bool:
    """Does the subscript of an array give a view or an element (no index array, no mask)?"""
    return all(
        sort_of(p, kind_of) in ("integer", "slice", "newaxis", "ellipsis") for p in parts(index)
    )


def is_advanced(index: e.Expr, kind_of: KindOf) -> bool:
    """Does the subscript of an array give a new one, for certain?"""
    sorts = {sort_of(p, kind_of) for p in parts(index)}
    return bool(sorts & {"array", "mask"})


FULL = e.Slice()


def only_new_axes(index: e.Expr, base: k.Array, kind_of: KindOf) -> e.Expr | None:
    """For a subscript that takes the whole array, the one that takes its new axes away again."""
    pieces = parts(index)
    sorts = [sort_of(p, kind_of) for p in pieces]
    if base.dims is None or not set(sorts) <= {"slice", "newaxis", "ellipsis"}:
        return None
    if any(p != FULL for p, sort in zip(pieces, sorts, strict=True) if sort == "slice"):
        return None
    if sorts == ["slice"] * len(sorts) or sorts == ["ellipsis"]:
        return FULL
    back = [e.Const(0) if sort == "newaxis" else p for p, sort in zip(pieces, sorts, strict=True)]
    return e.Sequence("tuple", tuple(back))


def _rank_of(part: e.Expr, kind_of: KindOf) -> int:
    """The axes that an index array or a mask has."""
    kind = kind_of(part)
    if isinstance(kind, k.Array):
        return k.rank(kind) or 0
    rank = 1
    while isinstance(kind, k.List) and isinstance(kind := k.general(kind.element), k.List):
        rank += 1
    return rank


def _array_item(base: k.Array, index: e.Expr, kind_of: KindOf) -> k.Kind:
    pieces = parts(index)
    sorts = [sort_of(p, kind_of) for p in pieces]
    if "unknown" in sorts or base.dims is None:
        return (
            k.Unknown()
            if base.dims is not None or "unknown" in sorts
            else _of_unknown_rank(base, sorts)
        )
    taken = sum(
        {"newaxis": 0, "ellipsis": 0, "mask": _rank_of(p, kind_of)}.get(sort, 1)
        for p, sort in zip(pieces, sorts, strict=True)
    )
    missing = len(base.dims) - taken
    if missing < 0:
        return k.Unknown()
    if "ellipsis" not in sorts:
        pieces, sorts = (*pieces, e.Const(...)), [*sorts, "ellipsis"]
    advanced = [s in ("array", "mask") for s in sorts]
    if any(advanced):
        return _advanced(base, pieces, sorts, missing, kind_of)
    out: list[Length] = []
    axis = 0
    for piece, sort in zip(pieces, sorts, strict=True):
        if sort == "ellipsis":
            out += base.dims[axis : axis + missing]
            axis += missing
        elif sort == "newaxis":
            out.append(1)
        elif sort == "slice":
            out.append(_slice_length(base.dims[axis], piece, kind_of))
            axis += 1
        else:
            axis += 1
    full = len(sorts) == sorts.count("integer") + (
        1 if isinstance(pieces[-1], e.Const) and sorts[-1] == "ellipsis" and missing == 0 else 0
    )
    ellipsis_written = any(isinstance(p, e.Const) and p.value is Ellipsis for p in parts(index))
    if not out and full and not ellipsis_written:
        return k.Scalar(base.dtype)
    return k.Array(base.dtype, tuple(out))


def _of_unknown_rank(base: k.Array, sorts: list[str]) -> k.Kind:
    return k.Unknown() if "integer" in sorts or "mask" in sorts else k.Array(base.dtype, None)


def _advanced(
    base: k.Array, pieces: Any, sorts: list[str], missing: int, kind_of: KindOf
) -> k.Kind:
    """Index arrays and masks: only the rank is followed, and lengths where one array indexes."""
    assert base.dims is not None
    index_rank = 0
    kept: list[Length] = []
    axis, first = 0, None
    for position, (piece, sort) in enumerate(zip(pieces, sorts, strict=True)):
        if sort in ("array", "mask", "integer") and (
            sort != "integer" or any(s in ("array", "mask") for s in sorts)
        ):
            first = position if first is None else first
        if sort == "array":
            index_rank = max(index_rank, _rank_of(piece, kind_of))
            axis += 1
        elif sort == "mask":
            index_rank = max(index_rank, 1)
            axis += _rank_of(piece, kind_of)
        elif sort == "integer":
            axis += 1
        elif sort == "ellipsis":
            kept += base.dims[axis : axis + missing]
            axis += missing
        elif sort == "newaxis":
            kept.append(1)
        else:
            kept.append(_slice_length(base.dims[axis], piece, kind_of))
            axis += 1
    leading = next(n for n, sort in enumerate([*sorts, "end"]) if sort != "array")
    if leading and not {"array", "mask", "integer"} & set(sorts[leading:]):
        shapes = [_index_lengths(kind_of(piece)) for piece in pieces[:leading]]
        if None not in shapes:
            return k.Array(base.dtype, (*_together(shapes), *kept))
    return k.Array(base.dtype, (None,) * (index_rank + len(kept)))


def _index_lengths(kind: k.Kind) -> tuple[Length, ...] | None:
    if isinstance(kind, k.List) and isinstance(k.general(kind.element), k.List):
        return None
    if isinstance(kind, k.List | k.Tuple) and kind.items is not None:
        return (len(kind.items),)
    return kind.dims if isinstance(kind, k.Array) else None


def _together(shapes: list[Any]) -> tuple[Length, ...]:
    """The lengths of index arrays that are broadcast."""
    rank = max(map(len, shapes))
    out: list[Length] = [1] * rank
    for shape in shapes:
        for n, length in enumerate(shape, rank - len(shape)):
            out[n] = broadcast(out[n], length)
    return tuple(out)


def _slice_length(length: Length, part: e.Expr, kind_of: KindOf) -> Length:
    if not isinstance(part, e.Slice):
        return None
    bounds: list[int | None] = []
    symbolic = False
    for bound in (part.lower, part.upper, part.step):
        if bound is None:
            bounds.append(None)
            continue
        kind = k.general(kind_of(bound))
        if isinstance(kind, k.Int) and isinstance(kind.value, int):
            bounds.append(kind.value)
        elif isinstance(kind_of(bound), k.Known) and kind_of(bound) == k.Known(None):
            bounds.append(None)
        else:
            symbolic = True
    if not symbolic:
        return sliced(length, *bounds)
    return _symbolic_slice(length, part, kind_of)


def _symbolic_slice(length: Length, part: e.Slice, kind_of: KindOf) -> Length:
    texts = []
    for bound in (part.lower, part.upper, part.step):
        kind = None if bound is None else k.general(kind_of(bound))
        if kind is not None and (not isinstance(kind, k.Int) or not has_name(kind.value)):
            return None
        texts.append("" if kind is None else repr(kind.value))
    return composed(f"({length})[{':'.join(texts)}]") if has_name(length) else None

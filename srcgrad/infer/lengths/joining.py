"""Lengths of what is put together or taken apart: products, displays, joined and split arrays."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.infer.kinds.probe import probe
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import ROWS, Dim, Length, broadcast, composed, has_name

Args = list[k.Kind]
Kwargs = dict[str, k.Kind]


def product(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`dot`, `matmul` and `@` of arrays; None where an operand is no array of known rank."""
    if len(args) != 2 or any(kind != k.NOTHING for kind in kwargs.values()):
        return k.Unknown()
    a, b = args
    if not isinstance(a, k.Array) or not isinstance(b, k.Array):
        return None
    if a.dims is None or b.dims is None:
        return k.Array(np.result_type(a.dtype, b.dtype), None)
    flat = [k.Array(x.dtype, (2,) * len(x.dims or ())) for x in (a, b)]
    found = probe(function, list(flat), {})
    if not isinstance(found, k.Array):
        return found
    if not a.dims or not b.dims:
        return k.Array(found.dtype, a.dims or b.dims)
    if len(a.dims) <= 2 and len(b.dims) <= 2:
        return k.Array(found.dtype, (*a.dims[:-1], *b.dims[-1:] * (len(b.dims) == 2)))
    if function is np.dot or len(a.dims) < 2 or len(b.dims) < 2:
        return k.Array(found.dtype, (None,) * len(found.dims or ()))
    lead = [
        broadcast(_axis(a.dims[:-2], n), _axis(b.dims[:-2], n))
        for n in range(-(max(len(a.dims), len(b.dims)) - 2), 0)
    ]
    return k.Array(found.dtype, (*lead, a.dims[-2], b.dims[-1]))


def _axis(dims: tuple[Length, ...], number: int) -> Length:
    """A length counted from the back; axes that an array lacks are 1."""
    return dims[number] if -number <= len(dims) else 1


def display(kind: k.Kind) -> tuple[Length, ...] | None:
    """The axes of an array made of a list or tuple of numbers and arrays."""
    if isinstance(kind, k.Tuple | k.List):
        items = kind.items
        inner = [display(i) for i in items] if items else [display(_element(kind))]
        if not inner or any(i is None or len(i) != len(inner[0] or ()) for i in inner):
            return None
        axes = [*zip(*(i for i in inner if i is not None), strict=True)]
        if items is None:
            return (ROWS if axes else None, *map(_agreed, axes))
        return (len(items), *map(_agreed, axes))
    return k.dims(kind)


def _element(kind: k.List | k.Tuple) -> k.Kind:
    return kind.element if isinstance(kind, k.List) else k.Unknown()


def _agreed(lengths: tuple[Length, ...]) -> Length:
    """The length of axes that NumPy requires to be equal: what is known of any of them."""
    return next((d for d in lengths if d is not None), None)


def arrayed(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`np.array` of a display: dtype and rank as NumPy says, the lengths of the display."""
    found = probe(function, args, kwargs)
    axes = display(args[0])
    if isinstance(found, k.Array) and axes is not None and found.rank == len(axes):
        return k.Array(found.dtype, axes)
    return found


def joined(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`concatenate`, `hstack` and `stack`: one axis is a sum or a count, the others agree."""
    if function is np.concatenate and (ranked := _of_some_rank(args, kwargs)) is not None:
        return ranked
    found = probe(function, args, kwargs)
    parts = _parts(args[0])
    axis = args[1] if len(args) > 1 else kwargs.get("axis", k.Known(0))
    if not isinstance(found, k.Array) or parts is None or not isinstance(axis, k.Known):
        return found
    rank = found.rank
    if not isinstance(axis.value, int) or not rank or not -rank <= axis.value < rank:
        return found
    at = axis.value % rank
    if function is np.hstack:
        at = 0 if rank == 1 else 1
    if any(len(p) != (rank - 1 if function is np.stack else rank) for p in parts):
        return found
    axes = [_agreed(lengths) for lengths in zip(*parts, strict=True)]
    if function is np.stack:
        axes.insert(at, len(parts))
    else:
        axes[at] = total([p[at] for p in parts])
    return k.Array(found.dtype, tuple(axes))


def _of_some_rank(args: Args, kwargs: Kwargs) -> k.Kind | None:
    """What `concatenate` gives where the run decides the rank of a part: that of the others."""
    items = args[0].items if isinstance(args[0], k.Tuple | k.List) else None
    axis = args[1] if len(args) > 1 else kwargs.get("axis", k.Known(0))
    arrays = [i for i in items or () if isinstance(i, k.Array)]
    if items is None or len(arrays) < len(items) or all(a.dims is not None for a in arrays):
        return None
    if axis != k.Known(0) or not kwargs.keys() <= {"axis"}:
        return k.Unknown()
    rank = next((len(a.dims) for a in arrays if a.dims is not None), None)
    dtype = np.result_type(*(a.dtype for a in arrays))
    return k.Array(dtype, None if rank is None else (None,) * rank)


def with_an_axis(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`atleast_1d` of an array whose rank the run decides."""
    alone = len(args) == 1 and not kwargs and isinstance(args[0], k.Array)
    return args[0] if alone and k.dims(args[0]) is None else probe(function, args, kwargs)


def _parts(kind: k.Kind) -> list[tuple[Length, ...]] | None:
    items = kind.items if isinstance(kind, k.Tuple | k.List) else None
    shapes = [i.dims if isinstance(i, k.Array) else None for i in items or ()]
    known = [shape for shape in shapes if shape is not None]
    return known if known and len(known) == len(shapes) else None


def total(lengths: list[Length]) -> Length:
    """The sum of lengths.

    >>> total([2, 3]), total([Dim("x.0", axis=True), 1]), total([Dim("x.0"), Dim("y.0")])
    (5, x.0+1, (x.0)+(y.0))
    """
    if not all(map(has_name, lengths)):
        return None
    whole = sum(d for d in lengths if isinstance(d, int))
    symbolic = [d for d in lengths if isinstance(d, Dim)]
    if not symbolic:
        return whole
    first = symbolic[0]
    if len(symbolic) == 1 and first.axis and first.offset >= 0:
        return Dim(first.base, first.offset + whole, first.axis, first.long)
    rest = [str(whole)] if whole else []
    return composed("+".join([*(f"({d})" for d in symbolic), *rest]))


def pieces(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`split` and its kin: a list of arrays, alike where the axis is split into equal parts."""
    whole = args[0]
    if not isinstance(whole, k.Array) or whole.dims is None:
        return k.Unknown()
    axis: int | None = ALONG.get(function)
    if axis is None:
        axis = _integer(args[2] if len(args) > 2 else kwargs.get("axis", k.Known(0)))
    elif function is np.hsplit and len(whole.dims) == 1:
        axis = 0
    if axis is None or not -len(whole.dims) <= axis < len(whole.dims):
        return k.List(None, k.Array(whole.dtype, (None,) * len(whole.dims)))
    lengths: list[Length] = list(whole.dims)  # of the others, each piece has the whole one
    count = args[1] if len(args) > 1 else kwargs.get("indices_or_sections", k.Unknown())
    even = function is not np.array_split
    lengths[axis] = _part(lengths[axis], count) if even else None
    return k.List(None, k.Array(whole.dtype, tuple(lengths)))


ALONG = {np.vsplit: 0, np.hsplit: 1, np.dsplit: 2}  # the axes that are split; others are given


def _part(length: Length, count: k.Kind) -> Length:
    """The length of one of so many equal parts."""
    whole = _integer(count) or (count.value if isinstance(count, k.Int) else None)
    if not has_name(length) or not has_name(whole):
        return None
    if isinstance(length, int) and isinstance(whole, int):
        return length // whole
    return composed(f"({length})/{whole}" if isinstance(whole, int) else f"({length})/({whole})")


def _integer(kind: k.Kind) -> int | None:
    return kind.value if isinstance(kind, k.Known) and type(kind.value) is int else None

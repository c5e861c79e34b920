"""Lengths of what turns an array, takes its diagonal, or joins neighbours along one axis."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.kinds.probe import probe
from srcgrad.infer.kinds.results import shorter
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import longer, same, sliced

Args = list[k.Kind]
Kwargs = dict[str, k.Kind]


def transposed(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`transpose`: the axes in the order that is asked for."""
    if not isinstance(args[0], k.Array) or args[0].dims is None:
        return k.Array(args[0].dtype, None) if isinstance(args[0], k.Array) else None
    axes = args[1] if len(args) > 1 else kwargs.get("axes", k.Known(None))
    if len(args) > 2:
        axes = k.Tuple(tuple(args[1:]))
    dtype, dims = args[0].dtype, args[0].dims
    if not k.constant(axes):
        return k.Array(dtype, (None,) * len(dims))
    order = k.value_of(axes) if k.value_of(axes) is not None else range(len(dims))[::-1]
    order = (order,) if isinstance(order, int) else order
    fits = {*order} <= {*range(-len(dims), len(dims))}  # else NumPy raises, if it comes to that
    return k.Array(dtype, tuple(dims[a] for a in order) if fits else None)


def diagonal(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`diag` and `diagonal`: of the main one, or of a square matrix; a vector on any of them."""
    name = "k" if function is np.diag else "offset"
    source, offset = args[0], args[1] if len(args) > 1 else kwargs.get(name, k.Known(0))
    if len(args) > 2 or not set(kwargs) <= {name} or not isinstance(source, k.Array):
        return None
    by = k.value_of(offset) if k.constant(offset) else None
    if source.dims is None or type(by) is not int:
        return None
    if len(source.dims) == 1 and function is np.diag:
        return k.Array(source.dtype, (longer(source.dims[0], abs(by)),) * 2)
    if len(source.dims) < 2:
        return None
    at = source.dims[-2:] if function in _OF_STACKS else source.dims[:2]
    rest = source.dims[:-2] if function in _OF_STACKS else source.dims[2:]
    length = shorter(*at) if not by else sliced(at[0], abs(by), None) if same(*at) else None
    return k.Array(source.dtype, (*rest, length))


def unit(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`eye`: as many columns as rows, unless their number is given."""
    found, given = probe(function, args, kwargs), dict(zip(("N", "M"), args, strict=False)) | kwargs
    if not isinstance(found, k.Array) or found.dims is None:
        return found
    rows, columns = (k.general(given.get(n, k.Known(None))) for n in ("N", "M"))
    both = (rows, rows if columns == k.Known(None) else columns)
    return k.Array(found.dtype, tuple(n.value if isinstance(n, k.Int) else None for n in both))


def swapped(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`matrix_transpose`: the last two axes change places."""
    source = args[0]
    if kwargs or not isinstance(source, k.Array) or source.dims is None or len(source.dims) < 2:
        return None
    return k.Array(source.dtype, (*source.dims[:-2], *source.dims[:-3:-1]))


def exchanged(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`swapaxes` and `moveaxis` of two axes that are known."""
    source, axes = args[0], args[1:]
    if len(axes) != 2 or kwargs or not isinstance(source, k.Array) or source.dims is None:
        return None
    if not all(k.constant(a) and isinstance(k.value_of(a), int) for a in axes):
        return None
    try:
        order = function(np.empty(range(len(source.dims))), *map(k.value_of, axes)).shape
    except ValueError:  # an axis that is not there
        return None
    return k.Array(source.dtype, tuple(source.dims[n] for n in order))


def placed(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`searchsorted` and `digitize`: a place for each value that is looked for."""
    at = 1 if function is np.searchsorted else 0
    values = args[at] if len(args) > at else None
    if not isinstance(values, k.Array) or values.mixed or not set(kwargs) <= {"side", "right"}:
        return None
    return k.Array(np.dtype(np.intp), values.dims) if values.dims else None


def along_one_axis(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`diff` makes the last axis shorter, and `trapezoid` drops it; the others keep theirs."""
    source = args[0]
    if function is np.diff and (len(args) > 1 or kwargs):
        return _differences(args, kwargs)
    known = isinstance(source, k.Array) and source.dtype.kind in "fc"
    if len(args) > 1 or kwargs or not known or not isinstance(source, k.Array) or not source.dims:
        return None
    if function is np.diff:
        return k.Array(source.dtype, (*source.dims[:-1], sliced(source.dims[-1], 1, None)))
    return k.Array(source.dtype, source.dims[:-1]) if len(source.dims) > 1 else None


def _differences(args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`diff`, some times, along an axis that is known."""
    source, given = args[0], {**dict(zip(("n", "axis"), args[1:], strict=False)), **kwargs}
    if not given.keys() <= {"n", "axis"} or not isinstance(source, k.Array) or not source.dims:
        return None
    if len(args) > 3 or source.dtype.kind not in "fc" or not all(map(k.constant, given.values())):
        return None
    times, axis = (k.value_of(given.get(n, k.Known(d))) for n, d in (("n", 1), ("axis", -1)))
    if type(times) is not int or type(axis) is not int or times < 0:
        return None
    dims = list(source.dims)
    if not -len(dims) <= axis < len(dims):
        return None
    dims[axis] = sliced(dims[axis], times, None)
    return k.Array(source.dtype, tuple(dims))


def as_many(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`interp`, and `gradient` of a vector: a number for each of the first argument's."""
    found, source = probe(function, args, kwargs), args[0] if args else None
    if not isinstance(found, k.Array) or not isinstance(source, k.Array) or source.mixed:
        return found
    vector = function is np.interp or found.rank == 1
    return k.Array(found.dtype, source.dims) if vector and found.rank == source.rank else found


_OF_STACKS = [getattr(np.linalg, "diagonal", None)]  # of NumPy 2
_MATRIX_TRANSPOSE = [getattr(np, "matrix_transpose", None)]
_MATRIX_TRANSPOSE += [getattr(np.linalg, "matrix_transpose", None)]
_TRAPEZOID = [getattr(np, name) for name in ("trapezoid", "trapz") if name in dir(np)]

TURNED: dict[Any, Callable[[Any, Args, Kwargs], k.Kind | None]] = {
    np.transpose: transposed,
    np.eye: unit,
    **dict.fromkeys([np.diag, np.diagonal, *filter(None, _OF_STACKS)], diagonal),
    **dict.fromkeys(filter(None, _MATRIX_TRANSPOSE), swapped),
    **dict.fromkeys([np.swapaxes, np.moveaxis], exchanged),
    **dict.fromkeys([np.searchsorted, np.digitize], placed),
    **dict.fromkeys([np.diff, *_TRAPEZOID], along_one_axis),
    **dict.fromkeys([np.interp, np.gradient], as_many),
}

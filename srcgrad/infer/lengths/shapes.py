"""Lengths of the axes of results, for the functions where they are known by name.

A shape function returns a kind, or None to leave the answer to a probe (which knows dtype and
rank, but no lengths).
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from srcgrad.infer.kinds.operators import elementwise
from srcgrad.infer.kinds.probe import probe
from srcgrad.infer.lengths.joining import arrayed, joined, pieces, product, with_an_axis
from srcgrad.infer.lengths.lengths import lengths
from srcgrad.infer.lengths.placed import (
    chosen,
    crossed,
    gridded,
    inverted,
    kept,
    padded,
    rank_of,
    resized,
    seeded,
    shape_of,
    shaped,
    strided,
    together,
    unravelled,
    windowed,
)
from srcgrad.infer.lengths.reductions import measured, reduced
from srcgrad.infer.lengths.turned import TURNED
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Length, not_one, same
from srcgrad.runtime import (
    along,
    by_strides,
    compress_transpose,
    delete_transpose,
    gradient_transpose,
    relevant,
    seed_for,
    spread_diagonal,
    stop_gradient,
    strided_places,
    unbroadcast,
    unpad,
    unreduceat,
    unrepeat,
    untake,
    untake_along_axis,
    untile,
    unwindow,
    winners,
)

Args = list[k.Kind]
Kwargs = dict[str, k.Kind]


def _dtype(kind: k.Kind | None, default: Any) -> np.dtype[Any] | None:
    if kind is None or kind == k.Known(None):
        return np.dtype(default)
    if not isinstance(kind, k.Known):
        return None
    try:
        return np.dtype(kind.value)
    except TypeError:
        return None


def _argument(args: Args, kwargs: Kwargs, position: int, name: str) -> k.Kind | None:
    return args[position] if len(args) > position else kwargs.get(name)


def _filled(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    shape = lengths(args[0]) if args else None
    at = 2 if function is np.full else 1
    value = args[1] if function is np.full and len(args) > 1 else None
    asked, default = _argument(args, kwargs, at, "dtype"), np.dtype("f8")
    if value is not None:
        found = value if isinstance(value, k.Array) else probe(np.asarray, [value], {})
        if isinstance(found, k.Array):
            default = found.dtype
        elif asked is None or not k.is_number(value):
            return k.Unknown()
    dtype = _dtype(asked, default)
    return k.Unknown() if shape is None or dtype is None else k.Array(dtype, shape)


def _like(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    listed = isinstance(args[0], k.List | k.Tuple)
    source = arrayed(np.array, args[:1], {}) if listed else args[0]
    if not isinstance(source, k.Array):
        return None
    at = 2 if function is np.full_like else 1
    dtype = _dtype(_argument(args, kwargs, at, "dtype"), source.dtype)
    dims = () if source.most == 0 else source.dims  # of a number, or an array of rank 0
    dims = lengths(kwargs["shape"]) if "shape" in kwargs else dims
    known = dims is not None or "shape" not in kwargs
    return k.Array(dtype, dims) if dtype is not None and known else k.Unknown()


def _take(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """The indices' lengths take the place of the axis, or of all axes."""
    axis = _argument(args, kwargs, 2, "axis") or k.Known(None)
    if not isinstance(args[0], k.Array) or args[0].dims is None or len(args) < 2:
        return None
    if not isinstance(args[1], k.List) or not isinstance(k.general(args[1].element), k.Int):
        return None
    taken = None if args[1].items is None else len(args[1].items)
    if axis == k.Known(None):
        return k.Array(args[0].dtype, (taken,))
    if not isinstance(axis, k.Known) or not isinstance(axis.value, int):
        return None
    dims = list(args[0].dims)
    if not -len(dims) <= axis.value < len(dims):
        return None
    dims[axis.value] = taken
    return k.Array(args[0].dtype, tuple(dims))


def _same(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """Functions whose result has the shape of their first argument."""
    if not isinstance(args[0], k.Array):
        return arrayed(function, args, kwargs) if function in ARRAYS else None
    if args[0].dims is None:
        return k.Array(args[0].dtype, None) if args[0].dtype.kind in "fc" else None
    found = probe(function, args, kwargs)
    if (
        isinstance(found, k.Array)
        and found.dims is not None
        and len(found.dims) == len(args[0].dims)
    ):
        return k.Array(found.dtype, args[0].dims)
    return found


def _cumulative(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    axis = _argument(args, kwargs, 1, "axis")
    found = probe(function, args, kwargs)
    if (
        isinstance(found, k.Array)
        and isinstance(args[0], k.Array)
        and args[0].dims
        and (axis not in (None, k.Known(None)) or len(args[0].dims) == 1)
    ):
        return k.Array(found.dtype, args[0].dims)
    return found


def _counted(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`arange`, `linspace`: the rank is known, a length where it is an integer by name."""
    found = probe(function, args, kwargs)
    if not isinstance(found, k.Array) or found.dims is None:
        return found
    place, name = (2, "num") if function is np.linspace else (0, "")
    count = _argument(args, kwargs, place, name)
    if function is np.arange and len(args) > 1:
        count = None
    general = k.general(count) if count is not None else None
    length = general.value if isinstance(general, k.Int) else None
    if function is np.linspace and count is None:
        length = 50
    if function is np.arange and isinstance(general, k.Int):
        found = k.Array(np.arange(1).dtype if "dtype" not in kwargs else found.dtype, found.dims)
    return k.Array(found.dtype, (length,) * len(found.dims or ()))


def _reshaped(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    source = args[0] if isinstance(args[0], k.Array) else probe(np.asarray, args[:1], {})
    shape = k.Tuple(tuple(args[1:])) if len(args) > 2 else _argument(args, kwargs, 1, "shape")
    axes = lengths(shape) if shape is not None else None
    if axes is None or not isinstance(source, k.Array):
        return k.Unknown()
    rest = [n for n, d in enumerate(axes) if d == -1]
    known = _remaining(source, axes) if rest else None
    return k.Array(source.dtype, tuple(known if d == -1 else d for d in axes))


def _remaining(array: k.Array, axes: tuple[Length, ...]) -> Length:
    """The length that -1 stands for, where only one axis of the array is symbolic."""
    if array.dims is None:
        return None
    others = [d for d in axes if d != -1]
    left = list(array.dims)
    for d in others:
        match = next((n for n, x in enumerate(left) if same(x, d)), None)
        if d == 1:
            continue
        if match is None:
            return None
        left.pop(match)
    left = [d for d in left if d != 1]
    return left[0] if len(left) == 1 else (1 if not left else None)


def _flat(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    if not isinstance(args[0], k.Array):
        return None
    return k.Array(
        args[0].dtype,
        args[0].dims
        if args[0].dims is not None and len(args[0].dims) == 1
        else (_remaining(args[0], ()),),
    )


def _expanded(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    axis = _argument(args, kwargs, 1, "axis")
    found = probe(function, args, kwargs)
    if (
        isinstance(found, k.Array)
        and isinstance(args[0], k.Array)
        and args[0].dims is not None
        and found.dims is not None
        and axis is not None
        and k.constant(axis)
    ):
        chosen = k.value_of(axis)
        rank = len(found.dims)
        new = {a % rank for a in (chosen if isinstance(chosen, tuple) else (chosen,))}
        old = iter(args[0].dims)
        return k.Array(found.dtype, tuple(1 if n in new else next(old) for n in range(rank)))
    return found


def _squeezed(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """Without an axis the rank is known only if each length is known to be 1, or not to be."""
    axis = _argument(args, kwargs, 1, "axis") or k.Known(None)
    if isinstance(args[0], k.Scalar) and axis == k.Known(None):
        return args[0]
    if k.is_number(args[0]) and axis == k.Known(None):  # an array of no axes
        return probe(function, args[:1], {})
    if not isinstance(args[0], k.Array) or args[0].dims is None:
        return k.Unknown()
    if not k.constant(axis):
        return k.Unknown()
    chosen = k.value_of(axis)
    dims = args[0].dims
    if chosen is None:
        if not all(d == 1 or not_one(d) for d in dims):
            return k.Array(args[0].dtype, None)
        return k.Array(args[0].dtype, tuple(d for d in dims if d != 1))
    axes = {a % max(len(dims), 1) for a in (chosen if isinstance(chosen, tuple) else (chosen,))}
    return k.Array(args[0].dtype, tuple(d for n, d in enumerate(dims) if n not in axes))


def _clip(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    bounds = [*args[1:], *(v for n, v in kwargs.items() if n in ("a_min", "a_max", "min", "max"))]
    given = [b for b in bounds if b != k.Known(None)]
    return elementwise(
        lambda a, *rest: np.clip(a, *rest, *[None] * (2 - len(rest))), [args[0], *given]
    )


def _chosen(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`where` of three operands; a list of tests is an array."""
    if len(args) != 3:
        return None
    tests = args[0]
    if isinstance(tests, k.List | k.Tuple):
        axes = k.dims(probe(np.asarray, [tests], {}))
        count = None if tests.items is None else len(tests.items)
        tests = k.Array(np.dtype(bool), (count, *axes[1:])) if axes else k.Unknown()
    return elementwise(function, [tests, *args[1:]])


def _broadcast(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    axes = lengths(args[1]) if len(args) == 2 else None
    value = k.general(args[0])  # of an array whose rank is not known, the dtype is
    found = value if isinstance(value, k.Array) else probe(np.asarray, args[:1], {})
    known = axes is not None and isinstance(found, k.Array)
    return k.Array(found.dtype, axes) if known and isinstance(found, k.Array) else k.Unknown()


def _unbroadcast(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    axes = lengths(args[1])
    value = k.general(args[0])
    if axes is None:
        return k.Array(getattr(value, "dtype", np.dtype("f8")), None, mixed=True)
    if not isinstance(value, k.Array | k.Scalar):
        return k.Array(np.dtype("c16" if k.is_complex(value) else "f8"), axes) if axes else value
    return k.Array(value.dtype, axes) if axes else k.Scalar(value.dtype)


def _solved(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`inv`, `cholesky`, `solve`: a sample of equal numbers would be a singular matrix."""
    if kwargs or not all(isinstance(a, k.Array) and a.dims is not None for a in args):
        return k.Unknown()
    last = args[-1]
    assert isinstance(last, k.Array)
    dtypes = [a.dtype for a in args if isinstance(a, k.Array)]
    return k.Array(np.result_type(*dtypes, np.float32), last.dims)


ARRAYS = (np.array, np.asarray, np.asanyarray)
SHAPES: dict[Any, Callable[[Any, Args, Kwargs], k.Kind | None]] = {
    **dict.fromkeys([np.zeros, np.ones, np.empty, np.full], _filled),
    np.take: _take,
    **dict.fromkeys([np.zeros_like, np.ones_like, np.empty_like, np.full_like], _like),
    **dict.fromkeys(
        [
            np.copy,
            copy.copy,
            copy.deepcopy,
            np.asarray,
            np.asanyarray,
            np.ascontiguousarray,
            np.flip,
            np.roll,
            np.triu,
            np.tril,
            np.array,
            np.sort,
            np.argsort,
            np.real,
            np.imag,
            np.nan_to_num,
            np.round,
            np.around,
            np.fix,
            np.flipud,
            np.fliplr,
        ],
        _same,
    ),
    **dict.fromkeys(
        [
            np.sum,
            np.mean,
            np.prod,
            np.max,
            np.min,
            np.amax,
            np.amin,
            np.std,
            np.var,
            np.ptp,
            np.any,
            np.all,
            np.argmax,
            np.argmin,
            np.median,
            np.average,
            np.nansum,
            np.nanmedian,
            np.nanmean,
            np.nanprod,
            np.nanmax,
            np.nanmin,
            np.nanstd,
            np.nanvar,
        ],
        reduced,
    ),
    **dict.fromkeys([np.cumsum, np.cumprod, np.nancumsum], _cumulative),
    **dict.fromkeys([np.insert, np.delete, np.compress, np.extract, np.add.reduceat], resized),
    **dict.fromkeys([np.partition, np.unwrap, np.linalg.matrix_power], kept),
    np.linalg.pinv: inverted,
    np.pad: padded,
    np.histogramdd: gridded,
    np.linalg.norm: measured,
    **TURNED,
    **dict.fromkeys([np.dot, np.matmul], product),
    **dict.fromkeys([np.concatenate, np.hstack, np.stack], joined),
    np.outer: crossed,
    np.atleast_1d: with_an_axis,
    **dict.fromkeys([np.arange, np.linspace], _counted),
    np.reshape: _reshaped,
    **dict.fromkeys([np.ravel, np.ndarray.flatten], _flat),
    np.expand_dims: _expanded,
    np.squeeze: _squeezed,
    **dict.fromkeys([np.linalg.inv, np.linalg.cholesky, np.linalg.solve], _solved),
    np.where: _chosen,
    **dict.fromkeys([along, relevant], lambda f, args, kwargs: elementwise(f, args)),
    **dict.fromkeys([np.split, np.array_split, np.hsplit, np.vsplit, np.dsplit], pieces),
    np.clip: _clip,
    np.broadcast_to: _broadcast,
    np.broadcast_shapes: together,
    sliding_window_view: windowed,
    strided_places: strided,
    by_strides: shaped(2),
    np.shape: shape_of,
    np.ndim: rank_of,
    np.unravel_index: unravelled,
    unbroadcast: _unbroadcast,
    winners: chosen,
    seed_for: seeded,
    **dict.fromkeys([spread_diagonal, gradient_transpose, unwindow], shaped(1)),
    **dict.fromkeys([untile, unpad, unreduceat, compress_transpose, delete_transpose], shaped(2)),
    **dict.fromkeys([unrepeat, untake, untake_along_axis], shaped(3)),
    stop_gradient: lambda function, args, kwargs: k.general(args[0]) if args else None,
}

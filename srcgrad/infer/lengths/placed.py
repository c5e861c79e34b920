"""Axes of arrays into which elements are put, or from which they are taken.

A sample may be too short for a position that the program names, so nothing is tried.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.kinds.operators import broadcast_dims
from srcgrad.infer.kinds.probe import probe
from srcgrad.infer.lengths.lengths import lengths
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Length

Args = list[k.Kind]
Kwargs = dict[str, k.Kind]


def resized(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`insert`, `delete`, `extract`, `add.reduceat`: the run tells the length of an axis."""
    source = args[1] if function in (np.compress, np.extract) and len(args) > 1 else args[0]
    at = 3 if function is np.insert else 2
    default = k.Known(0 if function == np.add.reduceat else None)
    axis = args[at] if len(args) > at else kwargs.get("axis", default)
    if not isinstance(source, k.Array):
        return None
    if axis == k.Known(None):
        return k.Array(source.dtype, (None,))
    if source.dims is None or not isinstance(axis, k.Known) or type(axis.value) is not int:
        return k.Unknown()
    out: list[Length] = list(source.dims)
    if not -len(out) <= axis.value < len(out):
        return k.Unknown()
    out[axis.value] = None
    return k.Array(source.dtype, tuple(out))


def padded(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`pad` by widths of some axes: the rank is the same."""
    width = args[1] if len(args) > 1 else kwargs.get("pad_width")
    source = args[0] if args else kwargs.get("array")
    if not isinstance(width, k.Dict) or not isinstance(source, k.Array) or source.dims is None:
        return None
    return k.Array(source.dtype, (None,) * len(source.dims))


def gridded(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`histogramdd`: an axis for each column, whose number the bins or a list of columns tell."""
    given = [args[0], args[1] if len(args) > 1 else kwargs.get("bins")]
    counts = [len(one.items) for one in given if isinstance(one, k.Tuple | k.List) and one.items]
    counts += [len(one.value) for one in given if isinstance(one, k.Known) and _several(one.value)]
    if not counts:
        return k.Unknown()
    edges = np.histogramdd(np.zeros((1, 1)), 1)[1]
    double, one = np.dtype("f8"), k.Array(np.dtype("f8"), (None,))
    found = k.Tuple((one,) * counts[0])
    if isinstance(edges, list):  # before NumPy 2
        return k.Tuple((k.Array(double, (None,) * counts[0]), k.List(found.items, one)))
    return k.Tuple((k.Array(double, (None,) * counts[0]), found))


def _several(value: object) -> bool:
    return isinstance(value, tuple | list)


def kept(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`partition`, `unwrap` and powers of matrices: the shape of the operand."""
    axis = args[2] if len(args) > 2 else kwargs.get("axis", k.Known(-1))
    source = args[0]
    kinds = "fc" if function is np.linalg.matrix_power else "f"
    if not isinstance(source, k.Array) or source.dtype.kind not in kinds:
        return None
    if function is np.partition and axis == k.Known(None):
        return k.Array(source.dtype, (None,))
    return source


def inverted(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`pinv`: the last two axes change places."""
    source = args[0]
    if not isinstance(source, k.Array) or source.dims is None or source.dtype.kind != "f":
        return None
    return k.Array(source.dtype, (*source.dims[:-2], *source.dims[:-3:-1]))


def together(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`broadcast_shapes`: the shape of all."""
    shapes = [lengths(one) for one in args]
    known = [k.Array(np.dtype("f8"), shape) for shape in shapes if shape is not None]
    if len(known) != len(shapes):
        return k.Unknown()
    return k.Tuple(tuple(map(k.Int, broadcast_dims([*known]))))


def windowed(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`sliding_window_view`: an axis more for each window."""
    source = args[0]
    size = args[1] if len(args) > 1 else kwargs.get("window_shape", k.Unknown())
    sizes = lengths(size)
    read_only = len(args) <= 3 and not set(kwargs) - {"window_shape", "axis"}
    if not isinstance(source, k.Array) or source.dims is None or sizes is None or not read_only:
        return k.Unknown()
    return k.Array(source.dtype, (*[None] * len(source.dims), *sizes))


def strided(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`strided_places`: positions, of the shape that is asked for."""
    given = args[1] if len(args) > 1 else k.Known(None)
    dims = k.dims(args[0]) if given == k.Known(None) else lengths(given)
    return k.Unknown() if dims is None else k.Array(np.dtype(np.intp), dims)


def shaped(at: int, among: int = 1) -> Callable[[Any, Args, Kwargs], k.Kind | None]:
    """An array like the first operand, of the shape that the argument at a position says.

    It is complex where any of the operands `among` the first is.
    """

    def of(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
        axes = lengths(args[at]) if len(args) > at else None
        value = k.general(args[0])
        if axes is None or not isinstance(value, k.Array | k.Scalar):
            return k.Unknown()
        turned = any(map(k.is_complex, args[:among]))
        return k.Array(np.result_type(value.dtype, np.complex64) if turned else value.dtype, axes)

    return of


def chosen(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`winners(shape, index)`: a mask of the shape that an array has when it is indexed so."""
    lost = k.Unknown()
    index = args[1] if len(args) > 1 else lost
    ranks, kept, taken, rest = [], 0, 0, False
    for part in index.items if isinstance(index, k.Tuple) else (index,):
        kind = k.general(part)
        rank = 1
        if kind == k.Opaque(slice):
            kept += 1
        elif kind == k.Known(None):
            kept, rank = kept + 1, 0
        elif kind == k.Known(...):
            rank, rest = 0, True
        elif _whole(kind):
            ranks.append(0)
        elif isinstance(kind, k.Array) and kind.dims is not None and kind.dtype.kind in "iu":
            ranks.append(len(kind.dims))
        elif (
            isinstance(kind, k.Tuple)
            and kind.items
            and all(map(_whole, map(k.general, kind.items)))
        ):
            ranks.append(1)
        elif isinstance(kind, k.List | k.Array | k.Range) and _counts(kind):
            rank = len(kind.dims or (None,)) if isinstance(kind, k.Array) else 1
            ranks.append(1)
        else:
            return lost
        taken += rank
    axes = lengths(args[0]) if args else None
    if not any(ranks) or (axes is None and (kept or rest)):
        return lost
    behind = 0 if axes is None else max(len(axes) - taken, 0)
    return k.Array(np.dtype(bool), (None,) * (max(ranks) + kept + behind))


def _counts(kind: k.List | k.Array | k.Range) -> bool:
    """Is it a list of indices, or a mask?"""
    if isinstance(kind, k.Array):
        return kind.dtype.kind == "b"
    return isinstance(kind, k.Range) or _whole(k.general(kind.element))


def _whole(kind: k.Kind) -> bool:
    """Is it an integer, of Python's or NumPy's?"""
    return isinstance(kind, k.Int) or (isinstance(kind, k.Scalar) and kind.dtype.kind in "iu")


def seeded(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`seed_for(seed, value)`: the seed as an array like the value."""
    if len(args) < 2 or not isinstance(args[0], k.Array) or not isinstance(args[1], k.Array):
        return k.Unknown()
    return args[1]


def shape_of(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`np.shape`: of which only the lengths may be unknown."""
    known = k.dims(args[0]) if args else None
    return k.Unknown() if known is None else k.Tuple(tuple(k.Int(d) for d in known))


def unravelled(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`np.unravel_index`: an index for each axis, or one for each place."""
    places = k.dims(args[0]) if args else None
    if kwargs or len(args) != 2 or places is None or not isinstance(args[1], k.Tuple):
        return None
    one = k.Array(np.dtype(np.intp), places) if places else k.Scalar(np.dtype(np.intp))
    return k.Tuple((one,) * len(args[1].items))


def rank_of(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`np.ndim`."""
    known = k.sure_rank(args[0]) if args else None
    return k.Int() if known is None else k.Known(known)


def crossed(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`outer` of two arrays, taken as vectors."""
    found = probe(function, args, kwargs)
    lengths = [_length(a.dims) for a in args if isinstance(a, k.Array) and a.dims]
    if isinstance(found, k.Array) and len(lengths) == len(args):
        return k.Array(found.dtype, tuple(lengths))
    return found


def _length(dims: tuple[Length, ...]) -> Length:
    """How many elements an array has; None where no single length tells."""
    numbers = [d for d in dims if isinstance(d, int)]
    others = [d for d in dims if not isinstance(d, int)]
    if not others:
        return math.prod(numbers)
    return others[0] if len(others) == 1 and set(numbers) <= {1} else None

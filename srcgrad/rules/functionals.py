"""What functions of NumPy mean, in Python, that call functions or take lists of any structure.

Their calls are compiled as calls of these bodies, where an argument is active or is a function.
"""

import math
from typing import Any

import numpy as np

from srcgrad.rules.declare import meaning, nondifferentiable
from srcgrad.runtime import checked_elements, checked_floats, core_ranks

nondifferentiable(checked_elements, checked_floats)


@meaning(np.piecewise)
def piecewise(x: Any, condlist: Any, funclist: Any, *args: Any, **options: Any) -> Any:
    """Each function of the elements that its condition names, the last of those that none does."""
    conditions = condlist if isinstance(condlist, (list, tuple)) else [condlist]
    y = np.zeros_like(x)
    for k in range(len(funclist)):
        function = funclist[k]
        if k < len(conditions):
            chosen = np.asarray(conditions[k], dtype=bool)
        else:
            chosen = ~np.any(np.array(conditions, dtype=bool), axis=0)
        if callable(function):
            values = x[chosen]
            if values.size > 0:
                y[chosen] = function(values, *args, **options)
        else:
            y[chosen] = function
    return y


@meaning(np.apply_along_axis)
def apply_along_axis(func1d: Any, axis: Any, arr: Any, *args: Any, **options: Any) -> Any:
    """The function of each vector along an axis; what it gives stands in the place of the axis."""
    if np.ndim(arr) == 1:
        return np.array(func1d(np.asarray(arr), *args, **options))
    place = axis % np.ndim(arr)
    vectors = np.moveaxis(np.asarray(arr), place, -1)
    results = [func1d(vectors[i], *args, **options) for i in np.ndindex(vectors.shape[:-1])]
    checked_floats(results)
    whole = np.array(results)
    whole = np.reshape(whole, vectors.shape[:-1] + whole.shape[1:])
    depth = np.ndim(whole) - np.ndim(vectors) + 1
    if depth == 0:
        return whole
    if depth == 1:
        return np.moveaxis(whole, -1, place)
    return np.moveaxis(whole, (-2, -1), (place, place + 1))


@meaning(np.apply_over_axes)
def apply_over_axes(func: Any, a: Any, axes: Any) -> Any:
    """The function along one axis after the other; the axes are kept."""
    value = np.asarray(a)
    for axis in axes if isinstance(axes, (list, tuple)) else (axes,):
        place = axis + np.ndim(a) if axis < 0 else axis
        found = func(value, place)
        value = found if np.ndim(found) == np.ndim(value) else np.expand_dims(found, place)
    return value


def depth_of(arrays: Any) -> int:
    """How many lists there are in one another."""
    if isinstance(arrays, list):
        return 1 + depth_of(arrays[0])
    return 0


def rank_of(arrays: Any) -> int:
    """The rank of the array of most axes."""
    if isinstance(arrays, list):
        return max([rank_of(one) for one in arrays])
    return np.ndim(arrays)


def joined(arrays: Any, depth: int, rank: int) -> Any:
    """The blocks of a list side by side, along an axis counted from the last."""
    if isinstance(arrays, list):
        return np.concatenate([joined(one, depth - 1, rank) for one in arrays], axis=-depth)
    if np.ndim(arrays) == rank and isinstance(arrays, np.ndarray):
        return arrays
    leaf = np.asarray(arrays)
    return np.reshape(leaf, (1,) * (rank - np.ndim(leaf)) + np.shape(leaf))


@meaning(np.block)
def block(arrays: Any) -> Any:
    """Blocks in nested lists, as one array."""
    depth = depth_of(arrays)
    return joined(arrays, depth, max(depth, rank_of(arrays)))


@meaning(np.broadcast_arrays)
def broadcast_arrays(*args: Any, subok: bool = False) -> Any:
    """The arrays, each with the shape of all."""
    shape = np.broadcast_shapes(*[np.shape(one) for one in args])
    return tuple([np.broadcast_to(one, shape) for one in args])


class Broadcast:
    """What `np.broadcast` makes, as far as it tells of shapes."""

    def __init__(self, shape: tuple[int, ...], count: int) -> None:
        self.shape, self.ndim, self.nd, self.numiter = shape, len(shape), len(shape), count

    @property
    def size(self) -> int:
        """The number of elements."""
        return math.prod(self.shape)


@meaning(np.broadcast)
def broadcast(*args: Any) -> Any:
    """The shape that the arrays have together."""
    return Broadcast(np.broadcast_shapes(*[np.shape(one) for one in args]), len(args))


def along(vector: Any, place: int, count: int) -> Any:
    """A vector along one of so many axes."""
    return np.reshape(np.asarray(vector), (1,) * place + (-1,) + (1,) * (count - 1 - place))


@meaning(np.meshgrid)
def meshgrid(*xi: Any, copy: bool = True, sparse: bool = False, indexing: str = "xy") -> Any:
    """Vectors along an axis each, in the shape of all."""
    n = len(xi)
    if indexing == "xy" and n > 1:
        others = [along(xi[k], k, n) for k in range(2, n)]
        grids = [along(xi[0], 1, n), along(xi[1], 0, n), *others]
    else:
        grids = [along(xi[k], k, n) for k in range(n)]
    if not sparse:
        shape = np.broadcast_shapes(*[np.shape(one) for one in grids])
        grids = [np.broadcast_to(one, shape) for one in grids]
    return tuple([one.copy() for one in grids] if copy else grids)


@meaning(np.vectorize, always=True, unless=("excluded",))
def vectorize(
    pyfunc: Any,
    otypes: Any = None,
    doc: Any = None,
    excluded: Any = None,
    cache: bool = False,
    signature: Any = None,
) -> Any:
    """A function of the elements of arrays, or of the arrays along their last axes."""
    if signature is None:
        return lambda *args: of_elements(pyfunc, otypes, *args)
    return lambda *args: of_cores(pyfunc, otypes, signature, *args)


def of_cores(function: Any, otypes: Any, signature: Any, *args: Any) -> Any:
    """The function of the arrays along the last axes, of which the signature tells how many."""
    if otypes is not None:
        raise NotImplementedError("`vectorize` with a signature and `otypes`")
    ranks = core_ranks(signature)
    if len(ranks) != len(args) + 1:
        raise NotImplementedError("`vectorize` of several results: vectorize one at a time")
    fronts = [np.shape(one)[: np.ndim(one) - n] for one, n in zip(args, ranks[:-1], strict=True)]
    shape = np.broadcast_shapes(*fronts)
    cores = [np.shape(one)[np.ndim(one) - n :] for one, n in zip(args, ranks[:-1], strict=True)]
    count = math.prod(shape)
    rows = [
        np.reshape(np.broadcast_to(one, shape + core), (count, *core))
        for one, core in zip(args, cores, strict=True)
    ]
    values = [function(*[row[i] for row in rows]) for i in range(count)]
    if ranks[-1] == 0:
        checked_floats(values)
    whole = np.array(values)
    return np.reshape(whole, shape + np.shape(whole)[1:])


def of_elements(function: Any, otypes: Any, *args: Any) -> Any:
    """The function of each element of the arguments, which are broadcast.

    NumPy goes through copies, so what the function writes is not seen before the next call.
    """
    shape = np.broadcast_shapes(*[np.shape(one) for one in args])
    if otypes is None:
        arrays = [np.broadcast_to(one, shape) for one in args]
        checked_elements(np.ravel(arrays[0]))
        first = function(*[np.ravel(one)[0] for one in arrays])  # NumPy asks for its type
        rows = [one.flatten() for one in arrays]
        values = [function(*[row[i].item() for row in rows]) for i in range(len(rows[0]))]
        checked_floats([first])
        return np.reshape(np.array(values, dtype=np.asarray(first).dtype), shape)
    rows = [np.broadcast_to(one, shape).flatten() for one in args]
    values = [function(*[row[i].item() for row in rows]) for i in range(len(rows[0]))]
    return np.reshape(np.array(values, dtype=otypes[0]), shape)


@meaning(np.resize)
def resize(a: Any, new_shape: Any) -> Any:
    """The elements in another shape, and again from the first where there are too few."""
    lengths = new_shape if isinstance(new_shape, (tuple, list)) else (new_shape,)
    flat = np.ravel(a)
    if len(flat) == 0:
        return np.zeros(tuple(lengths), flat.dtype)
    count = math.prod(lengths)
    return np.reshape(flat[np.arange(count) % len(flat)], tuple(lengths))


@meaning(np.fromiter)
def fromiter(iter: Any, dtype: Any, count: int = -1) -> Any:
    """The values of an iterable."""
    return np.array([value for value in iter], dtype=dtype)[: None if count < 0 else count]  # noqa: C416


@meaning(np.ediff1d, keywords=("to_end", "to_begin"))
def ediff1d(ary: Any, to_end: Any = None, to_begin: Any = None) -> Any:
    """The differences, with what stands before and after them in their dtype."""
    inner = np.diff(np.ravel(ary))
    parts = [inner]
    if to_begin is not None:
        parts = [np.ravel(np.asarray(to_begin)).astype(inner.dtype), *parts]
    if to_end is not None:
        parts = [*parts, np.ravel(np.asarray(to_end)).astype(inner.dtype)]
    return np.concatenate(parts)


@meaning(np.atleast_1d, keywords=("second",))
def atleast_1d(first: Any, second: Any, *others: Any) -> Any:
    """Several arrays, each with one axis at least."""
    return tuple([np.atleast_1d(one) for one in (first, second, *others)])


@meaning(np.atleast_2d, keywords=("second",))
def atleast_2d(first: Any, second: Any, *others: Any) -> Any:
    """Several arrays, each with two axes at least."""
    return tuple([np.atleast_2d(one) for one in (first, second, *others)])

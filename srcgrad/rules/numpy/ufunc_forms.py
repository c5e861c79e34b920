"""The methods of ufuncs that are written out: `outer`, and `reduce` and `accumulate` as loops.

NumPy goes through an axis in the same order.
"""

from functools import partial
from typing import Any

import numpy as np

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call


def spread(a: Any, b: Any) -> Any:
    """The first operand of an outer product, with axes for those of the second."""
    first = np.asarray(a)
    return np.reshape(first, np.shape(first) + (1,) * np.ndim(b))


def reduced(ufunc: Any, array: Any, axis: int, keepdims: bool = False) -> Any:
    """The first element along an axis, with the second, with the third, and so on."""
    rows = np.moveaxis(np.asarray(array), axis, 0)
    total = np.copy(rows[0]) if np.ndim(rows) > 1 else rows[0]
    for k in range(1, len(rows)):
        total = ufunc(total, rows[k])
    return np.expand_dims(total, axis) if keepdims else total


def accumulated(ufunc: Any, array: Any, axis: int | None) -> Any:
    """The same, with each result so far."""
    axis = 0 if axis is None else axis  # of a vector: NumPy takes no others
    rows = np.moveaxis(np.array(array), axis, 0)
    for k in range(1, len(rows)):
        rows[k] = ufunc(rows[k - 1], rows[k])
    return np.moveaxis(rows, 0, axis)


# those whose reduce goes from the first to the last, whatever the layout of the array
IN_ORDER = (
    *(np.subtract, np.divide, np.float_power, np.copysign, np.fmod, np.remainder),
    *(np.floor_divide, np.heaviside, np.nextafter),
)
OTHERS = np.power, np.arctan2, np.hypot, np.logaddexp, np.logaddexp2, np.fmax, np.fmin


def _outer(ufunc: Any) -> None:
    """Each with each."""

    @meaning(ufunc.outer)
    def outer(a: Any, b: Any) -> Any:
        return ufunc(spread(a, b), b)


def _accumulate(ufunc: Any) -> None:
    """Each with all before."""

    @meaning(ufunc.accumulate)
    def accumulate(array: Any, axis: int = 0) -> Any:
        return accumulated(ufunc, array, axis)


def _reduce(ufunc: Any) -> None:
    """The first with all others."""

    @meaning(ufunc.reduce)
    def reduce(array: Any, axis: int = 0, *, keepdims: bool = False) -> Any:
        return reduced(ufunc, array, axis, keepdims)


for _ufunc in (*IN_ORDER, *OTHERS):
    _accumulate(_ufunc)
    if _ufunc not in (np.subtract, np.divide):  # these have rules
        _outer(_ufunc)
for _ufunc in IN_ORDER:
    _reduce(_ufunc)


@meaning(np.power.reduce, np.power.reduceat, np.arctan2.reduce, np.arctan2.reduceat)
def without_order(*args: Any, **kwargs: Any) -> Any:
    """Of vectors, NumPy's loops do not go from the first to the last."""
    raise NotImplementedError(
        "a reduction by `np.power` or `np.arctan2`, of which NumPy does not tell in what order it "
        "goes"
    )


_outer(np.divmod)


def from_start(ufunc: Any, start: Any, array: Any, axis: int, keepdims: bool) -> Any:
    """A number, with the first element along an axis, with the second, and so on."""
    rows = np.moveaxis(np.asarray(array), axis, 0)
    total = np.full(np.shape(rows)[1:], start, np.result_type(rows, np.float16))[()]
    for k in range(len(rows)):
        total = ufunc(total, rows[k])
    return np.expand_dims(total, axis) if keepdims else total


@meaning(np.hypot.reduce)
def hypot_reduce(array: Any, axis: int = 0, *, keepdims: bool = False, initial: Any = 0.0) -> Any:
    """The length of a vector."""
    found = call(np.hypot.reduce, array, axis, keepdims=keepdims, initial=initial)
    return computed(from_start(np.hypot, initial, array, axis, keepdims), found)


@meaning(np.logaddexp2.reduce)
def logaddexp2_reduce(
    array: Any, axis: int = 0, *, keepdims: bool = False, initial: Any = -np.inf
) -> Any:
    """The logarithm of a sum."""
    found = call(np.logaddexp2.reduce, array, axis, keepdims=keepdims, initial=initial)
    return computed(from_start(np.logaddexp2, initial, array, axis, keepdims), found)


def parted(reduce: Any, array: Any, indices: Any, axis: int | None) -> Any:
    """Reductions from each place to the next, of one element at least."""
    axis = 0 if axis is None else axis  # of a vector: NumPy takes no others
    rows = np.moveaxis(np.asarray(array), axis, 0)
    bounds = np.append(np.asarray(indices), len(rows))
    parts = []
    for k in range(len(bounds) - 1):
        last = max(bounds[k + 1], bounds[k] + 1)
        parts.append(reduce(rows[bounds[k] : last], axis=0))
    return np.moveaxis(np.stack(parts), 0, axis)


@meaning(np.multiply.reduceat)
def multiply_reduceat(array: Any, indices: Any, axis: int = 0) -> Any:
    """Products of parts."""
    found = call(np.multiply.reduceat, array, indices, axis)
    return computed(parted(np.prod, array, indices, axis), found)


@meaning(np.maximum.reduceat)
def maximum_reduceat(array: Any, indices: Any, axis: int = 0) -> Any:
    """The largest of parts."""
    found = call(np.maximum.reduceat, array, indices, axis)
    return computed(parted(np.max, array, indices, axis), found)


@meaning(np.minimum.reduceat)
def minimum_reduceat(array: Any, indices: Any, axis: int = 0) -> Any:
    """The smallest of parts."""
    found = call(np.minimum.reduceat, array, indices, axis)
    return computed(parted(np.min, array, indices, axis), found)


def _reduceat(ufunc: Any) -> None:
    """Reductions of parts."""

    @meaning(ufunc.reduceat)
    def reduceat(array: Any, indices: Any, axis: int = 0) -> Any:
        found = call(ufunc.reduceat, array, indices, axis)
        one = partial(reduced, ufunc)
        return computed(parted(one, array, indices, axis), found)


for _ufunc in (*IN_ORDER, np.hypot, np.logaddexp, np.logaddexp2, np.fmax, np.fmin):
    _reduceat(_ufunc)

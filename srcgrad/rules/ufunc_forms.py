"""The methods of ufuncs that are written out: `outer`, and `reduce` and `accumulate` as loops.

NumPy goes through an axis in the same order.
"""

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


def accumulated(ufunc: Any, array: Any, axis: int) -> Any:
    """The same, with each result so far."""
    rows = np.moveaxis(np.array(array), axis, 0)
    for k in range(1, len(rows)):
        rows[k] = ufunc(rows[k - 1], rows[k])
    return np.moveaxis(rows, 0, axis)


@meaning(np.power.outer)
def power_outer(a: Any, b: Any) -> Any:
    """Each to the power of each."""
    return np.power(spread(a, b), b)


@meaning(np.hypot.outer)
def hypot_outer(a: Any, b: Any) -> Any:
    """The hypotenuses."""
    return np.hypot(spread(a, b), b)


@meaning(np.arctan2.outer)
def arctan2_outer(a: Any, b: Any) -> Any:
    """The angles."""
    return np.arctan2(spread(a, b), b)


@meaning(np.logaddexp.outer)
def logaddexp_outer(a: Any, b: Any) -> Any:
    """The logarithms of sums."""
    return np.logaddexp(spread(a, b), b)


@meaning(np.fmax.outer)
def fmax_outer(a: Any, b: Any) -> Any:
    """The larger of each two."""
    return np.fmax(spread(a, b), b)


@meaning(np.fmin.outer)
def fmin_outer(a: Any, b: Any) -> Any:
    """The smaller of each two."""
    return np.fmin(spread(a, b), b)


@meaning(np.subtract.reduce)
def subtract_reduce(array: Any, axis: int = 0, *, keepdims: bool = False) -> Any:
    """The first less all others."""
    return reduced(np.subtract, array, axis, keepdims)


@meaning(np.divide.reduce)
def divide_reduce(array: Any, axis: int = 0, *, keepdims: bool = False) -> Any:
    """The first by all others."""
    return reduced(np.divide, array, axis, keepdims)


@meaning(np.power.reduce)
def power_reduce(array: Any, axis: int = 0) -> Any:
    """Of vectors, NumPy's loops do not go from the first to the last."""
    raise NotImplementedError(
        "`np.power.reduce`, of which NumPy does not tell in what order it goes"
    )


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


@meaning(np.subtract.accumulate)
def subtract_accumulate(array: Any, axis: int = 0) -> Any:
    """The first less the others so far."""
    return accumulated(np.subtract, array, axis)


@meaning(np.logaddexp.accumulate)
def logaddexp_accumulate(array: Any, axis: int = 0) -> Any:
    """The logarithms of the sums so far."""
    return accumulated(np.logaddexp, array, axis)


@meaning(np.divide.accumulate)
def divide_accumulate(array: Any, axis: int = 0) -> Any:
    """The first by the others so far."""
    return accumulated(np.divide, array, axis)


@meaning(np.hypot.accumulate)
def hypot_accumulate(array: Any, axis: int = 0) -> Any:
    """The lengths of the vectors so far."""
    return accumulated(np.hypot, array, axis)


@meaning(np.fmax.accumulate)
def fmax_accumulate(array: Any, axis: int = 0) -> Any:
    """The largest so far."""
    return accumulated(np.fmax, array, axis)


@meaning(np.fmin.accumulate)
def fmin_accumulate(array: Any, axis: int = 0) -> Any:
    """The smallest so far."""
    return accumulated(np.fmin, array, axis)


@meaning(np.power.accumulate)
def power_accumulate(array: Any, axis: int = 0) -> Any:
    """The powers so far."""
    return accumulated(np.power, array, axis)


def parted(reduce: Any, array: Any, indices: Any, axis: int) -> Any:
    """Reductions from each place to the next, of one element at least."""
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

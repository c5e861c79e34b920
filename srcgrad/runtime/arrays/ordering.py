"""Adjoints of functions that depend on the order of elements."""

from typing import Any

import numpy as np


def positions(keys: Any, reverse: Any = False) -> list[int]:
    """The positions of keys in the order in which `sorted` puts what they belong to.

    >>> positions([2.0, 1.0, 2.0]), positions([2.0, 1.0, 2.0], True)
    ([1, 0, 2], [0, 2, 1])
    """
    return sorted(range(len(keys)), key=keys.__getitem__, reverse=bool(reverse))


def group_starts(keys: Any) -> list[int]:
    """The positions at which the keys change, the first and the end included.

    >>> group_starts("aab"), group_starts([])
    ([0, 2, 3], [0])
    """
    starts = [0]
    for k in range(1, len(keys)):
        first = keys[starts[-1]]
        if not (keys[k] is first or keys[k] == first):
            starts.append(k)
    return [*starts, len(keys)] if len(keys) else starts


def place_of_least(keys: Any) -> int:
    """The first position at which nothing greater stands than anywhere.

    >>> place_of_least([2.0, 1.0, 1.0])
    1
    """
    return min(range(len(keys)), key=keys.__getitem__)


def place_of_greatest(keys: Any) -> int:
    """The first position at which nothing less stands than anywhere.

    >>> place_of_greatest([1.0, 2.0, 2.0])
    1
    """
    return max(range(len(keys)), key=keys.__getitem__)


def compared(*columns: Any) -> list[Any]:
    """The rows of a table that is kept column by column, to be compared.

    >>> compared([1.0, 2.0], ["b", "a"])
    [(1.0, 'b'), (2.0, 'a')]
    """
    return list(zip(*columns, strict=True))


def median_shares(a: Any, axis: Any = None) -> Any:
    """The derivative of the median by each element; equal elements have equal shares.

    >>> median_shares(np.array([3.0, 1.0, 2.0])), median_shares(np.array([1.0, 1.0, 4.0, 2.0]))
    (array([0., 0., 1.]), array([0.25, 0.25, 0.  , 0.5 ]))
    """
    a = np.asarray(a)
    if a.size == 0:
        return np.zeros_like(a)
    axes = tuple(range(a.ndim)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    ends = tuple(range(-len(axes), 0))
    moved = np.moveaxis(a, axes, ends)
    rows = moved.reshape((*moved.shape[: a.ndim - len(axes)], -1))
    ordered = np.sort(rows, axis=-1)
    count = rows.shape[-1]
    shares = np.zeros_like(rows)
    for middle in ((count - 1) // 2, count // 2):
        ties = rows == ordered[..., middle : middle + 1]
        shares += 0.5 * ties / np.maximum(np.sum(ties, axis=-1, keepdims=True), 1)
    return np.moveaxis(shares.reshape(moved.shape), ends, axes)


def nanmedian_shares(a: Any, axis: Any = None) -> Any:
    """The derivative of the median of what is not NaN, by each element.

    >>> nanmedian_shares(np.array([3.0, np.nan, 1.0, 2.0]))
    array([0., 0., 0., 1.])
    """
    a = np.asarray(a)
    if a.size == 0:
        return np.zeros_like(a)
    axes = tuple(range(a.ndim)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    ends = tuple(range(-len(axes), 0))
    moved = np.moveaxis(a, axes, ends)
    rows = moved.reshape((*moved.shape[: a.ndim - len(axes)], -1))
    ordered = np.sort(rows, axis=-1)  # NaN stand last
    count = np.sum(~np.isnan(rows), axis=-1, keepdims=True)
    shares = np.zeros_like(rows)
    for middle in (np.maximum(count - 1, 0) // 2, count // 2):
        ties = rows == np.take_along_axis(ordered, np.minimum(middle, rows.shape[-1] - 1), -1)
        shares += 0.5 * ties / np.maximum(np.sum(ties, axis=-1, keepdims=True), 1)
    return np.moveaxis(shares.reshape(moved.shape), ends, axes)

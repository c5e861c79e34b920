"""Kinds of what the functions of the run time give that a generated program calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.lengths.placed import shaped
from srcgrad.ir import kinds as k
from srcgrad.runtime import (
    cond_slope,
    convolved_middle,
    convolved_whole,
    core_ranks,
    cut_or_filled,
    eigh_transpose,
    ends_weighed,
    filter_transpose,
    filter_weights,
    filters_transpose,
    for_three,
    full_weights,
    lstsq_matrix_transpose,
    lstsq_right_transpose,
    moved_last,
    nanquantile_transpose,
    norm_slope,
    of_full_rank,
    quantile_transpose,
    simpson_weights,
    svd_transpose,
    trapezoid_points,
    trapezoid_weights,
    unfull_weights,
    uninsert,
    uninserted,
    unkron,
    unpad_copies,
    unpad_lines,
    unpad_statistics,
)

Args = list[k.Kind]
Kwargs = dict[str, k.Kind]


def _like(place: int) -> Callable[[Any, Args, Kwargs], k.Kind]:
    """Of the kind of an argument."""
    return lambda function, args, kwargs: args[place]


def _shape_of(place: int) -> Callable[[Any, Args, Kwargs], k.Kind]:
    """Of an argument's shape, and as precise as is known of numbers."""

    def of(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
        complex_too = any(map(k.is_complex, args))
        return k.Array(np.dtype("c16" if complex_too else "f8"), k.dims(args[place]))

    return of


def _full_weights(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """Weights of an average: as they are, or with the axes of what is averaged."""
    of, weights = k.dims(args[0]), args[2]
    if not isinstance(weights, k.Array) or weights.dims is None or of is None:
        return k.Unknown()
    if args[1] == k.NOTHING or len(weights.dims) == len(of):
        return weights
    return k.Array(weights.dtype, (None,) * len(of))


def _product(first: int, last: int) -> Callable[[Any, Args, Kwargs], k.Kind]:
    """Of the shape of the product of two factors, in numbers that hold those of all arguments."""

    def of(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
        left, right = k.dims(args[first]), k.dims(args[last])
        numbers = [a.dtype for a in args if isinstance(a, k.Array)]
        known = all(isinstance(a, k.Array | k.Int | k.Known) for a in args)
        if not known or not left or not right or any(one is None for one in numbers):
            return k.Unknown()
        return k.Array(np.result_type(*numbers), (*left[:-1], right[-1]))

    return of


def _weights(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """What the samples of a sum weigh: along the last axis of the points, if there are any."""
    count, points = k.general(args[0]), k.dims(args[1]) if len(args) > 1 else None
    if points is None and len(args) > 1 and args[1] != k.NOTHING and k.rank(args[1]) != 0:
        return k.Unknown()
    length = count.value if isinstance(count, k.Int) else None
    return k.Array(np.dtype("f8"), (*(points or ())[:-1], length))


def _padded(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """Of the rank of the first argument, longer in each axis."""
    given = args[0]
    if not isinstance(given, k.Array) or given.dims is None:
        return k.Unknown()
    return k.Array(given.dtype, (None,) * len(given.dims))


def _folded(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """Ranks and axes, computed here where all that tells them is known."""
    if kwargs or not all(k.constant(a) for a in args):
        return k.Unknown()
    return k.Tuple(tuple(map(k.Known, function(*[k.value_of(a) for a in args]))))


OF_RUNTIME: dict[Any, Callable[[Any, Args, Kwargs], k.Kind | None]] = {
    full_weights: _full_weights,
    unfull_weights: _shape_of(3),
    trapezoid_weights: _weights,
    simpson_weights: _weights,
    trapezoid_points: _shape_of(2),
    quantile_transpose: _shape_of(1),
    nanquantile_transpose: _shape_of(1),
    eigh_transpose: _product(3, 3),
    svd_transpose: _product(3, 5),
    of_full_rank: _like(0),
    cond_slope: _like(0),
    norm_slope: _like(0),
    lstsq_matrix_transpose: _like(3),
    lstsq_right_transpose: _like(4),
    filter_transpose: _like(0),
    for_three: _like(0),
    filters_transpose: _like(0),
    filter_weights: _padded,
    convolved_whole: _padded,
    convolved_middle: _padded,
    cut_or_filled: _padded,
    ends_weighed: _padded,
    unpad_copies: shaped(2),
    unpad_lines: shaped(2),
    unpad_statistics: _like(1),
    uninsert: shaped(2),
    uninserted: shaped(3),
    unkron: shaped(2, among=2),
    core_ranks: _folded,
    moved_last: _folded,
}

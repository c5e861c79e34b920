"""Adjoints and tangents of `np.pad`, mode by mode. NumPy pads one axis after the other."""

from typing import Any

import numpy as np

from srcgrad.runtime.arrays.ordering import median_shares


def widths_of(pad_width: Any, count: int) -> Any:
    """How much is added before and behind each of so many axes.

    >>> widths_of({-1: (1, 2)}, 2)
    array([[0, 0],
           [1, 2]])
    """
    if not isinstance(pad_width, dict):
        return np.broadcast_to(pad_width, (count, 2))
    widths = np.zeros((count, 2), int)
    for axis, width in pad_width.items():
        widths[axis] = width
    return widths


def unpad(y_bar: Any, pad_width: Any, shape: tuple[int, ...]) -> Any:
    """The part of `y_bar` that `np.pad(a, pad_width)` filled with `a`, of `shape`.

    >>> unpad(np.arange(5.0), (1, 2), (2,))
    array([1., 2.])
    """
    before = widths_of(pad_width, len(shape))[:, 0]
    return y_bar[tuple([slice(start, start + n) for start, n in zip(before, shape, strict=True)])]


def unpad_copies(y_bar: Any, pad_width: Any, shape: tuple[int, ...], mode: str) -> Any:
    """The adjoint of `a`, of `shape`, where `np.pad` fills in copies of its elements.

    >>> unpad_copies(np.ones(5), (1, 2), (2,), "edge")
    array([2., 3.])
    """
    pad: Any = np.pad
    a_bar = np.zeros(shape, y_bar.dtype)
    source = pad(np.arange(a_bar.size).reshape(shape), pad_width, mode)
    np.add.at(a_bar.reshape(-1), source, y_bar)
    return a_bar


def unpad_lines(
    y_bar: Any, pad_width: Any, shape: tuple[int, ...], mode: str, reflect_type: str
) -> Any:
    """The adjoint of `a`, of `shape`, for `linear_ramp` and for mirroring of type `odd`.

    What is filled in is a multiple of the first element, of the last, and an inner one.

    >>> unpad_lines(np.ones(5), (1, 2), (2,), "linear_ramp", "even")
    array([1. , 1.5])
    """
    options: Any = {} if mode == "linear_ramp" else {"reflect_type": reflect_type}
    pad: Any = np.pad
    widths = widths_of(pad_width, len(shape))
    for axis in range(len(shape) - 1, -1, -1):
        n, width = shape[axis], tuple(widths[axis])
        y_bar = np.moveaxis(y_bar, axis, -1)
        a_bar: Any = np.zeros((*y_bar.shape[:-1], n), y_bar.dtype)
        first, last = np.zeros((2, n), y_bar.real.dtype)
        first[0] = last[-1] = 1.0
        a_bar[..., 0] += y_bar @ pad(first, width, mode, **options)
        if n > 1:
            a_bar[..., -1] += y_bar @ pad(last, width, mode, **options)
        if n > 2:
            factor = pad(1.0 - first - last, width, mode, **options)
            source = np.arange(-width[0], n + width[1])
            if mode != "linear_ramp":
                source = pad(np.arange(n), width, mode)
            inner = np.flatnonzero(factor)
            into: Any = (..., source[inner])
            np.add.at(a_bar, into, (y_bar * factor)[..., inner])
        y_bar = np.moveaxis(a_bar, -1, axis)
    return y_bar


def pad_shares(a: Any, n: int, mode: str) -> Any:
    """The derivative of the statistic of the first `n` elements of the last axis, by each."""
    part = a[..., :n]
    if mode == "mean":
        return np.full_like(part, 1 / max(n, 1))
    if mode == "median":
        return median_shares(part, -1)
    ties = part == (np.max if mode == "maximum" else np.min)(part, axis=-1, keepdims=True)
    return (ties / np.sum(ties, axis=-1, keepdims=True)).astype(a.dtype)


def unpad_statistics(y_bar: Any, a: Any, pad_width: Any, mode: str, stat_length: Any) -> Any:
    """The adjoint of `a` where `np.pad` fills in the statistic `mode` of elements at the edges.

    >>> unpad_statistics(np.ones(5), np.array([1.0, 3.0]), (1, 2), "maximum", None)
    array([1., 4.])
    """
    widths = widths_of(pad_width, np.ndim(a))
    lengths = np.broadcast_to(stat_length, (np.ndim(a), 2))
    partly = [a]
    for axis in range(np.ndim(a) - 1):
        partly.append(pad_axis(partly[-1], axis, pad_width, mode, stat_length))
    for axis in range(np.ndim(a) - 1, -1, -1):
        values = np.moveaxis(partly[axis], axis, -1)
        y_bar = np.moveaxis(y_bar, axis, -1)
        n = values.shape[-1]
        a_bar = y_bar[..., widths[axis][0] : widths[axis][0] + n].copy()
        left, right = (n if w is None else min(w, n) for w in lengths[axis])
        before = np.sum(y_bar[..., : widths[axis][0]], axis=-1, keepdims=True)
        after = np.sum(y_bar[..., widths[axis][0] + n :], axis=-1, keepdims=True)
        a_bar[..., :left] += before * pad_shares(values, left, mode)
        a_bar[..., ::-1][..., :right] += after * pad_shares(values[..., ::-1], right, mode)
        y_bar = np.moveaxis(a_bar, -1, axis)
    return y_bar


def pad_axis(a: Any, axis: int, pad_width: Any, mode: str, stat_length: Any) -> Any:
    """What `np.pad` makes of one axis."""
    width = np.zeros((np.ndim(a), 2), int)
    width[axis] = widths_of(pad_width, np.ndim(a))[axis]
    pad: Any = np.pad
    return pad(a, width, mode, stat_length=stat_length)


def pad_statistics_tangent(a_dot: Any, a: Any, pad_width: Any, mode: str, stat_length: Any) -> Any:
    """The tangent of `np.pad` with the statistic `mode`.

    >>> pad_statistics_tangent(np.ones(2), np.array([1.0, 3.0]), (1, 0), "minimum", None)
    array([1., 1., 1.])
    """
    widths = widths_of(pad_width, np.ndim(a))
    lengths = np.broadcast_to(stat_length, (np.ndim(a), 2))
    for axis in range(np.ndim(a)):
        values, moved = np.moveaxis(a, axis, -1), np.moveaxis(a_dot, axis, -1)
        n = values.shape[-1]
        left, right = (n if w is None else min(w, n) for w in lengths[axis])
        before = np.sum(pad_shares(values, left, mode) * moved[..., :left], axis=-1)
        behind = values[..., ::-1], moved[..., ::-1][..., :right]
        after = np.sum(pad_shares(behind[0], right, mode) * behind[1], axis=-1)
        ends = [
            np.repeat(value[..., None], count, axis=-1)
            for value, count in zip((before, after), widths[axis], strict=True)
        ]
        a_dot = np.moveaxis(np.concatenate((ends[0], moved, ends[1]), axis=-1), -1, axis)
        a = pad_axis(a, axis, pad_width, mode, stat_length)
    return a_dot

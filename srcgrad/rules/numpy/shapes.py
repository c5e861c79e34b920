"""Functions that rearrange an array and leave its elements as they are."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import MAYBE_VIEW, SAME, VIEW, linear


def reshape(y_bar: Any, y: Any, a: Any, shape: Any = ()) -> Any:
    return np.reshape(y_bar, np.shape(a))


linear(np.reshape, transpose=reshape, memory=MAYBE_VIEW, complex=True)


def ravel(y_bar: Any, y: Any, a: Any) -> Any:
    return np.reshape(y_bar, np.shape(a))


linear(np.ravel, transpose=ravel, memory=MAYBE_VIEW, complex=True)
linear(np.ndarray.flatten, transpose=ravel, complex=True)
linear(np.atleast_1d, np.atleast_2d, np.atleast_3d, transpose=ravel, memory=SAME, complex=True)


def transpose(y_bar: Any, y: Any, a: Any, axes: Any = None) -> Any:
    if axes is None:
        return np.transpose(y_bar)
    if isinstance(axes, np.ndarray | list):  # only the run knows it
        return np.transpose(y_bar, np.argsort(np.mod(axes, np.ndim(a))))
    return np.transpose(y_bar, inverse(axes))


linear(np.transpose, transpose=transpose, memory=VIEW, complex=True)


def swapaxes(y_bar: Any, y: Any, a: Any, axis1: int = 0, axis2: int = 0) -> Any:
    return np.swapaxes(y_bar, axis1, axis2)


linear(np.swapaxes, transpose=swapaxes, memory=VIEW, complex=True)


def moveaxis(y_bar: Any, y: Any, a: Any, source: Any = 0, destination: Any = 0) -> Any:
    return np.moveaxis(y_bar, destination, source)


linear(np.moveaxis, transpose=moveaxis, memory=VIEW, complex=True)


def rollaxis(y_bar: Any, y: Any, a: Any, axis: int = 0, start: int = 0) -> Any:
    return np.moveaxis(y_bar, rolled_to(axis, start, a.ndim), axis)


linear(np.rollaxis, transpose=rollaxis, memory=VIEW, complex=True)


def expand_dims(y_bar: Any, y: Any, a: Any, axis: Any = 0) -> Any:
    if np.ndim(a) == 0:
        return np.reshape(y_bar, ())
    return np.squeeze(y_bar, axis)


linear(np.expand_dims, transpose=expand_dims, memory=VIEW, complex=True)


def squeeze(y_bar: Any, y: Any, a: Any, axis: Any = None) -> Any:
    if axis is None or np.ndim(a) == 0:
        return np.reshape(y_bar, np.shape(a))
    return np.expand_dims(y_bar, axis)


linear(np.squeeze, transpose=squeeze, memory=SAME, complex=True)


def broadcast_to(y_bar: Any, y: Any, array: Any, shape: Any = ()) -> Any:
    return y_bar


linear(np.broadcast_to, transpose=broadcast_to, memory=VIEW, complex=True)


def flip(y_bar: Any, y: Any, m: Any, axis: Any = None) -> Any:
    if np.ndim(m) == 1:
        return y_bar[::-1]
    return np.flip(y_bar, axis)


linear(np.flip, transpose=flip, memory=VIEW, complex=True)


def fliplr(y_bar: Any, y: Any, m: Any) -> Any:
    return np.fliplr(y_bar)


linear(np.fliplr, transpose=fliplr, memory=VIEW, complex=True)


def flipud(y_bar: Any, y: Any, m: Any) -> Any:
    return np.flipud(y_bar)


linear(np.flipud, transpose=flipud, memory=VIEW, complex=True)


def rot90(y_bar: Any, y: Any, m: Any, k: int = 1, axes: Any = (0, 1)) -> Any:
    return np.rot90(y_bar, -k, axes)


linear(np.rot90, transpose=rot90, memory=VIEW, complex=True)


def roll(y_bar: Any, y: Any, a: Any, shift: Any = 0, axis: Any = None) -> Any:
    if isinstance(shift, tuple):
        return np.roll(y_bar, tuple([-s for s in shift]), axis)
    if isinstance(shift, list):
        return np.roll(y_bar, [-s for s in shift], axis)
    return np.roll(y_bar, -shift, axis)


linear(np.roll, transpose=roll, complex=True)


def inverse(axes: tuple[int, ...] | int) -> tuple[int, ...]:
    """The permutation that undoes `axes`; a number is that of the only axis.

    >>> inverse((1, 2, 0)), inverse((-1, 0, 1))
    ((2, 0, 1), (1, 2, 0))
    """
    if isinstance(axes, int):
        return (0,)
    forward = [axis % len(axes) for axis in axes]
    return tuple(forward.index(axis) for axis in range(len(axes)))


def rolled_to(axis: int, start: int, ndim: int) -> int:
    """Where `np.rollaxis` puts `axis`."""
    axis, start = axis % ndim, start + ndim if start < 0 else start
    return start - 1 if axis < start else start

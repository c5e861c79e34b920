"""Adjoints of functions that repeat or pick along axes."""

from typing import Any

import numpy as np


def untile(y_bar: Any, reps: Any, shape: tuple[int, ...]) -> Any:
    """The adjoint of `a`, of `shape`, in `np.tile(a, reps)`: the sum over its copies.

    >>> untile(np.ones((4, 3)), (2, 1), (2, 3))
    array([[2., 2., 2.],
           [2., 2., 2.]])
    """
    reps = reps if isinstance(reps, (tuple, list)) else (reps,)
    rank = max(len(reps), len(shape))
    reps = (1,) * (rank - len(reps)) + tuple(reps)
    full = (1,) * (rank - len(shape)) + shape
    blocks = [length for pair in zip(reps, full, strict=True) for length in pair]
    return np.sum(np.reshape(y_bar, blocks), axis=tuple(range(0, 2 * rank, 2))).reshape(shape)


def unrepeat(y_bar: Any, repeats: Any, axis: int | None, shape: tuple[int, ...]) -> Any:
    """The adjoint of `a`, of `shape`, in `np.repeat(a, repeats, axis)`.

    >>> unrepeat(np.ones(5), (2, 3), None, (2,))
    array([2., 3.])
    """
    if axis is None or not shape:  # a number has its one element along any axis
        count = int(np.prod(shape, dtype=np.intp))
        return unrepeat(y_bar, repeats, 0, (count,)).reshape(shape)
    a_bar = np.zeros(shape, np.asarray(y_bar).dtype)
    source = np.repeat(np.arange(shape[axis]), repeats)
    np.add.at(np.moveaxis(a_bar, axis, 0), source, np.moveaxis(y_bar, axis, 0))
    return a_bar


def untake(y_bar: Any, indices: Any, axis: int | None, shape: tuple[int, ...]) -> Any:
    """The adjoint of `a`, of `shape`, in `np.take(a, indices, axis)`; repeated indices add up.

    >>> untake(np.ones(3), [0, 2, 0], 0, (3,))
    array([2., 0., 1.])
    """
    a_bar = np.zeros(shape, np.asarray(y_bar).dtype)
    places: Any = np.asarray(indices, np.intp)  # a tuple would be one place, by axes
    if axis is None or not shape:
        np.add.at(a_bar.reshape(-1), places, y_bar)
    else:
        np.add.at(a_bar, (slice(None),) * (axis % len(shape)) + (places,), y_bar)
    return a_bar


def untake_along_axis(y_bar: Any, indices: Any, axis: int | None, shape: tuple[int, ...]) -> Any:
    """The adjoint of `a`, of `shape`, in `np.take_along_axis(a, indices, axis)`.

    >>> untake_along_axis(np.ones((1, 2)), np.array([[1, 1]]), 1, (1, 2))
    array([[0., 2.]])
    """
    a_bar = np.zeros(shape, np.asarray(y_bar).dtype)
    if axis is None:
        np.add.at(a_bar.reshape(-1), indices, y_bar)
        return a_bar
    lengths = [m if n == 1 else n for m, n in zip(indices.shape, shape, strict=True)]
    lengths[axis] = indices.shape[axis]
    grid = list(np.ogrid[tuple([slice(n) for n in lengths])])
    grid = [np.minimum(i, n - 1) for i, n in zip(grid, shape, strict=True)]  # one for all
    grid[axis] = indices
    np.add.at(a_bar, tuple(grid), y_bar)
    return a_bar


def spread_diagonal(
    y_bar: Any, shape: tuple[int, ...], offset: int = 0, axis1: int = 0, axis2: int = 1
) -> Any:
    """Zeros of `shape` with `y_bar` on a diagonal: the adjoint of what `np.diagonal` reads.

    >>> spread_diagonal(np.array([1.0, 2.0]), (2, 3), 1)
    array([[0., 1., 0.],
           [0., 0., 2.]])
    """
    a_bar = np.zeros(shape, y_bar.dtype)
    along = np.arange(y_bar.shape[-1])
    matrix = np.moveaxis(a_bar, (axis1, axis2), (-2, -1))
    matrix[..., along + max(-offset, 0), along + max(offset, 0)] = y_bar
    return a_bar


def unreduceat(y_bar: Any, indices: Any, shape: tuple[int, ...], axis: int | None = 0) -> Any:
    """The adjoint of an array, of `shape`, in `np.add.reduceat(array, indices, axis)`.

    >>> unreduceat(np.array([1.0, 2.0]), [0, 1], (3,))
    array([1., 2., 2.])
    """
    axis = 0 if axis is None else axis  # of a vector: NumPy takes no others
    first = np.asarray(indices, np.intp)
    length = np.maximum(np.append(first[1:], shape[axis]) - first, 1)  # one element at least
    owner = np.repeat(np.arange(len(first)), length)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(length) - length - first, length)
    a_bar = np.zeros(shape, y_bar.dtype)
    np.add.at(np.moveaxis(a_bar, axis, 0), place, np.moveaxis(y_bar, axis, 0)[owner])
    return a_bar

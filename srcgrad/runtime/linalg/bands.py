"""Matrices by their bands: `ab[u + i - j, j]` is the element of row `i` and column `j`."""

from collections.abc import Iterator
from typing import Any

import numpy as np


def diagonals(l_and_u: Any, n: int) -> Iterator[tuple[int, Any, Any]]:
    """Of each diagonal its row in `ab`, and the rows and columns of the matrix that it meets."""
    lower, upper = l_and_u
    for offset in range(-lower, upper + 1):
        length = n - abs(offset)
        if length > 0:
            start, stop = max(-offset, 0), max(offset, 0)
            yield upper - offset, slice(start, start + length), slice(stop, stop + length)


def banded_turned(l_and_u: Any, ab: Any) -> Any:
    """The bands of the transposed matrix.

    >>> banded_turned((1, 0), np.array([[1.0, 2.0], [3.0, 0.0]]))
    array([[0., 3.],
           [1., 2.]])
    """
    turned = np.zeros_like(ab)
    for row, rows, cols in diagonals(l_and_u, ab.shape[-1]):
        turned[..., ab.shape[-2] - 1 - row, rows] = ab[..., row, cols]
    return turned


def banded_product(l_and_u: Any, ab: Any, x: Any, symmetric: bool = False) -> Any:
    """The product of the matrix with a vector, or a matrix.

    >>> banded_product((1, 0), np.array([[1.0, 2.0], [3.0, 0.0]]), np.ones(2))
    array([1., 5.])
    """
    columns = x[:, None] if np.ndim(x) == 1 else x
    shape = np.broadcast_shapes(ab.shape[:-2], columns.shape[:-2])
    y = np.zeros((*shape, *columns.shape[-2:]), np.result_type(ab, x))
    for row, rows, cols in diagonals(l_and_u, ab.shape[-1]):
        band = ab[..., row, cols, None]
        y[..., rows, :] += band * columns[..., cols, :]
        if symmetric and rows != cols:
            y[..., cols, :] += band * columns[..., rows, :]
    return y[..., 0] if np.ndim(x) == 1 else y


def banded_solve_transpose(b_bar: Any, y: Any, l_and_u: Any, symmetric: bool = False) -> Any:
    """The adjoint of the bands of a matrix by which a system with the result `y` was solved.

    >>> banded_solve_transpose(np.array([1.0, 2.0]), np.array([3.0, 4.0]), (1, 0))
    array([[-3., -8.],
           [-6.,  0.]])
    """
    if np.ndim(y) == 1:
        b_bar, y = b_bar[:, None], y[:, None]
    n = y.shape[-2]
    ab_bar = np.zeros((*y.shape[:-2], sum(l_and_u) + 1, n), np.result_type(b_bar, y))
    for row, rows, cols in diagonals(l_and_u, n):
        product = b_bar[..., rows, :] * y[..., cols, :]
        if symmetric and rows != cols:
            product = product + b_bar[..., cols, :] * y[..., rows, :]
        ab_bar[..., row, cols] = -np.sum(product, axis=-1)
    return ab_bar

"""Adjoints of matrices whose diagonals are constant, and what complex results are met with."""

import math
from typing import Any

import numpy as np


class ComplexResult(TypeError):
    """A function of real matrices has come out complex where its derivative is needed."""


def must_be_real(x: Any, a: Any) -> Any:
    """A function of a matrix `a`, if it is real where the matrix is.

    >>> must_be_real(np.ones(1), np.ones(1))
    array([1.])
    """
    if np.iscomplexobj(x) and not np.iscomplexobj(a):
        raise ComplexResult(
            "a matrix function of a real matrix is complex here, and has no derivative: "
            "give the matrix as complex, a + 0j"
        )
    return x


def within_reals(x: Any) -> Any:
    """The argument, if it is real.

    >>> within_reals(2.0)
    2.0
    """
    if np.iscomplexobj(x):
        raise ComplexResult(
            "a function of np.emath is complex here: give it complex values, as in x + 0j"
        )
    return x


def sheared(a: Any, e: Any) -> Any:
    """The matrix of which a function has the function's derivative along `e` above its diagonal.

    >>> sheared(np.array([[2.0]]), np.array([[3.0]]))
    array([[2., 3.],
           [0., 2.]])
    """
    n = a.shape[-1]
    whole = np.zeros((*a.shape[:-2], 2 * n, 2 * n), np.result_type(a, e))
    whole[..., :n, :n] = whole[..., n:, n:] = a
    whole[..., :n, n:] = e
    return whole


def toeplitz_transpose(y_bar: Any) -> tuple[Any, Any]:
    """The adjoints of the first column and of the first row, which gives no corner.

    >>> toeplitz_transpose(np.array([[1.0, 2.0], [3.0, 4.0]]))
    (array([5., 3.]), array([0., 2.]))
    """
    rows, columns = y_bar.shape[-2:]
    place = np.arange(columns) - np.arange(rows)[:, None] + rows - 1
    sums = sums_at(place, y_bar, max(rows + columns - 1, 0))
    column, row = sums[..., :rows][..., ::-1], sums[..., max(rows - 1, 0) :].copy()
    row[..., :1] = 0
    return column, row


def toeplitz_solved(solve: Any, c: Any, r: Any, b: Any) -> Any:
    """The solution of a system whose matrix has the first column `c` and the first row `r`."""
    return solve((c, r), b)


def circulant_transpose(y_bar: Any) -> Any:
    """The adjoint of the first column, of which the other columns are turned copies.

    >>> circulant_transpose(np.array([[1.0, 2.0], [3.0, 4.0]]))
    array([5., 5.])
    """
    n = y_bar.shape[-1]
    return sums_at((np.arange(n)[:, None] - np.arange(n)) % max(n, 1), y_bar, n)


def sums_at(place: Any, y_bar: Any, count: int) -> Any:
    """The sums of the elements of each matrix that have the same place."""
    stack = y_bar.shape[:-2]
    sums = np.zeros((math.prod(stack), count), y_bar.dtype)
    flat = y_bar.reshape((len(sums), place.size))
    np.add.at(sums, (np.arange(len(sums))[:, None], place.reshape(-1)), flat)
    return sums.reshape((*stack, count))

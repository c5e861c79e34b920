"""What sparse matrices of active values hold, and other matrices at the same places."""

from typing import Any

import numpy as np

from srcgrad.runtime.linalg.sparse_matrices import must_be_one, must_hold_doubles, stored_rows
from srcgrad.runtime.objects import must_be_double


def changed_matrix(matrix: Any, name: str, *arguments: Any) -> Any:
    """What a method of the matrix makes of it.

    >>> changed_matrix(np.ones((1, 1)), "conj")
    array([[1.]])
    """
    return must_hold_doubles(getattr(matrix, name)(*arguments))


def multiplied_matrix(left: Any, right: Any) -> Any:
    """The product of two matrices, element by element."""
    if left.shape != right.shape:
        raise TypeError(
            f"`multiply` of sparse matrices of the shapes {left.shape} and {right.shape} in a "
            "differentiated function: make them of one shape"
        )
    return must_hold_doubles(left.multiply(right))


def block_places(blocks: Any) -> Any:
    """The first row of each row of blocks, and the first column of each column of them.

    >>> block_places([[np.eye(2), None], [None, np.eye(3)]])
    (array([0, 2]), array([0, 2]))
    """
    heights, widths = [0] * len(blocks), [0] * len(blocks[0])
    for i, row in enumerate(blocks):
        for j, block in enumerate(row):
            if block is not None:
                heights[i], widths[j] = block.shape
    return np.cumsum([0, *heights[:-1]]), np.cumsum([0, *widths[:-1]])


def triangle_of(take: Any, matrix: Any, k: int, format: Any) -> Any:
    """The part of a matrix below or above a diagonal, by one of the library's functions."""
    return must_hold_doubles(take(matrix, k, format))


def solution_of_triangle(solve: Any, matrix: Any, b: Any, lower: bool) -> Any:
    """The solution of a triangular system, by the library's function."""
    return must_be_double(solve(matrix, b, lower))


def held_values(matrix: Any) -> Any:
    """The values that a matrix holds, in its own order; as they are its own, they are read-only."""
    if matrix.format not in ("csr", "csc", "coo"):
        raise TypeError(
            f"the `data` of a sparse matrix in the format {matrix.format}: convert it with tocsr"
        )
    values = must_be_double(matrix.data).view()
    values.flags.writeable = False
    return values


def held_places(matrix: Any, rows: Any, columns: Any) -> Any:
    """Which of the values that a matrix holds each entry belongs to, or how many there are."""
    own_rows, own_columns = stored_rows(matrix), np.asarray(matrix.tocoo().col)
    if np.array_equal(own_rows, rows) and np.array_equal(own_columns, columns):
        return np.arange(len(rows))
    width = matrix.shape[1]
    held, wanted = own_rows * width + own_columns, rows * width + columns
    order = np.argsort(held, kind="stable")
    held = held[order]
    if np.any(held[1:] == held[:-1]):
        raise TypeError(
            "the `data` of a sparse matrix that holds several values for one place: call its "
            "sum_duplicates before, or make it by coordinates, rows or columns that differ"
        )
    found = np.searchsorted(held, wanted)
    within = np.minimum(found, len(held) - 1)
    there = held[within] == wanted if len(held) else np.zeros(len(wanted), bool)
    return np.where(there, order[within] if len(held) else found, len(held))


def merged_places(rows: Any, columns: Any, matrix: Any) -> Any:
    """For each entry the place that it shares with others, and their rows and columns.

    >>> merged_places(np.array([1, 0, 1]), np.array([0, 0, 0]), np.eye(2))
    (array([1, 0, 1]), array([0, 1]), array([0, 0]))
    """
    width = matrix.shape[1]
    places, which = np.unique(rows * width + columns, return_inverse=True)
    return np.ravel(which), places // max(width, 1), places % max(width, 1)


def matrix_count(matrix: Any) -> int:
    """How many values a matrix holds."""
    return int(matrix.nnz)


def matrix_extreme(matrix: Any, name: str) -> Any:
    """The greatest or the least element.

    >>> matrix_extreme(np.eye(2), "max")
    np.float64(1.0)
    """
    return must_be_one(getattr(matrix, name)())


def matrix_mean(matrix: Any) -> Any:
    """The mean of all elements.

    >>> matrix_mean(np.eye(2))
    np.float64(0.5)
    """
    return must_be_one(matrix.mean())


def matrix_means(matrix: Any, axis: int) -> Any:
    """The means along an axis, as a vector.

    >>> matrix_means(np.eye(2), 0)
    array([0.5, 0.5])
    """
    return np.asarray(matrix.mean(axis=axis)).ravel()


def averaged(matrix: Any, axis: int) -> Any:
    """The means along an axis, as the library gives them."""
    return matrix.mean(axis=axis)


def densely(matrix: Any) -> Any:
    """All elements, as the library gives them."""
    return matrix.todense()


def size_of(norm: Any, matrix: Any, order: Any) -> Any:
    """A norm of a matrix, by the library's function."""
    return must_be_one(np.float64(norm(matrix, order)))

"""Sparse matrices of active values: the library's own, and the values at their places.

A matrix is the sum of its entries, each at a row and a column; several may share one place. The
library's own matrix gives all values, the entries carry the derivatives.
"""

from typing import Any

import numpy as np

from srcgrad.runtime.objects import must_be_double


def unchanged(values: Any) -> Any:
    """The values of which a matrix is made: the array must not be written afterwards.

    >>> unchanged(np.ones(2))
    array([1., 1.])
    """
    return values


def matrix_made(cls: Any, parts: Any, shape: Any = None) -> Any:
    """A matrix of a class of the library's, of doubles."""
    return must_hold_doubles(cls(parts, shape=shape))


def matrix_of_diagonals(maker: Any, diagonals: Any, offsets: Any, shape: Any, format: Any) -> Any:
    """A matrix by its diagonals, from one of the library's functions."""
    return must_hold_doubles(maker(diagonals, offsets=offsets, shape=shape, format=format))


def matrix_of_lines(maker: Any, lines: Any, offsets: Any, m: Any, n: Any, format: Any) -> Any:
    """The same of an array, a row for each diagonal."""
    return must_hold_doubles(maker(lines, offsets, m, n, format))


def joined_matrix(join: Any, blocks: Any, format: Any, dtype: Any) -> Any:
    """A matrix of others, from one of the library's functions."""
    return must_hold_doubles(join(blocks, format=format, dtype=dtype))


def part_of(matrix: Any, index: Any) -> Any:
    """Some rows, or some rows and columns, as a matrix."""
    return matrix[index]


def element_of(matrix: Any, i: int, j: int) -> Any:
    """One element."""
    return must_be_one(matrix[i, j])


def rows_picked(index: Any, length: int) -> Any:
    """The rows or columns that a subscript picks.

    >>> rows_picked(slice(1, None), 3)
    array([1, 2])
    """
    return np.ravel(np.arange(length)[index])


def scaled_matrix(matrix: Any, factor: Any) -> Any:
    """The matrix times a number, or each element times one of an array's."""
    if np.ndim(factor):
        return must_hold_doubles(matrix.multiply(factor))
    return must_hold_doubles(matrix * factor)


def divided_matrix(matrix: Any, divisor: Any) -> Any:
    """The matrix divided by a number."""
    return must_hold_doubles(matrix / divisor)


def must_hold_doubles(matrix: Any) -> Any:
    """A matrix, of which only the run knows what numbers it holds.

    >>> must_hold_doubles(np.ones(1))
    array([1.])
    """
    if matrix.dtype != np.float64:
        raise TypeError(
            f"a sparse matrix of active values holds {matrix.dtype} values, and only float64 is "
            "taken: convert what it is made of"
        )
    return matrix


def must_be_one(found: Any) -> Any:
    """A number out of a matrix, of which only the run knows what numbers it holds.

    >>> must_be_one(np.float64(1.0))
    np.float64(1.0)
    """
    if type(found) is not np.float64:
        raise TypeError(
            f"a sparse matrix in a differentiated function gives {type(found).__name__} values, "
            "and only float64 is taken: convert it"
        )
    return found


def stored_values(matrix: Any) -> Any:
    """The values that a constant matrix holds."""
    held = matrix.tocoo().data
    if held.dtype.kind not in "fiub":
        raise TypeError(f"a sparse matrix holds {held.dtype} values: convert it to float64")
    return np.array(held, np.float64)


def stored_rows(matrix: Any) -> Any:
    """The row of each value that a matrix holds."""
    return np.array(matrix.tocoo().row, np.intp)


def stored_columns(matrix: Any) -> Any:
    """The column of each value that a matrix holds."""
    return np.array(matrix.tocoo().col, np.intp)


def as_places(places: Any) -> Any:
    """Rows or columns that are given, as an array of numbers.

    >>> as_places([1, 2])
    array([1, 2])
    """
    return np.array(places, np.intp)


def matrix_shape(matrix: Any) -> Any:
    """The numbers of rows and columns.

    >>> matrix_shape(np.eye(2))
    (2, 2)
    """
    rows, columns = matrix.shape
    return rows, columns


def matrix_of(values: Any, rows: Any, columns: Any, like: Any) -> Any:
    """The matrix of such entries, as large as another."""
    coordinates = type(like.tocoo())
    return coordinates((values, (rows, columns)), shape=like.shape).tocsr()


def turned_matrix(matrix: Any) -> Any:
    """The transpose, by columns."""
    return matrix.T.tocsc()


def matrix_product(entries: Any, rows: Any, columns: Any, matrix: Any, x: Any) -> Any:
    """`matrix @ x`, of a vector or of columns."""
    return must_be_double(matrix @ x)


def matrix_solved(
    entries: Any, rows: Any, columns: Any, matrix: Any, lu: Any, rhs: Any, trans: str = "N"
) -> Any:
    """The solution of `matrix @ x = rhs`, where the matrix has been factored."""
    return must_be_double(lu.solve(rhs, trans))


def matrix_solution(entries: Any, rows: Any, columns: Any, matrix: Any, b: Any, found: Any) -> Any:
    """The solution of `matrix @ x = b`, which is `found`."""
    return found


def dense(matrix: Any) -> Any:
    """A constant matrix as an array."""
    return must_be_double(matrix.toarray())


def matrix_elements(entries: Any, rows: Any, columns: Any, matrix: Any) -> Any:
    """The matrix as an array."""
    return must_be_double(matrix.toarray())


def iterated(solve: Any, matrix: Any, b: Any, x0: Any, **options: Any) -> Any:
    """What one of the library's iterations finds, and how it ended."""
    found, info = solve(matrix, b, x0, **options)
    return must_be_double(found), info


def matrix_total(matrix: Any, axis: Any = None) -> Any:
    """The sum of all elements, or those along an axis, which of a matrix are a matrix too.

    >>> matrix_total(np.eye(2))
    np.float64(2.0)
    """
    found = matrix.sum(axis=axis)
    if axis is None:
        return must_be_one(found)
    return found if type(found) is np.matrix else must_be_double(found)


def matrix_as_array(matrix: Any) -> Any:
    """The sums of a matrix, an np.matrix, as an array."""
    return must_be_double(np.array(matrix))


def summed(matrix: Any, axis: int) -> Any:
    """The sums along an axis, as the library gives them."""
    return matrix.sum(axis=axis)


def matrix_sums(matrix: Any, axis: int) -> Any:
    """The sums along an axis, as a vector.

    >>> matrix_sums(np.eye(2, 3), 0)
    array([1., 1., 0.])
    """
    return np.asarray(matrix.sum(axis=axis)).ravel()


def matrix_diagonal(matrix: Any, k: int = 0) -> Any:
    """A diagonal.

    >>> matrix_diagonal(np.eye(2))
    array([1., 1.])
    """
    return must_be_double(matrix.diagonal(k))


def diagonal_places(offset: Any, matrix: Any) -> Any:
    """The rows and columns of the elements of a diagonal.

    >>> diagonal_places(-1, np.eye(2, 3))
    (array([1]), array([0]))
    """
    rows, columns = matrix.shape
    along = np.arange(max(min(rows + min(offset, 0), columns - max(offset, 0)), 0))
    return along - min(offset, 0), along + max(offset, 0)


def line_places(offsets: Any, width: int, matrix: Any) -> Any:
    """The diagonals, rows and columns of what is an element of an array that holds diagonals.

    >>> line_places([1], 3, np.eye(2, 3))
    (array([0, 0]), array([0, 1]), array([1, 2]))
    """
    columns = np.arange(min(width, matrix.shape[1]))
    rows = columns - np.atleast_1d(offsets)[:, None]
    which, place = np.nonzero((rows >= 0) & (rows < matrix.shape[0]))
    return which, rows[which, place], columns[place]


def meetings(columns: Any, rows: Any) -> Any:
    """The places of all pairs of a column and a row that are equal.

    >>> meetings(np.array([1, 0]), np.array([1, 2, 1]))
    (array([0, 0]), array([0, 2]))
    """
    order = np.argsort(rows, kind="stable")
    held = rows[order]
    start, end = np.searchsorted(held, columns), np.searchsorted(held, columns, "right")
    counts = end - start
    first = np.repeat(np.arange(len(columns)), counts)
    within = np.arange(len(first)) - np.repeat(np.cumsum(counts) - counts, counts)
    return first, order[np.repeat(start, counts) + within]

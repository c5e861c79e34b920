"""`scipy.sparse`: matrices of active values.

A = csr_matrix((w, (i, j)))       SciPy's own matrix, and its entries: w at the places i, j
B = 2 * A + A.T                   SciPy's own again; entries 2 * w, w at the places i, j and j, i
"""

from typing import Any

import numpy as np
import scipy.sparse

from srcgrad.rules.modelled import computed
from srcgrad.rules.objects import operation
from srcgrad.rules.scipy.sparse.forms import Forms, Sums
from srcgrad.runtime import (
    changed_matrix,
    densely,
    divided_matrix,
    element_of,
    matrix_diagonal,
    matrix_elements,
    matrix_product,
    matrix_shape,
    matrix_sums,
    matrix_total,
    meetings,
    multiplied_matrix,
    part_of,
    rows_picked,
    scaled_matrix,
    stored_columns,
    stored_rows,
    stored_values,
    summed,
)


def doubles(values: Any) -> Any:
    """An array of double precision, of whole numbers too; others are refused."""
    found = np.asarray(values)
    if found.dtype.kind in "biu":
        return found.astype(np.float64)
    if found.dtype != np.float64:
        raise NotImplementedError("a sparse matrix of active values meets other ones than float64")
    return found


class Sparse(Forms):
    """A sparse matrix: SciPy's own, and the entries that add up to it."""

    __array_ufunc__ = None  # arrays leave operators to it

    def __init__(self, own: Any, entries: Any, at_rows: Any, at_columns: Any) -> None:
        self.own, self.entries = own, entries
        self.at_rows, self.at_columns = at_rows, at_columns

    @property
    def shape(self) -> Any:
        """The numbers of rows and columns."""
        return matrix_shape(self.own)

    @property
    def T(self) -> Any:
        """The transpose."""
        return Sparse(self.own.T, self.entries, self.at_columns, self.at_rows)

    def transpose(self) -> Any:
        """The transpose."""
        return Sparse(self.own.transpose(), self.entries, self.at_columns, self.at_rows)

    def of(self, own: Any, entries: Any, at_rows: Any, at_columns: Any) -> Any:
        """Another matrix."""
        return Sparse(own, entries, at_rows, at_columns)

    def like(self, own: Any) -> Any:
        """The same entries, in a matrix of another form."""
        return Sparse(own, self.entries, self.at_rows, self.at_columns)

    def tocsr(self, copy: Any = False) -> Any:
        """By rows."""
        return self.like(self.own.tocsr(copy))

    def tocsc(self, copy: Any = False) -> Any:
        """By columns."""
        return self.like(self.own.tocsc(copy))

    def tocoo(self, copy: Any = False) -> Any:
        """By coordinates."""
        return self.like(self.own.tocoo(copy))

    def copy(self) -> Any:
        """A copy."""
        return self.like(self.own.copy())

    def toarray(self) -> Any:
        """All elements."""
        return matrix_elements(self.entries, self.at_rows, self.at_columns, self.own)

    def todense(self) -> Any:
        """All elements."""
        if isinstance(self.own, scipy.sparse.spmatrix):
            return Sums(densely(self.own), self.toarray())
        return self.toarray()

    def product(self, x: Any) -> Any:
        """The product with a vector, or with columns."""
        if np.ndim(x) == 0:
            raise NotImplementedError("`@` or `dot` of a sparse matrix and a number: use `*`")
        return matrix_product(self.entries, self.at_rows, self.at_columns, self.own, x)

    def __matmul__(self, other: Any) -> Any:
        """The product with an array, or with another matrix."""
        if isinstance(other, ANY):
            return multiplied(self, lifted(other))
        return self.product(doubles(other))

    def __rmatmul__(self, other: Any) -> Any:
        """An array, or another matrix, times this one."""
        if isinstance(other, ANY):
            return multiplied(lifted(other), self)
        x = doubles(other)
        return self.T.product(x) if np.ndim(x) < 2 else self.T.product(x.T).T

    def dot(self, other: Any) -> Any:
        """The product."""
        return self @ other

    def scaled(self, factor: Any) -> Any:
        """Times a number."""
        own = scaled_matrix(self.own, factor)
        return Sparse(own, self.entries * factor, self.at_rows, self.at_columns)

    def __mul__(self, other: Any) -> Any:
        """Times a number; times something else it is the product for matrices."""
        if not isinstance(other, ANY) and np.ndim(other) == 0:
            return self.scaled(other)
        if isinstance(self.own, scipy.sparse.spmatrix):
            return self @ other
        return self.multiply(other)

    def __rmul__(self, other: Any) -> Any:
        """A number times the matrix."""
        if not isinstance(other, ANY) and np.ndim(other) == 0:
            return self.scaled(other)
        if isinstance(self.own, scipy.sparse.spmatrix):
            return other @ self
        return self.multiply(other)

    def __truediv__(self, other: Any) -> Any:
        """Divided by a number."""
        if isinstance(other, ANY) or np.ndim(other) != 0:
            raise NotImplementedError("a sparse matrix divided by a matrix or an array")
        own = divided_matrix(self.own, other)
        return Sparse(own, self.entries / other, self.at_rows, self.at_columns)

    def __neg__(self) -> Any:
        """The negative."""
        return Sparse(-self.own, -self.entries, self.at_rows, self.at_columns)

    def __add__(self, other: Any) -> Any:
        """The sum of matrices."""
        return added(self, other)

    def __radd__(self, other: Any) -> Any:
        """The sum of matrices; `sum` begins with 0."""
        return added(other, self)

    def __sub__(self, other: Any) -> Any:
        """The difference of matrices."""
        return subtracted(self, other)

    def __rsub__(self, other: Any) -> Any:
        """The difference of matrices."""
        return subtracted(other, self)

    def __pow__(self, power: Any) -> Any:
        """A power: of a matrix by products, of an array element by element."""
        if not isinstance(self.own, scipy.sparse.spmatrix):
            return self.power(power)
        if power != 2:
            raise NotImplementedError("this power of a sparse matrix: write the product")
        return multiplied(self, self).like(changed_matrix(self.own, "__pow__", power))

    def __imul__(self, other: Any) -> Any:
        """Refused: it writes the arrays of which the matrix is made."""
        raise NotImplementedError("a sparse matrix that is changed in place: bind a new one")

    def __itruediv__(self, other: Any) -> Any:
        """Refused likewise."""
        raise NotImplementedError("a sparse matrix that is changed in place: bind a new one")

    def __eq__(self, other: object) -> Any:
        """Refused."""
        raise NotImplementedError("a comparison of a sparse matrix of active values")

    def __ne__(self, other: object) -> Any:
        """Refused."""
        raise NotImplementedError("a comparison of a sparse matrix of active values")

    def __getitem__(self, index: Any) -> Any:
        """Some rows and columns, or one element."""
        rows, columns = self.shape
        if not isinstance(index, tuple):
            if np.ndim(index) == 0 and not isinstance(index, slice) and not self.two_axes():
                raise NotImplementedError("a row of a sparse array: take a slice of one row")
            return self.picked(index, rows_picked(index, rows), np.arange(columns))
        i, j = index
        one = isinstance(i, slice) or np.ndim(i) > 0
        other = isinstance(j, slice) or np.ndim(j) > 0
        if not one and not other:
            held = np.flatnonzero((self.at_rows == i % rows) & (self.at_columns == j % columns))
            return computed(np.sum(self.entries[held]), element_of(self.own, i, j))
        if not (isinstance(i, slice) or isinstance(j, slice)):
            raise NotImplementedError("single elements of a sparse matrix: take slices")
        if not (one and other) and not self.two_axes():
            raise NotImplementedError("a row or a column of a sparse array: take slices")
        return self.picked((i, j), rows_picked(i, rows), rows_picked(j, columns))

    def two_axes(self) -> Any:
        """Has a row two axes? So it is of matrices; of arrays it has one."""
        return isinstance(self.own, scipy.sparse.spmatrix)

    def getrow(self, i: Any) -> Any:
        """A row."""
        rows, columns = self.shape
        own = changed_matrix(self.own, "getrow", i)
        return self.at(own, rows_picked(i, rows), np.arange(columns))

    def getcol(self, j: Any) -> Any:
        """A column."""
        rows, columns = self.shape
        own = changed_matrix(self.own, "getcol", j)
        return self.at(own, np.arange(rows), rows_picked(j, columns))

    def picked(self, index: Any, rows: Any, columns: Any) -> Any:
        """Some rows and columns."""
        return self.at(part_of(self.own, index), rows, columns)

    def at(self, own: Any, rows: Any, columns: Any) -> Any:
        """The entries in some rows and columns."""
        first, at_rows = meetings(self.at_rows, rows)
        second, at_columns = meetings(self.at_columns[first], columns)
        return Sparse(own, self.entries[first[second]], at_rows[second], at_columns)

    def multiply(self, other: Any) -> Any:
        """Element by element."""
        if isinstance(other, ANY):
            return multiplied_alike(self, lifted(other))
        if np.ndim(other) == 0:
            return self.scaled(other)
        factor = np.broadcast_to(doubles(other), self.shape)
        each = self.entries * factor[self.at_rows, self.at_columns]
        return Sparse(scaled_matrix(self.own, other), each, self.at_rows, self.at_columns)

    def sum(self, axis: Any = None) -> Any:
        """The sum of all elements, or along an axis."""
        if axis is None:
            return computed(np.sum(self.entries), matrix_total(self.own))
        down = axis in (0, -2)
        places = self.at_columns if down else self.at_rows
        model = np.bincount(places, self.entries, self.shape[1] if down else self.shape[0])
        found = computed(model, matrix_sums(self.own, axis))
        if not isinstance(self.own, scipy.sparse.spmatrix):
            return found
        return Sums(summed(self.own, axis), found[None, :] if down else found[:, None])

    def diagonal(self, k: Any = 0) -> Any:
        """A diagonal."""
        found = matrix_diagonal(self.own, k)
        held = np.flatnonzero(self.at_columns - self.at_rows == k)
        places = np.minimum(self.at_rows, self.at_columns)[held]
        return computed(np.bincount(places, self.entries[held], len(found)), found)

    def trace(self, offset: Any = 0) -> Any:
        """The sum of a diagonal."""
        return np.sum(self.diagonal(offset))


ANY = (Sparse, scipy.sparse.spmatrix, scipy.sparse.sparray)


def lifted(matrix: Any) -> Any:
    """A constant matrix as one of entries."""
    if isinstance(matrix, Sparse):
        return matrix
    if not isinstance(matrix, ANY):
        raise NotImplementedError("a sparse matrix of active values and what is no sparse matrix")
    values = stored_values(matrix)
    return Sparse(matrix, values, stored_rows(matrix), stored_columns(matrix))


def joined(own: Any, left: Any, right: Any, values: Any) -> Any:
    """The entries of two matrices in one."""
    return Sparse(
        own,
        np.concatenate([left.entries, values]),
        np.concatenate([left.at_rows, right.at_rows]),
        np.concatenate([left.at_columns, right.at_columns]),
    )


def added(left: Any, right: Any) -> Any:
    """The sum of two matrices."""
    one, other = lifted(left), lifted(right)
    return joined(one.own + other.own, one, other, other.entries)


def subtracted(left: Any, right: Any) -> Any:
    """The difference of two matrices."""
    one, other = lifted(left), lifted(right)
    return joined(one.own - other.own, one, other, -other.entries)


def multiplied(left: Any, right: Any) -> Any:
    """The product of two matrices: of any entries that meet, in a column and in a row."""
    first, second = meetings(left.at_columns, right.at_rows)
    return Sparse(
        left.own @ right.own,
        left.entries[first] * right.entries[second],
        left.at_rows[first],
        right.at_columns[second],
    )


def multiplied_alike(left: Any, right: Any) -> Any:
    """The product of two matrices element by element: of any entries that share a place."""
    width = left.shape[1]
    places, others = (one.at_rows * width + one.at_columns for one in (left, right))
    first, second = meetings(places, others)
    return Sparse(
        multiplied_matrix(left.own, right.own),
        left.entries[first] * right.entries[second],
        left.at_rows[first],
        left.at_columns[first],
    )


def scaled_by(matrix: Any, factor: Any) -> Any:
    """A constant matrix times an active number."""
    return lifted(matrix) * factor


def divided_by(matrix: Any, divisor: Any) -> Any:
    """A constant matrix divided by an active number."""
    return lifted(matrix) / divisor


def multiplied_by(matrix: Any, factor: Any) -> Any:
    """A constant matrix times an active array, element by element."""
    return lifted(matrix).multiply(factor)


operation(scaled_by, "scaled", scipy.sparse.spmatrix, scipy.sparse.sparray)
operation(divided_by, "divided", scipy.sparse.spmatrix, scipy.sparse.sparray)
operation(multiplied_by, "multiplied", scipy.sparse.spmatrix, scipy.sparse.sparray)

"""`scipy.sparse`: what makes matrices of active values."""

from typing import Any

import numpy as np
import scipy.sparse

from srcgrad.rules.declare import meaning
from srcgrad.rules.scipy.sparse.values import ANY, Sparse, doubles, lifted
from srcgrad.rules.text import loaded
from srcgrad.runtime import (
    as_places,
    diagonal_places,
    line_places,
    matrix_made,
    matrix_of_diagonals,
    matrix_of_lines,
    stored_columns,
    stored_rows,
    unchanged,
)


def doubles_only(dtype: Any) -> Any:
    """Refuse other dtypes."""
    if dtype is not None and dtype is not float and dtype is not np.float64:
        raise NotImplementedError("a sparse matrix of active values of another dtype than float64")


def made(cls: Any, arg1: Any, shape: Any) -> Any:
    """A matrix by coordinates, by compressed rows or columns, or of another matrix or array."""
    if isinstance(arg1, ANY):
        matrix = lifted(arg1)
        return matrix.like(matrix_made(cls, matrix.own, shape))
    if not isinstance(arg1, (tuple, list)):
        elements = doubles(arg1)
        if np.ndim(elements) != 2:
            raise NotImplementedError("a sparse matrix of an array that has not two axes")
        n, m = elements.shape
        own = matrix_made(cls, unchanged(elements), shape)
        places = np.arange(n * m)
        return Sparse(own, np.ravel(elements), places // m, places % m)
    entries = doubles(arg1[0])
    values = unchanged(entries)
    if len(arg1) == 3:
        own = matrix_made(cls, (values, unchanged(arg1[1]), unchanged(arg1[2])), shape)
        return Sparse(own, entries, stored_rows(own), stored_columns(own))
    i, j = as_places(unchanged(arg1[1][0])), as_places(unchanged(arg1[1][1]))
    return Sparse(matrix_made(cls, (values, (i, j)), shape), entries, i, j)


def of_lines(own: Any, lines: Any, offsets: Any) -> Any:
    """A matrix of which each row of an array holds a diagonal, by its columns."""
    which, rows, columns = line_places(offsets, np.shape(lines)[1], own)
    return Sparse(own, lines[which, columns], rows, columns)


def dia(cls: Any, arg1: Any, shape: Any) -> Any:
    """A matrix by its diagonals."""
    if not isinstance(arg1, (tuple, list)):
        return made(cls, arg1, shape)
    lines = np.atleast_2d(doubles(arg1[0]))
    return of_lines(matrix_made(cls, (unchanged(lines), arg1[1]), shape), lines, arg1[1])


@meaning(scipy.sparse.spdiags)
def spdiags(data: Any, diags: Any, m: Any = None, n: Any = None, format: Any = None) -> Any:
    """A matrix whose diagonals are the rows of an array."""
    lines = np.atleast_2d(doubles(data))
    return of_lines(matrix_of_lines(scipy.sparse.spdiags, lines, diags, m, n, format), lines, diags)


def by_diagonals(maker: Any, diagonals: Any, offsets: Any, shape: Any, format: Any) -> Any:
    """A matrix by its diagonals, one by one."""
    if isinstance(offsets, (list, tuple)):
        lines, places = diagonals, offsets
    elif np.ndim(offsets) > 0:
        raise NotImplementedError("diagonals of active values at an array of places: use a list")
    else:
        one = np.ndim(diagonals[0]) == 0
        lines, places = [doubles(diagonals)] if one else diagonals, [offsets]
    if not isinstance(lines, (list, tuple)):
        raise NotImplementedError("diagonals of active values in an array: use spdiags")
    own = matrix_of_diagonals(maker, diagonals, offsets, shape, format)
    rows, columns, parts = [], [], []
    for k in range(len(lines)):
        i, j = diagonal_places(places[k], own)
        rows.append(i)
        columns.append(j)
        parts.append(np.broadcast_to(doubles(lines[k]), (len(i),)))
    return Sparse(own, np.concatenate(parts), np.concatenate(rows), np.concatenate(columns))


@meaning(scipy.sparse.diags)
def diags(
    diagonals: Any, offsets: Any = 0, shape: Any = None, format: Any = None, dtype: Any = None
) -> Any:
    """A matrix by its diagonals."""
    doubles_only(dtype)
    return by_diagonals(scipy.sparse.diags, diagonals, offsets, shape, format)


if hasattr(scipy.sparse, "diags_array"):  # since SciPy 1.11

    @meaning(scipy.sparse.diags_array)
    def diags_array(
        diagonals: Any,
        /,
        *,
        offsets: Any = 0,
        shape: Any = None,
        format: Any = None,
        dtype: Any = None,
    ) -> Any:
        """The same as a sparse array."""
        doubles_only(dtype)
        return by_diagonals(scipy.sparse.diags_array, diagonals, offsets, shape, format)


def _maker(name: str, of: Any) -> Any:
    """What `scipy.sparse.NAME(...)` means."""
    text = (
        f"def {name}(arg1, shape=None, dtype=None, copy=False):\n"
        "    doubles_only(dtype)\n"
        f"    return of(scipy.sparse.{name}, arg1, shape)\n"
    )
    names = {"of": of, "doubles_only": doubles_only, "scipy": scipy, "__name__": __name__}
    return loaded(name, text, names)


for _form in ("csr", "csc", "coo", "dia"):
    for _name in (f"{_form}_matrix", f"{_form}_array"):
        meaning(getattr(scipy.sparse, _name))(_maker(_name, dia if _form == "dia" else made))

"""`scipy.sparse`: matrices of active values in other formats, and functions of their elements."""

from typing import Any

import numpy as np
import scipy.sparse

from srcgrad.rules.modelled import computed
from srcgrad.rules.text import loaded
from srcgrad.runtime import (
    averaged,
    changed_matrix,
    held_places,
    held_values,
    matrix_count,
    matrix_extreme,
    matrix_mean,
    matrix_means,
    matrix_shape,
    merged_places,
)

FORMATS = ("tolil", "todok", "tobsr", "todia", "asformat", "conj", "conjugate")
FUNCTIONS = (
    *("sqrt", "sin", "tan", "arcsin", "arctan", "sinh", "tanh", "arcsinh", "arctanh"),
    *("expm1", "log1p", "deg2rad", "rad2deg"),
)


class Sums:
    """The `np.matrix` that sums along an axis are: NumPy's own, and an array of them."""

    __array_ufunc__ = None  # arrays leave operators to it

    def __init__(self, own: Any, values: Any) -> None:
        self.own, self.values = own, values

    def __array__(self) -> Any:
        """What `np.asarray` makes of it."""
        return self.values

    @property
    def A(self) -> Any:
        """The array."""
        return self.values

    @property
    def A1(self) -> Any:
        """The array as a vector."""
        return np.ravel(self.values)

    @property
    def T(self) -> Any:
        """The transpose."""
        return Sums(self.own.T, self.values.T)


class Forms:
    """What a matrix makes of itself, place by place."""

    own: Any
    entries: Any
    at_rows: Any
    at_columns: Any
    like: Any
    of: Any

    def astype(self, dtype: Any) -> Any:
        """The matrix, of double precision."""
        if dtype is not float and dtype is not np.float64 and dtype not in ("float64", "f8", "d"):
            raise NotImplementedError("a sparse matrix of active values of another type: float64")
        return self.like(changed_matrix(self.own, "astype", np.float64))

    @property
    def ndim(self) -> Any:
        """The number of axes."""
        return 2

    @property
    def nnz(self) -> Any:
        """How many values it holds."""
        return matrix_count(self.own)

    @property
    def real(self) -> Any:
        """The matrix: its values are real."""
        return self.like(changed_matrix(self.own, "conj"))

    @property
    def data(self) -> Any:
        """The values that it holds, which must not be written."""
        found = held_values(self.own)
        which = held_places(self.own, self.at_rows, self.at_columns)
        model = np.bincount(which, self.entries, len(found) + 1)
        return computed(model[: len(found)], found)

    def merged(self) -> Any:
        """The sum of the entries at each place, and the places."""
        which, rows, columns = merged_places(self.at_rows, self.at_columns, self.own)
        return np.bincount(which, self.entries, len(rows)), rows, columns

    def power(self, n: Any) -> Any:
        """A power of each element."""
        values, rows, columns = self.merged()
        return self.of(changed_matrix(self.own, "power", n), values**n, rows, columns)

    def __abs__(self) -> Any:
        """The absolute values of the elements."""
        values, rows, columns = self.merged()
        return self.of(changed_matrix(self.own, "__abs__"), np.abs(values), rows, columns)

    def extreme(self, of: Any, name: Any) -> Any:
        """The greatest or the least element."""
        values = self.merged()[0]
        n, m = matrix_shape(self.own)
        if len(values) < n * m:
            values = np.append(values, 0.0)
        return computed(of(values), matrix_extreme(self.own, name))

    def max(self, axis: Any = None) -> Any:
        """The greatest element."""
        if axis is not None:
            raise NotImplementedError("`max` of a sparse matrix along an axis: take toarray")
        return self.extreme(np.max, "max")

    def min(self, axis: Any = None) -> Any:
        """The least element."""
        if axis is not None:
            raise NotImplementedError("`min` of a sparse matrix along an axis: take toarray")
        return self.extreme(np.min, "min")

    def mean(self, axis: Any = None) -> Any:
        """The mean of all elements, or along an axis."""
        n, m = matrix_shape(self.own)
        if axis is None:
            return computed(np.sum(self.entries) / (n * m), matrix_mean(self.own))
        down = axis in (0, -2)
        places, length, count = (self.at_columns, m, n) if down else (self.at_rows, n, m)
        model = np.bincount(places, self.entries, length) / count
        found = computed(model, matrix_means(self.own, axis))
        if not isinstance(self.own, scipy.sparse.spmatrix):
            return found
        return Sums(averaged(self.own, axis), found[None, :] if down else found[:, None])


def _form(name: str) -> Any:
    """A method that gives the same entries in another format."""
    text = (
        f"def {name}(self, *options):\n"
        f"    return self.like(changed_matrix(self.own, {name!r}, *options))\n"
    )
    return loaded(name, text, {"changed_matrix": changed_matrix, "__name__": __name__})


def _function(name: str) -> Any:
    """A method that applies a function to each element."""
    text = (
        f"def {name}(self):\n"
        "    values, rows, columns = self.merged()\n"
        f"    own = changed_matrix(self.own, {name!r})\n"
        f"    return self.of(own, np.{name}(values), rows, columns)\n"
    )
    names = {"changed_matrix": changed_matrix, "np": np, "__name__": __name__}
    return loaded(name, text, names)


for _name in FORMATS:
    setattr(Forms, _name, _form(_name))
for _name in FUNCTIONS:
    setattr(Forms, _name, _function(_name))

"""Sparse Jacobians and Hessians: lines that do not meet are computed in one sweep.

A random direction is sent through both the function and the matrix: a pattern that leaves out
an entry is found out at each call.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.errors import SeedError, UnsupportedSyntaxError
from srcgrad.late import dataclass
from srcgrad.transforms.colouring import coloured, starred
from srcgrad.transforms.detection import Product, detected
from srcgrad.transforms.grids import BYTES, Bound


class Pattern:
    """Where the entries of a matrix may be, and the colours of its columns and rows."""

    def __init__(self, rows: Any, columns: Any, shape: tuple[int, int]) -> None:
        self.rows, self.columns, self.shape = rows, columns, shape

    @functools.cached_property
    def across(self) -> Any:
        """The colours of the columns."""
        return coloured(self.rows, self.columns, self.shape[1])

    @functools.cached_property
    def down(self) -> Any:
        """The colours of the rows."""
        return coloured(self.columns, self.rows, self.shape[0])

    @functools.cached_property
    def mirrored(self) -> Any:
        """The colours of the columns of a symmetric matrix; None where they are not fewer."""
        if not self.same(self.transposed):
            return None
        count = self.shape[0]
        degrees = np.bincount(self.columns, minlength=count)
        orders = range(count), np.argsort(-degrees, kind="stable").tolist()
        found = [starred(self.rows, self.columns, order) for order in orders]
        best = min(found, key=lambda colours: int(np.max(colours, initial=0)))
        return best if np.max(best, initial=0) < np.max(self.across, initial=0) else None

    @property
    def transposed(self) -> Pattern:
        """The pattern of the transpose, row by row."""
        order = np.lexsort((self.rows, self.columns))
        return Pattern(self.columns[order], self.rows[order], self.shape[::-1])

    def fewer(self) -> bool:
        """Do rows that share no column need fewer sweeps than columns that share no row?"""
        return bool(np.max(self.down, initial=0) < np.max(self.across, initial=0))

    def same(self, other: Pattern) -> bool:
        """Are the entries those of another pattern?"""
        lines = (self.rows, other.rows), (self.columns, other.columns)
        return self.shape == other.shape and all(np.array_equal(*pair) for pair in lines)

    def union(self, other: Pattern) -> Pattern:
        """The entries of both."""
        flat = np.union1d(*(p.rows * self.shape[1] + p.columns for p in (self, other)))
        return Pattern(*np.divmod(flat, max(self.shape[1], 1)), self.shape)


@dataclass
class Products:
    """How a matrix is multiplied by rows of vectors: `right` gives J v for each, `left` v J."""

    right: Product | None
    left: Product | None
    shape: tuple[int, int]
    dtype: Any
    symmetric: bool = False


Pushing = tuple[Callable[..., Any], bool]  # what pushes directions: many at once?


def along(
    pushing: Callable[[Bound], Pushing],
    again: Callable[[], Bound],
    name: str,
    x: Any,
    first: Bound | None = None,
) -> Product:
    """What multiplies a Jacobian by vectors, together where that is possible.

    The first run is one on the arguments as they are, where these are given.
    """
    begun: list[Pushing] = []
    ready = [] if first is None else [first]

    def right(directions: Any) -> Any:
        if not begun:
            ready[:] = ready or [again()]
            begun.append(pushing(ready[0]))
        push, together = begun[0]
        given = directions.astype(x.dtype).reshape(len(directions), *x.shape)
        found = []
        for one in [given] if together else given:
            values, kwargs = ready.pop() if ready else again()
            found.append(push(values, kwargs, {name: one}))
        return np.reshape(found, (len(given), -1)) if len(given) else directions[:0]

    return right


def entries(product: Product, pattern: Pattern, colours: Any, dtype: Any) -> Any:
    """The entries of a pattern, by one product for each colour of the columns."""
    rows, columns = pattern.rows, pattern.columns
    values = np.zeros(len(rows), dtype)
    for start, found in _by_colour(product, colours, pattern.shape, dtype):
        here = (colours[columns] >= start) & (colours[columns] < start + len(found))
        values[here] = found[colours[columns[here]] - start, rows[here]]
    return values


def mirrored_entries(product: Product, pattern: Pattern, colours: Any, dtype: Any) -> Any:
    """The same of a symmetric matrix: an entry, or its mirror, stands alone in its colour."""
    rows, columns = pattern.rows, pattern.columns
    places = rows * (colours.max() + 1) + colours[columns]
    _, place, met = np.unique(places, return_inverse=True, return_counts=True)
    alone = met[place] == 1
    one, other = np.where(alone, rows, columns), np.where(alone, columns, rows)
    values = np.zeros(len(rows), dtype)
    for start, found in _by_colour(product, colours, pattern.shape, dtype):
        here = (colours[other] >= start) & (colours[other] < start + len(found))
        values[here] = found[colours[other[here]] - start, one[here]]
    return values


def _by_colour(product: Product, colours: Any, shape: tuple[int, int], dtype: Any) -> Any:
    """The products with the sums of the columns of each colour, as many at a time as fit."""
    count = int(np.max(colours, initial=-1)) + 1
    step = max(1, BYTES // (8 * max(1, *shape)))
    for start in range(0, count, step):
        chosen = np.arange(start, min(start + step, count))
        yield start, product((colours == chosen[:, None]).astype(dtype))


def missing(product: Product, pattern: Pattern, values: Any, dtype: Any) -> int | None:
    """A row of the matrix of which the pattern leaves out an entry, or None."""
    rows, columns, (size, count) = pattern.rows, pattern.columns, pattern.shape
    if not count:
        return None
    direction = np.random.default_rng(2718).uniform(0.5, 1.5, count).astype(dtype)
    whole, sizes = np.zeros(size, dtype), np.zeros(size, dtype)
    np.add.at(whole, rows, values * direction[columns])
    np.add.at(sizes, rows, np.abs(values * direction[columns]))
    found = product(direction[None])[0]
    far = np.abs(found - whole) > np.finfo(dtype).eps ** 0.5 * (sizes + np.abs(found))
    return int(np.argmax(far)) if np.any(far) else None


GIVEN = "given"  # under what name the pattern is known that was given last


def matrix(sparsity: Any, products: Products, known: dict[Any, Any]) -> Any:
    """A CSR matrix; `known` holds patterns: those detected by shape, and that given last."""
    from srcgrad.rules.scipy.sparse.matrices import (  # SciPy is not always there
        compressed,
        pattern_of,
    )

    shape = products.shape
    if isinstance(sparsity, str):
        if sparsity != "detect":
            raise UnsupportedSyntaxError(
                f"sparsity={sparsity!r} is no pattern", 'pass a matrix, or write sparsity="detect"'
            )
        if shape not in known:
            known[shape] = _detected(products)
        pattern = known[shape]
    else:
        rows, columns, given = pattern_of(sparsity)
        if given != shape:
            raise SeedError(
                f"the pattern that `sparsity` gives has shape {given}, and the matrix {shape}",
                "give a pattern of one row for each number of the value, and one column for each "
                "of the argument",
            )
        pattern = Pattern(rows, columns, shape)
        if GIVEN in known and known[GIVEN].same(pattern):
            pattern = known[GIVEN]
        known[GIVEN] = pattern
    values, left_out = _values(products, pattern)
    if left_out and isinstance(sparsity, str):  # which entries there are depends on the arguments
        pattern = known[shape] = pattern.union(_detected(products))
        values, left_out = _values(products, pattern)
    if left_out:
        raise SeedError(
            f"the pattern that `sparsity` gives leaves out an entry of {left_out} of the matrix",
            "complete the pattern, or leave sparsity out",
        )
    return compressed(values, pattern.rows, pattern.columns, shape)


def _values(products: Products, pattern: Pattern) -> tuple[Any, str]:
    """The entries, and in words the row or column of which the pattern leaves one out."""
    across, down, dtype = products.right, products.left, products.dtype
    if across is None or (down is not None and pattern.fewer()):
        assert down is not None
        turned = Pattern(pattern.columns, pattern.rows, pattern.shape[::-1])
        values = entries(down, turned, pattern.down, dtype)
        place = missing(down, turned, values, dtype)
        return values, "" if place is None else f"column {place}"
    if products.symmetric and pattern.mirrored is not None:
        values = mirrored_entries(across, pattern, pattern.mirrored, dtype)
    else:
        values = entries(across, pattern, pattern.across, dtype)
    place = missing(across, pattern, values, dtype)
    return values, "" if place is None else f"row {place}"


def _detected(products: Products) -> Pattern:
    right, left, shape = products.right, products.left, products.shape
    if right is not None:
        rows, columns = detected(right, right if products.symmetric else left, shape)
        return Pattern(rows, columns, shape)
    assert left is not None
    columns, rows = detected(left, None, shape[::-1])
    return Pattern(columns, rows, shape[::-1]).transposed

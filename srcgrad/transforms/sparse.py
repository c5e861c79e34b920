"""Sparse Jacobians: columns that share no row are computed in one sweep.

A random direction is sent through both the function and the matrix: a pattern that leaves out
an entry is found out at each call.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from srcgrad.errors import SeedError, UnsupportedSyntaxError

Product = Callable[[Any], Any]  # a vector to the Jacobian's product with it


def coloured(rows: Any, columns: Any, count: int) -> Any:
    """A colour for each column: two that meet in a row have different ones.

    >>> coloured(np.array([0, 0, 1, 1, 2]), np.array([0, 1, 1, 2, 2]), 3)
    array([0, 1, 0])
    """
    by_row: dict[int, list[int]] = {}
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        by_row.setdefault(row, []).append(column)
    met: list[set[int]] = [set() for _ in range(count)]
    for together in by_row.values():
        for column in together:
            met[column].update(together)
    colours = np.zeros(count, np.intp)
    for column in range(count):
        taken = {int(colours[other]) for other in met[column] if other < column}
        colours[column] = next(c for c in range(count) if c not in taken)
    return colours


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

    def fewer(self) -> bool:
        """Do rows that share no column need fewer sweeps than columns that share no row?"""
        return bool(np.max(self.down, initial=0) < np.max(self.across, initial=0))

    def same(self, other: Pattern) -> bool:
        """Are the entries those of another pattern?"""
        lines = (self.rows, other.rows), (self.columns, other.columns)
        return self.shape == other.shape and all(np.array_equal(*pair) for pair in lines)


def entries(
    product: Product, rows: Any, columns: Any, colours: Any, shape: tuple[int, int], dtype: Any
) -> Any:
    """The entries of a pattern, by one product for each colour and one that checks them."""
    values = np.zeros(len(rows), dtype)
    if shape[1]:
        for colour in range(colours.max() + 1):
            found = product((colours == colour).astype(dtype))
            here = colours[columns] == colour
            values[here] = found[rows[here]]
        direction = np.random.default_rng(2718).uniform(0.5, 1.5, shape[1]).astype(dtype)
        whole = np.zeros(shape[0], dtype)
        np.add.at(whole, rows, values * direction[columns])
        sizes = np.zeros(shape[0], dtype)
        np.add.at(sizes, rows, np.abs(values * direction[columns]))
        found = product(direction)
        far = np.abs(found - whole) > np.finfo(dtype).eps ** 0.5 * (sizes + np.abs(found))
        if np.any(far):
            raise SeedError(
                f"the pattern leaves out an entry of row {int(np.argmax(far))} of the matrix",
                "complete the pattern, or leave sparsity out",
            )
    return values


def detected(product: Product, shape: tuple[int, int], dtype: Any) -> Any:
    """The pattern, column by column: NaN goes wherever the value depends on its number."""
    rows, columns = [], []
    for column in range(shape[1]):
        direction = np.zeros(shape[1], dtype)
        direction[column] = np.nan
        found = np.flatnonzero(np.isnan(product(direction)))
        rows.append(found)
        columns.append(np.full(len(found), column))
    none = [np.zeros(0, np.intp)]
    return np.concatenate(rows or none), np.concatenate(columns or none)


GIVEN = "given"  # under what name the pattern is known that was given last


@dataclass
class Products:
    """How the products of a Jacobian with vectors are computed: `right` is J v, `left` is v J."""

    right: Product | None
    left: Product | None
    shape: tuple[int, int]
    dtype: Any


def matrix(sparsity: Any, products: Products, known: dict[Any, Any]) -> Any:
    """A CSR matrix; `known` holds patterns: those detected by shape, and that given last."""
    from srcgrad.rules.scipy.sparse import compressed, pattern_of  # SciPy is not always there

    shape, dtype = products.shape, products.dtype
    if isinstance(sparsity, str):
        if sparsity != "detect":
            raise UnsupportedSyntaxError(
                f"sparsity={sparsity!r} is no pattern", 'pass a matrix, or write sparsity="detect"'
            )
        if shape not in known:
            rows, columns = _detected(products)
            known[shape] = Pattern(rows, columns, shape)
        pattern = known[shape]
    else:
        rows, columns, given = pattern_of(sparsity)
        if given != shape:
            raise SeedError(
                f"the pattern has shape {given}, and the matrix {shape}",
                "give a pattern of one row for each number of the value, and one column for each "
                "of the argument",
            )
        pattern = Pattern(rows, columns, shape)
        if GIVEN in known and known[GIVEN].same(pattern):
            pattern = known[GIVEN]
        known[GIVEN] = pattern
    rows, columns = pattern.rows, pattern.columns
    across, down = products.right, products.left
    if across is None or (down is not None and pattern.fewer()):
        assert down is not None
        values = entries(down, columns, rows, pattern.down, shape[::-1], dtype)
    else:
        values = entries(across, rows, columns, pattern.across, shape, dtype)
    return compressed(values, rows, columns, shape)


def _detected(products: Products) -> Any:
    if products.right is not None:
        return detected(products.right, products.shape, products.dtype)
    assert products.left is not None
    columns, rows = detected(products.left, products.shape[::-1], products.dtype)
    return rows, columns

"""Where the entries of a matrix are that is known by its products with vectors.

NaN goes wherever a value depends on its number. So one product tells which rows a group of columns
meets, and groups that meet no row in common share a product. The groups are divided until
each is a column: a band of 10,000 columns takes seven rounds of eight products.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.transforms.colouring import coloured
from srcgrad.transforms.grids import BYTES

Product = Callable[[Any], Any]  # rows of directions to rows of products
PARTS = 4  # of a group in the next round


def detected(right: Product, left: Product | None, shape: tuple[int, int]) -> Any:
    """Rows and columns of the entries; `right` is the product J v, and `left` is v J.

    Rows that meet many groups are found by products from the left, where there are any.
    """
    size, count = shape
    none = np.zeros(0, np.intp)
    if not size or not count:
        return none, none
    width = 1
    while width < count:
        width *= PARTS
    meets = _touched(right, np.zeros(count, np.intp), 1, size)
    rows, groups = np.flatnonzero(meets), np.zeros(int(meets.sum()), np.intp)
    whole_rows = none
    while width > 1 and len(rows):
        if left is not None:
            apart = _crowded(rows, size)
            whole_rows = np.concatenate((whole_rows, np.flatnonzero(apart)))
            rows, groups = rows[~apart[rows]], groups[~apart[rows]]
            if not len(rows):
                break
        rows, groups, width = _divided(right, rows, groups, width, shape)
    if len(whole_rows):
        assert left is not None
        seeds = np.full(size, -1)
        seeds[whole_rows] = np.arange(len(whole_rows))
        places, columns = np.nonzero(_touched(left, seeds, len(whole_rows), count))
        rows, groups = np.append(rows, whole_rows[places]), np.append(groups, columns)
    order = np.lexsort((groups, rows))
    return rows[order], groups[order]


def _crowded(rows: Any, size: int) -> Any:
    """The rows that cost less by themselves than the colours that they ask of the groups."""
    met = np.bincount(rows, minlength=size)
    falling = -np.sort(-met)
    costs = np.arange(size) + PARTS * falling  # of each number of rows that are set apart
    return met > falling[np.argmin(costs)]


def _divided(
    right: Product, rows: Any, groups: Any, width: int, shape: tuple[int, int]
) -> tuple[Any, Any, int]:
    """The same of the parts of the groups, and how wide these are."""
    size, count = shape
    live, group = np.unique(groups, return_inverse=True)
    colours = coloured(rows, group, len(live))
    columns = np.arange(count)
    at = np.minimum(np.searchsorted(live, columns // width), len(live) - 1)
    held = live[at] == columns // width
    if (colours.max() + 1) * PARTS >= held.sum():  # each column by itself
        alone = np.flatnonzero(held)
        own = np.full(count, -1)
        own[alone] = np.arange(len(alone))
        places, found = np.nonzero(_touched(right, own, len(alone), size))
        wanted = np.isin(found, rows)
        return found[wanted], alone[places[wanted]], 1
    narrow = width // PARTS
    own = np.where(held, colours[at] * PARTS + columns % width // narrow, -1)
    meets = _touched(right, own, (int(colours.max()) + 1) * PARTS, size)
    parts = np.arange(PARTS)
    met = meets[colours[group][:, None] * PARTS + parts, rows[:, None]]
    return np.repeat(rows, met.sum(1)), (groups[:, None] * PARTS + parts)[met], narrow


def _touched(product: Product, own: Any, count: int, size: int) -> Any:
    """For each of several products the lines that are met by the places which belong to it."""
    step = max(1, BYTES // (8 * max(size, len(own))))
    found = [
        np.isnan(product(np.where(own == numbers[:, None], np.nan, 0.0)))
        for numbers in np.split(np.arange(count), range(step, count, step))
    ]
    return np.concatenate(found)

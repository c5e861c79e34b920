"""Colours of lines of a sparse matrix: lines of one colour are computed in one sweep.

Sets of colours are the bits of an int.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def coloured(rows: Any, columns: Any, count: int) -> Any:
    """A colour for each column: two that meet in a row have different ones.

    >>> coloured(np.array([0, 0, 1, 1, 2]), np.array([0, 1, 1, 2, 2]), 3)
    array([0, 1, 0])
    """
    used = [0] * (int(rows.max()) + 1 if len(rows) else 0)  # by row: colours of its columns
    colours = np.zeros(count, np.intp)
    for column, own in enumerate(_lines(columns, rows, count)):
        taken = 0
        for row in own:
            taken |= used[row]
        colours[column], bit = _lowest(taken)
        for row in own:
            used[row] |= bit
    return colours


def starred(rows: Any, columns: Any, order: Any) -> Any:
    """Colours of the columns of a symmetric matrix, by which its entries are known.

    Two columns that have an entry in common have different colours, and no path of four columns
    has two alone: of two entries that mirror one another, one then stands alone among those of
    its colour (Coleman & More 1984; Gebremedhin, Manne & Pothen 2005). `order` is the one in
    which the columns choose.

    >>> arrow = np.array([0, 0, 0, 0, 1, 2, 3]), np.array([0, 1, 2, 3, 0, 0, 0])
    >>> starred(*arrow, range(4)).tolist()
    [0, 1, 1, 1]
    """
    count = len(order)
    neighbours = [[n for n in own if n != v] for v, own in enumerate(_lines(columns, rows, count))]
    colours = [-1] * count
    around, locked = [0] * count, [0] * count
    first: dict[tuple[int, int], int] = {}  # by column and colour: the first such neighbour
    for v in order:
        known = [n for n in neighbours[v] if colours[n] >= 0]
        once = twice = taken = 0
        for n in known:
            twice |= once & 1 << colours[n]
            once |= 1 << colours[n]
            taken |= locked[n]
        for n in known:
            if twice >> colours[n] & 1:
                taken |= around[n]
        colour, bit = _lowest(taken | once)
        colours[v] = colour
        for n in known:  # v is the middle of two neighbours of one colour
            if twice >> colours[n] & 1:
                locked[n] |= bit
        for n in neighbours[v]:  # n is the middle of v and of another one of its colour
            if around[n] & bit and colours[n] >= 0:
                locked[v] |= 1 << colours[n]
                locked[first[n, colour]] |= 1 << colours[n]
            first.setdefault((n, colour), v)
            around[n] |= bit
    return np.array(colours, np.intp)


def _lines(major: Any, minor: Any, count: int) -> list[list[int]]:
    """For each line the places of its entries."""
    found: list[list[int]] = [[] for _ in range(count)]
    for line, place in zip(major.tolist(), minor.tolist(), strict=True):
        found[line].append(place)
    return found


def _lowest(taken: int) -> tuple[int, int]:
    """The first colour that is free, and its bit."""
    bit = ~taken & (taken + 1)
    return bit.bit_length() - 1, bit

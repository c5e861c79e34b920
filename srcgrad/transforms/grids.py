"""Matrices of derivatives, one block for each leaf of the value and each leaf of the argument.

The blocks are filled direction by direction: beside the result no more than one row is held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from srcgrad.transforms.trees import filled, leaves

BYTES = 2**21  # of the tangents of the arguments in one run: what a program makes of them is more
Bound = tuple[tuple[Any, ...], dict[str, Any]]  # positional arguments and those by name


def directions(tree: Any) -> Iterator[tuple[int, tuple[int, ...], Any]]:
    """For each number of the tree its leaf, its index there, and a tree that is 1 there, else 0.

    >>> for leaf, index, direction in directions([2.0, np.zeros(2)]):
    ...     print(leaf, index, direction)
    0 () [1.0, array([0., 0.])]
    1 (0,) [0.0, array([1., 0.])]
    1 (1,) [0.0, array([0., 1.])]
    """
    own = leaves(tree)
    for chosen, leaf in enumerate(own):
        for index in np.ndindex(np.shape(leaf)):
            parts = [np.zeros_like(x) if isinstance(x, np.ndarray) else type(x)(0) for x in own]
            if isinstance(leaf, np.ndarray):
                parts[chosen][index] = 1
            else:
                parts[chosen] = type(leaf)(1)
            yield chosen, index, filled(tree, parts)


def rows(pullback: Callable[[Any], Any], value: Any, by: dict[str, Any], several: bool) -> Any:
    """Row by row: one reverse sweep for each number of the value."""
    grid = [[_zeros(leaf, x, x) for x in leaves(by)] for leaf in leaves(value)]
    for m, index, seed in directions(value):
        row = pullback(seed)
        for block, part in zip(grid[m], leaves(row if several else (row,)), strict=True):
            block[index] = part
    return _assembled(grid, value, by, several)


def columns(
    push: Callable[..., tuple[Any, Any]],
    bound: Bound,
    again: Callable[[], Bound],
    by: dict[str, Any],
    several: bool,
) -> Any:
    """Column by column: one run for each number of the arguments; `again` is called between."""
    values, kwargs = bound
    grid: list[list[Any]] = []
    value = None
    for n, index, direction in directions(by):
        if grid:
            values, kwargs = again()
        value, moved = push(values, kwargs, direction)
        parts = leaves(moved)
        grid = grid or [[_zeros(leaf, x, leaf) for x in leaves(by)] for leaf in leaves(value)]
        for line, part in zip(grid, parts, strict=True):
            line[n][(..., *index)] = part
    if value is None:  # the function runs all the same
        value, _ = push(values, kwargs, by)
        grid = [[_zeros(leaf, x, leaf) for x in leaves(by)] for leaf in leaves(value)]
    return _assembled(grid, value, by, several)


def worth_stacking(by: Any) -> bool:
    """Are there several directions, all of doubles?"""
    own = leaves(by)
    doubles = all(isinstance(x, float) or x.dtype == np.float64 for x in own)
    return doubles and sum(map(np.size, own)) > 2


def stacked(
    push: Callable[..., tuple[Any, Any]],
    bound: Bound,
    again: Callable[[], Bound],
    by: dict[str, Any],
    several: bool,
) -> Any:
    """The same in runs of many directions at once, as many as `BYTES` of tangents allow."""
    values, kwargs = bound
    own = leaves(by)
    places = [(n, flat) for n, leaf in enumerate(own) for flat in range(np.size(leaf))]
    count = max(1, min(len(places), BYTES // (8 * len(places))))
    grid: list[list[Any]] = []
    value = None
    for start in range(0, len(places), count):
        if grid:
            values, kwargs = again()
        chosen = places[start : start + count]
        parts = [np.zeros((len(chosen), *np.shape(leaf))) for leaf in own]
        for line, (n, flat) in enumerate(chosen):
            parts[n].reshape(len(chosen), -1)[line, flat] = 1.0
        value, moved = push(values, kwargs, filled(by, parts))
        grid = grid or [[_zeros(leaf, x, leaf) for x in own] for leaf in leaves(value)]
        for blocks, part in zip(grid, leaves(moved), strict=True):
            for line, (n, flat) in enumerate(chosen):
                shape = (*np.shape(part)[1:], np.size(own[n]))
                blocks[n].reshape(shape)[..., flat] = part[line]
    return _assembled(grid, value, by, several)


def _zeros(leaf: Any, x: Any, like: Any) -> Any:
    return np.zeros(np.shape(leaf) + np.shape(x), np.asarray(like).dtype)


def _assembled(grid: list[list[Any]], value: Any, by: dict[str, Any], several: bool) -> Any:
    """The value's structure, in each place of it the arguments', and in each place of that a block.

    A block without axes is a number.
    """
    lines = []
    for line in grid:
        blocks = filled(by, [block[()] for block in line])
        lines.append(tuple(blocks.values()) if several else next(iter(blocks.values())))
    return filled(value, lines)

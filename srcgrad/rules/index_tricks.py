"""Subscripts of `np.r_`, `np.c_`, `np.mgrid` and `np.ogrid`; arrays whose rows are joined."""

import math
from typing import Any

import numpy as np


def in_a_row(*parts: Any) -> Any:
    """`np.r_[a, 1.0, b]`: numbers and arrays, along the first axis."""
    return np.concatenate([part if np.ndim(part) else np.array([part]) for part in parts])


def as_column(part: Any) -> Any:
    """A number or vector as a matrix of one column."""
    if np.ndim(part) == 0:
        return np.array([[part]])
    return np.asarray(part)[:, None] if np.ndim(part) == 1 else part


def as_columns(*parts: Any) -> Any:
    """`np.c_[a, b]`: vectors as columns, along the last axis."""
    return np.concatenate([as_column(part) for part in parts], axis=-1)


def with_axes(part: Any, ndmin: int, trans1d: int) -> Any:
    """A number or array with so many axes, its own at the place `trans1d`, or last."""
    added = ndmin - np.ndim(part)
    if added <= 0:
        return part
    before = added
    if np.ndim(part) > 0 and trans1d != -1:
        before = trans1d if trans1d >= 0 else trans1d + added + 1
    return np.reshape(part, (1,) * before + np.shape(part) + (1,) * (added - before))


def as_directed(axis: int, ndmin: int, trans1d: int, *parts: Any) -> Any:
    """`np.r_["0,2", a, b]`: along an axis, with at least so many."""
    return np.concatenate([with_axes(part, ndmin, trans1d) for part in parts], axis=axis)


def directed(text: str) -> tuple[int, int, int] | None:
    """The numbers that a text gives there; texts that ask for a matrix are not followed.

    >>> directed("0,2"), directed("-1"), directed("r")
    ((0, 2, -1), (-1, 1, -1), None)
    """
    try:
        axis, ndmin, trans1d = (*map(int, text.split(",")), *(1, -1)[text.count(",") :])
    except ValueError:
        return None
    return axis, max(ndmin, 1), trans1d


def along(start: Any, stop: Any, step: Any, count: Any) -> Any:
    """The points of one axis of a grid: so many, or at the distance `step`."""
    if count is None:
        return np.arange(math.ceil((stop - start) / step)) * step + start
    if count == 1:
        return np.arange(1) + start
    return np.arange(count) * ((stop - start) / float(count - 1)) + start


def in_line(start: Any, stop: Any, step: Any, count: Any) -> Any:
    """`np.mgrid[0:x:5j]`."""
    if count is None:
        return np.arange(start, stop, step)
    return along(start, stop, step, count)


def filled_grid(*spans: Any) -> Any:
    """`np.mgrid[0:x:5j, 0:y:5j]`."""
    return np.stack(np.meshgrid(*[along(*span) for span in spans], indexing="ij"))


def open_grid(*spans: Any) -> Any:
    """`np.ogrid[0:x:5j, 0:y:5j]`."""
    lines = np.meshgrid(*[along(*span) for span in spans], indexing="ij", sparse=True)
    return tuple(lines) if FREE_OF_LISTS else list(lines)


FREE_OF_LISTS = not np.__version__.startswith("1.")
GRIDS: dict[Any, Any] = {np.mgrid: filled_grid, np.ogrid: open_grid}
JOINING: dict[Any, Any] = {np.r_: in_a_row, np.c_: as_columns}


def in_one_row(x: Any) -> Any:
    """The rows of a matrix, one after the other."""
    return np.ravel(x).copy()


def below_one_another(x: Any) -> Any:
    """The elements of a vector as rows."""
    return x[:, None].copy()


def as_it_is(x: Any) -> Any:
    """A new array."""
    return x.copy()


def rows_as_columns(x: Any) -> Any:
    """The rows of a matrix as columns."""
    return x.T.copy()


OF_ROWS: dict[Any, Any] = {  # by function and rank of an array that is given in place of a list
    (np.concatenate, 2): in_one_row,
    (np.hstack, 1): as_it_is,
    (np.hstack, 2): in_one_row,
    (np.vstack, 1): below_one_another,
    (np.vstack, 2): as_it_is,
    (np.stack, 1): as_it_is,
    (np.stack, 2): as_it_is,
    (np.column_stack, 2): rows_as_columns,
}

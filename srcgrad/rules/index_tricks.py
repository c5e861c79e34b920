"""`np.r_` and `np.c_`, which join what stands in their subscript; arrays whose rows are joined."""

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

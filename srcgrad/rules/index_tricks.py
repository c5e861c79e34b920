"""`np.r_` and `np.c_`, which join what stands in their subscript; the subscripts of the others."""

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

"""Adjoints of what was joined."""

from typing import Any

import numpy as np


def joined_parts(y_bar: Any, parts: Any, axis: int) -> Any:
    """Cut `y_bar` along an axis into pieces as long as `parts`.

    >>> [piece.tolist() for piece in joined_parts(np.arange(3.0), [np.ones(1), np.ones(2)], 0)]
    [[0.0], [1.0, 2.0]]
    """
    ends = np.cumsum([part.shape[axis] for part in parts])
    return np.split(y_bar, ends[:-1], axis)

"""Where points lie among those of a curve."""

from typing import Any

import numpy as np


def place_in(x: Any, points: Any, order: int) -> Any:
    """The number of the piece in which each point lies; `order` knots at each end bound none.

    >>> place_in(np.array([0.0, 1.0, 2.0]), np.array([-1.0, 1.0, 1.5, 2.0]), 0)
    array([0, 1, 1, 1])
    """
    if len(x) > 1 and not np.all(np.diff(x) >= 0):
        raise NotImplementedError("a curve of active values through points that do not increase")
    count = len(x) - 1 - order
    return np.clip(np.searchsorted(x[: count + 1], points, "right") - 1, order, count - 1)


def enough_points(x: Any, least: int) -> Any:
    """The number of points; of fewer SciPy makes a curve of another form.

    >>> enough_points(np.zeros(4), 4)
    4
    """
    if len(x) < least:
        raise NotImplementedError(f"the derivative of a curve through less than {least} points")
    return len(x)

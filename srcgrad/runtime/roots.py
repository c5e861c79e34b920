"""The linear solve behind the derivative of a root."""

from typing import Any

import numpy as np

SINGULAR = (
    "the Jacobian of the residual is singular at the solution, "
    "so the solution has no derivative there"
)


def root_weights(jacobian: Any, right: Any) -> Any:
    """The solution of `jacobian @ weights = right`.

    >>> root_weights(np.array([[2.0, 0.0], [0.0, 4.0]]), np.array([2.0, 2.0]))
    array([1. , 0.5])
    """
    try:
        return np.linalg.solve(jacobian, right)
    except np.linalg.LinAlgError:
        raise np.linalg.LinAlgError(SINGULAR) from None


def root_weight(slope: Any, right: Any) -> Any:
    """The solution of `slope * weight = right`, of numbers.

    >>> root_weight(2.0, 3.0)
    1.5
    """
    if slope == 0:
        raise np.linalg.LinAlgError(SINGULAR)
    return right / slope

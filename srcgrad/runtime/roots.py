"""The linear solve behind the derivative of a root."""

from typing import Any

import numpy as np


def singular(name: str) -> np.linalg.LinAlgError:
    """The error for a solution that has no derivative."""
    return np.linalg.LinAlgError(
        f"the Jacobian of {name} is singular at the solution, so that this has no derivative there"
    )


def root_weights(jacobian: Any, right: Any, name: str) -> Any:
    """The solution of `jacobian @ weights = right`, with the Jacobian of the function `name`.

    A matrix that is singular but for rounding counts as such.

    >>> root_weights(np.array([[2.0, 0.0], [0.0, 4.0]]), np.array([2.0, 2.0]), "f")
    array([1. , 0.5])
    """
    try:
        weights = np.linalg.solve(jacobian, right)
        known = not np.all(np.isfinite(jacobian))
        known = known or np.linalg.cond(jacobian, 1) * np.finfo(jacobian.dtype).eps < 1
    except np.linalg.LinAlgError:
        raise singular(name) from None
    if not known:
        raise singular(name)
    return weights


def root_weight(slope: Any, right: Any, name: str) -> Any:
    """The solution of `slope * weight = right`, of numbers.

    >>> root_weight(2.0, 3.0, "f")
    1.5
    """
    if slope == 0:
        raise singular(name)
    return right / slope

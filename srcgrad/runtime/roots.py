"""The linear solve behind the derivative of a root."""

import warnings
from typing import Any

import numpy as np


def singular(name: str) -> np.linalg.LinAlgError:
    """The error for a solution that has no derivative."""
    return np.linalg.LinAlgError(
        f"the Jacobian of {name} is singular at the solution, so that this has no derivative there"
    )


def warn_of_no_root(slope: Any, rest: Any, y: Any, name: str) -> None:
    """Warn where the function `name`, which is `rest` at `y`, has no root near there.

    A step of Newton's method is at least as long as `rest` divided by the norm of the Jacobian:
    this warns where that is more than a thousandth of `y`.
    """
    with np.errstate(all="ignore"):
        size, rest_size, slope_size = (
            float(np.linalg.norm(np.ravel(one))) for one in (y, rest, slope)
        )
        step = rest_size / slope_size if slope_size else np.inf
    if np.isfinite(step) and step > max(1e-3 * size, 1e-6):
        warnings.warn(
            f"what the solver returns is no root of {name}: the next one is farther off than "
            f"{step:.1e}, and the derivative is that of a root",
            RuntimeWarning,
            stacklevel=3,
        )


def root_weights(jacobian: Any, right: Any, name: str, rest: Any, y: Any) -> Any:
    """The solution of `jacobian @ weights = right`, with the Jacobian of the function `name`.

    `rest` is what the function is at `y`. A matrix that is singular but for rounding counts as
    such.

    >>> jacobian = np.array([[2.0, 0.0], [0.0, 4.0]])
    >>> root_weights(jacobian, np.array([2.0, 2.0]), "f", np.zeros(2), np.ones(2))
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
    warn_of_no_root(jacobian, rest, y, name)
    return weights


def root_weight(slope: Any, right: Any, name: str, rest: Any, y: Any) -> Any:
    """The solution of `slope * weight = right`, of numbers.

    >>> root_weight(2.0, 3.0, "f", 0.0, 1.0)
    1.5
    """
    if slope == 0:
        raise singular(name)
    warn_of_no_root(slope, rest, y, name)
    return right / slope

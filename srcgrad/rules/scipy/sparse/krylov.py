"""Systems of linear equations of which only products are known, by SciPy's GMRES."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy.sparse.linalg import LinearOperator, gmres

INNER = 60  # vectors that are kept before a restart
MOST = 3000  # products in all
RTOL = "rtol" if "rtol" in inspect.signature(gmres).parameters else "tol"  # before SciPy 1.12


def krylov_weights(
    product: Callable[[Any], Any], right: Any, tolerance: float | None, name: str
) -> Any:
    """The solution of `product(weights) = right`, for a linear `product` of vectors.

    >>> krylov_weights(lambda v: np.array([2.0, 4.0]) * v, np.ones(2), None, "f").round(9)
    array([0.5 , 0.25])
    """
    scale = np.linalg.norm(right)
    if not np.isfinite(scale):
        return np.full_like(right, np.nan)
    if scale == 0:
        return np.zeros_like(right)
    if tolerance is None:
        tolerance = float(np.finfo(right.dtype).eps ** 0.75)
    size = right.size
    inner = min(size, INNER)
    operator = LinearOperator((size, size), product, dtype=right.dtype)
    rounds = max(1, min(MOST, 10 * size) // inner)
    options: dict[str, Any] = {RTOL: tolerance, "atol": 0.0, "restart": inner, "maxiter": rounds}
    found, _ = gmres(operator, right / scale, **options)
    found = found.astype(right.dtype, copy=False) * scale
    left = np.linalg.norm(product(found) - right) / scale
    if not left <= 100 * tolerance:
        raise np.linalg.LinAlgError(
            f"GMRES has not solved the linear system with the Jacobian of {name} (a relative "
            f"residual of {left:.1e} is left): the Jacobian is singular at the solution, so that "
            'this has no derivative there, or badly conditioned; linear_solve="dense" tells which'
        )
    return found

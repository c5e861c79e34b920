"""`implicit_root`: what a solver returns is differentiated by what it is the solution of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.rules.derived import maker
from srcgrad.transforms.matrix_free import MatrixFree
from srcgrad.transforms.solutions import Root


def refused(residual: Any, **options: Any) -> Any:
    """A residual that is made inside the differentiated function."""
    raise UnsupportedSyntaxError(
        f"`implicit_root` of `{residual.__name__}`, which is made inside the differentiated "
        "function",
        "define it outside, and pass what it reads as arguments",
    )


@maker(refused)
def implicit_root(
    residual: Any, *, linear_solve: str = "dense", tolerance: float | None = None
) -> Callable[[Any], Root]:
    """Differentiate what a solver returns by the implicit function theorem.

    Parameters
    ----------
    residual : a function `residual(y, *parameters)`, zero at the solution `y`, of the shape of
        `y`. Its other parameters are some of the solver's, by name.
    linear_solve : "dense" makes the Jacobian of the residual row by row, and solves with it;
        "gmres" takes products with it alone, as a large system demands, and needs SciPy.
    tolerance : the relative residual at which GMRES stops, by default the machine's precision to
        the power of 3/4. Where it is not reached, that is an error.

    Returns
    -------
    A decorator of the solver. How the solver finds the solution does not matter: it is called
    as it is, and its derivative takes one linear solve with the Jacobian of the residual. A
    fixed point of `f` is the root of `f(y, p) - y`, a minimum of `f` that of its gradient.

    Raises
    ------
    numpy.linalg.LinAlgError, while differentiating, where the Jacobian is singular, or so badly
    conditioned that no digit of the derivative would be right.

    Examples
    --------
    >>> import numpy as np
    >>> from srcgrad import grad
    >>> def kepler(E, M, e):
    ...     return E - e * np.sin(E) - M
    >>> @implicit_root(kepler)
    ... def eccentric_anomaly(M, e, steps=20):
    ...     E = M
    ...     for _ in range(steps):
    ...         E = M + e * np.sin(E)
    ...     return float(E)
    >>> value, slope = grad(lambda M: eccentric_anomaly(M, 0.1))(1.0)
    >>> print(round(value, 6), round(slope, 6), round(1 / (1 - 0.1 * np.cos(value)), 6))
    1.088598 1.048628 1.048628
    """
    if not callable(residual):
        raise UnsupportedSyntaxError(
            f"`residual` is {residual!r}, which cannot be called",
            "write @implicit_root(residual) above the solver, with a residual(y, ...) that is zero "
            "at the solution",
        )
    if linear_solve == "dense":
        return lambda solver: Root(residual, solver)
    if linear_solve == "gmres":
        return lambda solver: MatrixFree(residual, solver, tolerance)
    raise UnsupportedSyntaxError(
        f"linear_solve={linear_solve!r} is no way to solve",
        'use linear_solve="dense" or linear_solve="gmres"',
    )

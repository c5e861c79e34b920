"""What stands in a program for the compiler alone, or for the derivatives of derivatives."""

from typing import Any, TypeVar

import numpy as np

Value = TypeVar("Value")


def stop_gradient(x: Value) -> Value:
    """`x`, whose derivative counts as zero in a differentiated function.

    >>> stop_gradient(2.0)
    2.0
    """
    return x


def relevant(partial: Any, adjoint: Any) -> Any:
    """`partial`, of zero where it is inf or NaN and the adjoint that it meets is zero.

    An adjoint may be zero and change all the same: there a partial that is finite counts in the
    derivatives of the product. Its tangents are held to the same.

    >>> relevant(np.array([np.inf, np.inf, 2.0]), np.array([0.0, 1.0, 0.0]))
    array([ 0., inf,  2.])
    """
    if isinstance(partial, np.ndarray) or isinstance(adjoint, np.ndarray):
        return np.where((adjoint != 0) | np.isfinite(partial), partial, 0)
    return partial if adjoint != 0 or np.isfinite(partial) else type(partial)()

"""Products along axes that are named one by one, as products along the last ones."""

from typing import Any

import numpy as np

from srcgrad.rules.declare import meaning, nondifferentiable
from srcgrad.runtime import core_ranks, moved_last

nondifferentiable(core_ranks, moved_last)


@meaning(np.matmul, keywords=("axes",))
def matmul(a: Any, b: Any, *, axes: Any = None, **kept: Any) -> Any:
    """The product of the matrices that lie along two axes of each array."""
    if axes is None:
        return np.matmul(a, b, **kept)
    if np.ndim(a) < 2 or np.ndim(b) < 2:
        raise NotImplementedError("`matmul` with `axes` of vectors")
    first = np.moveaxis(a, axes[0], (-2, -1))
    second = np.moveaxis(b, axes[1], (-2, -1))
    return np.moveaxis(np.matmul(first, second, **kept), (-2, -1), axes[2])


@meaning(np.cross, keywords=("axisa", "axisb", "axisc"))
def cross(
    a: Any, b: Any, axisa: int = -1, axisb: int = -1, axisc: int = -1, axis: Any = None
) -> Any:
    """The vector product of the vectors along an axis of each array."""
    if axis is not None:
        return np.cross(a, b, axis=axis)
    product = np.cross(np.moveaxis(a, axisa, -1), np.moveaxis(b, axisb, -1))
    return np.moveaxis(product, -1, axisc)


@meaning(np.linalg.tensorsolve, keywords=("axes",))
def tensorsolve(a: Any, b: Any, axes: Any = None) -> Any:
    """The solution of a tensor equation, after some axes have been moved to the end."""
    if axes is None:
        return np.linalg.tensorsolve(a, b)
    return np.linalg.tensorsolve(np.transpose(a, moved_last(axes, np.ndim(a))), b)

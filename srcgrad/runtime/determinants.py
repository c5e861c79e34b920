"""The slope of a determinant, singular matrices included."""

from typing import Any

import numpy as np

from srcgrad.runtime.multiplying import other_products


def cofactors(a: Any) -> Any:
    """The derivative of `np.linalg.det(a)`; by singular values, since `a` may have no inverse.

    >>> np.round(cofactors(np.array([[1.0, 2.0], [2.0, 4.0]])), 12)
    array([[ 4., -2.],
           [-2.,  1.]])
    """
    u, s, v = np.linalg.svd(a)
    sign = np.linalg.det(u) * np.linalg.det(v)
    return sign[..., None, None] * (np.conj(u) * other_products(s, -1)[..., None, :]) @ np.conj(v)

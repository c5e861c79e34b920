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


def cofactors_tangent(a_dot: Any, a: Any) -> Any:
    """How `cofactors(a)` changes with `a`, of singular matrices too.

    With `a = u @ diag(s) @ v` and `b = u^H @ a_dot @ v^H` the cofactors of `diag(s)` change by
    the products of all but two of `s`, times the elements of `b`.

    >>> np.round(cofactors_tangent(np.eye(2), np.array([[1.0, 2.0], [2.0, 4.0]])), 12) + 0.0
    array([[1., 0.],
           [0., 1.]])
    """
    u, s, v = np.linalg.svd(a)
    sign = np.linalg.det(u) * np.linalg.det(v)
    own = np.eye(a.shape[-1])
    both = other_products(np.where(own == 1, 1.0, s[..., None, :]), -1) * (1 - own)
    b = np.conj(np.swapaxes(u, -1, -2)) @ a_dot @ np.conj(np.swapaxes(v, -1, -2))
    along = both @ np.diagonal(b, axis1=-2, axis2=-1)[..., None]
    turned = own * along - both * np.swapaxes(b, -1, -2)
    return sign[..., None, None] * np.conj(u) @ turned @ np.conj(v)

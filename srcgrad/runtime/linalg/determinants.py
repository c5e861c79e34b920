"""The slope of a determinant, singular matrices included."""

from typing import Any

import numpy as np

from srcgrad.runtime.arrays.multiplying import other_products


def cofactors(a: Any) -> Any:
    """The derivative of `np.linalg.det(a)`: by the inverse, or by singular values near none.

    >>> np.round(cofactors(np.array([[1.0, 2.0], [2.0, 4.0]])), 12)
    array([[ 4., -2.],
           [-2.,  1.]])
    """
    with np.errstate(all="ignore"):
        found = by_inverse(a)
    if found is not None:
        return found
    u, s, v = np.linalg.svd(a)
    sign = np.linalg.det(u) * np.linalg.det(v)
    return sign[..., None, None] * (np.conj(u) * other_products(s, -1)[..., None, :]) @ np.conj(v)


def by_inverse(a: Any) -> Any:
    """The cofactors as the inverse gives them, or None where that costs too many digits.

    >>> by_inverse(np.diag([2.0, 3.0]))
    array([[3., 0.],
           [0., 2.]])
    """
    value = np.linalg.det(a)  # of a square matrix: an error from here is the caller's
    try:
        z = np.linalg.inv(a)
    except np.linalg.LinAlgError:
        return None
    limits = np.finfo(z.dtype)
    size = np.abs(value)
    spread = np.linalg.norm(a, 1, (-2, -1)) * np.linalg.norm(z, 1, (-2, -1))
    small = spread * np.sqrt(limits.eps) < 0.01
    if not np.all(small & (size > limits.tiny) & (size < limits.max)):
        return None
    return value[..., None, None] * np.swapaxes(z, -1, -2)


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

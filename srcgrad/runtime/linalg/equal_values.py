"""Equal eigenvalues, or singular values: of their vectors any basis of the space would do.

What is equal to rounding counts as equal: the vectors that a factorisation finds are then rounding
errors, and so would their derivatives be. Which functions of such vectors do not depend on the
basis cannot be told from an adjoint at one basis, so that none is given a derivative.
"""

from typing import Any

import numpy as np

TURNING = (
    "what is computed depends on vectors of eigenvalues or singular values that are equal "
    "to rounding: any basis of their space would do, and there is no derivative. Move the "
    "matrix until the values differ, or use a function of the matrix (inv, pinv, sqrtm, "
    "expm) in place of its vectors"
)


class ArbitraryBasis(ArithmeticError):
    """A result depends on eigenvectors of equal eigenvalues, whose basis is arbitrary."""


def negligible(x: Any) -> Any:
    """Which values are 0, to rounding beside the largest.

    >>> negligible(np.array([2.0, 1e-17, 0.0]))
    array([False,  True,  True])
    """
    largest = np.max(np.abs(x), axis=-1, keepdims=True, initial=0.0)
    return np.abs(x) <= 10 * x.shape[-1] * np.finfo(x.dtype).eps * largest


def alike(x: Any) -> Any:
    """Which pairs of different places have equal values, to rounding.

    >>> alike(np.array([1.0, 3.0, 3.0]))
    array([[False, False, False],
           [False, False,  True],
           [False,  True, False]])
    """
    n = x.shape[-1]
    largest = np.max(np.abs(x), axis=-1, keepdims=True, initial=0.0)[..., None]
    gaps = np.abs(x[..., None, :] - x[..., :, None])
    return (gaps <= 10 * n * np.finfo(x.dtype).eps * largest) & ~np.eye(n, dtype=bool)


def inverse_gaps(x: Any, equal: Any) -> Any:
    """`1 / (x[j] - x[i])` for all pairs; 0 where two are equal, and on the diagonal.

    >>> x = np.array([1.0, 3.0, 3.0])
    >>> inverse_gaps(x, alike(x))
    array([[ 0. ,  0.5,  0.5],
           [-0.5,  0. ,  0. ],
           [-0.5,  0. ,  0. ]])
    """
    gone = equal | np.eye(x.shape[-1], dtype=bool)
    return np.where(gone, 0, 1 / np.where(gone, 1, x[..., None, :] - x[..., :, None]))


def fixed(v_bar: Any, equal: Any, beside: Any = False) -> Any:
    """The adjoint of vectors, if those that are free to turn among others are not used.

    They are those of equal values, and those marked as having others beside them.

    >>> fixed(np.array([[1.0, 0.0]]), np.zeros((2, 2), bool), np.array([False, True]))
    array([[1., 0.]])
    """
    free = np.any(equal, axis=-1) | beside
    if np.any(free[..., None, :] & (v_bar != 0)):
        raise ArbitraryBasis(TURNING)
    return v_bar


def settled(values_bar: Any, equal: Any) -> Any:
    """The adjoint of values beside whose vectors are used too, if they have none that are equal.

    An adjoint 0 of vectors that are free to turn may be a product with a factor that is 0 here,
    as in `(v * w) @ v.T`, which has a derivative that one basis does not tell.

    >>> settled(np.array([1.0, 2.0]), alike(np.array([1.0, 3.0])))
    array([1., 2.])
    """
    if np.any(np.any(equal, axis=-1) & (values_bar != 0)):
        raise ArbitraryBasis(TURNING)
    return values_bar


def jumping(inner: Any, equal: Any) -> Any:
    """Which vectors have no tangent, when the matrix moves by `inner` in the basis of them all.

    Those of equal values have one only where nothing but their common value moves.

    >>> jumping(np.diag([1.0, 2.0, 2.0]), alike(np.array([1.0, 3.0, 3.0])))
    array([False, False, False])
    >>> jumping(np.diag([1.0, 2.0, 4.0]), alike(np.array([1.0, 3.0, 3.0])))
    array([False,  True,  True])
    """
    own = np.diagonal(inner, axis1=-2, axis2=-1)
    apart = equal & (own[..., None, :] != own[..., :, None])
    mixed = (inner != 0) & ~np.eye(inner.shape[-1], dtype=bool)
    return np.any(equal, axis=-2) & np.any(apart | mixed, axis=-2)

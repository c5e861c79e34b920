"""Adjoints of eigenvalues and eigenvectors of two matrices, and of a band along the diagonal.

Of symmetric `a` and positive definite `b` it holds `a @ v == b @ v * w` and `v.T @ b @ v == 1`.
"""

from typing import Any

import numpy as np

from srcgrad.runtime.linalg.equal_values import alike, fixed, inverse_gaps, jumping
from srcgrad.runtime.linalg.factorisations import on_diagonal


def turned(w_bar: Any, v_bar: Any, w: Any, v: Any) -> tuple[Any, Any]:
    """The adjoint of `v.T @ a @ v`, and the lengths by which the vectors' adjoints stretch them."""
    inner, own = np.zeros_like(v), np.zeros_like(w)
    if not isinstance(w_bar, int):
        inner = on_diagonal(inner, w_bar)
    if not isinstance(v_bar, int):
        equal = alike(w)
        moved = v.T @ fixed(v_bar, equal)
        inner = inner + inverse_gaps(w, equal) * moved
        own = 0.5 * np.diagonal(moved)
    return inner, own


def pencil_transpose(w_bar: Any, v_bar: Any, w: Any, v: Any) -> tuple[Any, Any]:
    """The adjoints of `a` and `b` as whole matrices.

    >>> pencil_transpose(np.array([1.0, 0.0]), 0, np.array([2.0, 3.0]), np.eye(2))[1]
    array([[-2., -0.],
           [-0., -0.]])
    """
    inner, own = turned(w_bar, v_bar, w, v)
    stretched = inner * w
    along = np.arange(w.size)
    stretched[along, along] += own
    return v @ inner @ v.T, -(v @ stretched @ v.T)


def pencil_tangent(a_dot: Any, w: Any, v: Any) -> tuple[Any, Any]:
    """What moving `a`, a whole matrix, does to eigenvalues and eigenvectors.

    >>> pencil_tangent(np.eye(2), np.array([2.0, 3.0]), np.eye(2))[0]
    array([1., 1.])
    """
    inner, equal = v.T @ a_dot @ v, alike(w)
    v_dot = v @ (inverse_gaps(w, equal) * inner)
    return np.diagonal(inner).copy(), np.where(jumping(inner, equal), np.nan, v_dot)


def second_pencil_tangent(b_dot: Any, w: Any, v: Any) -> tuple[Any, Any]:
    """The same of `b`.

    >>> second_pencil_tangent(np.eye(2), np.array([2.0, 3.0]), np.eye(2))[0]
    array([-2., -3.])
    """
    product, equal = v.T @ b_dot @ v, alike(w)
    inner = -product * w
    turn = inverse_gaps(w, equal) * inner
    v_dot = v @ turn - 0.5 * v * np.diagonal(product)
    return np.diagonal(inner).copy(), np.where(jumping(inner, equal), np.nan, v_dot)


def tridiagonal_transpose(w_bar: Any, v_bar: Any, w: Any, v: Any) -> tuple[Any, Any]:
    """The adjoints of the diagonal and of what lies beside it, of a symmetric matrix.

    >>> tridiagonal_transpose(np.array([1.0, 0.0]), 0, np.array([2.0, 3.0]), np.eye(2))
    (array([1., 0.]), array([0.]))
    """
    rows = v @ turned(w_bar, v_bar, w, v)[0]
    beside = np.sum(rows[:-1] * v[1:] + rows[1:] * v[:-1], axis=1)
    return np.sum(rows * v, axis=1), beside


def tridiagonal_tangent(d_dot: Any, e_dot: Any, w: Any, v: Any) -> tuple[Any, Any]:
    """What moving one of these does; the other is the number 0.

    >>> tridiagonal_tangent(np.ones(2), 0, np.array([2.0, 3.0]), np.eye(2))[0]
    array([1., 1.])
    """
    moved = np.zeros_like(v)
    if not isinstance(d_dot, int):
        moved = moved + d_dot[:, None] * v
    if not isinstance(e_dot, int):
        moved[:-1] += e_dot[:, None] * v[1:]
        moved[1:] += e_dot[:, None] * v[:-1]
    inner, equal = v.T @ moved, alike(w)
    v_dot = v @ (inverse_gaps(w, equal) * inner)
    return np.diagonal(inner).copy(), np.where(jumping(inner, equal), np.nan, v_dot)

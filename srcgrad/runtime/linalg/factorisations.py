"""Adjoints of factorisations, stacks of matrices included.

Formulas: M. Giles, *Collected matrix derivative results*; J. Townsend, *Differentiating the
singular value decomposition*; S. Walter and L. Lehmann, *Algorithmic differentiation of linear
algebra functions*. An adjoint of a result that nobody uses is the number 0.
"""

from typing import Any

import numpy as np

from srcgrad.runtime.linalg.equal_values import (
    alike,
    fixed,
    inverse_gaps,
    jumping,
    negligible,
    settled,
)


def weighed(weights: Any, x: Any) -> Any:
    """`weights * x`, where a zero of `x` counts for nothing."""
    return np.where(x == 0, 0, weights * x)


def eigh_transpose(w_bar: Any, v_bar: Any, w: Any, v: Any, uplo: str) -> Any:
    """The adjoint of the symmetric matrix whose eigenvalues are `w`, eigenvectors `v`.

    It stands in the triangle that NumPy reads. Eigenvectors of equal eigenvalues have no
    derivative: an error where they are used.

    >>> eigh_transpose(np.array([0.0, 1.0]), 0, np.array([1.0, 3.0]), np.eye(2), "L")
    array([[0., 0.],
           [0., 1.]])
    """
    t = np.swapaxes(v, -1, -2)
    turned = np.zeros_like(v)  # `conj(v) @ inner`
    if not isinstance(w_bar, int):
        turned = np.conj(v) * w_bar[..., None, :]
    if not isinstance(v_bar, int):
        equal = alike(w)
        settled(w_bar, equal)
        turned = turned + np.conj(v) @ (inverse_gaps(w, equal) * (t @ fixed(v_bar, equal)))
    full = turned @ t
    full = half_diagonal(full + np.conj(np.swapaxes(full, -1, -2)))
    return np.tril(full) if uplo.upper() == "L" else np.triu(full)


def svd_transpose(u_bar: Any, s_bar: Any, vt_bar: Any, u: Any, s: Any, vt: Any) -> Any:
    """The adjoint of the matrix `u @ diag(s) @ vt`, of the reduced or the full decomposition.

    Singular vectors of equal singular values have no derivative: an error where they are used.
    So do those of a singular value 0 on the side that has further vectors beside them.

    >>> svd_transpose(0, np.array([1.0, 2.0]), 0, np.eye(2), np.array([5.0, 3.0]), np.eye(2))
    array([[1., 0.],
           [0., 2.]])
    """
    ut, v = np.conj(np.swapaxes(u, -1, -2)), np.conj(np.swapaxes(vt, -1, -2))
    row, column = s[..., None, :], s[..., :, None]
    if isinstance(u_bar, int) and isinstance(vt_bar, int):
        return np.conj((u * s_bar[..., None, :]) @ vt)
    inner = np.zeros_like(ut @ u)
    outside = 0
    equal, zero = alike(s), negligible(s)
    if not isinstance(s_bar, int):
        inner = on_diagonal(inner, settled(s_bar, equal))
    gaps = inverse_gaps(s, equal) / np.where(equal | (row + column == 0), 1, row + column)
    reciprocal = np.where(zero, 0, 1 / np.where(zero, 1, s))
    if not isinstance(u_bar, int):
        turned = ut @ np.conj(fixed(u_bar, equal, zero & (u.shape[-2] > u.shape[-1])))
        inner = inner + gaps * (turned - np.conj(np.swapaxes(turned, -1, -2))) * row
        if np.iscomplexobj(u):  # the phases of both vectors of a pair turn together
            phase = np.diagonal(turned, axis1=-2, axis2=-1).imag
            turn = 1j * weighed(np.where(zero, np.nan, reciprocal), phase)
            inner = on_diagonal(inner, turn)
        if u.shape[-2] > u.shape[-1]:
            rest = np.conj(u_bar) - u @ turned
            outside = outside + (reciprocal[..., None, :] * rest) @ vt
    if not isinstance(vt_bar, int):
        beside = zero & (vt.shape[-1] > vt.shape[-2])
        v_bar = fixed(np.swapaxes(vt_bar, -1, -2), equal, beside)
        turned = np.conj(np.swapaxes(v_bar, -1, -2)) @ v
        inner = inner + column * gaps * (np.conj(np.swapaxes(turned, -1, -2)) - turned)
        if vt.shape[-1] > vt.shape[-2]:
            rest = np.conj(vt_bar) - turned @ vt
            outside = outside + u @ (reciprocal[..., :, None] * rest)
    return np.conj(u @ inner @ vt + outside)


def half_diagonal(a: Any) -> Any:
    """A matrix of one's own, of whose diagonal only half is left.

    >>> half_diagonal(np.array([[2.0, 1.0], [1.0, 4.0]]))
    array([[1., 1.],
           [1., 2.]])
    """
    along = np.arange(a.shape[-1])
    a[..., along, along] *= 0.5
    return a


def on_diagonal(a: Any, values: Any) -> Any:
    """A matrix of one's own, to whose diagonal values are added.

    >>> on_diagonal(np.zeros((2, 2)), np.array([1.0, 3.0]))
    array([[1., 0.],
           [0., 3.]])
    """
    along = np.arange(a.shape[-1])
    a[..., along, along] += values
    return a


def turned(a: Any) -> Any:
    """The conjugate transpose of each matrix."""
    return np.conj(np.swapaxes(a, -1, -2))


def solved(a: Any, b: Any) -> Any:
    """`np.linalg.solve(a, b)`, of NaN where `a` is singular.

    >>> solved(np.zeros((1, 1)), np.ones((1, 1)))
    array([[nan]])
    """
    try:
        return np.linalg.solve(a, b)
    except np.linalg.LinAlgError:
        return np.full(np.broadcast_shapes(a.shape, b.shape), np.nan, dtype=b.dtype)


def cholesky_transpose(low_bar: Any, low: Any) -> Any:
    """The adjoint of `a` in `low = np.linalg.cholesky(a)`, in the triangle that NumPy reads.

    >>> cholesky_transpose(np.array([[3.0]]), np.array([[2.0]]))
    array([[0.75]])
    """
    high = np.swapaxes(low, -1, -2)
    s = half_diagonal(np.tril(high @ low_bar))
    s = solved(high, np.swapaxes(solved(np.conj(high), np.swapaxes(s, -1, -2)), -1, -2))
    if np.iscomplexobj(s):  # of the diagonal only the real part is read
        s = on_diagonal(s, -1j * np.diagonal(s, axis1=-2, axis2=-1).imag)
    return np.tril(s) + np.tril(np.conj(np.swapaxes(s, -1, -2)), -1)


def eigh_tangent(a_dot: Any, w: Any, v: Any, uplo: str) -> Any:
    """The tangents of eigenvalues and eigenvectors; only one triangle of `a_dot` counts.

    >>> w_dot, v_dot = eigh_tangent(np.ones((2, 2)), np.array([1.0, 3.0]), np.eye(2), "L")
    >>> w_dot, v_dot
    (array([1., 1.]), array([[ 0. ,  0.5],
           [-0.5,  0. ]]))
    """
    half = np.tril(a_dot, -1) if uplo.upper() == "L" else np.triu(a_dot, 1)
    turned = np.conj(np.swapaxes(half, -1, -2))
    full = on_diagonal(half + turned, np.real(np.diagonal(a_dot, axis1=-2, axis2=-1)))
    inner = np.conj(np.swapaxes(v, -1, -2)) @ full @ v
    values = np.real(np.diagonal(inner, axis1=-2, axis2=-1))
    equal = alike(w)
    v_dot = v @ (inverse_gaps(w, equal) * inner)
    return values.copy(), np.where(jumping(inner, equal)[..., None, :], np.nan, v_dot)


def svd_tangent(a_dot: Any, u: Any, s: Any, vt: Any) -> Any:
    """The tangents of the three parts of the reduced or full singular value decomposition.

    >>> svd_tangent(np.diag([1.0, 2.0]), np.eye(2), np.array([5.0, 3.0]), np.eye(2))[1]
    array([1., 2.])
    """
    k = s.shape[-1]
    others = u[..., k:], np.swapaxes(vt, -1, -2)[..., k:]
    u, vt = u[..., :k], vt[..., :k, :]
    ut, v = np.conj(np.swapaxes(u, -1, -2)), np.conj(np.swapaxes(vt, -1, -2))
    row, column = s[..., None, :], s[..., :, None]
    inner = ut @ a_dot @ v
    turned = np.swapaxes(inner, -1, -2)
    equal, zero = alike(s), negligible(s)
    gaps = inverse_gaps(s, equal) / np.where(equal | (row + column == 0), 1, row + column)
    reciprocal = np.where(zero, np.nan, 1 / np.where(zero, 1, s))
    jumps = (jumping(inner, equal) | jumping(turned, equal))[..., None, :]
    u_dot = np.where(jumps, np.nan, u @ (gaps * (inner * row + column * turned)))
    v_dot = np.where(jumps, np.nan, v @ (gaps * (column * inner + turned * row)))
    if u.shape[-2] > u.shape[-1]:
        rest = a_dot @ v - u @ inner
        u_dot = u_dot + weighed(reciprocal[..., None, :], rest)
    if vt.shape[-1] > vt.shape[-2]:
        rest = np.swapaxes(a_dot, -1, -2) @ u - v @ turned
        v_dot = v_dot + weighed(reciprocal[..., None, :], rest)
    values = np.real(np.diagonal(inner, axis1=-2, axis2=-1))
    u_dot, v_dot = all_dot(u_dot, u, others[0]), all_dot(v_dot, v, others[1])
    return u_dot, values.copy(), np.swapaxes(v_dot, -1, -2)


def all_dot(u_dot: Any, u: Any, others: Any) -> Any:
    """The tangents of all singular vectors, from those that belong to singular values.

    >>> all_dot(np.array([[0.0], [2.0]]), np.array([[1.0], [0.0]]), np.array([[0.0], [1.0]]))
    array([[ 0., -2.],
           [ 2.,  0.]])
    """
    if others.shape[-1] == 0:
        return u_dot
    rest = -u @ (turned(u_dot) @ others)
    if others.shape[-1] > 1 or np.iscomplexobj(others):  # NumPy chooses some, or the phase of one
        rest = np.full_like(rest, np.nan)
    return np.concatenate([u_dot, rest], axis=-1)


def cholesky_tangent(a_dot: Any, low: Any) -> Any:
    """The tangent of the lower factor; only the lower triangle of `a_dot` counts.

    >>> cholesky_tangent(np.array([[3.0]]), np.array([[2.0]]))
    array([[0.75]])
    """
    s = np.tril(a_dot) + np.conj(np.swapaxes(np.tril(a_dot, -1), -1, -2))
    if np.iscomplexobj(s):  # of the diagonal only the real part is read
        s = on_diagonal(s, -1j * np.diagonal(s, axis1=-2, axis2=-1).imag)
    s = solved(low, np.conj(np.swapaxes(solved(low, s), -1, -2)))
    return low @ half_diagonal(np.tril(s))

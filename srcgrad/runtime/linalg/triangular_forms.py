"""Derivatives of what turns a matrix into a triangle, or takes a symmetric one apart."""

from typing import Any

import numpy as np

from srcgrad.runtime.linalg.solving import folded, mirrored


def turning_planes(n: int) -> Any:
    """The turns of two axes each, as skew matrices, with the rows and columns that they join.

    >>> turning_planes(2)[2]
    array([[[ 0., -1.],
            [ 1.,  0.]]])
    """
    rows, columns = np.tril_indices(n, -1)
    turns = np.eye(n * n)[rows * n + columns] - np.eye(n * n)[columns * n + rows]
    return rows, columns, turns.reshape(len(rows), n, n)


def below(m: Any, t: Any, rows: Any, columns: Any) -> Any:
    """What must stay zero in a Schur form: below the diagonal, and two equal numbers in a block.

    >>> below(np.array([[1.0, 2.0], [3.0, 4.0]]), np.eye(2), np.array([1]), np.array([0]))
    array([3.])
    """
    block = t[rows, columns] != 0
    return np.where(block, m[..., rows, rows] - m[..., columns, columns], m[..., rows, columns])


def schur_tangent(a_dot: Any, t: Any, z: Any) -> Any:
    """The tangents of `t, z = scipy.linalg.schur(a)` of a real matrix.

    >>> schur_tangent(np.eye(2), np.array([[1.0, 2.0], [0.0, 3.0]]), np.eye(2))[0]
    array([[1., 0.],
           [0., 1.]])
    """
    rows, columns, turns = turning_planes(t.shape[-1])
    moved = z.T @ a_dot @ z
    sides = below(t @ turns - turns @ t, t, rows, columns)
    turn = np.tensordot(np.linalg.solve(sides.T, below(-moved, t, rows, columns)), turns, 1)
    held = np.triu(np.ones(t.shape)) + np.tril(t != 0, -1)
    return (moved + t @ turn - turn @ t) * held, z @ turn


def schur_transpose(t_bar: Any, z_bar: Any, t: Any, z: Any) -> Any:
    """The adjoint of the matrix.

    >>> schur_transpose(np.eye(2), 0, np.array([[1.0, 2.0], [0.0, 3.0]]), np.eye(2))
    array([[1., 0.],
           [0., 1.]])
    """
    rows, columns, turns = turning_planes(t.shape[-1])
    held = np.triu(np.ones(t.shape)) + np.tril(t != 0, -1)
    moved_bar = t_bar * held
    turn_bar = t.T @ moved_bar - moved_bar @ t.T
    if not isinstance(z_bar, int):
        turn_bar = turn_bar + z.T @ z_bar
    sides = below(t @ turns - turns @ t, t, rows, columns)
    share = np.linalg.solve(sides, np.sum(turns * turn_bar, axis=(-2, -1)))
    block = t[rows, columns] != 0
    moved_bar[rows, columns] -= np.where(block, 0.0, share)
    apart = np.zeros(t.shape[-1])
    np.add.at(apart, rows, np.where(block, share, 0.0))
    np.subtract.at(apart, columns, np.where(block, share, 0.0))
    return z @ (moved_bar - np.diag(apart)) @ z.T


def ldl_tangent(a_dot: Any, f: Any, d: Any, perm: Any, lower: bool) -> Any:
    """The tangents of `f, d, perm = scipy.linalg.ldl(a)` of a real symmetric matrix.

    >>> ldl_tangent(np.eye(2), np.eye(2), np.eye(2), np.arange(2), True)[1]
    array([[1., 0.],
           [0., 1.]])
    """
    own = f[perm]
    whole = mirrored(a_dot, lower)[perm][:, perm]
    moved = np.linalg.solve(own, np.linalg.solve(own, whole).T).T
    inside = (d != 0) | np.eye(len(d), dtype=bool)
    side = np.tril(np.ones(d.shape), -1) if lower else np.triu(np.ones(d.shape), 1)
    turned = own @ np.linalg.solve(d.T, (moved * (side * ~inside)).T).T
    return turned[np.argsort(perm)], moved * inside


def ldl_transpose(
    f_bar: Any,
    d_bar: Any,
    f: Any,
    d: Any,
    perm: Any,
    lower: bool,
) -> Any:
    """The adjoint of the triangle of the matrix that is read.

    >>> ldl_transpose(0, np.eye(2), np.eye(2), np.eye(2), np.arange(2), True)
    array([[1., 0.],
           [0., 1.]])
    """
    own = f[perm]
    inside = (d != 0) | np.eye(len(d), dtype=bool)
    moved_bar = d_bar * inside
    if not isinstance(f_bar, int):
        side = np.tril(np.ones(d.shape), -1) if lower else np.triu(np.ones(d.shape), 1)
        moved_bar = moved_bar + np.linalg.solve(d, (own.T @ f_bar[perm]).T).T * (side * ~inside)
    whole = np.linalg.solve(own.T, np.linalg.solve(own.T, moved_bar.T).T)
    back = np.argsort(perm)
    return folded(whole[back][:, back], lower)

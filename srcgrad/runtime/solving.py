"""Adjoints and tangents of systems that are solved by factors, triangles and bands of matrices."""

from typing import Any

import numpy as np


def folded(g: Any, lower: bool) -> Any:
    """The adjoint of the triangle that stands for a symmetric matrix, from that of the matrix.

    >>> folded(np.array([[1.0, 2.0], [3.0, 4.0]]), True)
    array([[1., 0.],
           [5., 4.]])
    """
    t = np.swapaxes(g, -1, -2)
    return np.tril(g) + np.tril(t, -1) if lower else np.triu(g) + np.triu(t, 1)


def mirrored(a: Any, lower: bool) -> Any:
    """The symmetric matrix of which a triangle is given.

    >>> mirrored(np.array([[1.0, 2.0], [3.0, 4.0]]), True)
    array([[1., 3.],
           [3., 4.]])
    """
    half = np.tril(a, -1) if lower else np.triu(a, 1)
    return half + np.swapaxes(half, -1, -2) + np.eye(a.shape[-1], dtype=a.dtype) * a


def columns(x: Any) -> Any:
    """A vector as a matrix of one column."""
    return x[:, None] if np.ndim(x) == 1 else x


def cho_solve_transpose(b_bar: Any, y: Any, c: Any, lower: bool) -> Any:
    """The adjoint of the factor `c` in `y = cho_solve((c, lower), b)`.

    >>> cho_solve_transpose(np.ones(1), np.ones(1), np.array([[2.0]]), True)
    array([[-4.]])
    """
    b_bar, y = columns(b_bar), columns(y)
    factor = np.swapaxes(np.tril(c), -1, -2) if lower else np.triu(c)
    b_bar_t, y_t = np.swapaxes(b_bar, -1, -2), np.swapaxes(y, -1, -2)
    c_bar = -np.triu(factor @ b_bar @ y_t + factor @ y @ b_bar_t)
    return np.swapaxes(c_bar, -1, -2) if lower else c_bar


def cho_product_tangent(c_dot: Any, c: Any, lower: bool, y: Any) -> Any:
    """The tangent of the product of `y` with the matrix that has the factor `c`.

    >>> cho_product_tangent(np.ones((1, 1)), np.array([[2.0]]), False, np.ones(1))
    array([4.])
    """
    factor, moved = (np.swapaxes(np.tril(x), -1, -2) if lower else np.triu(x) for x in (c, c_dot))
    return np.swapaxes(moved, -1, -2) @ (factor @ y) + np.swapaxes(factor, -1, -2) @ (moved @ y)


def pivoted(piv: Any, rows: int) -> Any:
    """The order of the rows after the exchanges that `lu_factor` tells.

    >>> pivoted(np.array([2, 2, 2]), 3)
    array([2, 0, 1])
    """
    order = np.arange(rows)
    for i, k in enumerate(piv[:rows]):
        order[[i, k]] = order[[k, i]]
    return order


def places_of_ones(permutation: Any, rows: int) -> Any:
    """In which row the one of each column stands; there is no such matrix of an empty one.

    >>> places_of_ones(np.array([[0.0, 1.0], [1.0, 0.0]]), 2)
    array([1, 0])
    """
    return np.argmax(permutation, 0) if permutation.size else np.arange(rows)


def lu_parts(lu: Any) -> tuple[Any, Any]:
    """The square matrices that stand for the factors, filled up with ones on the diagonal."""
    m, n = lu.shape
    low, high = np.eye(m, dtype=lu.dtype), np.eye(n, dtype=lu.dtype)
    k = min(m, n)
    low[:, :k] += np.tril(lu[:, :k], -1)
    high[:k] = np.triu(lu[:k])
    return low, high


def lu_solve_transpose(b_bar: Any, y: Any, lu: Any, piv: Any, trans: bool) -> Any:
    """The adjoint of `lu` in `y = lu_solve((lu, piv), b, trans)`.

    >>> lu_solve_transpose(np.ones(1), np.ones(1), np.array([[2.0]]), np.array([0]), False)
    array([[-1.]])
    """
    low, high = lu_parts(lu)
    left, right = (y, b_bar) if trans else (b_bar, y)
    left, right = columns(left[pivoted(piv, len(left))]), columns(right)
    return -np.tril(left @ (high @ right).T, -1) - np.triu((low.T @ left) @ right.T)


def lu_product_tangent(lu_dot: Any, lu: Any, piv: Any, y: Any, trans: bool) -> Any:
    """The tangent of the product of `y` with the matrix of the factors, or its transpose.

    >>> lu_product_tangent(np.ones((1, 1)), np.array([[2.0]]), np.array([0]), np.ones(1), False)
    array([1.])
    """
    low, high = lu_parts(lu)
    low_dot, high_dot = np.tril(lu_dot, -1), np.triu(lu_dot)
    order = pivoted(piv, len(y))
    if trans:
        picked = y[order]
        return high.T @ (low_dot.T @ picked) + high_dot.T @ (low.T @ picked)
    moved = np.empty_like(y)
    moved[order] = low_dot @ (high @ y) + low @ (high_dot @ y)
    return moved


def lu_transpose(lu_bar: Any, lu: Any, order: Any) -> Any:
    """The adjoint of `a`, of which the rows in `order` have the factors `lu`.

    >>> lu_transpose(np.array([[3.0]]), np.array([[2.0]]), np.array([0]))
    array([[3.]])
    """
    low, high = lu_parts(lu)
    inner = np.tril(low.T @ lu_bar, -1) + np.triu(lu_bar @ high.T)
    left = np.linalg.solve(low.T, inner)
    a_bar = np.empty_like(left)
    a_bar[order] = np.linalg.solve(high, left.T).T
    return a_bar


def lu_tangent(a_dot: Any, lu: Any, order: Any) -> Any:
    """The tangent of `lu`, the factors of the rows of `a` in `order`.

    >>> lu_tangent(np.array([[3.0]]), np.array([[2.0]]), np.array([0]))
    array([[3.]])
    """
    low, high = lu_parts(lu)
    inner = np.linalg.solve(high.T, np.linalg.solve(low, a_dot[order]).T).T
    return low @ np.tril(inner, -1) + np.triu(inner) @ high


def packed(low: Any, high: Any, like_low: Any, like_high: Any) -> Any:
    """The two factors in one matrix, without the ones; a factor of nothing is the number 0.

    >>> packed(np.array([[1.0, 0.0], [2.0, 1.0]]), 0, np.eye(2), np.eye(2))
    array([[0., 0.],
           [2., 0.]])
    """
    lu = np.zeros((like_low.shape[0], like_high.shape[1]), like_low.dtype)
    if not isinstance(low, int):
        lu[:, : low.shape[1]] += np.tril(low, -1)
    if not isinstance(high, int):
        lu[: high.shape[0]] += np.triu(high)
    return lu

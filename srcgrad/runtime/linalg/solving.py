"""Adjoints and tangents of systems that are solved by factors, triangles and bands of matrices."""

from typing import Any

import numpy as np

from srcgrad.runtime.linalg.factorisations import on_diagonal


def folded(g: Any, lower: bool, conjugate: bool = False) -> Any:
    """The adjoint of the triangle that stands for a symmetric, or Hermitian, matrix, from its own.

    >>> folded(np.array([[1.0, 2.0], [3.0, 4.0]]), True)
    array([[1., 0.],
           [5., 4.]])
    """
    t = np.swapaxes(g, -1, -2)
    if conjugate:
        own, other = (np.tril(g, -1), np.tril(t, -1)) if lower else (np.triu(g, 1), np.triu(t, 1))
        return on_diagonal(own + np.conj(other), np.diagonal(g, axis1=-2, axis2=-1).real)
    return np.tril(g) + np.tril(t, -1) if lower else np.triu(g) + np.triu(t, 1)


def mirrored(a: Any, lower: bool, conjugate: bool = False) -> Any:
    """The symmetric, or Hermitian, matrix of which a triangle is given.

    >>> mirrored(np.array([[1.0, 2.0], [3.0, 4.0]]), True)
    array([[1., 3.],
           [3., 4.]])
    """
    half = np.tril(a, -1) if lower else np.triu(a, 1)
    if conjugate:
        other = np.conj(np.swapaxes(half, -1, -2))
        return on_diagonal(half + other, np.diagonal(a, axis1=-2, axis2=-1).real)
    return on_diagonal(half + np.swapaxes(half, -1, -2), np.diagonal(a, axis1=-2, axis2=-1))


def columns(x: Any) -> Any:
    """A vector as a matrix of one column."""
    return x[:, None] if np.ndim(x) == 1 else x


def same(lower: Any) -> bool:
    """Which triangle holds the factor: of each matrix of a stack the same.

    >>> same(np.array([True, True])), same(False)
    (True, False)
    """
    return bool(np.any(lower))


def cho_solve_transpose(b_bar: Any, y: Any, c: Any, lower: bool) -> Any:
    """The adjoint of the factor `c` in `y = cho_solve((c, lower), b)`.

    >>> cho_solve_transpose(np.ones(1), np.ones(1), np.array([[2.0]]), True)
    array([[-4.]])
    """
    b_bar, y, lower = columns(b_bar), columns(y), same(lower)
    factor = np.conj(np.swapaxes(np.tril(c), -1, -2)) if lower else np.triu(c)
    b_bar_t, y_t = np.swapaxes(b_bar, -1, -2), np.swapaxes(y, -1, -2)
    c_bar = -np.triu(np.conj(factor) @ b_bar @ y_t + np.conj(factor @ y @ b_bar_t))
    return np.conj(np.swapaxes(c_bar, -1, -2)) if lower else c_bar


def cho_product_tangent(c_dot: Any, c: Any, lower: bool, y: Any) -> Any:
    """The tangent of the product of `y` with the matrix that has the factor `c`.

    >>> cho_product_tangent(np.ones((1, 1)), np.array([[2.0]]), False, np.ones(1))
    array([4.])
    """
    lower = same(lower)
    if lower:
        factor, moved = (np.conj(np.swapaxes(np.tril(x), -1, -2)) for x in (c, c_dot))
    else:
        factor, moved = np.triu(c), np.triu(c_dot)
    turned, turning = (np.conj(np.swapaxes(x, -1, -2)) for x in (factor, moved))
    return turning @ (factor @ y) + turned @ (moved @ y)


def pivoted(piv: Any, rows: int) -> Any:
    """The order of the rows after the exchanges that `lu_factor` tells.

    >>> pivoted(np.array([2, 2, 2]), 3)
    array([2, 0, 1])
    """
    order = np.broadcast_to(np.arange(rows), (*piv.shape[:-1], rows)).copy()
    for i in range(min(piv.shape[-1], rows)):
        k, here = piv[..., i : i + 1], order[..., i : i + 1].copy()
        order[..., i : i + 1] = np.take_along_axis(order, k, -1)
        np.put_along_axis(order, k, here, -1)
    return order


def picked(x: Any, order: Any) -> Any:
    """The rows of a matrix, or of each of a stack, in an order."""
    shape = np.broadcast_shapes(x.shape[:-2], order.shape[:-1])
    x = np.broadcast_to(x, (*shape, *x.shape[-2:]))
    return np.take_along_axis(x, np.broadcast_to(order, (*shape, order.shape[-1]))[..., None], -2)


def places_of_ones(permutation: Any, rows: int) -> Any:
    """In which row the one of each column stands; there is no such matrix of an empty one.

    >>> places_of_ones(np.array([[0.0, 1.0], [1.0, 0.0]]), 2)
    array([1, 0])
    """
    if permutation.size:
        return np.argmax(permutation, -2)
    return np.broadcast_to(np.arange(rows), (*permutation.shape[:-2], rows))


def lu_parts(lu: Any) -> tuple[Any, Any]:
    """The square matrices that stand for the factors, filled up with ones on the diagonal."""
    m, n = lu.shape[-2:]
    low, high = (np.zeros((*lu.shape[:-2], k, k), lu.dtype) for k in (m, n))
    low[..., range(m), range(m)] = high[..., range(n), range(n)] = 1
    k = min(m, n)
    low[..., :k] += np.tril(lu[..., :k], -1)
    high[..., :k, :] = np.triu(lu[..., :k, :])
    return low, high


def lu_solve_transpose(b_bar: Any, y: Any, lu: Any, piv: Any, trans: bool) -> Any:
    """The adjoint of `lu` in `y = lu_solve((lu, piv), b, trans)`.

    >>> lu_solve_transpose(np.ones(1), np.ones(1), np.array([[2.0]]), np.array([0]), False)
    array([[-1.]])
    """
    low, high = lu_parts(lu)
    left, right = (columns(y), columns(b_bar)) if trans else (columns(b_bar), columns(y))
    left = picked(left, pivoted(piv, left.shape[-2]))
    across, below = np.swapaxes(high @ right, -1, -2), np.swapaxes(low, -1, -2) @ left
    return -np.tril(left @ across, -1) - np.triu(below @ np.swapaxes(right, -1, -2))


def lu_product_tangent(lu_dot: Any, lu: Any, piv: Any, y: Any, trans: bool) -> Any:
    """The tangent of the product of `y` with the matrix of the factors, or its transpose.

    >>> lu_product_tangent(np.ones((1, 1)), np.array([[2.0]]), np.array([0]), np.ones(1), False)
    array([1.])
    """
    low, high = lu_parts(lu)
    low_dot, high_dot, x = np.tril(lu_dot, -1), np.triu(lu_dot), columns(y)
    order = pivoted(piv, x.shape[-2])
    if trans:
        rows = picked(x, order)
        low, low_dot = np.swapaxes(low, -1, -2), np.swapaxes(low_dot, -1, -2)
        high, high_dot = np.swapaxes(high, -1, -2), np.swapaxes(high_dot, -1, -2)
        moved = high @ (low_dot @ rows) + high_dot @ (low @ rows)
    else:
        moved = picked(low_dot @ (high @ x) + low @ (high_dot @ x), np.argsort(order))
    return moved[..., 0] if np.ndim(y) == 1 else moved


def lu_transpose(lu_bar: Any, lu: Any, order: Any) -> Any:
    """The adjoint of `a`, of which the rows in `order` have the factors `lu`.

    >>> lu_transpose(np.array([[3.0]]), np.array([[2.0]]), np.array([0]))
    array([[3.]])
    """
    low, high = lu_parts(lu)
    below, right = np.swapaxes(low, -1, -2), np.swapaxes(high, -1, -2)
    inner = np.tril(below @ lu_bar, -1) + np.triu(lu_bar @ right)
    left = np.swapaxes(np.linalg.solve(below, inner), -1, -2)
    return picked(np.swapaxes(np.linalg.solve(high, left), -1, -2), np.argsort(order))


def lu_tangent(a_dot: Any, lu: Any, order: Any) -> Any:
    """The tangent of `lu`, the factors of the rows of `a` in `order`.

    >>> lu_tangent(np.array([[3.0]]), np.array([[2.0]]), np.array([0]))
    array([[3.]])
    """
    low, high = lu_parts(lu)
    left = np.swapaxes(np.linalg.solve(low, picked(a_dot, order)), -1, -2)
    inner = np.swapaxes(np.linalg.solve(np.swapaxes(high, -1, -2), left), -1, -2)
    return low @ np.tril(inner, -1) + np.triu(inner) @ high


def packed(low: Any, high: Any, like_low: Any, like_high: Any) -> Any:
    """The two factors in one matrix, without the ones; a factor of nothing is the number 0.

    >>> packed(np.array([[1.0, 0.0], [2.0, 1.0]]), 0, np.eye(2), np.eye(2))
    array([[0., 0.],
           [2., 0.]])
    """
    lu = np.zeros((*like_low.shape[:-1], like_high.shape[-1]), like_low.dtype)
    if not isinstance(low, int):
        lu[..., : low.shape[-1]] += np.tril(low, -1)
    if not isinstance(high, int):
        lu[..., : high.shape[-2], :] += np.triu(high)
    return lu

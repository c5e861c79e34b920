"""Linear systems: exact, in the sense of least squares, and of tensors."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, vjp
from srcgrad.runtime import (
    cond_slope,
    lstsq_matrix_tangent,
    lstsq_matrix_transpose,
    lstsq_right_tangent,
    lstsq_right_transpose,
    unbroadcast,
)


@vjp(np.linalg.solve, complex=True)
def solve(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    if a.ndim == 2 and b.ndim <= 2:
        b_bar = np.linalg.solve(a.T, y_bar)
        if b.ndim == 1:
            return -np.outer(b_bar, y), b_bar
        return -b_bar @ y.T, b_bar
    if y.ndim == a.ndim - 1:  # a stack of vectors
        b_bar = np.linalg.solve(np.swapaxes(a, -1, -2), y_bar[..., None])[..., 0]
        return -b_bar[..., None] * y[..., None, :], unbroadcast(b_bar, b.shape)
    b_bar = np.linalg.solve(np.swapaxes(a, -1, -2), y_bar)
    return unbroadcast(-b_bar @ np.swapaxes(y, -1, -2), a.shape), unbroadcast(b_bar, b.shape)


@jvp(np.linalg.solve)
def solve_tangent(a_dot: Any, b_dot: Any, y: Any, a: Any, b: Any) -> Any:
    if a.ndim > 2 and y.ndim == a.ndim - 1:  # a stack of vectors
        moved = np.linalg.solve(a, np.broadcast_to(b_dot, y.shape)[..., None])
        return -np.linalg.solve(a, a_dot @ y[..., None])[..., 0], moved[..., 0]
    return -np.linalg.solve(a, a_dot @ y), np.linalg.solve(a, b_dot)


@vjp(np.linalg.lstsq, complex=True)
def lstsq(y_bar: Any, y: Any, a: Any, b: Any, rcond: Any = None) -> Any:
    if not isinstance(y_bar[3], int):
        raise NotImplementedError("lstsq whose singular values are used: take them by svd")
    return (
        lstsq_matrix_transpose(y_bar[0], y_bar[1], y[0], a, b, rcond),
        lstsq_right_transpose(y_bar[0], y_bar[1], y[0], a, b, rcond),
    )


@jvp(np.linalg.lstsq)
def lstsq_tangent(a_dot: Any, b_dot: Any, y: Any, a: Any, b: Any, rcond: Any = None) -> Any:
    return (
        lstsq_matrix_tangent(a_dot, y[0], y[1], a, b, rcond),
        lstsq_right_tangent(b_dot, y[0], y[1], a, b, rcond),
    )


@vjp(np.linalg.cond, complex=True)
def cond(y_bar: Any, y: Any, x: Any, p: Any = None) -> Any:
    return (y_bar if np.ndim(y) == 0 else y_bar[..., None, None]) * cond_slope(x, p)


@jvp(np.linalg.cond)
def cond_tangent(x_dot: Any, y: Any, x: Any, p: Any = None) -> Any:
    return np.sum(cond_slope(x, p) * x_dot, axis=(-2, -1))


@vjp(np.linalg.tensorsolve, complex=True)
def tensorsolve(y_bar: Any, y: Any, a: Any, b: Any) -> Any:
    matrix = np.reshape(a, (b.size, b.size))
    b_bar = np.linalg.solve(matrix.T, np.ravel(y_bar))
    return np.reshape(-np.outer(b_bar, y), a.shape), np.reshape(b_bar, b.shape)


@jvp(np.linalg.tensorsolve)
def tensorsolve_tangent(a_dot: Any, b_dot: Any, y: Any, a: Any, b: Any) -> Any:
    return (
        -np.linalg.tensorsolve(a, np.reshape(np.tensordot(a_dot, y, y.ndim), b.shape)),
        np.linalg.tensorsolve(a, b_dot),
    )


@vjp(np.linalg.tensorinv, complex=True)
def tensorinv(y_bar: Any, y: Any, a: Any, ind: int = 2) -> Any:
    rows = span(0, a.ndim - ind)
    turned = np.tensordot(y, y_bar, (rows, rows))
    return -np.tensordot(turned, y, (span(ind, 2 * ind), span(a.ndim - ind, a.ndim)))


@jvp(np.linalg.tensorinv)
def tensorinv_tangent(a_dot: Any, y: Any, a: Any, ind: int = 2) -> Any:
    return -np.tensordot(np.tensordot(y, a_dot, ind), y, a.ndim - ind)


def span(start: int, stop: int) -> tuple[int, ...]:
    """The axes from `start` to before `stop`, as a constant of the generated text."""
    return tuple(range(start, stop))

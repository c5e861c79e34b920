"""Adjoints of functions of matrices."""

from typing import Any

import numpy as np


def pinv_transpose(p_bar: Any, p: Any, a: Any) -> Any:
    """The adjoint of `a` in `p = np.linalg.pinv(a)`, where the rank of `a` does not change.

    >>> pinv_transpose(np.eye(2), np.diag([0.5, 1.0]), np.diag([2.0, 1.0]))
    array([[-0.25,  0.  ],
           [ 0.  , -1.  ]])
    """
    pt, gt = np.swapaxes(p, -1, -2), np.swapaxes(p_bar, -1, -2)
    rows, columns = np.eye(a.shape[-2]), np.eye(a.shape[-1])
    found, ph = -pt @ p_bar @ pt, np.conj(pt)
    moved = (rows - a @ p) @ gt @ p @ ph + ph @ p @ gt @ (columns - p @ a)
    return found + np.conj(moved)


def matrix_power_transpose(y_bar: Any, a: Any, n: int) -> Any:
    """The adjoint of `a` in `np.linalg.matrix_power(a, n)`.

    >>> matrix_power_transpose(np.eye(2), np.diag([1.0, 3.0]), 2)
    array([[2., 0.],
           [0., 6.]])
    """
    if n < 0:
        inverse = np.swapaxes(np.linalg.inv(a), -1, -2)
        return -inverse @ matrix_power_transpose(y_bar, np.linalg.inv(a), -n) @ inverse
    at = np.swapaxes(a, -1, -2)
    a_bar, left = np.zeros_like(y_bar), y_bar
    for k in range(n):
        a_bar = a_bar + left @ np.linalg.matrix_power(at, n - 1 - k)
        left = at @ left
    return a_bar


def chain_transpose(y_bar: Any, before: Any, operand: Any, after: Any) -> Any:
    """The adjoint of one operand of `np.linalg.multi_dot`, from those before and after it.

    >>> chain_transpose(np.ones((1, 1)), [np.ones((1, 2))], np.ones((2, 1)), [])
    array([[1.],
           [1.]])
    """
    vector_first = np.ndim(before[0] if before else operand) == 1
    vector_last = np.ndim(after[-1] if after else operand) == 1
    y_bar = np.asarray(y_bar)
    if vector_last:
        y_bar = y_bar[..., None]
    if vector_first:
        y_bar = y_bar[None, :]
    for factor in before:
        y_bar = np.atleast_2d(factor).T @ y_bar
    for factor in after[::-1]:
        y_bar = y_bar @ (factor[None, :] if np.ndim(factor) == 1 else factor.T)
    return y_bar.reshape(np.shape(operand))


def pinv_tangent(a_dot: Any, p: Any, a: Any) -> Any:
    """The tangent of `p = np.linalg.pinv(a)`, where the rank of `a` does not change.

    >>> pinv_tangent(np.eye(2), np.diag([0.5, 1.0]), np.diag([2.0, 1.0]))
    array([[-0.25,  0.  ],
           [ 0.  , -1.  ]])
    """
    pt, dt = np.conj(np.swapaxes(p, -1, -2)), np.conj(np.swapaxes(a_dot, -1, -2))
    rows, columns = np.eye(a.shape[-2]), np.eye(a.shape[-1])
    return -p @ a_dot @ p + p @ pt @ dt @ (rows - a @ p) + (columns - p @ a) @ dt @ pt @ p


def matrix_power_tangent(a_dot: Any, a: Any, n: int) -> Any:
    """The tangent of `np.linalg.matrix_power(a, n)`.

    >>> matrix_power_tangent(np.eye(2), np.diag([1.0, 3.0]), 2)
    array([[2., 0.],
           [0., 6.]])
    """
    if n < 0:
        inverse = np.linalg.inv(a)
        return matrix_power_tangent(-inverse @ a_dot @ inverse, inverse, -n)
    total, right = np.zeros(np.broadcast(a, a_dot).shape), a_dot
    for k in range(n):
        total = total + np.linalg.matrix_power(a, n - 1 - k) @ right
        right = right @ a
    return total

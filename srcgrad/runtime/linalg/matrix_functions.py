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
    found, ph = -pt @ p_bar @ pt, np.conj(pt)
    before, after = gt @ (p @ ph), (ph @ p) @ gt
    moved = before - a @ (p @ before) + after - (after @ p) @ a
    return found + np.conj(moved)


def matrix_power_transpose(y_bar: Any, a: Any, n: int) -> Any:
    """The adjoint of `a` in `np.linalg.matrix_power(a, n)`: the tangent at the transpose.

    >>> matrix_power_transpose(np.eye(2), np.diag([1.0, 3.0]), 2)
    array([[2., 0.],
           [0., 6.]])
    """
    return matrix_power_tangent(y_bar, np.swapaxes(a, -1, -2), n)


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
    before, after = (p @ pt) @ dt, dt @ (pt @ p)
    return -p @ a_dot @ p + before - (before @ a) @ p + after - p @ (a @ after)


def matrix_power_tangent(a_dot: Any, a: Any, n: int) -> Any:
    """The tangent of `np.linalg.matrix_power(a, n)`.

    >>> matrix_power_tangent(np.eye(2), np.diag([1.0, 3.0]), 2)
    array([[2., 0.],
           [0., 6.]])
    """
    if n < 0:
        inverse = np.linalg.inv(a)
        return matrix_power_tangent(-inverse @ a_dot @ inverse, inverse, -n)
    if n == 0:
        return np.zeros(np.broadcast_shapes(np.shape(a), np.shape(a_dot)))
    power, moved = a, a_dot
    for digit in bin(n)[3:]:  # the binary digits after the first, each of which squares
        power, moved = power @ power, moved @ power + power @ moved
        if digit == "1":
            power, moved = power @ a, moved @ a + power @ a_dot
    return moved

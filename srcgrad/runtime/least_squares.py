"""Adjoints of solutions in the sense of least squares.

G. Golub and V. Pereyra, *The differentiation of pseudo-inverses and nonlinear least squares
problems whose variables separate*; the matrix keeps its rank.
"""

from typing import Any

import numpy as np


def pseudo_inverse(a: Any, rcond: Any) -> Any:
    """The pseudo-inverse, with the cutoff that `np.linalg.lstsq` takes for `rcond`.

    >>> pseudo_inverse(np.diag([2.0, 1e-30]), None)
    array([[0.5, 0. ],
           [0. , 0. ]])
    """
    if rcond is None or rcond == -1:
        dtype = np.result_type(a.dtype, np.float32)
        rcond = np.finfo(dtype).eps * (1 if rcond == -1 else max(a.shape))
    return np.linalg.pinv(a, rcond)


def lstsq_matrix_transpose(
    x_bar: Any, residuals_bar: Any, x: Any, a: Any, b: Any, rcond: Any = None
) -> Any:
    """The adjoint of `a` in `x, residuals, ... = np.linalg.lstsq(a, b, rcond)`.

    >>> a, b, x = np.full((1, 1), 2.0), np.array([6.0]), np.array([3.0])
    >>> lstsq_matrix_transpose(np.ones(1), 0, x, a, b)
    array([[-1.5]])
    """
    x, b = x.reshape(x.shape[0], -1), b.reshape(b.shape[0], -1)
    inverse = pseudo_inverse(a, rcond)
    rest = b - a @ x
    a_bar = np.zeros(a.shape, x.dtype)
    if not isinstance(x_bar, int):
        x_bar = x_bar.reshape(x.shape)
        b_bar = inverse.T @ x_bar
        null = x_bar - inverse @ (a @ x_bar)
        a_bar = a_bar - b_bar @ x.T + rest @ (inverse @ b_bar).T + (inverse.T @ x) @ null.T
    if not isinstance(residuals_bar, int) and residuals_bar.size:
        a_bar = a_bar - 2 * (rest * residuals_bar) @ x.T
    return a_bar


def lstsq_right_transpose(
    x_bar: Any, residuals_bar: Any, x: Any, a: Any, b: Any, rcond: Any = None
) -> Any:
    """The adjoint of `b` in `x, residuals, ... = np.linalg.lstsq(a, b, rcond)`.

    >>> a, b, x = np.full((1, 1), 2.0), np.array([6.0]), np.array([3.0])
    >>> lstsq_right_transpose(np.ones(1), 0, x, a, b)
    array([0.5])
    """
    columns = x.reshape(x.shape[0], -1)
    b_bar = np.zeros((b.shape[0], columns.shape[1]), x.dtype)
    if not isinstance(x_bar, int):
        b_bar = b_bar + pseudo_inverse(a, rcond).T @ x_bar.reshape(columns.shape)
    if not isinstance(residuals_bar, int) and residuals_bar.size:
        b_bar = b_bar + 2 * (b.reshape(b_bar.shape) - a @ columns) * residuals_bar
    return b_bar.reshape(b.shape)


def lstsq_matrix_tangent(a_dot: Any, x: Any, residuals: Any, a: Any, b: Any, rcond: Any) -> Any:
    """What a tangent of `a` does to all results of `np.linalg.lstsq(a, b, rcond)`.

    >>> a, b, x = np.full((1, 1), 2.0), np.array([6.0]), np.array([3.0])
    >>> lstsq_matrix_tangent(np.ones((1, 1)), x, np.empty(0), a, b, None)[0]
    array([-1.5])
    """
    columns, right = x.reshape(x.shape[0], -1), b.reshape(b.shape[0], -1)
    inverse = pseudo_inverse(a, rcond)
    moved = a_dot @ columns
    rest = right - a @ columns
    null = a_dot.T @ (inverse.T @ columns)
    x_dot = inverse @ (inverse.T @ (a_dot.T @ rest) - moved) + null - inverse @ (a @ null)
    factors = np.linalg.svd(a, full_matrices=False)
    s_dot = np.sum(factors[0] * (a_dot @ factors[2].T), axis=0)
    return x_dot.reshape(x.shape), _residuals_dot(-moved, rest, residuals), 0, s_dot


def lstsq_right_tangent(b_dot: Any, x: Any, residuals: Any, a: Any, b: Any, rcond: Any) -> Any:
    """What a tangent of `b` does to all results of `np.linalg.lstsq(a, b, rcond)`.

    >>> a, b, x = np.full((1, 1), 2.0), np.array([6.0]), np.array([3.0])
    >>> lstsq_right_tangent(np.ones(1), x, np.empty(0), a, b, None)[0]
    array([0.5])
    """
    columns, right = x.reshape(x.shape[0], -1), b.reshape(b.shape[0], -1)
    moved = b_dot.reshape(right.shape)
    x_dot = pseudo_inverse(a, rcond) @ moved
    rest = right - a @ columns
    return x_dot.reshape(x.shape), _residuals_dot(moved, rest, residuals), 0, np.zeros(min(a.shape))


def _residuals_dot(moved: Any, rest: Any, residuals: Any) -> Any:
    return 2 * np.sum(rest * moved, axis=0) if residuals.size else np.zeros_like(residuals)

"""Adjoints of solutions in the sense of least squares.

G. Golub and V. Pereyra, *The differentiation of pseudo-inverses and nonlinear least squares
problems whose variables separate*; the matrix keeps its rank.
"""

from typing import Any

import numpy as np

from srcgrad.runtime.linalg.cutoffs import cut_tangent, cut_transpose
from srcgrad.runtime.linalg.factorisations import turned
from srcgrad.runtime.linalg.solving import columns


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
    x, b = columns(x), columns(b)
    inverse = pseudo_inverse(a, rcond)
    rest = b - a @ x
    a_bar = np.zeros(a.shape, x.dtype)
    if not isinstance(x_bar, int):
        x_bar = np.conj(x_bar.reshape(x.shape))
        b_bar = turned(inverse) @ x_bar
        null = x_bar - inverse @ (a @ x_bar)
        a_bar = a_bar - b_bar @ turned(x) + rest @ turned(inverse @ b_bar)
        a_bar = a_bar + (turned(inverse) @ x) @ turned(null)
    if not isinstance(residuals_bar, int) and residuals_bar.size:
        a_bar = a_bar - 2 * (rest * residuals_bar) @ turned(x)
    a_bar = np.conj(a_bar) if np.iscomplexobj(a) else a_bar.real
    if not isinstance(x_bar, int) and rcond is not None and rcond != -1:
        a_bar = a_bar + cut_transpose(np.conj(x_bar) @ b.T, inverse, a)
    return a_bar.astype(a.dtype, copy=False)


def lstsq_right_transpose(
    x_bar: Any, residuals_bar: Any, x: Any, a: Any, b: Any, rcond: Any = None
) -> Any:
    """The adjoint of `b` in `x, residuals, ... = np.linalg.lstsq(a, b, rcond)`.

    >>> a, b, x = np.full((1, 1), 2.0), np.array([6.0]), np.array([3.0])
    >>> lstsq_right_transpose(np.ones(1), 0, x, a, b)
    array([0.5])
    """
    found = columns(x)
    b_bar = np.zeros((b.shape[0], found.shape[1]), x.dtype)
    if not isinstance(x_bar, int):
        b_bar = b_bar + pseudo_inverse(a, rcond).T @ x_bar.reshape(found.shape)
    if not isinstance(residuals_bar, int) and residuals_bar.size:
        b_bar = b_bar + 2 * np.conj(b.reshape(b_bar.shape) - a @ found) * residuals_bar
    b_bar = b_bar.reshape(b.shape)
    return (b_bar if np.iscomplexobj(b) else b_bar.real).astype(b.dtype, copy=False)


def lstsq_matrix_tangent(a_dot: Any, x: Any, residuals: Any, a: Any, b: Any, rcond: Any) -> Any:
    """What a tangent of `a` does to all results of `np.linalg.lstsq(a, b, rcond)`.

    >>> a, b, x = np.full((1, 1), 2.0), np.array([6.0]), np.array([3.0])
    >>> lstsq_matrix_tangent(np.ones((1, 1)), x, np.empty(0), a, b, None)[0]
    array([-1.5])
    """
    found, right = columns(x), columns(b)
    inverse = pseudo_inverse(a, rcond)
    moved = a_dot @ found
    rest = right - a @ found
    null = turned(a_dot) @ (turned(inverse) @ found)
    x_dot = inverse @ (turned(inverse) @ (turned(a_dot) @ rest) - moved) + null
    x_dot = x_dot - inverse @ (a @ null)
    if rcond is not None and rcond != -1:
        x_dot = x_dot + cut_tangent(a_dot, inverse, a) @ right
    factors = np.linalg.svd(a, full_matrices=False)
    s_dot = np.sum(np.conj(factors[0]) * (a_dot @ turned(factors[2])), axis=0).real
    return x_dot.reshape(x.shape), _residuals_dot(-moved, rest, residuals), 0, s_dot


def lstsq_right_tangent(b_dot: Any, x: Any, residuals: Any, a: Any, b: Any, rcond: Any) -> Any:
    """What a tangent of `b` does to all results of `np.linalg.lstsq(a, b, rcond)`.

    >>> a, b, x = np.full((1, 1), 2.0), np.array([6.0]), np.array([3.0])
    >>> lstsq_right_tangent(np.ones(1), x, np.empty(0), a, b, None)[0]
    array([0.5])
    """
    found, right = columns(x), columns(b)
    moved = b_dot.reshape(right.shape)
    x_dot = pseudo_inverse(a, rcond) @ moved
    rest = right - a @ found
    return x_dot.reshape(x.shape), _residuals_dot(moved, rest, residuals), 0, np.zeros(min(a.shape))


def _residuals_dot(moved: Any, rest: Any, residuals: Any) -> Any:
    return (
        2 * np.sum(np.conj(rest) * moved, axis=0).real
        if residuals.size
        else np.zeros_like(residuals)
    )

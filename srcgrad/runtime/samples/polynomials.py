"""Adjoints of polynomials and of correlation."""

from typing import Any

import numpy as np


def polyval_transpose(y_bar: Any, p: Any, x: Any) -> Any:
    """The adjoint of the coefficients `p` in `np.polyval(p, x)`.

    >>> polyval_transpose(1.0, np.zeros(3), 2.0)
    array([4., 2., 1.])
    """
    powers = np.ones(np.shape(x), np.result_type(np.asarray(p).dtype, np.asarray(y_bar).dtype))
    found = np.zeros(len(p), powers.dtype)
    for n in range(len(p) - 1, -1, -1):
        found[n] = np.sum(y_bar * powers)
        powers = powers * x
    return found


def vander_transpose(y_bar: Any, x: Any, increasing: bool = False) -> Any:
    """The adjoint of `x` in `np.vander(x, increasing=increasing)`.

    >>> vander_transpose(np.ones((1, 3)), np.array([2.0]))
    array([5.])
    """
    columns = y_bar if increasing else y_bar[:, ::-1]
    found, power = np.zeros(x.shape, np.result_type(y_bar, x)), np.ones_like(x)
    for n in range(1, columns.shape[1]):
        found = found + n * columns[:, n] * power
        power = power * x
    return found


def vander_tangent(x_dot: Any, y: Any, x: Any, increasing: bool = False) -> Any:
    """The tangent of `y = np.vander(x, increasing=increasing)`.

    >>> vander_tangent(np.ones(1), np.vander([2.0], 3), np.array([2.0]))
    array([[4., 1., 0.]])
    """
    columns = y if increasing else y[:, ::-1]
    found = np.zeros_like(y)
    found[:, 1:] = columns[:, :-1] * np.arange(1, y.shape[1]) * x_dot[:, None]
    return found if increasing else found[:, ::-1]


def correlate_transpose(y_bar: Any, a: Any, v: Any, mode: str = "valid") -> Any:
    """The adjoints of `a` and `v` in `np.correlate(a, v, mode)`.

    >>> [part.tolist() for part in correlate_transpose(np.ones(1), np.arange(2.0), np.ones(2))]
    [[1.0, 1.0], [0.0, 1.0]]
    """
    middle = len(a) // 2 if len(v) > len(a) else (len(v) - 1) // 2
    start = {"full": 0, "same": middle, "valid": min(len(a), len(v)) - 1}[mode]
    full = np.zeros(len(a) + len(v) - 1, np.asarray(y_bar).dtype)
    full[start : start + len(y_bar)] = y_bar
    a_bar = np.convolve(full, np.conj(v))[len(v) - 1 : len(v) - 1 + len(a)]
    v_bar = np.convolve(full[::-1], a)[len(a) - 1 : len(a) - 1 + len(v)]
    return a_bar, np.conj(v_bar)


def simple(slope: Any) -> Any:
    """The slopes of a polynomial at its zeros, if none is 0: a zero that is repeated may split.

    >>> simple(np.array([2.0]))
    array([2.])
    """
    if np.any(slope == 0):
        raise np.linalg.LinAlgError(
            "a zero of a polynomial is repeated, and has no derivative by the coefficients"
        )
    return slope

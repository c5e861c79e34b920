"""Quotients whose closed form cancels near 0, where their series stands for it."""

from typing import Any

import numpy as np


def exprel_slope(x: Any) -> Any:
    """The derivative of `(exp(x) - 1) / x`.

    >>> exprel_slope(np.array([0.0, 1.0]))
    array([0.5, 1. ])
    """
    near = np.abs(x) < 0.1
    u, v = np.where(near, x, 0), np.where(near, 1, x)
    series = np.zeros_like(v) + 1 / 403200
    for count in (5040 * 9, 720 * 8, 120 * 7, 24 * 6, 6 * 5, 2 * 4, 3, 2):
        series = 1 / count + u * series
    return np.where(near, series, ((v - 1) * np.exp(v) + 1) / (v * v))


def log1p_slope(x: Any) -> Any:
    """`(x / (1 + x) - log(1 + x)) / x**2`.

    >>> log1p_slope(np.array([0.0, 1.0]))
    array([-0.5       , -0.19314718])
    """
    near = np.abs(x) < 0.02
    u, v = np.where(near, x, 0), np.where(near, 1, x)
    series = np.zeros_like(u)
    for k in range(8, -1, -1):
        series = -((-1) ** k) * (k + 1) / (k + 2) + u * series
    return np.where(near, series, (v / (1 + v) - np.log1p(v)) / (v * v))


def log1p_quotient(x: Any) -> Any:
    """`log(1 + x) / x`.

    >>> log1p_quotient(np.array([0.0, 1.0]))
    array([1.        , 0.69314718])
    """
    near = np.abs(x) < 0.02
    u, v = np.where(near, x, 0), np.where(near, 1, x)
    series = np.zeros_like(u)
    for k in range(9, -1, -1):
        series = (-1) ** k / (k + 1) + u * series
    return np.where(near, series, np.log1p(v) / v)

"""Derivatives of a weighted average."""

from typing import Any

import numpy as np


def full_weights(a: Any, axis: Any, weights: Any) -> Any:
    """The weights of `np.average(a, axis, weights)`, in a shape that broadcasts to that of `a`.

    >>> full_weights(np.ones((2, 3)), 0, np.array([1.0, 2.0]))
    array([[1.],
           [2.]])
    """
    if axis is None or np.shape(weights) == np.shape(a):
        return weights
    axes = [i % np.ndim(a) for i in (axis if isinstance(axis, tuple) else (axis,))]
    shape = [n if i in axes else 1 for i, n in enumerate(np.shape(a))]
    return np.transpose(weights, np.argsort(axes)).reshape(shape)


def unfull_weights(w_bar: Any, a: Any, axis: Any, weights: Any) -> Any:
    """The adjoint of `weights`, from that of `full_weights(a, axis, weights)` in the shape of `a`.

    >>> unfull_weights(np.ones((2, 3)), np.ones((2, 3)), 0, np.array([1.0, 2.0]))
    array([3., 3.])
    """
    if axis is None or np.shape(weights) == np.shape(a):
        return w_bar
    axes = [i % np.ndim(a) for i in (axis if isinstance(axis, tuple) else (axis,))]
    others = tuple([i for i in range(np.ndim(a)) if i not in axes])
    return np.transpose(np.sum(w_bar, axis=others), np.argsort(np.argsort(axes)))


def over_freedom(y_bar: Any, n: Any) -> Any:
    """The share of each degree of freedom; NaN where none is left and NumPy divides by zero.

    Where nothing comes back to a value that is left out, so nothing goes on.

    >>> over_freedom(np.array([3.0, 1.0, 0.0]), np.array([1.5, 0, 0])).tolist()
    [2.0, nan, 0.0]
    """
    return y_bar / np.where(n > 0, n, np.where(y_bar, np.nan, 1.0))

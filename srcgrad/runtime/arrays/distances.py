"""Derivatives of the distances between all pairs of points, without an array of differences."""

from typing import Any

import numpy as np


def distances_transpose(y_bar: Any, y: Any, a: Any, b: Any, metric: str) -> Any:
    """The adjoint of the points `a`, one in a row; 0 where two points coincide.

    >>> a, b = np.array([[3.0, 0.0]]), np.array([[0.0, 4.0]])
    >>> distances_transpose(np.ones((1, 1)), np.array([[5.0]]), a, b, "euclidean")
    array([[ 0.6, -0.8]])
    """
    if metric == "cityblock":
        columns = [
            np.sum(y_bar * np.sign(a[:, k, None] - b[None, :, k]), axis=1)
            for k in range(a.shape[1])
        ]
        return np.stack(columns, axis=1)
    weights = 2 * y_bar if metric == "sqeuclidean" else y_bar / np.where(y, y, 1) * (y != 0)
    middle = np.mean(b, axis=0)
    return np.sum(weights, axis=1, keepdims=True) * (a - middle) - weights @ (b - middle)


def distances_tangent(a_dot: Any, y: Any, a: Any, b: Any, metric: str) -> Any:
    """What moving the points `a` adds to the distances.

    >>> a, b = np.array([[3.0, 0.0]]), np.array([[0.0, 4.0]])
    >>> distances_tangent(np.array([[1.0, 0.0]]), np.array([[5.0]]), a, b, "euclidean")
    array([[0.6]])
    """
    if metric == "cityblock":
        columns = range(a.shape[1])
        parts = [np.sign(a[:, k, None] - b[None, :, k]) * a_dot[:, k, None] for k in columns]
        return np.sum(parts, axis=0)
    middle = np.mean(b, axis=0)
    along = np.sum((a - middle) * a_dot, axis=1, keepdims=True) - a_dot @ (b - middle).T
    return 2 * along if metric == "sqeuclidean" else along / np.where(y, y, 1) * (y != 0)


def paired(y: Any, points: Any) -> Any:
    """The symmetric matrix of what is given for each pair of different points.

    >>> paired(np.array([1.0, 2.0, 3.0]), np.zeros((3, 1)))
    array([[0., 1., 2.],
           [1., 0., 3.],
           [2., 3., 0.]])
    """
    n = len(points)
    square = np.zeros((n, n), y.dtype)
    square[np.triu_indices(n, 1)] = y
    return square + square.T


def upper_pairs(square: Any) -> Any:
    """The elements above the diagonal, row by row.

    >>> upper_pairs(np.array([[1.0, 2.0], [3.0, 4.0]]))
    array([2.])
    """
    return square[np.triu_indices(len(square), 1)]

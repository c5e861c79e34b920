"""Derivatives of the norms of vectors and matrices."""

from typing import Any

import numpy as np

from srcgrad.runtime.linalg.factorisations import turned


def norm_slope(x: Any, ord: Any, axis: Any = None, vector: bool = False) -> Any:
    """The derivative of `np.linalg.norm(x, ord, axis)` by each element; ties have equal shares.

    >>> norm_slope(np.array([[3.0, 1.0], [1.0, 2.0]]), 1)
    array([[1., 0.],
           [1., 0.]])
    >>> norm_slope(np.array([3.0, -4.0]), 2)
    array([ 0.6, -0.8])
    """
    if x.size == 0:
        return np.zeros_like(x)
    axes = tuple(range(x.ndim)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    ends = tuple(range(-len(axes), 0))
    moved = np.moveaxis(x, axes, ends)
    if vector or len(axes) == 1:
        rows = moved.reshape((*moved.shape[: x.ndim - len(axes)], -1))
        slope = vector_slope(rows, ord).reshape(moved.shape)
    else:
        slope = matrix_slope(moved, ord)
    slope = np.moveaxis(slope, ends, axes).astype(x.dtype, copy=False)
    return np.conj(slope) if np.iscomplexobj(x) else slope


def direction(x: Any) -> Any:
    """Each number over its size: the sign of a real one."""
    if not np.iscomplexobj(x):
        return np.sign(x)
    size = np.abs(x)
    return x / np.where(size, size, 1)


def vector_slope(x: Any, ord: Any) -> Any:
    """The derivative of the norm along the last axis; 0 for a vector of zeros."""
    size = np.abs(x)
    if ord == np.inf or ord == -np.inf:
        ties = size == (np.max if ord > 0 else np.min)(size, axis=-1, keepdims=True)
        return ties * direction(x) / np.sum(ties, axis=-1, keepdims=True)
    if ord == 0:
        return np.zeros_like(x)
    if ord is None or ord == 2:
        length = np.sqrt(np.sum(size * size, axis=-1, keepdims=True))
        return x / np.where(length, length, 1)
    length = np.sum(size**ord, axis=-1, keepdims=True) ** (1 / ord)
    ratio = np.where(size, size, 1) / np.where(length, length, 1)
    return direction(x) * np.where(length, ratio ** (ord - 1), 0)


def matrix_slope(x: Any, ord: Any) -> Any:
    """The derivative of the norm of the matrices of the last two axes."""
    if ord is None or ord == "fro":
        size = np.abs(x)
        length = np.sqrt(np.sum(size * size, axis=(-2, -1), keepdims=True))
        return x / np.where(length, length, 1)
    if ord in (1, -1, np.inf, -np.inf):
        along = -2 if abs(ord) == 1 else -1
        sums = np.sum(np.abs(x), axis=along, keepdims=True)
        ties = sums == (np.max if ord > 0 else np.min)(sums, axis=(-2, -1), keepdims=True)
        return direction(x) * (ties / np.sum(ties, axis=(-2, -1), keepdims=True, dtype=sums.dtype))
    u, s, v = np.linalg.svd(x, full_matrices=False)
    if ord == "nuc":
        return (u * (s > 0)[..., None, :]) @ v
    at = slice(0, 1) if ord == 2 else slice(-1, None)
    return (u * (s > 0)[..., None, :])[..., :, at] @ v[..., at, :]


def cond_slope(x: Any, p: Any) -> Any:
    """The derivative of `np.linalg.cond(x, p)` by each element.

    >>> cond_slope(np.diag([1.0, 2.0]), 1)
    array([[-2.,  0.],
           [ 0.,  1.]])
    """
    if p is None or p == 2 or p == -2:
        u, s, v = np.linalg.svd(x, full_matrices=False)
        first, last = s[..., :1, None], s[..., -1:, None]
        largest = u[..., :, :1] @ v[..., :1, :] / first
        smallest = u[..., :, -1:] @ v[..., -1:, :] / last
        if p == -2:
            slope = last / first * (smallest - largest)
        else:
            slope = first / last * (largest - smallest)
    else:
        z = np.linalg.inv(x)
        across = turned(z)
        outer, inner = (np.linalg.norm(a, p, (-2, -1), True) for a in (x, z))
        slope = matrix_slope(x, p) * inner - outer * (across @ matrix_slope(z, p) @ across)
    return np.conj(slope) if np.iscomplexobj(x) else slope

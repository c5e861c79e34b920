"""Derivatives of quantiles."""

from typing import Any

import numpy as np


def quantile_shares(a: Any, q: Any, axis: Any = None, method: str = "linear") -> Any:
    """What each element of `a` counts in each of `np.quantile(a, q, axis)`.

    The first axis of the result goes through the quantiles; equal elements have equal shares.

    >>> quantile_shares(np.array([4.0, 1.0, 2.0]), 0.75)
    array([[0.5, 0. , 0.5]])
    """
    a = np.asarray(a)
    axes = tuple(range(a.ndim)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    ends = tuple(range(-len(axes), 0))
    moved = np.moveaxis(a, axes, ends)
    rows = moved.reshape((*moved.shape[: a.ndim - len(axes)], -1))
    ordered = np.sort(rows, axis=-1)
    out = []
    for place in np.ravel(q) * (rows.shape[-1] - 1):
        low, high = int(np.floor(place)), int(np.ceil(place))
        weight = {"linear": place - low, "lower": 0, "higher": 1, "midpoint": 0.5}[method]
        shares = np.zeros(rows.shape, a.dtype)
        for at, part in ((low, 1 - weight), (high, weight)):
            ties = rows == ordered[..., at : at + 1]
            shares += part * ties / np.maximum(np.sum(ties, axis=-1, keepdims=True), 1)
        out.append(np.moveaxis(shares.reshape(moved.shape), ends, axes))
    return np.array(out)


def quantile_transpose(y_bar: Any, a: Any, q: Any, axis: Any = None, method: str = "linear") -> Any:
    """The adjoint of `a` in `np.quantile(a, q, axis)`, with its axes kept or not.

    >>> quantile_transpose(2.0, np.array([4.0, 1.0, 2.0]), 0.75)
    array([1., 0., 1.])
    """
    shares = quantile_shares(a, q, axis, method)
    shape = [1] * np.ndim(a)
    if axis is not None:
        axes = [i % np.ndim(a) for i in (axis if isinstance(axis, tuple) else (axis,))]
        shape = [1 if i in axes else n for i, n in enumerate(np.shape(a))]
    return np.sum(np.reshape(y_bar, (len(shares), *shape)) * shares, axis=0)


def quantile_tangent(
    a_dot: Any, y: Any, a: Any, q: Any, axis: Any = None, method: str = "linear"
) -> Any:
    """The tangent of `y = np.quantile(a, q, axis)`.

    >>> float(quantile_tangent(np.arange(3.0), 3.0, np.array([4.0, 1.0, 2.0]), 0.75))
    1.0
    """
    moved = quantile_shares(a, q, axis, method) * a_dot
    axes = axis if isinstance(axis, tuple) else (axis,)
    if axis is None:
        axes = tuple(range(np.ndim(a)))
    total = np.sum(moved, axis=tuple([1 + i % np.ndim(a) for i in axes]))
    return np.reshape(total, np.shape(y))

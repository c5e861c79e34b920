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
    if a.size == 0:
        return np.zeros((np.size(q), *a.shape), a.dtype)
    axes = tuple(range(a.ndim)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    ends = tuple(range(-len(axes), 0))
    moved = np.moveaxis(a, axes, ends)
    rows = moved.reshape((*moved.shape[: a.ndim - len(axes)], -1))
    ordered = np.sort(rows, axis=-1)
    out = []
    places = np.quantile(np.arange(float(rows.shape[-1])), q, method=method)  # type: ignore[call-overload]
    for place in np.ravel(places):
        low, high = int(np.floor(place)), int(np.ceil(place))
        weight = place - low
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
    return _spread_shares(y_bar, quantile_shares(a, q, axis, method), a, axis)


def quantile_tangent(
    a_dot: Any, y: Any, a: Any, q: Any, axis: Any = None, method: str = "linear"
) -> Any:
    """The tangent of `y = np.quantile(a, q, axis)`.

    >>> float(quantile_tangent(np.arange(3.0), 3.0, np.array([4.0, 1.0, 2.0]), 0.75))
    1.0
    """
    return _gathered_shares(a_dot, y, quantile_shares(a, q, axis, method), axis)


def nanquantile_shares(a: Any, q: Any, axis: Any = None, method: str = "linear") -> Any:
    """The same for `np.nanquantile`: what is NaN has no share.

    >>> nanquantile_shares(np.array([4.0, np.nan, 2.0]), 0.75)
    array([[0.75, 0.  , 0.25]])
    """
    a = np.asarray(a)
    axes = tuple(range(a.ndim)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    ends = tuple(range(-len(axes), 0))
    moved = np.moveaxis(a, axes, ends)
    lead = moved.shape[: a.ndim - len(axes)]
    rows = moved.reshape((int(np.prod(lead)), int(np.prod(moved.shape[len(lead) :]))))
    shares = np.zeros((np.size(q), *rows.shape), a.dtype)
    for k, row in enumerate(rows):
        counted = ~np.isnan(row)
        if np.any(counted):
            shares[:, k, counted] = quantile_shares(row[counted], q, None, method)
    return np.array([np.moveaxis(one.reshape(moved.shape), ends, axes) for one in shares])


def nanquantile_transpose(
    y_bar: Any, a: Any, q: Any, axis: Any = None, method: str = "linear"
) -> Any:
    """The adjoint of `a` in `np.nanquantile(a, q, axis)`, with its axes kept or not.

    >>> nanquantile_transpose(2.0, np.array([4.0, np.nan, 2.0]), 0.5)
    array([1., 0., 1.])
    """
    return _spread_shares(y_bar, nanquantile_shares(a, q, axis, method), a, axis)


def nanquantile_tangent(
    a_dot: Any, y: Any, a: Any, q: Any, axis: Any = None, method: str = "linear"
) -> Any:
    """The tangent of `y = np.nanquantile(a, q, axis)`.

    >>> float(nanquantile_tangent(np.ones(3), 3.0, np.array([4.0, np.nan, 2.0]), 0.5))
    1.0
    """
    return _gathered_shares(a_dot, y, nanquantile_shares(a, q, axis, method), axis)


def _spread_shares(y_bar: Any, shares: Any, a: Any, axis: Any) -> Any:
    shape = [1] * np.ndim(a)
    if axis is not None:
        axes = [i % np.ndim(a) for i in (axis if isinstance(axis, tuple) else (axis,))]
        shape = [1 if i in axes else n for i, n in enumerate(np.shape(a))]
    return np.sum(np.reshape(y_bar, (len(shares), *shape)) * shares, axis=0)


def _gathered_shares(a_dot: Any, y: Any, shares: Any, axis: Any) -> Any:
    moved = shares * a_dot
    axes = axis if isinstance(axis, tuple) else (axis,)
    if axis is None:
        axes = tuple(range(moved.ndim - 1))
    total = np.sum(moved, axis=tuple([1 + i % (moved.ndim - 1) for i in axes]))
    return np.reshape(total, np.shape(y))

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
    if a.size == 0 or np.size(q) == 0:
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
    back = [np.moveaxis(one.reshape(moved.shape), ends, axes) for one in shares]
    return np.array(back, a.dtype).reshape((np.size(q), *a.shape))


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
    bars = np.reshape(y_bar, (len(shares), *shape))
    return np.sum(np.where(shares, bars, 0) * shares, axis=0)


def _gathered_shares(a_dot: Any, y: Any, shares: Any, axis: Any) -> Any:
    moved = shares * np.where(shares, a_dot, 0)
    axes = axis if isinstance(axis, tuple) else (axis,)
    if axis is None:
        axes = tuple(range(moved.ndim - 1))
    total = np.sum(moved, axis=tuple([1 + i % (moved.ndim - 1) for i in axes]))
    return np.reshape(total, np.shape(y))


PLACES = {  # by method: how many places per unit of chance beyond the count, and the first place
    "linear": (-1.0, 0.0),
    "hazen": (0.0, -0.5),
    "weibull": (1.0, -1.0),
    "median_unbiased": (1 / 3, -2 / 3),
    "normal_unbiased": (0.25, -0.625),
    "interpolated_inverted_cdf": (0.0, -1.0),
}


def precision(a: Any) -> Any:
    """The dtype of slopes between the elements of an array, which may hold integers.

    >>> precision(np.ones(1, np.float32)), precision(np.ones(1, int))
    (dtype('float32'), dtype('float64'))
    """
    return a.dtype if a.dtype.kind == "f" else np.dtype(np.float64)


def quantile_slopes(a: Any, q: Any, axis: Any = None, method: str = "linear") -> Any:
    """How fast each quantile grows with its chance: rows by chance, one number for each vector.

    Where a quantile is an element, it is the mean of the slopes on both sides.

    >>> quantile_slopes(np.array([4.0, 1.0, 2.0]), [0.2, 0.5, 0.75])
    array([[2.],
           [3.],
           [4.]])
    """
    a = np.asarray(a)
    axes = tuple(range(a.ndim)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    moved = np.moveaxis(a, axes, tuple(range(-len(axes), 0)))
    others = a.ndim - len(axes)
    count = int(np.prod(moved.shape[others:]))
    ordered = np.sort(moved.reshape((int(np.prod(moved.shape[:others])), count)), axis=-1)
    dtype = precision(a)
    if method not in PLACES or count == 0:  # it jumps from element to element
        return np.zeros((np.size(q), len(ordered)), dtype)
    more, first = PLACES[method]
    place = np.ravel(q) * (count + more) + first
    inside = (place >= 0) & (place <= count - 1)
    left = np.clip(np.ceil(place) - 1, 0, count - 1).astype(int)
    right = np.clip(np.floor(place) + 1, 0, count - 1).astype(int)
    width = np.maximum(right - left, 1).astype(dtype)
    steps = (ordered[:, right] - ordered[:, left]) / width
    return np.transpose(steps * (inside * (count + more)).astype(dtype))


def nanquantile_slopes(a: Any, q: Any, axis: Any = None, method: str = "linear") -> Any:
    """The same for `np.nanquantile`: what is NaN is left out.

    >>> nanquantile_slopes(np.array([4.0, np.nan, 2.0]), 0.75)
    array([[2.]])
    """
    a = np.asarray(a)
    axes = tuple(range(a.ndim)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    moved = np.moveaxis(a, axes, tuple(range(-len(axes), 0)))
    others = a.ndim - len(axes)
    rows = moved.reshape((int(np.prod(moved.shape[:others])), int(np.prod(moved.shape[others:]))))
    slopes = np.zeros((np.size(q), len(rows)), precision(a))
    for k, row in enumerate(rows):
        if not np.all(np.isnan(row)):
            slopes[:, k] = quantile_slopes(row[~np.isnan(row)], q, None, method)[:, 0]
    return slopes


def chance_transpose(y_bar: Any, slopes: Any, q: Any) -> Any:
    """The adjoint of the chances.

    >>> chance_transpose(np.array([1.0, 2.0]), np.array([[3.0], [4.0]]), np.array([0.2, 0.7]))
    array([3., 8.])
    """
    total = np.sum(np.reshape(y_bar, slopes.shape) * slopes, axis=1)
    return np.reshape(total, np.shape(q)).astype(np.asarray(q).dtype)[()]


def chance_tangent(q_dot: Any, y: Any, slopes: Any) -> Any:
    """The tangent of the quantiles `y`.

    >>> chance_tangent(np.array([1.0, 2.0]), np.zeros(2), np.array([[3.0], [4.0]]))
    array([3., 8.])
    """
    moved = np.reshape(np.reshape(q_dot, (-1, 1)) * slopes, np.shape(y))
    return moved.astype(np.asarray(y).dtype)[()]

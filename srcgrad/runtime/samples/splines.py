"""Sums of B-splines, and how they move with their knots.

Formulas: C. de Boor, *A Practical Guide to Splines*. The derivative of a divided difference by a
point is the one with that point repeated: so a knot moves a sum of B-splines by a sum of those
that have this knot once more.
"""

from typing import Any

import numpy as np


def piece_of(t: Any, x: Any, k: int) -> Any:
    """The number of the knot before each point, of those that bound a piece.

    >>> piece_of(np.array([0.0, 0.0, 1.0, 2.0, 2.0]), np.array([-1.0, 1.0, 3.0]), 1)
    array([1, 2, 2])
    """
    n = len(t) - k - 1
    return np.clip(np.searchsorted(t[: n + 1], x, "right") - 1, k, n - 1)


def piece_value(t: Any, c: Any, x: Any, k: int, nu: int, place: Any) -> Any:
    """The derivative of order `nu` of the polynomial that a spline is after the knots `place`."""
    shape = np.shape(x) + (1,) * (np.ndim(c) - 1)
    if nu > k:
        return np.zeros(np.shape(x) + np.shape(c)[1:])
    rows = [c[place - k + j] for j in range(k + 1)]
    for p in range(k, k - nu, -1):
        firsts = [place - p + j + 1 for j in range(p)]
        gaps = [np.reshape(t[first + p] - t[first], shape) for first in firsts]
        rows = [p * (rows[j + 1] - rows[j]) / gaps[j] for j in range(p)]
    q = k - nu
    for r in range(1, q + 1):
        for j in range(q, r - 1, -1):
            left, right = t[place - q + j], t[place + j - r + 1]
            share = np.reshape((x - left) / (right - left), shape)
            rows[j] = (1 - share) * rows[j - 1] + share * rows[j]
    return rows[q]


def within_ends(y: Any, t: Any, x: Any, k: int, extrapolate: Any) -> Any:
    """0 outside of the pieces, where a spline is not to go on."""
    if extrapolate:
        return y
    inside = (x >= t[k]) & (x <= t[len(t) - k - 1])
    return np.where(np.reshape(inside, np.shape(x) + (1,) * (np.ndim(y) - np.ndim(x))), y, 0.0)


def spline_at(
    t: Any, c: Any, x: Any, k: int, nu: int = 0, extrapolate: Any = True, found: Any = None
) -> Any:
    """The sum of B-splines of degree `k` at points, or its derivative of order `nu`.

    `found` is what the library gives for it.

    >>> print(spline_at(np.array([0.0, 0.0, 1.0, 1.0]), np.array([2.0, 4.0]), np.array(0.5), 1))
    3.0
    """
    if found is not None:
        return found
    value = piece_value(t, c, x, k, nu, piece_of(t, x, k))
    return np.asarray(within_ends(value, t, x, k, extrapolate))


def spline_by_knots(t: Any, c: Any, x: Any, k: int, nu: int = 0, extrapolate: Any = True) -> Any:
    """The derivatives of `spline_at` by the knots, which the last axis counts.

    >>> knots = np.array([0.0, 0.0, 1.0, 1.0])
    >>> print(spline_by_knots(knots, np.array([2.0, 4.0]), np.array([0.5]), 1))
    [[ 0. -1. -1.  0.]]
    """
    n, place = len(t) - k - 1, piece_of(t, x, k)
    y = np.zeros(np.shape(x) + np.shape(c)[1:] + (len(t),))
    for i in range(len(t)):
        twice = np.insert(t, i, t[i])
        moved = np.zeros((n + 1, *np.shape(c)[1:]))
        for m in range(max(0, i - k), min(n, i) + 1):
            gap = twice[m + k + 1] - twice[m]
            if gap > 0:  # no spline stands on knots that coincide
                step = (c[m - 1] if m > 0 else 0.0) - (c[m] if m < n else 0.0)
                moved[m] = step / gap
        value = piece_value(twice, moved, x, k, nu, np.where(place >= i, place + 1, place))
        y[..., i] = within_ends(value, t, x, k, extrapolate)
    return y


def spline_bands(t: Any, x: Any, k: int) -> Any:
    """The matrix of a spline through points, by its bands: `k` on each side.

    >>> spline_bands(np.array([0.0, 0.0, 1.0, 1.0]), np.array([0.0, 1.0]), 1)
    array([[0., 0.],
           [1., 1.],
           [0., 0.]])
    """
    index, place = np.arange(len(x)), piece_of(t, x, k)
    bands = np.zeros((2 * k + 1, len(x)))
    for j in range(k + 1):  # one of those B-splines that are not 0 at a point
        column = place - k + j
        one = np.zeros((len(t) - k - 1, k + 1))
        one[np.arange(len(one)), (np.arange(len(one)) - j) % (k + 1)] = 1.0
        held = piece_value(t, one, x, k, 0, place)
        bands[k + index - column, column] = held[index, (column - j) % (k + 1)]
    return bands


def spline_found(c: Any, x: Any, found: Any) -> Any:
    """What the library gives for a spline at points: the shape of these, before a coefficient's.

    >>> spline_found(np.zeros(4), np.zeros(1), np.array([2.0]))
    array([2.])
    """
    if np.shape(found) != np.shape(x) + np.shape(c)[1:] or found.dtype != np.float64:
        raise NotImplementedError("a spline whose value is no array of float64")
    return found


def spline_through(x: Any, y: Any, t: Any, k: int, found: Any) -> Any:
    """The coefficients of a spline through points, which the library has found.

    >>> spline_through(np.zeros(1), np.ones(1), np.zeros(2), 0, np.array([2.0]))
    array([2.])
    """
    return found

"""Derivatives of products, derivatives and least-squares fits of polynomials."""

from typing import Any

import numpy as np

from srcgrad.runtime.samples.polynomials import vander_tangent, vander_transpose


def polyder_transpose(y_bar: Any, size: int, m: int) -> Any:
    """The adjoint of the `size` coefficients of which `np.polyder` takes the derivative `m` times.

    >>> polyder_transpose(np.ones(1), 3, 2)
    array([2., 0., 0.])
    """
    for _ in range(m):
        y_bar = np.append(y_bar * np.arange(len(y_bar), 0, -1), 0)
    return y_bar[len(y_bar) - size :]


def leading_zeros(p: Any) -> int:
    """How many coefficients `np.polymul` leaves out at the front.

    >>> leading_zeros(np.array([0.0, 0.0, 3.0, 0.0])), leading_zeros(np.zeros(2))
    (2, 1)
    """
    found = np.flatnonzero(p)
    return int(found[0]) if len(found) else len(p) - 1


def polymul_transpose(y_bar: Any, p: Any, other: Any) -> Any:
    """The adjoint of `p` in `np.polymul(p, other)`.

    >>> polymul_transpose(np.ones(3), np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    array([7., 7.])
    """
    p_bar = np.zeros(len(p), y_bar.dtype)
    if len(p) and len(other):  # one without coefficients is zero
        p_bar[leading_zeros(p) :] = np.correlate(y_bar, other[leading_zeros(other) :], "valid")
    return p_bar


def polymul_moved(p_dot: Any, p: Any, other: Any) -> Any:
    """What moving `p` adds to `np.polymul(p, other)`.

    >>> polymul_moved(np.ones(1), np.array([2.0]), np.array([0.0, 3.0]))
    array([3.])
    """
    if not (len(p) and len(other)):
        return np.zeros(len(np.polymul(p, other)))
    return np.convolve(p_dot[leading_zeros(p) :], other[leading_zeros(other) :])


def normal_equations(x: Any, c: Any, w: Any) -> tuple[Any, Any, Any, Any]:
    """The weights, the weighed columns of powers, their lengths, and the triangle of the fit."""
    weights = np.ones_like(x) if w is None else np.asarray(w)
    scaled = np.vander(x, len(c)) * weights[:, None]
    lengths = np.sqrt(np.sum(scaled * scaled, axis=0))
    scaled = scaled / lengths
    return weights, scaled, lengths, np.linalg.qr(scaled)[1]


def polyfit_transpose(c_bar: Any, c: Any, x: Any, y: Any, w: Any) -> tuple[Any, Any]:
    """The adjoints of the points and the values in `np.polyfit(x, y, len(c) - 1, w=w)`.

    >>> polyfit_transpose(np.ones(1), np.array([2.0]), np.zeros(2), np.array([1.0, 3.0]), None)[1]
    array([0.5, 0.5])
    """
    weights, scaled, lengths, triangle = normal_equations(x, c, w)
    flat = np.ndim(y) == 1
    c, c_bar, y = (v[:, None] if flat else v for v in (c, c_bar, y))
    inner = np.linalg.solve(triangle, np.linalg.solve(triangle.T, c_bar / lengths[:, None]))
    outer = scaled @ inner
    rest = weights[:, None] * y - scaled @ (c * lengths[:, None])
    columns_bar = (rest @ inner.T - outer @ (c * lengths[:, None]).T) / lengths
    x_bar = vander_transpose(weights[:, None] * columns_bar, x)
    y_bar = weights[:, None] * outer
    return x_bar, y_bar[:, 0] if flat else y_bar


def polyfit_tangent(x_dot: Any, c: Any, x: Any, y: Any, w: Any) -> Any:
    """What moving the points adds to the coefficients.

    >>> line, x = np.array([1.0, 0.0]), np.array([0.0, 1.0])
    >>> np.round(polyfit_tangent(np.array([0.0, 1.0]), line, x, x, None), 12) + 0.0
    array([-1.,  0.])
    """
    weights, scaled, lengths, triangle = normal_equations(x, c, w)
    flat = np.ndim(y) == 1
    c, y = (v[:, None] if flat else v for v in (c, y))
    moved = vander_tangent(x_dot, np.vander(x, len(c)), x) * weights[:, None] / lengths
    rest = weights[:, None] * y - scaled @ (c * lengths[:, None])
    right = moved.T @ rest - scaled.T @ (moved @ (c * lengths[:, None]))
    c_dot = np.linalg.solve(triangle, np.linalg.solve(triangle.T, right)) / lengths[:, None]
    return c_dot[:, 0] if flat else c_dot

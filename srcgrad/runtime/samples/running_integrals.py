"""Adjoints of running integrals, and the weights of Simpson's rule."""

from typing import Any

import numpy as np

from srcgrad.runtime.arrays.broadcasting import unbroadcast


def cumulative_transpose(
    z_bar: Any, y: Any, x: Any, dx: Any, axis: int, initial: Any
) -> tuple[Any, Any, Any]:
    """The adjoints of `y`, `x` and `dx` in a running integral by trapezoids.

    >>> cumulative_transpose(np.ones(2), np.array([1.0, 2.0, 4.0]), None, 1.0, -1, None)[0]
    array([1. , 1.5, 0.5])
    """
    z_bar, y = np.moveaxis(z_bar, axis, -1), np.moveaxis(y, axis, -1)
    if initial is not None:
        z_bar = z_bar[..., 1:]
    later = np.cumsum(z_bar[..., ::-1], axis=-1)[..., ::-1]
    steps = dx if x is None else np.diff(x if np.ndim(x) == 1 else np.moveaxis(x, axis, -1))
    y_bar = np.zeros_like(y)
    y_bar[..., 1:] += later * steps / 2
    y_bar[..., :-1] += later * steps / 2
    areas = later * (y[..., 1:] + y[..., :-1]) / 2
    if x is None:
        return np.moveaxis(y_bar, -1, axis), None, np.sum(areas)
    x_bar = -np.diff(areas, prepend=0, append=0)
    if np.ndim(x) == 1:
        x_bar = np.sum(x_bar, axis=tuple(range(x_bar.ndim - 1)))
    else:
        x_bar = unbroadcast(np.moveaxis(x_bar, -1, axis), np.shape(x))
    return np.moveaxis(y_bar, -1, axis), x_bar, 0.0


def simpson_weights(count: int, x: Any = None, dx: float = 1.0) -> Any:
    """What each of `count` samples weighs in `scipy.integrate.simpson` (SciPy 1.11 and later).

    >>> simpson_weights(3) * 3, simpson_weights(2)
    (array([1., 4., 1.]), array([0.5, 0.5]))
    """
    gaps = np.full(max(count - 1, 0), float(dx)) if x is None else np.diff(x)
    weights = np.zeros(count)
    if count == 2:
        return weights + gaps[0] / 2
    odd = count - 1 + count % 2
    before, behind = gaps[: odd - 1 : 2], gaps[1 : odd - 1 : 2]
    both = before + behind
    weights[: odd - 2 : 2] += both / 6 * (2 - behind / before)
    weights[1 : odd - 1 : 2] += both / 6 * (both * both / (before * behind))
    weights[2:odd:2] += both / 6 * (2 - before / behind)
    if count > odd:  # the last gap, by the parabola through the last three samples
        h, k = gaps[-2], gaps[-1]
        weights[-1] += (2 * k * k + 3 * h * k) / (6 * (h + k))
        weights[-2] += (k * k + 3 * h * k) / (6 * h)
        weights[-3] -= k**3 / (6 * h * (h + k))
    return weights

"""`scipy.integrate.simpson` by the points and by their distance; by the samples it has a rule."""

from typing import Any

import numpy as np
import scipy.integrate

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call


def parabolas(y: Any, gaps: Any) -> Any:
    """The integral along the last axis of parabolas through three points each, of an odd number."""
    one, two = gaps[..., 0::2], gaps[..., 1::2]
    both = one + two
    first, middle, last = y[..., :-2:2], y[..., 1:-1:2], y[..., 2::2]
    mean = first * (2 - two / one) + middle * (both * both / (one * two)) + last * (2 - one / two)
    return np.sum(both / 6 * mean, axis=-1)


def last_gap(y: Any, gaps: Any) -> Any:
    """The integral over the last gap of the parabola through the last three points."""
    h, k = gaps[..., -2], gaps[..., -1]
    by_last = (2 * k * k + 3 * h * k) / (6 * (h + k)) * y[..., -1]
    return (
        by_last + (k * k + 3 * h * k) / (6 * h) * y[..., -2] - k**3 / (6 * h * (h + k)) * y[..., -3]
    )


@meaning(scipy.integrate.simpson, active=("x", "dx"))
def simpson(y: Any, x: Any = None, *, dx: Any = 1.0, axis: int = -1) -> Any:
    """Parabolas through three points each; one gap that is left over is integrated by itself."""
    found = call(scipy.integrate.simpson, y, x=x, dx=dx, axis=axis)
    rows = np.moveaxis(y, axis, -1)
    count = np.shape(y)[axis]
    if x is None:
        gaps = dx * np.ones(count - 1)
    else:
        gaps = np.diff(x) if np.ndim(x) == 1 else np.diff(np.moveaxis(x, axis, -1))
    if count == 2:
        return computed(0.5 * gaps[..., 0] * (rows[..., 0] + rows[..., 1]), found)
    if count % 2 == 1:
        return computed(parabolas(rows, gaps), found)
    return computed(parabolas(rows[..., :-1], gaps[..., :-1]) + last_gap(rows, gaps), found)

"""`scipy.integrate.cumulative_simpson`, in plain operations."""

from typing import Any

import numpy as np
import scipy.integrate

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call


def first_gap(y: Any, gaps: Any) -> Any:
    """The integrals over the first of each two gaps of the parabola through their ends."""
    one, two = gaps[..., :-1], gaps[..., 1:]
    share = one / (one + two)
    steep = share * one / two
    means = (3 - share) * y[..., :-2] + (3 + steep + share) * y[..., 1:-1] - steep * y[..., 2:]
    return one / 6 * means


@meaning(scipy.integrate.cumulative_simpson)
def cumulative_simpson(
    y: Any, *, x: Any = None, dx: Any = 1.0, axis: int = -1, initial: Any = None
) -> Any:
    """The integrals from the first point to each other, by parabolas through three points."""
    found = call(scipy.integrate.cumulative_simpson, y, x=x, dx=dx, axis=axis, initial=initial)
    rows = np.moveaxis(np.asarray(y), axis, -1)
    count = np.shape(y)[axis]
    if x is None:
        gaps = dx * np.ones(count - 1)
    else:
        gaps = np.diff(x) if np.ndim(x) == 1 else np.diff(np.moveaxis(x, axis, -1))
    if count < 3:
        parts = 0.5 * gaps * (rows[..., 1:] + rows[..., :-1])
    else:
        ahead = first_gap(rows, gaps)
        back = first_gap(rows[..., ::-1], gaps[..., ::-1])[..., ::-1]
        every = np.concatenate([ahead, back[..., -1:]], axis=-1)
        other = np.concatenate([ahead[..., :1], back], axis=-1)
        parts = np.where(np.arange(count - 1) % 2 == 0, every, other)
    sums = np.cumsum(parts, axis=-1)
    if initial is not None:
        start = initial * np.ones(np.shape(sums[..., :1]))
        sums = np.concatenate([start, sums + start], axis=-1)
    return computed(np.moveaxis(sums, -1, axis), found)

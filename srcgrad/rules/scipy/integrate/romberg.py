"""`scipy.integrate.romb`, as a sum that weighs the values."""

from typing import Any

import numpy as np
import scipy.integrate

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.runtime import vector_found


def romberg_weights(count: int) -> Any:
    """How much each of so many values counts, for steps of length 1."""
    order = (count - 1).bit_length() - 1
    rows = np.zeros((order + 1, count))
    for level in range(order + 1):  # trapezoids, of finer and finer steps
        step = (count - 1) >> level
        rows[level, ::step] = step
        rows[level, [0, -1]] = step / 2
    for level in range(1, order + 1):
        rows = rows[1:] + (rows[1:] - rows[:-1]) / (4**level - 1)
    return rows[0]


@meaning(scipy.integrate.romb)
def romb(y: Any, dx: Any = 1.0, axis: Any = -1, show: Any = False) -> Any:
    """A weighted sum of values."""
    if show:
        raise NotImplementedError("romb with show")
    found = call(scipy.integrate.romb, y, dx, axis)
    rows = np.moveaxis(np.asarray(y), axis, -1)
    weights = vector_found(call(romberg_weights, rows.shape[-1]))
    return computed(dx * np.sum(rows * weights, axis=-1), found)

"""Functions of NumPy, or some of their keywords, as what they do in plain operations."""

from typing import Any

import numpy as np

from srcgrad.rules.declare import meaning, nondifferentiable
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.runtime import cells_of, volumes

nondifferentiable(cells_of)


@meaning(np.interp, keywords=("period", "left", "right"))
def interp(
    x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None, period: Any = None
) -> Any:
    """Between the points, which go on with a period or end in values of their own."""
    if period is None:
        y = np.interp(x, xp, fp)
        if left is not None:
            y = np.where(x < xp[0], left, y)[()]
        if right is not None:
            y = np.where(x > xp[-1], right, y)[()]
        return y
    span = abs(period)
    places = np.asarray(xp, dtype=np.float64) % span
    order = np.argsort(places)
    places = places[order]
    values = np.asarray(fp)[order]
    places = np.concatenate((places[-1:] - span, places, places[0:1] + span))
    values = np.concatenate((values[-1:], values, values[0:1]))
    return np.interp(np.asarray(x, dtype=np.float64) % span, places, values)


@meaning(np.average, keywords=("returned",))
def average(
    a: Any, axis: Any = None, weights: Any = None, returned: bool = False, **kept: Any
) -> Any:
    """The average, and the sum of the weights."""
    value = np.average(a, axis, weights, **kept)
    if not returned:
        return value
    ones = np.ones_like(value)  # gives the total its dtype and its shape
    if weights is None:
        return value, np.size(a) / np.size(value) * ones
    dtype = np.result_type(a, weights)
    if np.ndim(weights) == np.ndim(a):
        return value, np.sum(weights, axis=axis, dtype=dtype, **kept) * ones
    if np.ndim(weights) == 1 and axis is not None:
        singles = (1,) * (np.ndim(a) - 1)
        turned = np.swapaxes(np.reshape(weights, (*singles, -1)), -1, axis)
        return value, np.sum(turned, axis=axis, dtype=dtype, **kept) * ones
    raise NotImplementedError("`average` with these weights and `returned`")


@meaning(np.histogram, keywords=("density",))
def histogram(
    a: Any, bins: Any = 10, range: Any = None, density: Any = None, weights: Any = None
) -> Any:
    """Counts, or what they make of one in all."""
    counts, edges = np.histogram(a, bins, range, weights=weights)
    if density:
        return counts / np.diff(edges) / np.sum(counts), edges
    return counts, edges


@meaning(np.histogram2d, keywords=("density",))
def histogram2d(
    x: Any, y: Any, bins: Any = 10, range: Any = None, density: Any = None, weights: Any = None
) -> Any:
    """Counts, or what they make of one in all."""
    counts, xs, ys = np.histogram2d(x, y, bins, range, weights=weights)
    if density:
        areas = np.multiply.outer(np.diff(xs), np.diff(ys))
        found = call(np.histogram2d, x, y, bins, range, density, weights)
        return computed(counts / areas / np.sum(counts), found[0]), xs, ys
    return counts, xs, ys


@meaning(np.histogramdd, active=("weights",))
def histogramdd(
    sample: Any, bins: Any = 10, range: Any = None, density: Any = None, weights: Any = None
) -> Any:
    """The weights in each cell of a grid, which are constant but for the weights."""
    grid, edges = np.histogramdd(sample, bins, range)
    cells, inside = cells_of(edges, sample)
    sums = np.reshape(np.bincount(cells[inside], weights[inside], np.size(grid)), np.shape(grid))
    found = call(np.histogramdd, sample, bins, range, density, weights)
    if density:
        return computed(sums / volumes(edges) / np.sum(sums), found[0]), edges
    return computed(sums, found[0]), edges


@meaning(np.linspace, keywords=("retstep",))
def linspace(
    start: Any,
    stop: Any,
    num: int = 50,
    endpoint: bool = True,
    retstep: bool = False,
    dtype: Any = None,
    axis: int = 0,
) -> Any:
    """Points at equal distances, and the distance."""
    if dtype is not None:
        raise NotImplementedError("`linspace` with `dtype` and `retstep`: cast the points")
    points = np.linspace(start, stop, num, endpoint, axis=axis)
    if not retstep:
        return points
    return points, np.subtract(stop * 1.0, start) / (num - 1 if endpoint else num)


@meaning(np.take, keywords=("mode",))
def take(a: Any, indices: Any, axis: Any = None, out: Any = None, mode: str = "raise") -> Any:
    """Elements by places, which may lie beyond the end."""
    count = np.size(a) if axis is None else np.shape(a)[axis]
    places = np.asarray(indices)
    if mode == "wrap":
        places = places % count
    elif mode == "clip":
        places = np.clip(places, 0, count - 1)
    elif mode != "raise":
        raise NotImplementedError("`take` of this mode")
    return np.take(a, places, axis, out=out) if out is not None else np.take(a, places, axis)


@meaning(np.choose, keywords=("mode",))
def choose(a: Any, choices: Any, out: Any = None, mode: str = "raise") -> Any:
    """From one array or another, by numbers that may lie beyond the last."""
    numbers = np.asarray(a)
    if mode == "wrap":
        numbers = numbers % len(choices)
    elif mode == "clip":
        numbers = np.clip(numbers, 0, len(choices) - 1)
    elif mode != "raise":
        raise NotImplementedError("`choose` of this mode")
    return np.choose(numbers, choices, out=out) if out is not None else np.choose(numbers, choices)


@meaning(np.select, keywords=("default",))
def select(condlist: Any, choicelist: Any, default: Any = 0) -> Any:
    """From the array of the first condition that holds."""
    numbers = (int, float, complex)  # of Python's: they do not decide the dtype
    last, value = len(condlist) - 1, default
    if not isinstance(default, numbers):
        value = np.asarray(default)
    elif isinstance(choicelist[last], numbers):
        arrays = [choice for choice in choicelist if not isinstance(choice, numbers)]
        if arrays:
            # before NumPy 2 an array without axes does not decide beside a number
            value = np.zeros(np.shape(condlist[last]), np.asarray(arrays[0]).dtype) + default
    for k in range(last, -1, -1):
        value = np.where(condlist[k], choicelist[k], value)
    return value


@meaning(np.real_if_close)
def real_if_close(a: Any, tol: float = 100) -> Any:
    """The same, of real values."""
    if np.iscomplexobj(a):
        raise NotImplementedError("`real_if_close`, for the values decide whether it is complex")
    return np.asarray(a)


if hasattr(np, "unstack"):  # NumPy 2.1

    @meaning(np.unstack)
    def unstack(x: Any, /, *, axis: int = 0) -> Any:
        """The arrays along an axis."""
        moved = np.moveaxis(x, axis, 0)
        return tuple([moved[k] for k in range(len(moved))])

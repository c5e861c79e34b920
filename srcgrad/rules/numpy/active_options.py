"""Options of NumPy's functions that are active: points, spacings, and what is put around arrays.

Where they are constants, the functions have rules.
"""

from typing import Any

import numpy as np

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call


def slopes(rows: Any, points: Any, edge_order: int) -> Any:
    """Slopes along the first axis of parabolas through three points each."""
    gaps = np.reshape(np.diff(points), (-1,) + (1,) * (np.ndim(rows) - 1))
    one, two = gaps[:-1], gaps[1:]
    steps = np.diff(rows, axis=0) / gaps
    inner = (two * steps[:-1] + one * steps[1:]) / (one + two)
    if edge_order == 1:
        return np.concatenate([steps[:1], inner, steps[-1:]])
    first = steps[:1] + (steps[:1] - steps[1:2]) * one[:1] / (one[:1] + two[:1])
    last = steps[-1:] + (steps[-1:] - steps[-2:-1]) * two[-1:] / (one[-1:] + two[-1:])
    return np.concatenate([first, inner, last])


def along(f: Any, points: Any, axis: int, edge_order: int) -> Any:
    """Slopes along an axis, by points or by their distance."""
    places = points * np.arange(np.shape(f)[axis]) if np.ndim(points) == 0 else points
    return np.moveaxis(slopes(np.moveaxis(f, axis, 0), places, edge_order), 0, axis)


@meaning(np.gradient, active=("varargs",))
def gradient(f: Any, *varargs: Any, axis: Any = None, edge_order: int = 1) -> Any:
    """Slopes along all axes or some."""
    found = call(np.gradient, f, *varargs, axis=axis, edge_order=edge_order)
    if np.ndim(f) == 1:
        return computed(along(f, varargs[0], 0, edge_order), found)
    if isinstance(axis, int):
        return computed(along(f, varargs[0], axis, edge_order), found)
    count = np.ndim(f) if axis is None else len(axis)
    steps = varargs if len(varargs) == count else varargs * count
    places = range(count) if axis is None else axis
    return tuple(
        [computed(along(f, steps[k], places[k], edge_order), found[k]) for k in range(count)]
    )


@meaning(np.pad, active=("constant_values", "end_values"))
def pad(
    array: Any,
    pad_width: Any,
    mode: Any = "constant",
    *,
    constant_values: Any = 0,
    end_values: Any = 0,
) -> Any:
    """Values, or lines to them, around an array: a sum of what each of them adds."""
    if mode not in ("constant", "linear_ramp"):
        raise NotImplementedError("`pad` with values that this mode does not take")
    ends = constant_values if mode == "constant" else end_values
    values = np.broadcast_to(np.array(ends), (np.ndim(array), 2))
    none = np.zeros(np.shape(array))
    whole = np.pad(array, pad_width, mode)
    for k in range(np.ndim(array)):
        for side in range(2):
            one = np.zeros((np.ndim(array), 2))
            one[k, side] = 1.0
            if mode == "constant":
                whole = whole + values[k, side] * np.pad(none, pad_width, constant_values=one)
            else:
                whole = whole + values[k, side] * np.pad(none, pad_width, mode, end_values=one)
    if mode == "constant":
        return computed(whole, call(np.pad, array, pad_width, constant_values=ends))
    return computed(whole, call(np.pad, array, pad_width, mode, end_values=ends))

"""`scipy.interpolate`: tables on a grid whose values are active, or that are made inside."""

from typing import Any

import numpy as np
import scipy.interpolate

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.runtime import place_in


def evaluated(table: Any, xi: Any, method: Any) -> Any:
    """What SciPy's own table gives."""
    return table(xi, method)


def among(points: Any, values: Any, xi: Any, at: Any) -> Any:
    """The mean of the values at the corners around each place, weighed by how near they are."""
    k = len(at)
    if k == len(points):
        return values[at]
    axis = np.asarray(points[k])
    place = xi[..., k]
    low = place_in(axis, place, 0)
    share = (place - axis[low]) / (axis[low + 1] - axis[low])
    first = among(points, values, xi, (*at, low))
    return first + share * (among(points, values, xi, (*at, low + 1)) - first)


def within(points: Any, xi: Any) -> Any:
    """Does each place lie in the grid?"""
    held = np.ones(np.shape(xi)[:-1], bool)
    for k in range(len(points)):
        held = held & (xi[..., k] >= points[k][0]) & (xi[..., k] <= points[k][-1])
    return held


def on_grid(points: Any, values: Any, xi: Any, fill_value: Any) -> Any:
    """The table at places; outside of it a constant, or what goes on from its edge."""
    if np.ndim(values) != len(points):
        raise NotImplementedError("a table of active values that are vectors")
    model = among(points, np.asarray(values), xi, ())
    if fill_value is None:
        return model
    return np.where(within(points, xi), model, fill_value)


def as_rows(xi: Any, axes: Any) -> Any:
    """Places with their coordinates along the last axis; a tuple holds an array for each axis."""
    if isinstance(xi, tuple) and len(xi) > 1:
        return np.stack(np.broadcast_arrays(*xi), axis=-1)
    places = np.asarray(xi[0] if isinstance(xi, tuple) else xi)
    if places.ndim > 1:
        return places
    return places[:, None] if axes == 1 else places[None, :]


class Table:
    """What `RegularGridInterpolator` makes: straight lines between values on a grid."""

    def __init__(self, points: Any, values: Any, fill_value: Any, own: Any) -> None:
        self.grid, self.values, self.fill_value, self.own = points, values, fill_value, own

    def __call__(self, xi: Any, method: Any = None) -> Any:
        """The value at places, that are the rows of an array."""
        if method is not None and method != "linear":
            raise NotImplementedError("a table of active values with another method than linear")
        found = call(evaluated, self.own, xi, method)
        places = as_rows(xi, len(self.grid))
        model = on_grid(self.grid, self.values, places, self.fill_value)
        return computed(np.reshape(model, np.shape(places)[:-1]), found)


@meaning(scipy.interpolate.RegularGridInterpolator)
def regular_grid_interpolator(
    points: Any,
    values: Any,
    method: Any = "linear",
    bounds_error: Any = True,
    fill_value: Any = np.nan,
) -> Any:
    """A table on a grid."""
    if method != "linear":
        raise NotImplementedError("RegularGridInterpolator of active values, not linear")
    own = call(
        scipy.interpolate.RegularGridInterpolator, points, values, method, bounds_error, fill_value
    )
    return Table(points, values, fill_value, own)


@meaning(scipy.interpolate.interpn)
def interpn(
    points: Any,
    values: Any,
    xi: Any,
    method: Any = "linear",
    bounds_error: Any = True,
    fill_value: Any = np.nan,
) -> Any:
    """A table on a grid, at places that are the rows of an array, or an array for each axis."""
    if method != "linear" or (not isinstance(xi, tuple) and np.ndim(xi) < 2):
        raise NotImplementedError("interpn of another method than linear, or at other than rows")
    found = call(scipy.interpolate.interpn, points, values, xi, method, bounds_error, fill_value)
    places = as_rows(xi, len(points))
    model = on_grid(points, values, places, fill_value)
    return computed(np.reshape(model, np.shape(places)[:-1]), found)

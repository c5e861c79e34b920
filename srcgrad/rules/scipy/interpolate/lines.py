"""`scipy.interpolate.interp1d` through points that are active: steps, lines, and splines."""

from typing import Any

import numpy as np
import scipy.interpolate

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.scipy.interpolate.curves import coefficients, from_first, laid_along, straight
from srcgrad.rules.scipy.interpolate.splines import knots
from srcgrad.rules.taking import call
from srcgrad.runtime import found_like, place_in, spline_at, spline_through

STEPS = ("nearest", "nearest-up", "previous", "next", "zero")


def step_of(kind: Any, x: Any, points: Any) -> Any:
    """Between which of the places `interp1d` chooses for points: the number of one of them."""
    if kind in ("previous", "zero"):
        place = np.searchsorted(x, points, side="right") - 1
    elif kind == "next":
        place = np.searchsorted(x, points, side="left")
    else:
        middle = x[1:] / 2 + x[:-1] / 2
        place = np.searchsorted(middle, points, side="right" if kind == "nearest-up" else "left")
    return np.clip(place, 0, x.shape[0] - 1)


class Lines:
    """What `interp1d` returns: the curve's axis is the first of `y`, and `axis` of the values."""

    def __init__(self, x: Any, y: Any, kind: Any, fill: Any, curve: Any, axis: Any) -> None:
        self.x, self.y, self.kind, self.fill, self.curve = x, y, kind, fill, curve
        self.axis = axis
        if kind in ("quadratic", "cubic"):
            self.k = 2 if kind == "quadratic" else 3
            flat = y if np.ndim(y) < 3 else np.reshape(y, (y.shape[0], -1))
            own = call(scipy.interpolate.make_interp_spline, x, flat, self.k)
            self.t = knots(x, self.k)
            found = found_like(flat, call(coefficients, own))
            self.c = spline_through(x, flat, self.t, self.k, found)

    def inner(self, points: Any) -> Any:
        """The value at points, as if nothing were outside."""
        if self.kind in ("linear", "slinear"):
            place = place_in(self.x, points, 0)
            left, low = self.x[place], self.y[place]
            wide, step = self.x[place + 1] - left, points - left
            if np.ndim(self.y) > 1:
                spread = np.shape(points) + (1,) * (np.ndim(self.y) - 1)
                wide, step = np.reshape(wide, spread), np.reshape(step, spread)
            return low + (self.y[place + 1] - low) / wide * step
        if self.kind in STEPS:
            return self.y[step_of(self.kind, self.x, points)]
        y = spline_at(self.t, self.c, points, self.k)
        if np.ndim(self.y) > 2:
            return np.reshape(y, np.shape(points) + np.shape(self.y)[1:])
        return y

    def __call__(self, x: Any) -> Any:
        """The value at points."""
        found = call(straight, self.curve, x)
        points = np.asarray(x, np.float64)
        inner = self.inner(points)
        below, above = points < self.x[0], points > self.x[-1]
        if np.ndim(self.y) > 1:
            spread = np.shape(points) + (1,) * (np.ndim(self.y) - 1)
            below, above = np.reshape(below, spread), np.reshape(above, spread)
        if isinstance(self.fill, tuple):
            inner = np.where(below, self.fill[0], np.where(above, self.fill[1], inner))
        elif self.fill is None:
            inner = np.where(below | above, np.nan, inner)
        elif not isinstance(self.fill, str):
            inner = np.where(below | above, self.fill, inner)
        if self.axis != 0:
            inner = laid_along(inner, np.ndim(x), self.axis)
        return computed(np.asarray(inner), found)


@meaning(scipy.interpolate.interp1d)
def interp1d(
    x: Any,
    y: Any,
    kind: Any = "linear",
    axis: Any = -1,
    copy: Any = True,
    bounds_error: Any = None,
    fill_value: Any = None,
    assume_sorted: Any = False,
) -> Any:
    """Lines or splines through points."""
    orders = ("zero", "slinear", "quadratic", "cubic")
    form = orders[kind] if isinstance(kind, int) and kind < 4 else kind
    if form not in ("linear", *orders, *STEPS):
        raise NotImplementedError("interp1d of active values of a kind of higher order")
    if fill_value is None:
        curve = call(scipy.interpolate.interp1d, x, y, kind, axis, copy, bounds_error)
    else:
        curve = call(scipy.interpolate.interp1d, x, y, kind, axis, copy, bounds_error, fill_value)
    points, values = np.asarray(x, np.float64), from_first(y, axis % np.ndim(y))
    if not assume_sorted:
        order = np.argsort(points, kind="mergesort")
        points, values = points[order], values[order]
    return Lines(points, values, form, fill_value, curve, axis % np.ndim(y))

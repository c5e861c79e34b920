"""`scipy.interpolate`: FITPACK's curves and surfaces: knots, coefficients, degrees in a tuple."""

from typing import Any

import numpy as np
import scipy.interpolate

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.scipy.interpolate.curves import coefficients
from srcgrad.rules.scipy.interpolate.splines import knots
from srcgrad.rules.taking import call
from srcgrad.runtime import found_like, spline_at, spline_through


@meaning(scipy.interpolate.splev)
def splev(x: Any, tck: Any, der: Any = 0, ext: Any = 0) -> Any:
    """The values of a curve, or of a derivative of it."""
    if not isinstance(tck, tuple):
        raise NotImplementedError("splev of other than a tuple of knots, coefficients and degree")
    found = call(scipy.interpolate.splev, x, tck, der, ext)
    t, k = np.asarray(tck[0], np.float64), tck[2]
    c = np.asarray(tck[1], np.float64)
    if np.ndim(c) != 1:
        raise NotImplementedError("splev of a curve in space")
    first, last, points = t[k], t[t.shape[0] - k - 1], np.asarray(x, np.float64)
    if ext == 3:
        if der:
            raise NotImplementedError("the slope of a curve that is constant outside")
        points = np.clip(points, first, last)
    inner = spline_at(t, c[: t.shape[0] - k - 1], points, k, der)
    if ext == 1:
        inner = np.where((points < first) | (points > last), 0.0, inner)
    return computed(np.asarray(inner), found)


def inside(x: Any, t: Any, k: Any) -> Any:
    """Places, moved to the edge where they are outside of a surface."""
    return np.clip(np.asarray(x, np.float64), t[k], t[t.shape[0] - k - 1])


@meaning(scipy.interpolate.bisplev)
def bisplev(x: Any, y: Any, tck: Any, dx: Any = 0, dy: Any = 0) -> Any:
    """The heights of a surface, or of a derivative of it, over each pair of places."""
    if not isinstance(tck, tuple):
        raise NotImplementedError("bisplev of other than a tuple of knots, heights and degrees")
    if dx or dy:
        raise NotImplementedError("the slope of a surface, which is constant outside")
    found = call(scipy.interpolate.bisplev, x, y, tck)
    tx, ty, kx, ky = np.asarray(tck[0]), np.asarray(tck[1]), tck[3], tck[4]
    heights = np.reshape(tck[2], (tx.shape[0] - kx - 1, ty.shape[0] - ky - 1))
    rows = spline_at(tx, heights, inside(x, tx, kx), kx)
    surface = spline_at(ty, rows.T, inside(y, ty, ky), ky).T
    if np.ndim(x) and np.shape(x)[0] == 1:
        raise NotImplementedError("bisplev of an array of one place")
    if np.ndim(x) == 0 and np.ndim(y) == 0:
        surface = surface[()]
    if np.ndim(x) and np.ndim(y) == 0:
        surface = surface[:, None]
    return computed(surface, found)


@meaning(scipy.interpolate.splrep)
def splrep(
    x: Any,
    y: Any,
    w: Any = None,
    xb: Any = None,
    xe: Any = None,
    k: Any = 3,
    task: Any = 0,
    s: Any = None,
    t: Any = None,
    full_output: Any = 0,
    per: Any = 0,
    quiet: Any = 1,
) -> Any:
    """The curve through points."""
    if w is not None or s or xb is not None or xe is not None:
        raise NotImplementedError("splrep of active values that smooths: only s=0 is known")
    if task or t is not None or full_output or per:
        raise NotImplementedError("splrep of active values with task, t, full_output or per")
    found = call(scipy.interpolate.splrep, x, y, k=k, s=s)
    own = call(scipy.interpolate.make_interp_spline, x, y, k)
    points, values = np.asarray(x, np.float64), np.asarray(y, np.float64)
    at = knots(points, k)
    c = spline_through(points, values, at, k, found_like(values, call(coefficients, own)))
    whole = np.concatenate([c, np.zeros(k + 1)])
    return computed(at, found[0]), computed(whole, found[1]), k

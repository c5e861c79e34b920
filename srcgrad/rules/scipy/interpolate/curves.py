"""`scipy.interpolate`: curves through points that are active, which SciPy makes and evaluates.

spline = CubicSpline(x, y)        an object that holds SciPy's own, and its coefficients
spline(t)                         SciPy's value; the derivative is that of the polynomial
"""

from typing import Any

import numpy as np
import scipy.interpolate
import scipy.linalg

from srcgrad.rules.declare import meaning, nondifferentiable
from srcgrad.rules.modelled import computed
from srcgrad.rules.taking import call
from srcgrad.runtime import enough_points, place_in

nondifferentiable(enough_points, place_in)


def evaluated(curve: Any, x: Any, nu: Any, extrapolate: Any) -> Any:
    """What SciPy's own curve gives."""
    return curve(x, nu, extrapolate)


def straight(curve: Any, x: Any) -> Any:
    """What a curve of SciPy's gives that is only called."""
    return curve(x)


def coefficients(curve: Any) -> Any:
    """Those of SciPy's own curve."""
    return curve.c


def differentiated(curve: Any, nu: Any) -> Any:
    """SciPy's own derivative."""
    return curve.derivative(nu)


def integrated(curve: Any, nu: Any) -> Any:
    """SciPy's own antiderivative."""
    return curve.antiderivative(nu)


def area_below(curve: Any, a: Any, b: Any, extrapolate: Any) -> Any:
    """SciPy's own integral."""
    return curve.integrate(a, b, extrapolate)


def moved_in(x: Any, first: Any, last: Any, extrapolate: Any) -> Any:
    """Points within the interval, where a curve is periodic."""
    return first + (x - first) % (last - first) if extrapolate == "periodic" else x


def laid_along(y: Any, rank: Any, axis: Any) -> Any:
    """The first `rank` axes, those of the points, where the curve's axis was."""
    if rank == 0:
        return y
    if rank == 1:
        return np.moveaxis(y, 0, axis)
    return np.moveaxis(y, tuple(range(rank)), tuple(range(axis, axis + rank)))


def from_first(y: Any, axis: Any) -> Any:
    """Values as floats, with the axis of a curve first."""
    if axis == 0:
        return np.asarray(y, np.float64)
    return np.moveaxis(np.asarray(y, np.float64), axis, 0)


def outside_nothing(y: Any, x: Any, first: Any, last: Any, extrapolate: Any) -> Any:
    """NaN outside of the interval, where a curve is not to go on."""
    if extrapolate is False:
        inside = (np.asarray(x) >= first) & (np.asarray(x) <= last)
        rank = np.ndim(y) - np.ndim(x)
        return np.where(np.reshape(inside, np.shape(x) + (1,) * rank), y, np.nan)
    return y


class Pieces:
    """A polynomial between any two neighbours of the points `x`."""

    def __init__(self, c: Any, x: Any, extrapolate: Any, curve: Any, axis: Any = 0) -> None:
        self.c, self.x, self.extrapolate, self.curve = c, x, extrapolate, curve
        self.axis = axis

    def model(self, x: Any, extrapolate: Any) -> Any:
        """The value, by its coefficients."""
        first, last = self.x[0], self.x[-1]
        points = moved_in(x, first, last, extrapolate)
        place = place_in(self.x, points, 0)
        step = points - self.x[place]
        if np.ndim(self.c) > 2:
            step = np.reshape(step, np.shape(points) + (1,) * (np.ndim(self.c) - 2))
        y = self.c[0, place]
        for k in range(1, self.c.shape[0]):
            y = y * step + self.c[k, place]
        return outside_nothing(y, x, first, last, extrapolate)

    def __call__(self, x: Any, nu: Any = 0, extrapolate: Any = None) -> Any:
        """The value at points, or a derivative there."""
        found = call(evaluated, self.curve, x, nu, extrapolate)
        beyond = self.extrapolate if extrapolate is None else extrapolate
        y = derivative_of(self.c, nu)
        inner = Pieces(y, self.x, beyond, None).model(np.asarray(x, np.float64), beyond)
        if self.axis != 0:
            inner = laid_along(inner, np.ndim(x), self.axis)
        return computed(np.asarray(inner), found)

    def derivative(self, nu: Any = 1) -> Any:
        """The derivative as such a curve."""
        found = call(differentiated, self.curve, nu)
        return Pieces(derivative_of(self.c, nu), self.x, self.extrapolate, found, self.axis)

    def antiderivative(self, nu: Any = 1) -> Any:
        """The antiderivative that is 0 at the first point."""
        if nu != 1:
            raise NotImplementedError("the antiderivative of another order than 1 of active values")
        found = call(integrated, self.curve, nu)
        beyond = False if self.extrapolate == "periodic" else self.extrapolate
        return Pieces(antiderivative_of(self.c, self.x), self.x, beyond, found, self.axis)

    def integrate(self, a: Any, b: Any, extrapolate: Any = None) -> Any:
        """The integral from `a` to `b`."""
        beyond = self.extrapolate if extrapolate is None else extrapolate
        if beyond == "periodic":
            raise NotImplementedError("the integral of a periodic curve of active values")
        found = call(area_below, self.curve, a, b, extrapolate)
        whole = Pieces(antiderivative_of(self.c, self.x), self.x, beyond, None)
        upper = whole.model(np.asarray(b, np.float64), beyond)
        lower = whole.model(np.asarray(a, np.float64), beyond)
        return computed(np.asarray(upper - lower), found)


def derivative_of(c: Any, nu: Any) -> Any:
    """The coefficients of a derivative."""
    for _ in range(nu):
        count = c.shape[0]
        if count == 1:
            c = 0 * c
        else:
            powers = np.reshape(np.arange(count - 1, 0, -1), (-1,) + (1,) * (np.ndim(c) - 1))
            c = c[:-1] * powers
    return c


def antiderivative_of(c: Any, x: Any) -> Any:
    """The coefficients of a continuous antiderivative."""
    count = c.shape[0]
    powers = np.reshape(np.arange(count, 0, -1), (-1,) + (1,) * (np.ndim(c) - 1))
    step = np.reshape(np.diff(x), (1, -1) + (1,) * (np.ndim(c) - 2))
    rows = c / powers
    areas = np.sum(rows * step**powers, axis=0)
    start = np.concatenate([0 * areas[:1], np.cumsum(areas, axis=0)[:-1]], axis=0)
    return np.concatenate([rows, start[None]], axis=0)


def hermite(x: Any, y: Any, slopes: Any) -> Any:
    """The coefficients of the cubics that have these values and slopes at the points."""
    step = np.reshape(np.diff(x), (-1,) + (1,) * (np.ndim(y) - 1))
    chord = np.diff(y, axis=0) / step
    bend = (slopes[:-1] + slopes[1:] - 2 * chord) / step
    return np.stack([bend / step, (chord - slopes[:-1]) / step - bend, slopes[:-1], y[:-1]])


def end_of(condition: Any) -> Any:
    """What holds at an end: the order of a derivative, and its value."""
    if condition == "natural":
        return (2, 0.0)
    if condition == "clamped":
        return (1, 0.0)
    return condition


def spline_slopes(x: Any, y: Any, start: Any, end: Any) -> Any:
    """The slopes of a spline, from the system that they solve."""
    n, h = x.shape[0], np.diff(x)
    wide = np.reshape(h, (-1,) + (1,) * (np.ndim(y) - 1))
    chord = np.diff(y, axis=0) / wide
    bands, right = np.zeros((3, n)), np.zeros_like(y)
    bands[1, 1:-1] = 2 * (h[:-1] + h[1:])
    bands[0, 2:] = h[:-1]
    bands[2, :-2] = h[1:]
    right[1:-1] = 3 * (wide[1:] * chord[:-1] + wide[:-1] * chord[1:])
    if start == "not-a-knot":
        d = x[2] - x[0]
        bands[1, 0] = h[1]
        bands[0, 1] = d
        right[0] = ((h[0] + 2 * d) * h[1] * chord[0] + h[0] ** 2 * chord[1]) / d
    elif start[0] == 1:
        bands[1, 0] = 1.0
        right[0] = start[1]
    else:
        bands[1, 0] = 2 * h[0]
        bands[0, 1] = h[0]
        right[0] = -0.5 * start[1] * h[0] ** 2 + 3 * (y[1] - y[0])
    if end == "not-a-knot":
        d = x[n - 1] - x[n - 3]
        bands[1, n - 1] = h[n - 3]
        bands[2, n - 2] = d
        right[n - 1] = (
            h[n - 2] ** 2 * chord[n - 3] + (2 * d + h[n - 2]) * h[n - 3] * chord[n - 2]
        ) / d
    elif end[0] == 1:
        bands[1, n - 1] = 1.0
        right[n - 1] = end[1]
    else:
        bands[1, n - 1] = 2 * h[n - 2]
        bands[2, n - 2] = h[n - 2]
        right[n - 1] = 0.5 * end[1] * h[n - 2] ** 2 + 3 * (y[n - 1] - y[n - 2])
    if np.ndim(y) == 1:
        return scipy.linalg.solve_banded((1, 1), bands, right)
    found = scipy.linalg.solve_banded((1, 1), bands, np.reshape(right, (n, -1)))
    return np.reshape(found, np.shape(y))


def periodic_slopes(x: Any, y: Any) -> Any:
    """The slopes of a periodic spline."""
    n, h = x.shape[0] - 1, np.diff(x)
    wide = np.reshape(h, (-1,) + (1,) * (np.ndim(y) - 1))
    chord = np.diff(y, axis=0) / wide
    before = np.roll(h, 1)
    eye = np.eye(n)
    matrix = np.diag(2 * (before + h))
    matrix = matrix + h[:, None] * np.roll(eye, -1, 1) + before[:, None] * np.roll(eye, 1, 1)
    right = 3 * (wide * np.roll(chord, 1, 0) + np.roll(wide, 1, 0) * chord)
    slopes = np.reshape(np.linalg.solve(matrix, np.reshape(right, (n, -1))), np.shape(right))
    return np.concatenate([slopes, slopes[:1]], axis=0)


def parabola_slopes(x: Any, y: Any) -> Any:
    """The slopes of the parabola through three points, or of the line through two."""
    wide = np.reshape(np.diff(x), (-1,) + (1,) * (np.ndim(y) - 1))
    chord = np.diff(y, axis=0) / wide
    if x.shape[0] == 2:
        return np.concatenate([chord, chord], axis=0)
    bend = np.diff(chord, axis=0) / (x[-1] - x[0])
    near, far = bend * wide[:1], bend * wide[-1:]
    return np.concatenate([chord[:1] - near, chord[:1] + near, chord[-1:] + far], axis=0)


@meaning(scipy.interpolate.CubicSpline)
def cubic_spline(
    x: Any, y: Any, axis: Any = 0, bc_type: Any = "not-a-knot", extrapolate: Any = None
) -> Any:
    """A cubic spline."""
    curve = call(scipy.interpolate.CubicSpline, x, y, axis, bc_type, extrapolate)
    points, values = np.asarray(x, np.float64), from_first(y, axis)
    if bc_type == "periodic":
        slopes = periodic_slopes(points, values)
    else:
        start, end = (bc_type, bc_type) if isinstance(bc_type, str) else (bc_type[0], bc_type[1])
        if start == "not-a-knot" and end == "not-a-knot" and points.shape[0] < 4:
            slopes = parabola_slopes(points, values)
        else:
            if start == "not-a-knot" or end == "not-a-knot":
                enough_points(points, 4)
            slopes = spline_slopes(points, values, end_of(start), end_of(end))
    beyond = ("periodic" if bc_type == "periodic" else True) if extrapolate is None else extrapolate
    c = computed(hermite(points, values, slopes), call(coefficients, curve))
    return Pieces(c, points, beyond, curve, axis % np.ndim(y))


@meaning(scipy.interpolate.CubicHermiteSpline)
def cubic_hermite_spline(x: Any, y: Any, dydx: Any, axis: Any = 0, extrapolate: Any = None) -> Any:
    """Cubics that have given slopes."""
    curve = call(scipy.interpolate.CubicHermiteSpline, x, y, dydx, axis, extrapolate)
    points, values = np.asarray(x, np.float64), from_first(y, axis)
    model = hermite(points, values, from_first(dydx, axis))
    beyond = True if extrapolate is None else extrapolate
    c = computed(model, call(coefficients, curve))
    return Pieces(c, points, beyond, curve, axis % np.ndim(y))


def end_slope(h0: Any, h1: Any, m0: Any, m1: Any) -> Any:
    """The slope at an end of a curve that keeps the shape of its points."""
    d = ((2 * h0 + h1) * m0 - h0 * m1) / (h0 + h1)
    d = np.where(np.sign(d) != np.sign(m0), 0.0, d)
    steep = (np.sign(m0) != np.sign(m1)) & (np.abs(d) > 3 * np.abs(m0))
    return np.where(steep, 3 * m0, d)


@meaning(scipy.interpolate.PchipInterpolator)
def pchip(x: Any, y: Any, axis: Any = 0, extrapolate: Any = None) -> Any:
    """Cubics that rise where the points do."""
    curve = call(scipy.interpolate.PchipInterpolator, x, y, axis, extrapolate)
    points, values = np.asarray(x, np.float64), from_first(y, axis)
    enough_points(points, 3)
    h = np.reshape(np.diff(points), (-1,) + (1,) * (np.ndim(values) - 1))
    m = np.diff(values, axis=0) / h
    flat = (np.sign(m[1:]) != np.sign(m[:-1])) | (m[1:] == 0) | (m[:-1] == 0)
    w1, w2 = 2 * h[1:] + h[:-1], h[1:] + 2 * h[:-1]
    mean = (w1 / np.where(flat, 1.0, m[:-1]) + w2 / np.where(flat, 1.0, m[1:])) / (w1 + w2)
    inner = np.where(flat, 0.0, 1.0 / np.where(flat, 1.0, mean))
    first = end_slope(h[:1], h[1:2], m[:1], m[1:2])
    last = end_slope(h[-1:], h[-2:-1], m[-1:], m[-2:-1])
    slopes = np.concatenate([first, inner, last], axis=0)
    c = computed(hermite(points, values, slopes), call(coefficients, curve))
    beyond = True if extrapolate is None else extrapolate
    return Pieces(c, points, beyond, curve, axis % np.ndim(y))


@meaning(scipy.interpolate.Akima1DInterpolator)
def akima(x: Any, y: Any, axis: Any = 0, *, method: Any = "akima", extrapolate: Any = None) -> Any:
    """Cubics that overshoot little."""
    if method != "akima":
        raise NotImplementedError("Akima1DInterpolator of active values with method")
    if extrapolate is None:
        curve = call(scipy.interpolate.Akima1DInterpolator, x, y, axis)
    else:
        curve = call(scipy.interpolate.Akima1DInterpolator, x, y, axis, extrapolate=extrapolate)
    points, values = np.asarray(x, np.float64), from_first(y, axis)
    enough_points(points, 3)
    m = np.diff(values, axis=0) / np.reshape(np.diff(points), (-1,) + (1,) * (np.ndim(values) - 1))
    left, right = 2 * m[:1] - m[1:2], 2 * m[-1:] - m[-2:-1]
    m = np.concatenate([2 * left - m[:1], left, m, right, 2 * right - m[-1:]], axis=0)
    bend = np.abs(np.diff(m, axis=0))
    f1, f2 = bend[2:], bend[:-2]
    straight = f1 + f2 <= 1e-9 * np.max(f1 + f2)
    bent = (f1 * m[1:-2] + f2 * m[2:-1]) / np.where(straight, 1.0, f1 + f2)
    slopes = np.where(straight, 0.5 * (m[3:] + m[:-3]), bent)
    c = computed(hermite(points, values, slopes), call(coefficients, curve))
    beyond = False if extrapolate is None else extrapolate
    return Pieces(c, points, beyond, curve, axis % np.ndim(y))


@meaning(scipy.interpolate.PPoly)
def polynomial_pieces(c: Any, x: Any, extrapolate: Any = None, axis: Any = 0) -> Any:
    """Pieces by their coefficients."""
    if axis != 0:
        raise NotImplementedError("a curve of active values along another axis than the first")
    curve = call(scipy.interpolate.PPoly, c, x, extrapolate, axis)
    beyond = True if extrapolate is None else extrapolate
    return Pieces(np.asarray(c, np.float64), np.asarray(x, np.float64), beyond, curve)


@meaning(scipy.interpolate.pchip_interpolate)
def pchip_interpolate(xi: Any, yi: Any, x: Any, der: Any = 0, axis: Any = 0) -> Any:
    """The value of such a curve."""
    found = call(scipy.interpolate.pchip_interpolate, xi, yi, x, der, axis)
    return computed(scipy.interpolate.PchipInterpolator(xi, yi, axis)(x, der), found)

"""Programs with B-splines, lines and polynomials of `scipy.interpolate` through active points."""

import numpy as np
import scipy.interpolate as si
from scipy.interpolate import interp1d

from tests.programs.case import Program

T = np.array([0.0, 0.4, 1.1, 1.5, 2.3, 3.0])
Y = np.array([0.2, 1.3, 0.7, -0.4, 0.6, 1.1])
AT = np.array([0.3, 0.9, 1.7, 2.6])
KNOTS = np.arange(10.0) + 0.1 * np.sin(np.arange(10.0))


def through(t, y, at):
    spline = si.make_interp_spline(t, y)
    return np.sum(spline(at) ** 2) + np.sum(spline.derivative()(at) ** 2) + spline(at[1], 2)


def through_by_degree(t, y):
    s = np.sum(si.make_interp_spline(t, y, k=2)(AT) ** 2)
    return s + np.sum(si.make_interp_spline(t, np.stack([y, y**2], axis=1), k=1)(AT) ** 3)


def steps_between(t, y, at):
    near, up = interp1d(t, y, kind="nearest")(at), interp1d(t, y, kind="nearest-up")(at)
    last, coming = interp1d(t, y, kind="previous")(at), interp1d(t, y, kind="next")(at)
    return np.sum(near**2 * at) + np.sum(up**3) + np.sum(last**2) + np.sum(coming * at)


def kinds_by_order(t, y, at):
    s = np.sum(interp1d(t, y, kind=2)(at) ** 2) + np.sum(interp1d(t, y, kind=3)(at) ** 2)
    return s + np.sum(interp1d(t, y, kind=1)(at) ** 3) + np.sum(interp1d(t, y, "zero")(at) ** 3)


def steps_beyond(y, at):
    filled = interp1d(T, y, kind="previous", bounds_error=False, fill_value=0.3)
    further = interp1d(T, y, kind="nearest", fill_value="extrapolate")
    return np.sum(filled(2 * at) ** 2) + np.sum(further(2 * at) ** 2 * at)


def by_knots(t, c, at):
    return np.sum(si.BSpline(t, c, 3)(at) ** 2)


def fitted(y, w):
    knots = np.array([0.0, 0.0, 0.0, 1.3, 3.0, 3.0, 3.0])
    return np.sum(si.make_lsq_spline(T, y, knots, 2, w)(AT) ** 2)


def by_fitpack(t, y, at):
    spline = si.InterpolatedUnivariateSpline(t, y)
    flat = si.UnivariateSpline(t, y, s=0, k=2, ext=3)
    return np.sum(spline(at, 1) ** 2 + spline(at)) + np.sum(flat(at + 0.9) ** 2)


def lines(t, y, at):
    s = np.sum(interp1d(t, y)(at) ** 2) + np.sum(interp1d(t, y, kind="cubic")(at) ** 2)
    s += np.sum(interp1d(t, y, bounds_error=False, fill_value=(0.1, 0.3))(at + 1.0) ** 2)
    return s + np.sum(interp1d(t[::-1], y, fill_value="extrapolate")(at + 1.0) ** 2)


def polynomials(t, y, at):
    return np.sum(si.KroghInterpolator(t[:4], y[:4])(at) ** 2)


SURFACE = (np.array([0.0, 0, 0, 0, 0.6, 1, 1, 1, 1]), np.array([0.0, 0, 0.9, 2, 2]))


def heights(start=0):
    return np.sin(np.arange(15.0) * 0.7 + start)


def surface_at_a_place(c, x, y):
    tck = (SURFACE[0], SURFACE[1], c * c, 3, 1)
    return float(si.bisplev(x, y, tck)) * x + si.bisplev(1.0 + x, y, tck)


def surface_on_a_grid(c, x, y):
    tck = (SURFACE[0], SURFACE[1], c, 3, 1)
    rows, columns = si.bisplev(0.3, y, tck), si.bisplev(x, y[0], tck)
    return np.sum(si.bisplev(x, y, tck) ** 2) + np.sum(rows * y) + np.sum(columns[:, 0] * x)


PLACES = np.array([0.2, 0.5, 0.9])

PROGRAMS = [
    Program(surface_at_a_place, (heights(), 0.3, 0.7), (0, 1, 2)),
    Program(surface_on_a_grid, (heights(1), PLACES, 1.6 * PLACES[1:]), (0, 1, 2)),
    *(Program(f, (T, Y, AT), (0, 1, 2)) for f in (steps_between, kinds_by_order)),
    Program(steps_beyond, (Y, AT), (0, 1)),
    Program(through, (T, Y, AT), (0, 1, 2)),
    Program(through_by_degree, (T, Y), (0, 1)),
    Program(by_knots, (KNOTS, Y, AT + 3.0), (0, 1, 2)),
    Program(fitted, (Y, np.array([1.0, 0.5, 2.0, 1.0, 1.5, 0.7])), (0, 1)),
    Program(by_fitpack, (T, Y, AT), (0, 1, 2)),
    Program(lines, (T, Y, AT), (0, 1, 2)),
    Program(polynomials, (T, Y, AT), (0, 1, 2)),
]

"""Programs with curves through active vectors, along any axis of the values."""

import numpy as np
import scipy.interpolate as si
from scipy.interpolate import interp1d

from tests.programs.case import Program

T = np.array([0.0, 0.4, 1.1, 1.5, 2.3])
AT = np.array([0.3, 0.9, 1.7])
ROWS = np.sin(np.arange(10.0) * 0.9).reshape(2, 5)
BLOCK = np.cos(np.arange(20.0) * 0.7).reshape(2, 5, 2)
WEIGHTS = np.arange(1.0, 7.0).reshape(2, 3)


def spline_of_rows(y, at):
    curve = si.CubicSpline(T, y, axis=1)
    s = np.sum(curve(at) ** 2 * WEIGHTS) + np.sum(curve(at[0]) ** 3)
    return s + np.sum(curve.derivative()(at) * WEIGHTS) + np.sum(curve.integrate(0.2, at[2]))


def spline_on_a_grid(y, at):
    grid = np.stack([at, at * 0.5])
    curve = si.CubicSpline(T, y, axis=-2, bc_type="natural")
    return np.sum(curve(grid)[1, 0] ** 2) + np.sum(curve(grid, 1)[:, 1, :, 1] ** 2)


def spline_between(t, y):
    values = si.CubicSpline(t, y, axis=1, bc_type="clamped")(AT)
    return np.sum(values[0, :, 1] ** 2) + np.sum(values[1, 0] ** 3)


def other_curves_of_rows(y, slopes):
    s = np.sum(si.PchipInterpolator(T, y, axis=1)(AT) ** 2 * WEIGHTS)
    s += np.sum(si.Akima1DInterpolator(T, y, axis=1)(AT) ** 2 * WEIGHTS)
    s += np.sum(si.CubicHermiteSpline(T, y, slopes, axis=1)(AT) ** 2 * WEIGHTS)
    return s + np.sum(si.CubicHermiteSpline(T, y, slopes, -1).antiderivative()(AT) * WEIGHTS)


def lines_of_rows(t, y, at):
    s = np.sum(interp1d(t, y)(at) ** 2 * WEIGHTS)
    return s + np.sum(interp1d(t, y.T, axis=0)(at) ** 2 * WEIGHTS.T) + np.sum(interp1d(t, y)(0.6))


def kinds_of_rows(y, at):
    s = np.sum(interp1d(T, y, "cubic")(at) ** 2 * WEIGHTS)
    s += np.sum(interp1d(T, y, "quadratic")(at) ** 2 * WEIGHTS)
    return s + np.sum(interp1d(T, y, kind="previous")(at) ** 2 * WEIGHTS)


def kinds_of_blocks(y, at):
    s = np.sum(interp1d(T, y, "cubic", axis=1)(at)[0, :, 1] ** 2)
    return s + np.sum(interp1d(T, y, axis=1)(np.stack([at, at]))[1, :, 0] ** 2)


def filled_rows(y, at):
    outside = interp1d(T, y, bounds_error=False, fill_value=(np.array([0.5, 2.0]), 3.0))
    column = interp1d(T, y.T, axis=0, bounds_error=False, fill_value=0.5)
    further = interp1d(T[::-1], y, fill_value="extrapolate")
    s = np.sum(outside(at - 1.0) ** 2 * WEIGHTS) + np.sum(column(at + 1.0) ** 2)
    return s + np.sum(further(at + 1.0) ** 2 * WEIGHTS)


PROGRAMS = [
    Program(spline_of_rows, (ROWS, AT), (0, 1)),
    Program(spline_on_a_grid, (BLOCK, AT), (0, 1)),
    Program(spline_between, (T, BLOCK), (0, 1)),
    Program(other_curves_of_rows, (ROWS, ROWS * 0.3 + 0.1), (0, 1)),
    Program(lines_of_rows, (T, ROWS, AT), (0, 1, 2)),
    Program(kinds_of_rows, (ROWS, AT), (0, 1)),
    Program(kinds_of_blocks, (BLOCK, AT), (0, 1)),
    Program(filled_rows, (ROWS, AT), (0, 1)),
]

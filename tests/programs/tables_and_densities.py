"""Tables on grids, densities made of samples, and running integrals, of SciPy's."""

import numpy as np
import scipy.integrate
import scipy.interpolate
from scipy import stats

from tests.programs.case import Program, positive, signed

GRID = np.array([0.0, 0.4, 1.0, 1.7])
PLACES = np.array([[0.31, 1.2], [0.9, 0.12], [1.5, 0.7]])


def table_of_values(T, x):
    table = scipy.interpolate.RegularGridInterpolator((GRID, GRID[:3]), 2.0 * T, bounds_error=False)
    beyond = scipy.interpolate.interpn(
        (GRID, GRID[:3]), T * T, PLACES, bounds_error=False, fill_value=None
    )
    return np.nansum(table(np.stack([x, x[::-1]], axis=-1)) ** 2) + np.sum(beyond**3)


def at_an_array_for_each_axis(T, x, y):
    """As many places as the grid has axes: rows, or columns?"""
    T = 2.0 * T  # of a table that nobody may write SciPy takes another sum
    table = scipy.interpolate.RegularGridInterpolator((GRID, GRID[:3]), T)
    crossed = scipy.interpolate.interpn((GRID, GRID[:3]), T, (x[:, None], y))
    return table((x, y)) @ np.array([1.0, 3.0]) + table((x[1], y[0])) + np.sum(crossed**2)


def on_a_line(T, x):
    return np.sum(scipy.interpolate.RegularGridInterpolator((GRID,), T)((x,)) ** 2)


def polynomial(x, y):
    found = scipy.interpolate.krogh_interpolate(x, y, np.array([0.2, 0.9, 1.1]))
    return np.sum(found**2)


def estimated(samples, places, width):
    kde = stats.gaussian_kde(samples)
    narrow = stats.gaussian_kde(samples, bw_method=width, weights=places**2)
    inside = kde.integrate_box_1d(0.6, places[0])
    return np.sum(kde.logpdf(places)) + np.sum(narrow(places) ** 2) + inside


def estimated_in_the_plane(samples, place):
    kde = stats.gaussian_kde(samples, "silverman")
    return np.sum(kde.logpdf(place)) + np.sum(kde.pdf(samples[:, :2]) ** 2)


def run_up(y, x, h):
    whole = scipy.integrate.cumulative_simpson(y, x=np.cumsum(x), initial=h)
    even = scipy.integrate.cumulative_simpson(np.reshape(y, (3, 2)), dx=h, axis=0)
    return np.sum(whole**2) + np.sum(even * x[:4].reshape(2, 2))


PROGRAMS = [
    Program(table_of_values, (positive(4, 3), np.array([0.35, 0.8, 0.61])), wrt=(0, 1)),
    Program(
        at_an_array_for_each_axis,
        (positive(4, 3), np.array([0.35, 1.2]), np.array([0.8, 0.15])),
        wrt=(0, 1, 2),
    ),
    Program(on_a_line, (positive(4), np.array([0.35, 1.2, 0.8])), wrt=(0, 1)),
    Program(polynomial, (np.array([0.0, 0.5, 1.2]), signed(3)), wrt=(0, 1)),
    Program(estimated, (positive(5), positive(5, start=2), 0.6), wrt=(0, 1, 2)),
    Program(estimated_in_the_plane, (positive(2, 4) ** 2, positive(2)), wrt=(0, 1)),
    Program(run_up, (signed(6), positive(6), 0.3), wrt=(0, 1, 2)),
]

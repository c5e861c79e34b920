"""`scipy.interpolate`: functions through values at scattered points, by kernels and triangles."""

from typing import Any

import numpy as np
import scipy.interpolate
import scipy.spatial

from srcgrad.rules.declare import meaning
from srcgrad.rules.modelled import computed
from srcgrad.rules.scipy import found as results
from srcgrad.rules.taking import call
from srcgrad.runtime import matrix_found, places_found

assert results.__name__  # declares what is taken of results
DEGREES = {"linear": 0, "thin_plate_spline": 1, "cubic": 1, "quintic": 2}


def kernel_of(square: Any, kernel: Any) -> Any:
    """The kernel at distances of which the squares are given; its slope is 0 where they are."""
    if kernel == "linear":
        apart = square > 0
        return np.where(apart, -np.sqrt(np.where(apart, square, 1)), 0)
    if kernel == "thin_plate_spline":
        apart = square > 0
        return np.where(apart, 0.5 * square * np.log(np.where(apart, square, 1)), 0)
    if kernel == "cubic":
        return square**1.5
    if kernel == "quintic":
        return -(square**2.5)
    if kernel == "multiquadric":
        return -np.sqrt(1 + square)
    if kernel == "inverse_multiquadric":
        return 1 / np.sqrt(1 + square)
    if kernel == "inverse_quadratic":
        return 1 / (1 + square)
    if kernel == "gaussian":
        return np.exp(-square)
    raise NotImplementedError("RBFInterpolator of this kernel")


def squares_between(x: Any, y: Any) -> Any:
    """The squares of the distances of all pairs of rows."""
    apart = x[:, None, :] - y[None, :, :]
    return np.sum(apart * apart, axis=-1)


def monomials(x: Any, degree: Any) -> Any:
    """A column for each product of so many coordinates, or fewer."""
    ones = np.ones((len(x), 1))
    if degree == 0:
        return ones
    if degree == 1:
        return np.concatenate([ones, x], axis=1)
    first, second = np.triu_indices(np.shape(x)[1])
    return np.concatenate([ones, x, x[:, first] * x[:, second]], axis=1)


class Kernels:
    """What `RBFInterpolator` makes: a sum of kernels about the points, and a polynomial."""

    def __init__(
        self, y: Any, d: Any, smoothing: Any, kernel: Any, epsilon: Any, degree: Any, own: Any
    ) -> None:
        self.y, self.kernel, self.epsilon, self.degree, self.own = y, kernel, epsilon, degree, own
        whole = kernel_of(epsilon * epsilon * squares_between(y, y), kernel)
        whole = whole + smoothing * np.eye(len(y))
        if degree < 0:
            self.weights = np.linalg.solve(whole, d)
        else:
            sides = monomials(y, degree)
            count = np.shape(sides)[1]
            above = np.concatenate([whole, sides], axis=1)
            below = np.concatenate([sides.T, np.zeros((count, count))], axis=1)
            right = np.concatenate([d, np.zeros((count, *np.shape(d)[1:]))])
            self.weights = np.linalg.solve(np.concatenate([above, below]), right)

    def __call__(self, x: Any) -> Any:
        """The values at places, that are the rows of an array."""
        x = np.asarray(x)
        found = call(evaluated, self.own, x)
        square = self.epsilon * self.epsilon * squares_between(x, self.y)
        near = kernel_of(square, self.kernel)
        if self.degree >= 0:
            near = np.concatenate([near, monomials(x, self.degree)], axis=1)
        return computed(near @ self.weights, found)


def evaluated(own: Any, x: Any) -> Any:
    """What SciPy's own function gives."""
    return own(x)


@meaning(scipy.interpolate.RBFInterpolator)
def rbf_interpolator(
    y: Any,
    d: Any,
    neighbors: Any = None,
    smoothing: Any = 0.0,
    kernel: Any = "thin_plate_spline",
    epsilon: Any = None,
    degree: Any = None,
) -> Any:
    """A function through values at points, that are the rows of an array."""
    if neighbors is not None:
        raise NotImplementedError("RBFInterpolator with neighbors")
    if np.iscomplexobj(d) or degree not in (None, -1, 0, 1, 2):
        raise NotImplementedError("RBFInterpolator of complex values, or of this degree")
    own = call(
        scipy.interpolate.RBFInterpolator, y, d, neighbors, smoothing, kernel, epsilon, degree
    )
    width = 1.0 if epsilon is None else epsilon
    highest = DEGREES.get(kernel, 0) if degree is None else degree
    return Kernels(np.asarray(y), np.asarray(d), smoothing, kernel, width, highest, own)


def corners(points: Any, xi: Any) -> Any:
    """The points of the simplex around each place, and 1, or 0 beside those of another."""
    mesh = scipy.spatial.Delaunay(points)
    simplex = mesh.find_simplex(xi)
    inside = simplex >= 0
    around = mesh.simplices[np.where(inside, simplex, 0)]
    return np.concatenate([around, inside[:, None]], axis=1).astype(np.float64)


def as_rows(places: Any) -> Any:
    """Places with their coordinates along the last axis; a tuple holds an array of each."""
    if isinstance(places, tuple):
        return np.stack(np.broadcast_arrays(*places), axis=-1)
    return np.atleast_2d(places)


def on_simplices(points: Any, values: Any, places: Any, fill_value: Any) -> Any:
    """The plane through the values at the corners around each place."""
    xi = np.reshape(places, (-1, np.shape(places)[-1]))
    told = matrix_found(call(corners, points, xi)).astype(np.int64)
    around = told[:, :-1]
    base = points[around[:, -1]]
    edges = np.swapaxes(points[around[:, :-1]] - base[:, None, :], -1, -2)
    shares = np.linalg.solve(edges, (xi - base)[:, :, None])[:, :, 0]
    high = values[around[:, -1]]
    model = high + np.sum(shares * (values[around[:, :-1]] - high[:, None]), axis=1)
    return np.reshape(np.where(told[:, -1] > 0, model, fill_value), np.shape(places)[:-1])


def nearest_of(points: Any, xi: Any) -> Any:
    """Which point is nearest to each place."""
    return np.ravel(scipy.spatial.cKDTree(points).query(xi)[1]).astype(np.int64)


def of_nearest(points: Any, values: Any, places: Any) -> Any:
    """The value at the point that is nearest to each place."""
    found = values[places_found(call(nearest_of, points, places))]
    return np.reshape(found, np.shape(places)[:-1])


class Scattered:
    """What `LinearNDInterpolator` and `NearestNDInterpolator` make."""

    def __init__(self, points: Any, values: Any, fill_value: Any, own: Any) -> None:
        self.points, self.values, self.fill_value, self.own = points, values, fill_value, own

    def __call__(self, xi: Any) -> Any:
        """The values at places, that are the rows of an array."""
        found = call(evaluated, self.own, xi)
        places = as_rows(xi)
        if self.fill_value is None:
            return computed(of_nearest(self.points, self.values, places), found)
        return computed(on_simplices(self.points, self.values, places, self.fill_value), found)


def checked(points: Any, values: Any) -> None:
    """Are there a row for each point, and a number?"""
    if (
        (not isinstance(points, tuple) and np.ndim(points) != 2)
        or np.ndim(values) != 1
        or np.iscomplexobj(values)
    ):
        raise NotImplementedError("scattered points that are not rows, or values not real numbers")


@meaning(scipy.interpolate.LinearNDInterpolator)
def linear_nd_interpolator(points: Any, values: Any, fill_value: Any = np.nan) -> Any:
    """Planes over triangles, and the like in more dimensions."""
    checked(points, values)
    own = call(scipy.interpolate.LinearNDInterpolator, points, values, fill_value)
    return Scattered(as_rows(points), np.asarray(values), fill_value, own)


@meaning(scipy.interpolate.NearestNDInterpolator)
def nearest_nd_interpolator(x: Any, y: Any) -> Any:
    """The value at the nearest point."""
    checked(x, y)
    own = call(scipy.interpolate.NearestNDInterpolator, x, y)
    return Scattered(as_rows(x), np.asarray(y), None, own)


@meaning(scipy.interpolate.griddata)
def griddata(
    points: Any, values: Any, xi: Any, method: Any = "linear", fill_value: Any = np.nan
) -> Any:
    """The same at once."""
    checked(points, values)
    if method not in ("linear", "nearest"):
        raise NotImplementedError("griddata of another method")
    found = call(scipy.interpolate.griddata, points, values, xi, method, fill_value)
    points, values, places = as_rows(points), np.asarray(values), as_rows(xi)
    if method == "nearest":
        return computed(of_nearest(points, values, places), found)
    return computed(on_simplices(points, values, places, fill_value), found)

"""`scipy.interpolate`: B-splines with active coefficients or knots, and lines between points."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.interpolate
import scipy.linalg

from srcgrad.rules.declare import jvp, meaning, nondifferentiable, vjp
from srcgrad.rules.modelled import computed
from srcgrad.rules.scipy.interpolate.curves import (
    coefficients,
    differentiated,
    evaluated,
    straight,
)
from srcgrad.rules.taking import call
from srcgrad.runtime import (
    banded_turned,
    enough_points,
    found_like,
    spline_at,
    spline_bands,
    spline_by_knots,
    spline_found,
    spline_through,
)

nondifferentiable(spline_found)


@vjp(spline_at, operands=("t", "c", "x"))
def spline_adjoint(
    y_bar: Any,
    y: Any,
    t: Any,
    c: Any,
    x: Any,
    k: Any,
    nu: Any = 0,
    extrapolate: Any = True,
    found: Any = None,
) -> Any:
    n = t.shape[0] - k - 1
    slope = spline_at(t, c, x, k, nu + 1, extrapolate)
    each = spline_at(t, np.eye(n), x, k, nu, extrapolate)
    return (
        np.tensordot(y_bar, spline_by_knots(t, c, x, k, nu, extrapolate), np.ndim(y)),
        np.tensordot(np.moveaxis(each, -1, 0), y_bar, np.ndim(x)),
        y_bar * slope if np.ndim(c) == 1 else np.sum(y_bar * slope, axis=-1),
    )


@jvp(spline_at)
def spline_tangent(
    t_dot: Any,
    c_dot: Any,
    x_dot: Any,
    y: Any,
    t: Any,
    c: Any,
    x: Any,
    k: Any,
    nu: Any = 0,
    extrapolate: Any = True,
    found: Any = None,
) -> Any:
    step = x_dot if np.ndim(c) == 1 else np.expand_dims(x_dot, -1)
    return (
        spline_by_knots(t, c, x, k, nu, extrapolate) @ t_dot,
        spline_at(t, c_dot, x, k, nu, extrapolate),
        step * spline_at(t, c, x, k, nu + 1, extrapolate),
    )


@vjp(spline_through, operands=("x", "y", "t"))
def through_adjoint(c_bar: Any, c: Any, x: Any, y: Any, t: Any, k: Any, found: Any) -> Any:
    weight = scipy.linalg.solve_banded(
        (k, k), banded_turned((k, k), spline_bands(t, x, k)), c_bar, check_finite=False
    )
    slope = spline_at(t, c, x, k, 1)
    return (
        -weight * slope if np.ndim(c) == 1 else -np.sum(weight * slope, axis=-1),
        weight,
        -np.tensordot(weight, spline_by_knots(t, c, x, k), np.ndim(c)),
    )


@jvp(spline_through)
def through_tangent(
    x_dot: Any, y_dot: Any, t_dot: Any, c: Any, x: Any, y: Any, t: Any, k: Any, found: Any
) -> Any:
    step = x_dot if np.ndim(c) == 1 else np.expand_dims(x_dot, -1)
    bands = spline_bands(t, x, k)
    along = step * spline_at(t, c, x, k, 1)
    return (
        -scipy.linalg.solve_banded((k, k), bands, along, check_finite=False),
        scipy.linalg.solve_banded((k, k), bands, y_dot, check_finite=False),
        -scipy.linalg.solve_banded(
            (k, k), bands, spline_by_knots(t, c, x, k) @ t_dot, check_finite=False
        ),
    )


def lowered(t: Any, c: Any, k: Any) -> Any:
    """The coefficients of the derivative, whose knots are those within."""
    n = t.shape[0] - k - 1
    gaps = t[k + 1 : n + k] - t[1:n]
    some = gaps > 0  # no spline stands on knots that coincide
    scale = np.reshape(k * some / np.where(some, gaps, 1.0), (-1,) + (1,) * (np.ndim(c) - 1))
    return (c[1:n] - c[: n - 1]) * scale


class Basis:
    """A sum of B-splines of degree `k` on knots."""

    def __init__(self, t: Any, c: Any, k: Any, extrapolate: Any, curve: Any) -> None:
        if np.ndim(c) > 2 or extrapolate == "periodic":
            raise NotImplementedError("a B-spline of active values that is periodic, or of arrays")
        self.t, self.c, self.k, self.extrapolate, self.curve = t, c, k, extrapolate, curve

    def __call__(self, x: Any, nu: Any = 0, extrapolate: Any = None) -> Any:
        """The value at points, or a derivative there."""
        points = np.asarray(x, np.float64)
        found = spline_found(self.c, points, call(evaluated, self.curve, x, nu, extrapolate))
        beyond = self.extrapolate if extrapolate is None else extrapolate
        return spline_at(self.t, self.c, points, self.k, nu, beyond, found)

    def derivative(self, nu: Any = 1) -> Any:
        """The derivative as such a curve."""
        if nu != 1:
            raise NotImplementedError("the derivative of a B-spline of another order than 1")
        found = call(differentiated, self.curve, nu)
        c = lowered(self.t, self.c, self.k)
        return Basis(self.t[1:-1], c, self.k - 1, self.extrapolate, found)


@meaning(scipy.interpolate.BSpline)
def b_spline(t: Any, c: Any, k: Any, extrapolate: Any = True, axis: Any = 0) -> Any:
    """By knots and coefficients."""
    if axis != 0:
        raise NotImplementedError("a curve of active values along another axis than the first")
    curve = call(scipy.interpolate.BSpline, t, c, k, extrapolate)
    return Basis(np.asarray(t, np.float64), np.asarray(c, np.float64), k, extrapolate, curve)


def knots(x: Any, k: Any) -> Any:
    """Those of a spline through points, which leave out some next to the ends."""
    n = x.shape[0]
    if k % 2 == 1:
        half = (k + 1) // 2
        inner = x[half : n - half]
    else:
        half = k // 2
        inner = (0.5 * (x[1:] + x[:-1]))[half : n - 1 - half]
    ones = np.ones(k + 1)
    return np.concatenate([x[0] * ones, inner, x[n - 1] * ones])


@meaning(scipy.interpolate.make_interp_spline)
def make_interp_spline(
    x: Any,
    y: Any,
    k: Any = 3,
    t: Any = None,
    bc_type: Any = None,
    axis: Any = 0,
    check_finite: Any = True,
) -> Any:
    """The spline through points."""
    if bc_type not in (None, "not-a-knot") or axis != 0 or k == 0:
        raise NotImplementedError("make_interp_spline of active values with bc_type, axis or k=0")
    curve = call(scipy.interpolate.make_interp_spline, x, y, k, t, bc_type)
    points, values = np.asarray(x, np.float64), np.asarray(y, np.float64)
    if t is None:
        enough_points(points, k + 1)
        own = knots(points, k)
    else:
        own = np.asarray(t, np.float64)
    c = spline_through(points, values, own, k, found_like(values, call(coefficients, curve)))
    return Basis(own, c, k, True, curve)


@meaning(scipy.interpolate.make_lsq_spline)
def make_lsq_spline(
    x: Any,
    y: Any,
    t: Any,
    k: Any = 3,
    w: Any = None,
    axis: Any = 0,
    check_finite: Any = True,
) -> Any:
    """The spline on given knots that fits best."""
    if axis != 0:
        raise NotImplementedError("a curve of active values along another axis than the first")
    curve = call(scipy.interpolate.make_lsq_spline, x, y, t, k, w)
    own = np.asarray(t, np.float64)
    c = fitting(np.asarray(x, np.float64), np.asarray(y, np.float64), own, k, w)
    return Basis(own, computed(c, call(coefficients, curve)), k, True, curve)


def fitting(x: Any, y: Any, t: Any, k: Any, w: Any) -> Any:
    """The coefficients of the spline that fits best, of the normal equations."""
    table = spline_at(t, np.eye(t.shape[0] - k - 1), x, k)
    weights = np.ones(x.shape[0]) if w is None else np.asarray(w, np.float64) ** 2
    weighted = table.T * weights
    return np.linalg.solve(weighted @ table, weighted @ y)


def fitpack(curve: Any, x: Any, nu: Any, ext: Any) -> Any:
    """What a spline of FITPACK's gives."""
    return curve(x, nu, ext)


class Fitted:
    """A spline through points, which goes on as `ext` says."""

    def __init__(self, t: Any, c: Any, k: Any, ext: Any, curve: Any) -> None:
        self.t, self.c, self.k, self.ext, self.curve = t, c, k, ext, curve

    def __call__(self, x: Any, nu: Any = 0, ext: Any = None) -> Any:
        """The value at points, or a derivative there."""
        found = call(fitpack, self.curve, x, nu, ext)
        beyond = self.ext if ext is None else ext
        points = np.asarray(x, np.float64)
        first, last = self.t[0], self.t[-1]
        if beyond in (3, "const"):
            if nu:
                raise NotImplementedError("the slope of a spline that is constant outside")
            points = np.clip(points, first, last)
        inner = spline_at(self.t, self.c, points, self.k, nu)
        if beyond in (1, "zeros"):
            inner = np.where((points < first) | (points > last), 0.0, inner)
        return computed(np.asarray(inner), found)


def through(x: Any, y: Any, k: Any, ext: Any, curve: Any) -> Any:
    """The spline that FITPACK finds where it does not smooth."""
    own = call(scipy.interpolate.make_interp_spline, x, y, k)
    points, values = np.asarray(x, np.float64), np.asarray(y, np.float64)
    t = knots(points, k)
    return Fitted(
        t,
        spline_through(points, values, t, k, found_like(values, call(coefficients, own))),
        k,
        ext,
        curve,
    )


@meaning(scipy.interpolate.InterpolatedUnivariateSpline)
def interpolated_spline(
    x: Any,
    y: Any,
    w: Any = None,
    bbox: Any = None,
    k: Any = 3,
    ext: Any = 0,
    check_finite: Any = False,
) -> Any:
    """The spline through points, by FITPACK."""
    if bbox is not None:
        raise NotImplementedError("a spline through active values with bbox")
    curve = call(scipy.interpolate.InterpolatedUnivariateSpline, x, y, w, k=k, ext=ext)
    return through(x, y, k, ext, curve)


@meaning(scipy.interpolate.UnivariateSpline)
def univariate_spline(
    x: Any,
    y: Any,
    w: Any = None,
    bbox: Any = None,
    k: Any = 3,
    s: Any = None,
    ext: Any = 0,
    check_finite: Any = False,
) -> Any:
    """The same, where it is not smoothed."""
    if bbox is not None or s != 0:
        raise NotImplementedError("a spline that smooths active values: s=0 goes through them")
    curve = call(scipy.interpolate.UnivariateSpline, x, y, w, k=k, s=0, ext=ext)
    return through(x, y, k, ext, curve)


def node_weights(x: Any, points: Any) -> Any:
    """The polynomials that are 1 at one of the nodes, 0 at the others: a column for each node."""
    n = x.shape[0]
    apart = np.eye(n) == 1
    factors = (points[..., None, None] - x) / np.where(apart, 1.0, x[:, None] - x)
    return np.prod(np.where(apart, 1.0, factors), axis=-1)


class Polynomial:
    """The polynomial through points."""

    def __init__(self, x: Any, y: Any, curve: Any) -> None:
        self.x, self.y, self.curve = x, y, curve

    def __call__(self, x: Any) -> Any:
        """The value at points."""
        found = call(straight, self.curve, x)
        weights = node_weights(self.x, np.asarray(x, np.float64))
        return computed(np.asarray(weights @ self.y), found)


def _through(function: Any) -> None:
    @meaning(function)
    def polynomial(xi: Any, yi: Any, axis: Any = 0) -> Any:
        if axis != 0 or np.ndim(yi) != 1:
            raise NotImplementedError("a polynomial through active vectors, or with axis")
        curve = call(function, xi, yi)
        return Polynomial(np.asarray(xi, np.float64), np.asarray(yi, np.float64), curve)


_through(scipy.interpolate.KroghInterpolator)
_through(scipy.interpolate.BarycentricInterpolator)


def _interpolate(function: Any) -> None:
    @meaning(function)
    def polynomial_at(xi: Any, yi: Any, x: Any) -> Any:
        found = call(function, xi, yi, x)
        weights = node_weights(np.asarray(xi, np.float64), np.asarray(x, np.float64))
        return computed(np.asarray(weights @ np.asarray(yi)), found)


_interpolate(scipy.interpolate.krogh_interpolate)
_interpolate(scipy.interpolate.barycentric_interpolate)

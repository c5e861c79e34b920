"""`scipy.interpolate`: constant curves and tables, at points that may be active."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.interpolate

from srcgrad.rules.declare import jvp, partials, vjp
from srcgrad.rules.objects import keeps_class, makes_object, operation
from srcgrad.runtime import (
    area,
    curve_at,
    fitted_at,
    grid_slope,
    grid_value,
    line_at,
    polynomial_at,
    surface_at,
    surface_called,
)

PIECEWISE = tuple(
    getattr(scipy.interpolate, name)
    for name in (
        "Akima1DInterpolator",
        "BPoly",
        "BSpline",
        "CubicHermiteSpline",
        "CubicSpline",
        "PPoly",
        "PchipInterpolator",
    )
)
FITTED = tuple(
    getattr(scipy.interpolate, name)
    for name in ("InterpolatedUnivariateSpline", "LSQUnivariateSpline", "UnivariateSpline")
)
POLYNOMIALS = (scipy.interpolate.BarycentricInterpolator, scipy.interpolate.KroghInterpolator)


@partials(curve_at, operands=("x",))
def curve_slope(y: Any, curve: Any, x: Any, nu: int = 0, extrapolate: Any = None) -> Any:
    return curve_at(curve, x, nu + 1, extrapolate)


@partials(fitted_at, operands=("x",))
def fitted_slope(y: Any, curve: Any, x: Any, nu: int = 0, ext: Any = None) -> Any:
    return fitted_at(curve, x, nu + 1, ext)


@partials(polynomial_at, operands=("x",))
def polynomial_slope(y: Any, curve: Any, x: Any, nu: int = 0) -> Any:
    return polynomial_at(curve, x, nu + 1)


@partials(line_at, operands=("x",))
def line_slope(y: Any, lines: Any, x: Any, nu: int = 0) -> Any:
    return line_at(lines, x, nu + 1)


@partials(area, operands=("a", "b"))
def area_slope(y: Any, curve: Any, a: Any, b: Any) -> Any:
    return -curve_at(curve, a), curve_at(curve, b)


@partials(surface_at, operands=("x", "y"))
def surface_slope(
    z: Any,
    surface: Any,
    x: Any,
    y: Any,
    dx: int = 0,
    dy: int = 0,
    along_x: int = 0,
    along_y: int = 0,
) -> Any:
    return (
        surface_at(surface, x, y, dx, dy, along_x + 1, along_y),
        surface_at(surface, x, y, dx, dy, along_x, along_y + 1),
    )


@partials(surface_called, operands=("x", "y"))
def called_slope(
    z: Any, surface: Any, x: Any, y: Any, dx: int = 0, dy: int = 0, grid: bool = True
) -> Any:
    return surface_at(surface, x, y, dx, dy, 1, 0), surface_at(surface, x, y, dx, dy, 0, 1)


@vjp(grid_value, operands=("points",))
def grid_adjoint(y_bar: Any, y: Any, table: Any, points: Any) -> Any:
    return y_bar[..., None] * grid_slope(table, points)


@jvp(grid_value)
def grid_tangent(points_dot: Any, y: Any, table: Any, points: Any) -> Any:
    return (points_dot * grid_slope(table, points)).sum(axis=-1)


operation(curve_at, "call", *PIECEWISE)
operation(fitted_at, "call", *FITTED)
operation(polynomial_at, "call", *POLYNOMIALS)
operation(line_at, "call", scipy.interpolate.interp1d)
operation(grid_value, "call", scipy.interpolate.RegularGridInterpolator)
operation(area, "integrate", *PIECEWISE)
operation(surface_at, "ev", scipy.interpolate.BivariateSpline)
operation(surface_called, "call", scipy.interpolate.BivariateSpline)

for _cls in (*PIECEWISE, *FITTED, *POLYNOMIALS):
    makes_object(_cls, _cls)
for _maker in (scipy.interpolate.make_interp_spline, scipy.interpolate.make_smoothing_spline):
    makes_object(_maker, scipy.interpolate.BSpline)
makes_object(scipy.interpolate.lagrange, np.poly1d)
for _name in ("RectBivariateSpline", "SmoothBivariateSpline", "LSQBivariateSpline"):
    _cls = getattr(scipy.interpolate, _name)
    makes_object(_cls, _cls)
makes_object(scipy.interpolate.interp1d, scipy.interpolate.interp1d)
makes_object(scipy.interpolate.RegularGridInterpolator, scipy.interpolate.RegularGridInterpolator)
keeps_class("derivative antiderivative", *PIECEWISE, *FITTED)

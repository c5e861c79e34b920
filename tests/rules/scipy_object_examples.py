"""Example calls of functions that take sparse matrices, curves and tables."""

import numpy as np
import scipy.interpolate as si
import scipy.sparse as sp
import scipy.sparse.linalg as sl
from scipy.spatial.transform import Rotation

from srcgrad import runtime
from srcgrad.rules.scipy.sparse.systems import ITERATIVE
from tests.rules.samples import Call, call, examples, real, signed

DENSE = np.array([[2.0, 0.0, 0.5], [0.0, 1.5, 0.0], [0.3, 0.0, 1.0], [0.0, 0.7, 0.0]])
REGULAR = sp.diags([-0.7, 2.5, -1.0], [-1, 0, 1], shape=(4, 4), format="csc")
SYMMETRIC = sp.diags([-1.0, 2.5, -1.0], [-1, 0, 1], shape=(4, 4), format="csc")
POINTS = np.array([0.0, 0.22, 0.4, 0.63, 0.8, 1.0])
HEIGHTS = np.array([0.2, 1.3, 0.7, -0.4, 0.6, 1.1])
MATRICES = (sp.csr_matrix(DENSE), sp.csc_array(DENSE), sp.coo_matrix(DENSE), sp.dia_array(DENSE))


def between() -> list[Call]:
    """Points of which none is one of the curve's, in several shapes."""
    return [(x,) for x in (np.array([0.31, 0.55, 0.72, 0.9]), np.array([[0.35, 0.9]]), 0.7)]  # type: ignore[misc]


@examples(runtime.sparse_product)
def _() -> list[Call]:
    return [call(m, x) for m in MATRICES for x in (signed(3), signed(3, 2), signed(2, 3).T)]


@examples(runtime.product_with_sparse)
def _() -> list[Call]:
    return [call(x, m) for m in MATRICES for x in (signed(4), signed(2, 4), signed(4, 2).T)]


@examples(runtime.rotated)
def _() -> list[Call]:
    one, two = Rotation.from_rotvec([0.3, -0.5, 0.8]), Rotation.from_euler("xz", np.eye(2))
    calls = [call(one, x) for x in (signed(3), signed(2, 3), signed(3, 2).T)]
    return [*calls, call(two, signed(2, 3), inverse=True), call(two, signed(1, 3))]


@examples(runtime.curve_at)
def _() -> list[Call]:
    curves = [
        si.CubicSpline(POINTS, HEIGHTS),
        si.PchipInterpolator(POINTS, HEIGHTS),
        si.Akima1DInterpolator(POINTS, HEIGHTS),
        si.make_interp_spline(POINTS, HEIGHTS, k=3),
        si.PPoly(signed(3, 5), POINTS),
        si.BPoly(signed(3, 5), POINTS),
    ]
    calls = [call(curve, *x) for curve in curves for x in between()]
    calls += [call(curves[0], *x, 1) for x in between()]
    return [*calls, call(curves[3], real(3) + 1.0, 0, "periodic")]


@examples(runtime.fitted_at)
def _() -> list[Call]:
    curves = [si.UnivariateSpline(POINTS, HEIGHTS, ext=ext, s=0.1) for ext in range(4)]
    curves += [si.InterpolatedUnivariateSpline(POINTS, HEIGHTS)]
    calls = [call(curve, *x) for curve in curves for x in between()]
    calls += [call(curve, real(3) + 1.0) for curve in (curves[0], curves[1], curves[3])]
    return [*calls, call(curves[0], real(3) + 1.0, 0, 3), call(curves[0], real(3), 1)]


@examples(runtime.polynomial_at)
def _() -> list[Call]:
    curves = (
        si.KroghInterpolator(POINTS, HEIGHTS),
        si.BarycentricInterpolator(POINTS, HEIGHTS),
    )
    return [call(curve, *x) for curve in curves for x in between()]


@examples(runtime.series_at)
def _() -> list[Call]:
    curves = (
        np.polynomial.Polynomial([0.3, 0.7, -0.2, 0.4], domain=[0.0, 2.0]),
        np.polynomial.Laguerre([0.3, 0.7, -0.2]),
        np.poly1d([1.0, 2.0, 3.0]),
    )
    return [call(curve, *x) for curve in curves for x in between()]


@examples(runtime.line_at)
def _() -> list[Call]:
    curves = [
        si.interp1d(POINTS, HEIGHTS),
        si.interp1d(POINTS[::-1], HEIGHTS, fill_value="extrapolate"),
        si.interp1d(POINTS, HEIGHTS, bounds_error=False, fill_value=(0.3, 0.7)),
        si.interp1d(POINTS, HEIGHTS, kind="previous"),
        si.interp1d(POINTS, HEIGHTS, kind="cubic"),
    ]
    calls = [call(curve, *x) for curve in curves for x in between()]
    return [*calls, *(call(curve, np.array([-0.3, 0.5, 1.2])) for curve in curves[1:3])]


@examples(runtime.spline_at)
def _() -> list[Call]:
    knots = np.array([0.0, 0.1, 0.25, 0.3, 0.45, 0.5, 0.62, 0.68, 0.8, 0.95])
    x = np.array([0.27, 0.38, 0.47, 0.55, 0.66, 0.75])
    return [
        call(knots, signed(6), x, 3),
        call(knots, signed(7, 2), x, 2),
        call(knots, signed(6), x[:1], 3, 1),
        call(knots, signed(5), x, 4, 2, False),
        call(np.repeat(knots[::3], [4, 1, 1, 4]), signed(6), x.reshape(2, 3), 3),
    ]


@examples(runtime.grid_value)
def _() -> list[Call]:
    heights = np.outer(HEIGHTS, HEIGHTS[:4] + 1.0)
    axes = (POINTS, np.array([0.0, 0.5, 0.7, 1.0]))
    inside = si.RegularGridInterpolator(axes, heights)
    filled = si.RegularGridInterpolator(axes, heights, bounds_error=False, fill_value=0.3)
    longer = si.RegularGridInterpolator(axes, heights, bounds_error=False, fill_value=None)
    rounder = si.RegularGridInterpolator(axes, heights, "cubic", False, 0.3)
    nearest = si.RegularGridInterpolator(axes, heights, "nearest")
    points = np.array([[0.31, 0.55], [0.9, 0.12]])
    beyond = np.array([[1.2, 0.45], [0.33, -0.4], [0.5, 0.6]])
    calls = [call(table, points) for table in (inside, filled, longer)]
    calls += [call(rounder, beyond), call(nearest, points + 0.03)]
    return [*calls, call(filled, beyond), call(longer, beyond), call(inside, points[None])]


@examples(runtime.surface_at)
def _() -> list[Call]:
    surface = si.RectBivariateSpline(POINTS, POINTS, np.outer(HEIGHTS, HEIGHTS + 1.0))
    row, other = np.array([0.31, 0.8]), np.array([0.55, 0.12])
    calls = [call(surface, row, other), call(surface, row[:, None], other), call(surface, 0.3, row)]
    return [*calls, call(surface, row, other, 1), call(surface, row + 1.0, other - 1.0, 0, 1)]


@examples(runtime.surface_called)
def _() -> list[Call]:
    surface = si.RectBivariateSpline(POINTS, POINTS, np.outer(HEIGHTS, HEIGHTS + 1.0))
    row = np.array([0.31, 0.8])
    return [call(surface, row, row[::-1], grid=False), call(surface, row, 0.4, 1, 0, False)]


@examples(runtime.area)
def _() -> list[Call]:
    curves = (si.CubicSpline(POINTS, HEIGHTS), si.make_interp_spline(POINTS, HEIGHTS))
    return [call(curve, 0.17, 0.76) for curve in curves]


@examples(runtime.factored_solve)
def _() -> list[Call]:
    lu = sl.splu(REGULAR)
    return [call(lu, signed(4)), call(lu, signed(4), "T"), call(lu, signed(4, 2))]


@examples(sl.spsolve)
def _() -> list[Call]:
    return [call(REGULAR, signed(4)), call(REGULAR.tocsr(), signed(4, 2))]


@examples(*ITERATIVE)
def _() -> list[Call]:
    return [call(SYMMETRIC, signed(4), rtol=1e-14)]

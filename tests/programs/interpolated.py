"""Programs that evaluate constant curves and tables of `scipy.interpolate` at active points."""

import numpy as np
import scipy
import scipy.interpolate as si
from scipy.interpolate import CubicSpline, interp1d

from tests.programs.case import Program, positive

T = np.array([0.0, 0.4, 1.1, 1.5, 2.3, 3.0])
Y = np.array([0.2, 1.3, 0.7, -0.4, 0.6, 1.1])
X = positive(4)  # from 0.5 to 1.5, none of them a point of T
spline = CubicSpline(T, Y)
natural = CubicSpline(T, Y, bc_type="natural")
monotone = si.PchipInterpolator(T, Y)
akima = si.Akima1DInterpolator(T, Y)
basis = si.make_interp_spline(T, Y, k=3)
smooth = si.UnivariateSpline(T, Y, s=0.1)
flat_outside = si.UnivariateSpline(T, Y, ext=3)
lines = interp1d(T, Y)
open_lines = interp1d(T, Y, fill_value="extrapolate")
filled_lines = interp1d(T, Y, bounds_error=False, fill_value=0.5)
cubic_lines = interp1d(T, Y, kind="cubic")
filled_parabolas = interp1d(T, Y, kind="quadratic", bounds_error=False, fill_value=0.5)
steps = interp1d(T, Y, kind="previous")
polynomial = si.KroghInterpolator(T, Y)
barycentric = si.BarycentricInterpolator(T, Y)
table = si.RegularGridInterpolator((T, T[:4]), np.outer(Y, Y[:4] + 1.0))
open_table = si.RegularGridInterpolator(
    (T, T[:4]), np.outer(Y, Y[:4] + 1.0), bounds_error=False, fill_value=None
)


surface = si.RectBivariateSpline(T, T[:5], np.outer(Y, Y[:5] + 1.0))


def with_a_spline(x):
    return np.sum(spline(x) ** 2) + natural(x[0]) * x[1]


def with_slopes(x):
    return np.sum(spline(x, 1) * x) + spline(x[2], nu=2)


def beyond_the_ends(x):
    return np.sum(spline(x * 3.0, extrapolate=True)) + np.sum(spline(x * 3.0, 0, "periodic"))


def of_many_kinds(x):
    return np.sum(monotone(x) * akima(x)) + np.sum(basis(x) ** 2) * smooth(x[1])


def flat(x):
    return np.sum(flat_outside(x * 4.0)) + np.sum(flat_outside(x * 4.0, ext=1))


def with_lines(x):
    return np.sum(lines(x) ** 2) + open_lines(x[0] * 4.0) + filled_lines(x[1] * 5.0) * x[2]


def with_steps(x):
    return np.sum(steps(x) * x)


def through_points(x):
    return np.sum(polynomial(x)) * np.sum(barycentric(x))


def of_a_grid(x):
    points = x[None, :] * np.ones((4, 1))
    return np.sum(spline(points) * np.arange(4.0)[:, None])


def from_a_table(P):
    return np.sum(table(P) ** 2)


def beyond_a_table(P):
    return np.sum(open_table(2.0 * P) ** 2)


def integrated(x):
    return spline.integrate(0.1, x[0]) + basis.integrate(x[1], x[2] * x[3])


def made_inside(x, heights):
    curve = CubicSpline(T, heights)
    slope = curve.derivative()
    return np.sum(curve(x) * slope(x)) + curve(0.3) * x[0]


def given(x, curve):
    return np.sum(curve(x) ** 2)


def along_a_path(x):
    s = x[0]
    for _ in range(4):
        s = s + 0.1 * float(spline(s)) * x[1]
    return s


def over_a_surface(x):
    heights = surface.ev(x, x[::-1]) * x + surface(x, 0.4, grid=False)
    return (
        np.sum(heights**2)
        + np.sum(surface.ev(x[:, None], x + 9.0))
        + surface.ev(x[0] + 9.0, x[1]) ** 2
    )


def over_a_surface_made_inside(x):
    made = si.RectBivariateSpline(T, T[:5], np.outer(Y, Y[:5] + 1.0))
    line = si.LSQUnivariateSpline(T, Y, T[2:4])
    return np.sum(made.ev(x, x[::-1]) * made(x, 0.4, grid=False) * line(x))


def of_constants(x):
    t = np.linspace(0.0, 3.0, 7)
    heights = np.sin(t)
    fitted = si.UnivariateSpline(t, heights, s=0.1)
    parts = si.LSQUnivariateSpline(T, Y, [1.2]).derivative()
    over = si.RectBivariateSpline(t, t, np.outer(heights, t)).ev(x, x[::-1])
    through = si.lagrange(T[:4], Y[:4])(x) * si.make_smoothing_spline(t, heights, lam=0.1)(x)
    return np.sum(fitted(x) * parts(x) * over) + np.sum(through) + CubicSpline(T, Y)(x[0])


def with_rounder_lines(x):
    rounder = cubic_lines(x) * filled_parabolas(4.0 * x)
    return np.sum(rounder) + interp1d(T, Y, kind="cubic")(x[1])


PROGRAMS = [
    *(
        Program(function, (X,))
        for function in (
            with_a_spline,
            with_slopes,
            beyond_the_ends,
            of_many_kinds,
            flat,
            with_lines,
            with_steps,
            through_points,
            of_a_grid,
            integrated,
            along_a_path,
            over_a_surface,
            over_a_surface_made_inside,
            of_constants,
            with_rounder_lines,
        )
    ),
    Program(from_a_table, (positive(3, 2) * 0.9,)),
    Program(beyond_a_table, (positive(3, 2),)),
    Program(made_inside, (X, Y)),
]
if np.lib.NumpyVersion(scipy.__version__) < "1.18.0":  # later splines hold what cannot be copied
    PROGRAMS.append(Program(given, (X, basis)))

"""Programs with curves of `scipy.interpolate` through points that are active."""

import numpy as np
import scipy.interpolate as si
from scipy.interpolate import CubicSpline, PchipInterpolator

from tests.programs.case import Program

T = np.array([0.0, 0.4, 1.1, 1.5, 2.3, 3.0])
Y = np.array([0.2, 1.3, 0.7, -0.4, 0.6, 1.1])
AT = np.array([0.3, 0.9, 1.7, 2.6])
AROUND = np.array([0.2, 1.3, 0.7, -0.4, 0.6, 0.2])


def through(t, y, at):
    spline = CubicSpline(t, y)
    return np.sum(spline(at) ** 2) + spline(at[0] + 4.0)


def with_ends(t, y, slope):
    spline = CubicSpline(t, y, bc_type=((1, slope), "natural"))
    return np.sum(spline(AT) ** 2)


def clamped(y):
    return np.sum(CubicSpline(T, y, 0, "clamped")(AT, 1) ** 2)


def around(t, inner):
    y = np.concatenate([inner, inner[:1]])
    spline = CubicSpline(t, y, bc_type="periodic")
    return np.sum(spline(AT) ** 2) + spline(4.1)


def slopes_and_areas(y, a, b):
    spline = CubicSpline(T, y)
    slope, whole = spline.derivative(), spline.antiderivative()
    s = spline.integrate(a, b) + np.sum(spline.derivative(2)(AT) ** 2) + whole(b) ** 2
    return s + np.sum(slope(AT) ** 2) + np.sum(spline(AT, 2)) + np.sum(spline.c[0] ** 2)


def of_vectors(y, at):
    curve = CubicSpline(T, y, bc_type="natural")
    return np.sum(curve(at) ** 2) + np.sum(PchipInterpolator(T, y)(at) ** 3)


def monotone(t, y, at):
    return np.sum(PchipInterpolator(t, y)(at) ** 2)


def overshooting_little(t, y, at):
    return np.sum(si.Akima1DInterpolator(t, y)(at) ** 2)


def of_given_slopes(t, y, slopes):
    return np.sum(si.CubicHermiteSpline(t, y, slopes)(AT) ** 2)


def in_one_call(y, at):
    return np.sum(si.pchip_interpolate(T, y, at) ** 2)


def by_coefficients(c, at):
    pieces = si.PPoly(c, T[:4], extrapolate=False)
    return np.sum(pieces(at[:2]) ** 2) + np.sum(pieces.derivative()(at[:2]))


def fitted_by_steps(y, steps):
    for _ in range(steps):
        spline = CubicSpline(T, y)
        y = y - 0.1 * spline(T + 0.05) ** 2
    return np.sum(y**2)


def through_few(t, y, at):
    three, two = CubicSpline(t[:3], y[:3]), CubicSpline(t[: len(at) - 2], y[: len(at) - 2])
    return np.sum(three(at) ** 2) + np.sum(two(at) * y[:4]) + three.integrate(at[0], at[1])


PROGRAMS = [
    Program(through_few, (T, Y, AT), (0, 1, 2)),
    Program(through, (T, Y, AT), (0, 1, 2)),
    Program(with_ends, (T, Y, 0.4), (0, 1, 2)),
    Program(clamped, (Y,)),
    Program(around, (T, Y[:5]), (0, 1)),
    Program(slopes_and_areas, (Y, 0.2, 2.4), (0, 1, 2)),
    Program(of_vectors, (np.stack([Y, Y**2 + T], axis=1), AT), (0, 1)),
    Program(monotone, (T, Y, AT), (0, 1, 2)),
    Program(overshooting_little, (T, Y, AT), (0, 1, 2)),
    Program(of_given_slopes, (T, Y, Y[::-1].copy()), (0, 1, 2)),
    Program(in_one_call, (Y, AT), (0, 1)),
    Program(by_coefficients, (np.outer(Y[:3], Y[:3]) + 1.0, AT), (0, 1)),
    Program(fitted_by_steps, (Y, 3)),
]

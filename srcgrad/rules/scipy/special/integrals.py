"""`scipy.special`: exponential, trigonometric and elliptic integrals."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import jvp, part, partials, vjp
from srcgrad.runtime import elliprd_slope, slope_of_four, unbroadcast


@partials(scipy.special.exp1, singular=True, complex=True)
def exp1(y: Any, x: Any) -> Any:
    return -np.divide(np.exp(-x), x)


@partials(scipy.special.expi, singular=True, complex=True)
def expi(y: Any, x: Any) -> Any:
    return np.divide(np.exp(x), x)


@partials(scipy.special.expn, operands=("x",), singular=True)
def expn(y: Any, n: Any, x: Any) -> Any:
    whole = np.trunc(n)
    lower = scipy.special.expn(np.maximum(whole - 1, 0), x)
    return -np.where(whole == 0, y * (1 + np.divide(1, x)), lower)


@vjp(scipy.special.sici)
def sici(y_bar: Any, y: Any, x: Any) -> Any:
    if isinstance(y_bar[1], int):
        return y_bar[0] * np.sinc(x / math.pi)
    return y_bar[0] * np.sinc(x / math.pi) + y_bar[1] * np.cos(x) / x


@jvp(scipy.special.sici)
def sici_tangent(x_dot: Any, y: Any, x: Any, *, wanted: Any = (True, True)) -> Any:
    return x_dot * np.sinc(x / math.pi), x_dot * np.cos(x) / x if wanted[1] else 0


@vjp(scipy.special.shichi)
def shichi(y_bar: Any, y: Any, x: Any) -> Any:
    slope = np.where(x == 0, 1, np.sinh(x) / np.where(x == 0, 1, x))
    if isinstance(y_bar[1], int):
        return y_bar[0] * slope
    return y_bar[0] * slope + y_bar[1] * np.cosh(x) / x


@jvp(scipy.special.shichi)
def shichi_tangent(x_dot: Any, y: Any, x: Any, *, wanted: Any = (True, True)) -> Any:
    slope = np.where(x == 0, 1, np.sinh(x) / np.where(x == 0, 1, x))
    return x_dot * slope, x_dot * np.cosh(x) / x if wanted[1] else 0


@vjp(scipy.special.fresnel, complex=True)
def fresnel(y_bar: Any, y: Any, z: Any) -> Any:
    return y_bar[0] * np.sin(math.pi / 2 * z * z) + y_bar[1] * np.cos(math.pi / 2 * z * z)


@jvp(scipy.special.fresnel)
def fresnel_tangent(z_dot: Any, y: Any, z: Any) -> Any:
    return z_dot * np.sin(math.pi / 2 * z * z), z_dot * np.cos(math.pi / 2 * z * z)


@partials(scipy.special.ellipk, singular=True)
def ellipk(y: Any, m: Any) -> Any:
    return scipy.special.elliprd(0.0, 1.0, 1 - m) / 6


@partials(scipy.special.ellipkm1, singular=True)
def ellipkm1(y: Any, p: Any) -> Any:
    return -scipy.special.elliprd(0.0, 1.0, p) / 6


@partials(scipy.special.ellipe, singular=True)
def ellipe(y: Any, m: Any) -> Any:
    return -scipy.special.elliprd(0.0, 1 - m, 1.0) / 6


@part
def by_parameter(phi: Any, m: Any) -> Any:
    """The slope of `ellipkinc` by its parameter."""
    turns = np.round(phi / math.pi)
    s = np.sin(phi - math.pi * turns)
    part = s * s * s * scipy.special.elliprd(1 - s * s, 1.0, 1 - m * s * s) / 6
    return part + turns * scipy.special.elliprd(0.0, 1.0, np.where(turns == 0, 1, 1 - m)) / 3


@partials(scipy.special.ellipkinc, singular=True)
def ellipkinc(y: Any, phi: Any, m: Any) -> Any:
    s = np.sin(phi)
    return 1 / np.sqrt(1 - m * s * s), by_parameter(phi, m)


@partials(scipy.special.ellipeinc, singular=True)
def ellipeinc(y: Any, phi: Any, m: Any) -> Any:
    turns = np.round(phi / math.pi)
    s = np.sin(phi - math.pi * turns)
    d = 1 - m * s * s
    part = s * s * s * scipy.special.elliprd(1 - s * s, d, 1.0) / 6
    whole = scipy.special.elliprd(0.0, np.where(turns == 0, 1, 1 - m), 1.0) / 3
    return np.sqrt(d), -part - turns * whole


@vjp(scipy.special.ellipj)
def ellipj(y_bar: Any, y: Any, u: Any, m: Any) -> Any:
    tilt = y[0] * y[1] / y[2]
    turn = y_bar[0] * y[1] - y_bar[1] * y[0] - y_bar[2] * (m * tilt) + y_bar[3]
    bend = y_bar[2] * (0.5 * y[0] * y[0] / y[2])
    return (
        unbroadcast(turn * y[2], np.shape(u)),
        unbroadcast(-turn * (y[2] * by_parameter(y[3], m)) - bend, np.shape(m)),
    )


@jvp(scipy.special.ellipj)
def ellipj_tangent(u_dot: Any, m_dot: Any, y: Any, u: Any, m: Any) -> Any:
    turn = -m_dot * y[2] * by_parameter(y[3], m)
    return (
        (
            u_dot * (y[1] * y[2]),
            -u_dot * (y[0] * y[2]),
            -u_dot * (m * y[0] * y[1]),
            u_dot * y[2],
        ),
        (
            turn * y[1],
            -turn * y[0],
            -turn * (m * y[0] * y[1] / y[2]) - m_dot * (0.5 * y[0] * y[0] / y[2]),
            turn,
        ),
    )


@partials(scipy.special.elliprj, singular=True)
def elliprj(w: Any, x: Any, y: Any, z: Any, p: Any) -> Any:
    return (
        slope_of_four(scipy.special.elliprj, 1, 0, 0, 0, x, y, z, p),
        slope_of_four(scipy.special.elliprj, 0, 1, 0, 0, x, y, z, p),
        slope_of_four(scipy.special.elliprj, 0, 0, 1, 0, x, y, z, p),
        slope_of_four(scipy.special.elliprj, 0, 0, 0, 1, x, y, z, p),
    )


@partials(scipy.special.elliprf, singular=True)
def elliprf(w: Any, x: Any, y: Any, z: Any) -> Any:
    return (
        -scipy.special.elliprd(y, z, x) / 6,
        -scipy.special.elliprd(x, z, y) / 6,
        -scipy.special.elliprd(x, y, z) / 6,
    )


@partials(scipy.special.elliprd, singular=True)
def elliprd(w: Any, x: Any, y: Any, z: Any) -> Any:
    return elliprd_slope(0, x, y, z), elliprd_slope(1, x, y, z), elliprd_slope(2, x, y, z)


@partials(scipy.special.elliprc, singular=True)
def elliprc(w: Any, x: Any, y: Any) -> Any:
    root = np.sqrt(x)
    gap = 2 * np.where(y < 0, x - y, 1)  # the principal value, of a negative y
    return (
        np.where(y < 0, (1 / root - w) / gap, -scipy.special.elliprd(y, y, x) / 6),
        np.where(y < 0, (w - root / y) / gap, -scipy.special.elliprd(x, y, y) / 3),
    )


@partials(scipy.special.elliprg, singular=True)
def elliprg(w: Any, x: Any, y: Any, z: Any) -> Any:
    two = ((x == 0) & (y == 0)) | ((x == 0) & (z == 0)) | ((y == 0) & (z == 0))  # half the root
    root = np.sqrt(np.where(two, x + y + z, 1))
    a = np.where(two, 1, x)
    b = np.where(two, 1, y)
    c = np.where(two, 1, z)
    whole = scipy.special.elliprf(a, b, c) / 4
    return (
        np.where(
            two,
            np.where(x == 0, np.inf, 0.25 / root),
            whole - a * scipy.special.elliprd(b, c, np.where(a == 0, 1, a)) / 12,
        ),
        np.where(
            two,
            np.where(y == 0, np.inf, 0.25 / root),
            whole - b * scipy.special.elliprd(a, c, np.where(b == 0, 1, b)) / 12,
        ),
        np.where(
            two,
            np.where(z == 0, np.inf, 0.25 / root),
            whole - c * scipy.special.elliprd(a, b, np.where(c == 0, 1, c)) / 12,
        ),
    )


@partials(scipy.special.agm, singular=True)
def agm(y: Any, a: Any, b: Any) -> Any:
    zero = (a == 0) | (b == 0)
    over = np.where(zero, 1, a)
    under = np.where(zero, 1, b)
    ratio = np.square(under / over)
    share = scipy.special.elliprd(0.0, ratio, 1.0) / (3 * scipy.special.ellipkm1(ratio))
    steep = np.where(a == b, 0.5, np.inf)
    return (
        np.where(zero, np.where(a == 0, steep, 0), y / over * share),
        np.where(zero, np.where(b == 0, steep, 0), y / under * (1 - share)),
    )

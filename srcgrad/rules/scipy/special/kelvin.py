"""`scipy.special`: Kelvin functions, scaled Airy functions, and integrals of Bessel functions."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import jvp, partials, vjp
from srcgrad.runtime import slope_of_three


@partials(scipy.special.ber)
def ber(y: Any, x: Any) -> Any:
    return scipy.special.berp(x)


@partials(scipy.special.bei)
def bei(y: Any, x: Any) -> Any:
    return scipy.special.beip(x)


@partials(scipy.special.ker, singular=True)
def ker(y: Any, x: Any) -> Any:
    return scipy.special.kerp(x)


@partials(scipy.special.kei)
def kei(y: Any, x: Any) -> Any:
    return scipy.special.keip(x)


@partials(scipy.special.berp)
def berp(y: Any, x: Any) -> Any:
    return np.where(x == 0, 0, -scipy.special.bei(x) - y / np.where(x == 0, 1, x))


@partials(scipy.special.beip)
def beip(y: Any, x: Any) -> Any:
    return np.where(x == 0, 0.5, scipy.special.ber(x) - y / np.where(x == 0, 1, x))


@partials(scipy.special.kerp, singular=True)
def kerp(y: Any, x: Any) -> Any:
    return -scipy.special.kei(x) - y / x


@partials(scipy.special.keip, singular=True)
def keip(y: Any, x: Any) -> Any:
    return np.where(x == 0, np.inf, scipy.special.ker(x) - y / np.where(x == 0, 1, x))


@vjp(scipy.special.kelvin, complex=True)
def kelvin(y_bar: Any, y: Any, x: Any) -> Any:
    return (
        y_bar[0] * y[2]
        + y_bar[1] * y[3]
        + y_bar[2] * (1j * y[0] - y[2] / x)
        + y_bar[3] * (1j * y[1] - y[3] / x)
    )


@jvp(scipy.special.kelvin)
def kelvin_tangent(x_dot: Any, y: Any, x: Any) -> Any:
    return (
        y[2] * x_dot,
        y[3] * x_dot,
        (1j * y[0] - y[2] / x) * x_dot,
        (1j * y[1] - y[3] / x) * x_dot,
    )


@vjp(scipy.special.airye)
def airye(y_bar: Any, y: Any, z: Any) -> Any:
    root = np.sqrt(np.maximum(z, 0))  # the second pair is not scaled where z is negative
    if isinstance(y_bar[0], int) and isinstance(y_bar[1], int):  # and the first one is NaN there
        return y_bar[2] * (y[3] - root * y[2]) + y_bar[3] * (z * y[2] - root * y[3])
    return (
        y_bar[0] * (y[1] + root * y[0])
        + y_bar[1] * (z * y[0] + root * y[1])
        + y_bar[2] * (y[3] - root * y[2])
        + y_bar[3] * (z * y[2] - root * y[3])
    )


@jvp(scipy.special.airye)
def airye_tangent(z_dot: Any, y: Any, z: Any) -> Any:
    root = np.sqrt(np.maximum(z, 0))
    return (
        (y[1] + root * y[0]) * z_dot,
        (z * y[0] + root * y[1]) * z_dot,
        (y[3] - root * y[2]) * z_dot,
        (z * y[2] - root * y[3]) * z_dot,
    )


@vjp(scipy.special.itj0y0)
def itj0y0(y_bar: Any, y: Any, x: Any) -> Any:
    if isinstance(y_bar[1], int):  # the other one has an infinite derivative at 0
        return y_bar[0] * scipy.special.j0(x)
    return y_bar[0] * scipy.special.j0(x) + y_bar[1] * scipy.special.y0(x)


@jvp(scipy.special.itj0y0)
def itj0y0_tangent(x_dot: Any, y: Any, x: Any) -> Any:
    return x_dot * scipy.special.j0(x), x_dot * scipy.special.y0(x)


@vjp(scipy.special.itairy)
def itairy(y_bar: Any, y: Any, x: Any) -> Any:
    right = scipy.special.airy(x)
    left = scipy.special.airy(-x)
    return y_bar[0] * right[0] + y_bar[1] * right[2] + y_bar[2] * left[0] + y_bar[3] * left[2]


@jvp(scipy.special.itairy)
def itairy_tangent(x_dot: Any, y: Any, x: Any) -> Any:
    right = scipy.special.airy(x)
    left = scipy.special.airy(-x)
    return x_dot * right[0], x_dot * right[2], x_dot * left[0], x_dot * left[2]


@vjp(scipy.special.iti0k0)
def iti0k0(y_bar: Any, y: Any, x: Any) -> Any:
    if isinstance(y_bar[1], int):
        return y_bar[0] * scipy.special.i0(x)
    return y_bar[0] * scipy.special.i0(x) + y_bar[1] * scipy.special.k0(x)


@jvp(scipy.special.iti0k0)
def iti0k0_tangent(x_dot: Any, y: Any, x: Any) -> Any:
    return x_dot * scipy.special.i0(x), x_dot * scipy.special.k0(x)


@vjp(scipy.special.it2j0y0)
def it2j0y0(y_bar: Any, y: Any, x: Any) -> Any:
    if isinstance(y_bar[1], int):  # the other one is NaN at negative numbers
        return y_bar[0] * np.where(x == 0, 0, (1 - scipy.special.j0(x)) / np.where(x == 0, 1, x))
    return (y_bar[0] * (1 - scipy.special.j0(x)) - y_bar[1] * scipy.special.y0(x)) / x


@jvp(scipy.special.it2j0y0)
def it2j0y0_tangent(x_dot: Any, y: Any, x: Any) -> Any:
    slope = np.where(x == 0, 0, (1 - scipy.special.j0(x)) / np.where(x == 0, 1, x))
    return x_dot * slope, -x_dot * scipy.special.y0(x) / x


@vjp(scipy.special.it2i0k0)
def it2i0k0(y_bar: Any, y: Any, x: Any) -> Any:
    if isinstance(y_bar[1], int):
        return y_bar[0] * np.where(x == 0, 0, (scipy.special.i0(x) - 1) / np.where(x == 0, 1, x))
    return (y_bar[0] * (scipy.special.i0(x) - 1) - y_bar[1] * scipy.special.k0(x)) / x


@jvp(scipy.special.it2i0k0)
def it2i0k0_tangent(x_dot: Any, y: Any, x: Any) -> Any:
    slope = np.where(x == 0, 0, (scipy.special.i0(x) - 1) / np.where(x == 0, 1, x))
    return x_dot * slope, -x_dot * scipy.special.k0(x) / x


@partials(scipy.special.itstruve0)
def itstruve0(y: Any, x: Any) -> Any:
    return scipy.special.struve(0, x)


@partials(scipy.special.itmodstruve0, singular=True)
def itmodstruve0(y: Any, x: Any) -> Any:
    return scipy.special.modstruve(0, x)


@partials(scipy.special.it2struve0, singular=True)
def it2struve0(y: Any, x: Any) -> Any:
    return -np.where(x == 0, 2 / np.pi, scipy.special.struve(0, x) / np.where(x == 0, 1, x))


@partials(scipy.special.besselpoly, singular=True)
def besselpoly(y: Any, a: Any, lmb: Any, nu: Any) -> Any:
    below = scipy.special.besselpoly(a, lmb + 1, nu - 1)
    return (
        below - scipy.special.besselpoly(a, lmb + 1, nu + 1),
        slope_of_three(scipy.special.besselpoly, 0, 1, 0, a, lmb, nu),
        slope_of_three(scipy.special.besselpoly, 0, 0, 1, a, lmb, nu),
    )

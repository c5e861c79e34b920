"""`scipy.special`: Bessel functions and their kin, by their argument and order."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import jvp, part, partials, vjp
from srcgrad.runtime import bessel_decay, slope_of_three, slope_of_two


@partials(scipy.special.j0)
def j0(y: Any, x: Any) -> Any:
    return -scipy.special.j1(x)


@partials(scipy.special.j1)
def j1(y: Any, x: Any) -> Any:
    return 0.5 * (scipy.special.j0(x) - scipy.special.jv(2, x))


@partials(scipy.special.y0, singular=True)
def y0(y: Any, x: Any) -> Any:
    return -scipy.special.y1(x)


@partials(scipy.special.y1, singular=True)
def y1(y: Any, x: Any) -> Any:
    return scipy.special.y0(x) - y / x


@partials(scipy.special.jv, scipy.special.jn, singular=True, complex=True)
def jv(y: Any, v: Any, z: Any) -> Any:
    return (
        slope_of_two(scipy.special.jv, 1, 0, v, z),
        0.5 * (scipy.special.jv(v - 1, z) - scipy.special.jv(v + 1, z)),
    )


@partials(scipy.special.jve, singular=True)
def jve(y: Any, v: Any, z: Any) -> Any:
    return (
        slope_of_two(scipy.special.jv, 1, 0, v, z),
        0.5 * (scipy.special.jv(v - 1, z) - scipy.special.jv(v + 1, z)),
    )


@partials(scipy.special.yv, singular=True, complex=True)
def yv(y: Any, v: Any, z: Any) -> Any:
    return (
        slope_of_two(scipy.special.yv, 1, 0, v, z),
        0.5 * (scipy.special.yv(v - 1, z) - scipy.special.yv(v + 1, z)),
    )


@partials(scipy.special.yve, singular=True)
def yve(y: Any, v: Any, z: Any) -> Any:
    return (
        slope_of_two(scipy.special.yv, 1, 0, v, z),
        0.5 * (scipy.special.yv(v - 1, z) - scipy.special.yv(v + 1, z)),
    )


@partials(scipy.special.yn, operands=("z",), singular=True)
def yn(y: Any, n: Any, z: Any) -> Any:
    whole = np.trunc(n)  # what stands behind the point is left out
    return 0.5 * (scipy.special.yv(whole - 1, z) - scipy.special.yv(whole + 1, z))


@partials(scipy.special.kn, operands=("z",), singular=True)
def kn(y: Any, n: Any, z: Any) -> Any:
    whole = np.trunc(n)
    return -0.5 * (scipy.special.kv(whole - 1, z) + scipy.special.kv(whole + 1, z))


@partials(scipy.special.iv, singular=True, complex=True)
def iv(y: Any, v: Any, z: Any) -> Any:
    return (
        slope_of_two(scipy.special.iv, 1, 0, v, z),
        0.5 * (scipy.special.iv(v - 1, z) + scipy.special.iv(v + 1, z)),
    )


@partials(scipy.special.ive, singular=True)
def ive(y: Any, v: Any, z: Any) -> Any:
    near = 0.5 * (scipy.special.ive(v - 1, z) + scipy.special.ive(v + 1, z)) - np.sign(z) * y
    far = np.sign(z) * y * bessel_decay(0, v, np.abs(z))
    return slope_of_two(scipy.special.ive, 1, 0, v, z), np.where(beyond(v, z), far, near)


@partials(scipy.special.kv, singular=True, complex=True)
def kv(y: Any, v: Any, z: Any) -> Any:
    return (
        slope_of_two(scipy.special.kv, 1, 0, v, z),
        -0.5 * (scipy.special.kv(v - 1, z) + scipy.special.kv(v + 1, z)),
    )


@partials(scipy.special.kve, singular=True, complex=True)
def kve(y: Any, v: Any, z: Any) -> Any:
    near = y - 0.5 * (scipy.special.kve(v - 1, z) + scipy.special.kve(v + 1, z))
    far = -y * bessel_decay(0, v, -z)
    return slope_of_two(scipy.special.kve, 1, 0, v, z), np.where(beyond(v, z), far, near)


@part
def beyond(v: Any, x: Any) -> Any:
    """Is it so far out that the slope is a series, and what is written for it elsewhere cancels?"""
    return np.abs(x) > 50 + 10 * np.square(v)


@partials(bessel_decay, operands=("v", "x"), singular=True)
def bessel_decay_slope(y: Any, order: Any, v: Any, x: Any) -> Any:
    return slope_of_three(bessel_decay, 0, 1, 0, order, v, x), bessel_decay(order + 1, v, x)


@partials(scipy.special.i0, singular=True)
def i0(y: Any, x: Any) -> Any:
    return scipy.special.i1(x)


@partials(scipy.special.i1, singular=True)
def i1(y: Any, x: Any) -> Any:
    return 0.5 * (scipy.special.i0(x) + scipy.special.iv(2, x))


@partials(scipy.special.i0e)
def i0e(y: Any, x: Any) -> Any:
    far = np.sign(x) * y * bessel_decay(0, 0.0, np.abs(x))
    return np.where(beyond(0, x), far, scipy.special.i1e(x) - np.sign(x) * y)


@partials(scipy.special.i1e)
def i1e(y: Any, x: Any) -> Any:
    far = np.sign(x) * y * bessel_decay(0, 1.0, np.abs(x))
    near = 0.5 * (scipy.special.i0e(x) + scipy.special.ive(2, x)) - np.sign(x) * y
    return np.where(beyond(1, x), far, near)


@partials(scipy.special.k0, singular=True)
def k0(y: Any, x: Any) -> Any:
    return -scipy.special.k1(x)


@partials(scipy.special.k1, singular=True)
def k1(y: Any, x: Any) -> Any:
    return -scipy.special.k0(x) - y / x


@partials(scipy.special.k0e, singular=True)
def k0e(y: Any, x: Any) -> Any:
    return np.where(beyond(0, x), -y * bessel_decay(0, 0.0, -x), y - scipy.special.k1e(x))


@partials(scipy.special.k1e, singular=True)
def k1e(y: Any, x: Any) -> Any:
    near = y - scipy.special.k0e(x) - y / x
    return np.where(beyond(1, x), -y * bessel_decay(0, 1.0, -x), near)


@partials(scipy.special.spherical_jn, operands=("z",))
def spherical_jn(y: Any, n: Any, z: Any, derivative: Any = False) -> Any:
    if derivative:
        below = n * scipy.special.spherical_jn(np.maximum(n - 1, 0), z, True)
        return (below - (n + 1) * scipy.special.spherical_jn(n + 1, z, True)) / (2 * n + 1)
    return scipy.special.spherical_jn(n, z, True)


@partials(scipy.special.spherical_yn, operands=("z",), singular=True)
def spherical_yn(y: Any, n: Any, z: Any, derivative: Any = False) -> Any:
    if derivative:
        below = n * scipy.special.spherical_yn(np.maximum(n - 1, 0), z, True)
        return (below - (n + 1) * scipy.special.spherical_yn(n + 1, z, True)) / (2 * n + 1)
    return scipy.special.spherical_yn(n, z, True)


@partials(scipy.special.spherical_in, operands=("z",), singular=True)
def spherical_in(y: Any, n: Any, z: Any, derivative: Any = False) -> Any:
    if derivative:
        below = n * scipy.special.spherical_in(np.maximum(n - 1, 0), z, True)
        return (below + (n + 1) * scipy.special.spherical_in(n + 1, z, True)) / (2 * n + 1)
    return scipy.special.spherical_in(n, z, True)


@partials(scipy.special.spherical_kn, operands=("z",), singular=True)
def spherical_kn(y: Any, n: Any, z: Any, derivative: Any = False) -> Any:
    if derivative:
        below = n * scipy.special.spherical_kn(np.maximum(n - 1, 0), z, True)
        return -(below + (n + 1) * scipy.special.spherical_kn(n + 1, z, True)) / (2 * n + 1)
    return scipy.special.spherical_kn(n, z, True)


@partials(scipy.special.struve, singular=True)
def struve(y: Any, v: Any, x: Any) -> Any:
    rest = np.power(0.5 * x, v) * scipy.special.rgamma(v + 1.5) / math.sqrt(math.pi)
    return (
        slope_of_two(scipy.special.struve, 1, 0, v, x),
        0.5 * (scipy.special.struve(v - 1, x) - scipy.special.struve(v + 1, x) + rest),
    )


@partials(scipy.special.modstruve, singular=True)
def modstruve(y: Any, v: Any, x: Any) -> Any:
    rest = np.power(0.5 * x, v) * scipy.special.rgamma(v + 1.5) / math.sqrt(math.pi)
    return (
        slope_of_two(scipy.special.modstruve, 1, 0, v, x),
        0.5 * (scipy.special.modstruve(v - 1, x) + scipy.special.modstruve(v + 1, x) + rest),
    )


@vjp(scipy.special.airy, complex=True)
def airy(y_bar: Any, y: Any, z: Any) -> Any:
    return y_bar[0] * y[1] + y_bar[1] * (z * y[0]) + y_bar[2] * y[3] + y_bar[3] * (z * y[2])


@jvp(scipy.special.airy)
def airy_tangent(z_dot: Any, y: Any, z: Any) -> Any:
    return y[1] * z_dot, z * y[0] * z_dot, y[3] * z_dot, z * y[2] * z_dot


@partials(scipy.special.hankel1, singular=True, complex=True)
def hankel1(y: Any, v: Any, z: Any) -> Any:
    return (
        slope_of_two(scipy.special.hankel1, 1, 0, v, z),
        0.5 * (scipy.special.hankel1(v - 1, z) - scipy.special.hankel1(v + 1, z)),
    )


@partials(scipy.special.hankel2, singular=True, complex=True)
def hankel2(y: Any, v: Any, z: Any) -> Any:
    return (
        slope_of_two(scipy.special.hankel2, 1, 0, v, z),
        0.5 * (scipy.special.hankel2(v - 1, z) - scipy.special.hankel2(v + 1, z)),
    )


@partials(scipy.special.hankel1e, singular=True, complex=True)
def hankel1e(y: Any, v: Any, z: Any) -> Any:
    return (
        slope_of_two(scipy.special.hankel1e, 1, 0, v, z),
        0.5 * (scipy.special.hankel1e(v - 1, z) - scipy.special.hankel1e(v + 1, z)) - 1j * y,
    )


@partials(scipy.special.hankel2e, singular=True, complex=True)
def hankel2e(y: Any, v: Any, z: Any) -> Any:
    return (
        slope_of_two(scipy.special.hankel2e, 1, 0, v, z),
        0.5 * (scipy.special.hankel2e(v - 1, z) - scipy.special.hankel2e(v + 1, z)) + 1j * y,
    )


def _derivatives(name: str) -> None:
    """A function of which `n` counts the derivatives."""
    function = getattr(scipy.special, name)

    @partials(function, operands=("z",), singular=True, complex=True)
    def slope(y: Any, v: Any, z: Any, n: Any = 1) -> Any:
        return function(v, z, n + 1)


for _name in ("jvp", "yvp", "ivp", "kvp", "h1vp", "h2vp"):
    _derivatives(_name)

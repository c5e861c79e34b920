"""`scipy.special`: solutions of second-order equations that come with their derivative."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import jvp, part, vjp
from srcgrad.runtime import unbroadcast


@part
def bent(y_bar: Any, y: Any, x: Any, curvature: Any) -> Any:
    """The adjoint of `x`, where the second derivative is the first result times a factor."""
    return unbroadcast(y_bar[0] * y[1] + y_bar[1] * (curvature * y[0]), np.shape(x))


@vjp(scipy.special.pbdv, scipy.special.pbvv, operands=("x",))
def pbdv(y_bar: Any, y: Any, v: Any, x: Any) -> Any:
    return bent(y_bar, y, x, 0.25 * x * x - v - 0.5)


@jvp(scipy.special.pbdv, scipy.special.pbvv)
def pbdv_tangent(x_dot: Any, y: Any, v: Any, x: Any) -> Any:
    return y[1] * x_dot, (0.25 * x * x - v - 0.5) * y[0] * x_dot


@vjp(scipy.special.pbwa, operands=("x",))
def pbwa(y_bar: Any, y: Any, a: Any, x: Any) -> Any:
    return bent(y_bar, y, x, a - 0.25 * x * x)


@jvp(scipy.special.pbwa)
def pbwa_tangent(x_dot: Any, y: Any, a: Any, x: Any) -> Any:
    return y[1] * x_dot, (a - 0.25 * x * x) * y[0] * x_dot


def _mathieu(even: bool) -> None:
    """The functions of one parity: of an angle in degrees, and the modified ones."""
    value = scipy.special.mathieu_a if even else scipy.special.mathieu_b
    angular = scipy.special.mathieu_cem if even else scipy.special.mathieu_sem
    modified = [
        getattr(scipy.special, f"mathieu_mod{'ce' if even else 'se'}m{kind}") for kind in (1, 2)
    ]

    @vjp(angular, operands=("x",))
    def of_angle(y_bar: Any, y: Any, m: Any, q: Any, x: Any) -> Any:
        curvature = 2 * q * np.cos(math.pi / 90 * x) - value(m, q)
        turn = math.pi / 180
        return unbroadcast(
            turn * y_bar[0] * y[1] + turn * y_bar[1] * (curvature * y[0]), np.shape(x)
        )

    @jvp(angular)
    def of_angle_tangent(x_dot: Any, y: Any, m: Any, q: Any, x: Any) -> Any:
        curvature = 2 * q * np.cos(math.pi / 90 * x) - value(m, q)
        turn = math.pi / 180 * x_dot
        return y[1] * turn, curvature * y[0] * turn

    @vjp(*modified, operands=("x",))
    def of_number(y_bar: Any, y: Any, m: Any, q: Any, x: Any) -> Any:
        return bent(y_bar, y, x, value(m, q) - 2 * q * np.cosh(2 * x))

    @jvp(*modified)
    def of_number_tangent(x_dot: Any, y: Any, m: Any, q: Any, x: Any) -> Any:
        return y[1] * x_dot, (value(m, q) - 2 * q * np.cosh(2 * x)) * y[0] * x_dot


_mathieu(True)
_mathieu(False)

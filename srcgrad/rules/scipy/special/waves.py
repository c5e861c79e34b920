"""`scipy.special`: solutions of second-order equations that come with their derivative."""

import math
from typing import Any

import numpy as np
import scipy.special

from srcgrad.rules.declare import jvp, part, partials, vjp
from srcgrad.runtime import (
    slope_of_result_of_three,
    slope_of_result_of_two,
    slope_of_two,
    unbroadcast,
)


@part
def bent(y_bar: Any, y: Any, x: Any, curvature: Any) -> Any:
    """The adjoint of `x`, where the second derivative is the first result times a factor."""
    return unbroadcast(y_bar[0] * y[1] + y_bar[1] * (curvature * y[0]), np.shape(x))


def _parabolic_cylinder(function: Any, curvature: Any) -> None:
    """A function of this family, of whose values its second derivative is a multiple."""

    @vjp(function)
    def adjoint(y_bar: Any, y: Any, v: Any, x: Any) -> Any:
        first = y_bar[0] * slope_of_result_of_two(function, 0, 1, 0, v, x)
        second = y_bar[1] * slope_of_result_of_two(function, 1, 1, 0, v, x)
        return (
            unbroadcast(first + second, np.shape(v)),
            bent(y_bar, y, x, curvature(v, x)),
        )

    @jvp(function)
    def tangent(v_dot: Any, x_dot: Any, y: Any, v: Any, x: Any) -> Any:
        first = v_dot * slope_of_result_of_two(function, 0, 1, 0, v, x)
        second = v_dot * slope_of_result_of_two(function, 1, 1, 0, v, x)
        return (
            (first, second),
            (y[1] * x_dot, curvature(v, x) * y[0] * x_dot),
        )


@part
def widening(v: Any, x: Any) -> Any:
    """The factor of the first two."""
    return 0.25 * x * x - v - 0.5


@part
def narrowing(a: Any, x: Any) -> Any:
    """That of the third."""
    return a - 0.25 * x * x


_parabolic_cylinder(scipy.special.pbdv, widening)
_parabolic_cylinder(scipy.special.pbvv, widening)
_parabolic_cylinder(scipy.special.pbwa, narrowing)


@part
def by_number(y_bar: Any, function: Any, m: Any, q: Any, x: Any) -> Any:
    """The adjoint of the number `q` that all functions of Mathieu's have."""
    first = y_bar[0] * slope_of_result_of_three(function, 0, 0, 1, 0, m, q, x)
    second = y_bar[1] * slope_of_result_of_three(function, 1, 0, 1, 0, m, q, x)
    return unbroadcast(first + second, np.shape(q))


def _mathieu(even: bool) -> None:
    """The functions of one parity: of an angle in degrees, and the modified ones."""
    value = scipy.special.mathieu_a if even else scipy.special.mathieu_b
    angular = scipy.special.mathieu_cem if even else scipy.special.mathieu_sem
    modified = [
        getattr(scipy.special, f"mathieu_mod{'ce' if even else 'se'}m{kind}") for kind in (1, 2)
    ]

    @partials(value, operands=("q",), singular=True)
    def of_value(y: Any, m: Any, q: Any) -> Any:
        return slope_of_two(value, 0, 1, m, q)

    @vjp(angular, operands=("q", "x"))
    def of_angle(y_bar: Any, y: Any, m: Any, q: Any, x: Any) -> Any:
        curvature = 2 * q * np.cos(math.pi / 90 * x) - value(m, q)
        turn = math.pi / 180
        return by_number(y_bar, angular, m, q, x), unbroadcast(
            turn * y_bar[0] * y[1] + turn * y_bar[1] * (curvature * y[0]), np.shape(x)
        )

    @jvp(angular)
    def of_angle_tangent(q_dot: Any, x_dot: Any, y: Any, m: Any, q: Any, x: Any) -> Any:
        curvature = 2 * q * np.cos(math.pi / 90 * x) - value(m, q)
        turn = math.pi / 180 * x_dot
        first = q_dot * slope_of_result_of_three(angular, 0, 0, 1, 0, m, q, x)
        second = q_dot * slope_of_result_of_three(angular, 1, 0, 1, 0, m, q, x)
        return (first, second), (y[1] * turn, curvature * y[0] * turn)

    for one in modified:
        _of_number(one, value)


def _of_number(modified: Any, value: Any) -> None:
    @vjp(modified, operands=("q", "x"))
    def adjoint(y_bar: Any, y: Any, m: Any, q: Any, x: Any) -> Any:
        curvature = value(m, q) - 2 * q * np.cosh(2 * x)
        return by_number(y_bar, modified, m, q, x), bent(y_bar, y, x, curvature)

    @jvp(modified)
    def tangent(q_dot: Any, x_dot: Any, y: Any, m: Any, q: Any, x: Any) -> Any:
        curvature = value(m, q) - 2 * q * np.cosh(2 * x)
        first = q_dot * slope_of_result_of_three(modified, 0, 0, 1, 0, m, q, x)
        second = q_dot * slope_of_result_of_three(modified, 1, 0, 1, 0, m, q, x)
        return (first, second), (y[1] * x_dot, curvature * y[0] * x_dot)


_mathieu(True)
_mathieu(False)

"""Adjoints and slopes of sampled signals: a derivative of a derivative goes through them."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, vjp
from srcgrad.runtime import (
    convolve_transpose,
    interp_slope,
    interp_slope_transpose,
    interp_transpose,
)


@vjp(convolve_transpose, operands=("x_bar", "v"), complex=True)
def convolve_transpose_adjoint(
    y_bar: Any, y: Any, x_bar: Any, v: Any, size: Any = 0, mode: Any = "full"
) -> Any:
    return np.convolve(y_bar, v, mode), convolve_transpose(x_bar, y_bar, np.size(v), mode)


@jvp(convolve_transpose)
def convolve_transpose_rule(
    x_dot: Any, v_dot: Any, y: Any, x_bar: Any, v: Any, size: Any = 0, mode: Any = "full"
) -> Any:
    return (
        convolve_transpose(x_dot, v, size, mode),
        convolve_transpose(x_bar, v_dot, size, mode),
    )


@jvp(interp_slope)
def interp_slope_rule(
    x_dot: Any, xp_dot: Any, fp_dot: Any, y: Any, x: Any, xp: Any, fp: Any
) -> Any:
    return (
        0.0 * x_dot,
        -y * interp_slope(x, xp, xp_dot),
        interp_slope(x, xp, fp_dot),
    )


@vjp(interp_slope, operands=("x", "xp", "fp"))
def interp_slope_adjoint(y_bar: Any, y: Any, x: Any, xp: Any, fp: Any) -> Any:
    return (
        0.0 * y_bar,
        -interp_slope_transpose(y_bar * y, x, xp),
        interp_slope_transpose(y_bar, x, xp),
    )


@vjp(interp_slope_transpose, operands=("y_bar", "x", "xp"))
def interp_slope_transpose_adjoint(z_bar: Any, z: Any, y_bar: Any, x: Any, xp: Any) -> Any:
    slope = interp_slope(x, xp, z_bar)
    return slope, 0.0 * slope, -interp_slope_transpose(y_bar * slope, x, xp)


@jvp(interp_slope_transpose)
def interp_slope_transpose_tangent(
    y_dot: Any, x_dot: Any, xp_dot: Any, z: Any, y_bar: Any, x: Any, xp: Any
) -> Any:
    moved = y_bar * interp_slope(x, xp, xp_dot)
    return interp_slope_transpose(y_dot, x, xp), 0.0, -interp_slope_transpose(moved, x, xp)


@vjp(interp_transpose, operands=("y_bar", "x", "xp"))
def interp_transpose_adjoint(z_bar: Any, z: Any, y_bar: Any, x: Any, xp: Any) -> Any:
    slope_bar = y_bar * interp_slope(x, xp, z_bar)
    return np.interp(x, xp, z_bar), slope_bar, -interp_transpose(slope_bar, x, xp)


@jvp(interp_transpose)
def interp_transpose_tangent(
    y_dot: Any, x_dot: Any, xp_dot: Any, z: Any, y_bar: Any, x: Any, xp: Any
) -> Any:
    return (
        interp_transpose(y_dot, x, xp),
        interp_slope_transpose(y_bar * x_dot, x, xp),
        -interp_slope_transpose(y_bar * np.interp(x, xp, xp_dot), x, xp),
    )

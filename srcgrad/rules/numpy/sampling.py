"""Functions of sampled signals: convolution, interpolation, integration."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, linear, vjp
from srcgrad.runtime import (
    convolve_transpose,
    interp_slope,
    interp_transpose,
    trapezoid_points,
    trapezoid_weights,
    unbroadcast,
)


@vjp(np.convolve, complex=True)
def convolve(y_bar: Any, y: Any, a: Any, v: Any, mode: str = "full") -> Any:
    if np.ndim(a) == 0 or np.ndim(v) == 0:
        return unbroadcast(y_bar * v, np.shape(a)), unbroadcast(y_bar * a, np.shape(v))
    return (
        convolve_transpose(y_bar, v, a.size, mode),
        convolve_transpose(y_bar, a, v.size, mode),
    )


@jvp(np.convolve)
def convolve_tangent(a_dot: Any, v_dot: Any, y: Any, a: Any, v: Any, mode: Any = "full") -> Any:
    return np.convolve(a_dot, v, mode), np.convolve(a, v_dot, mode)


@vjp(np.interp, complex=True)
def interp(
    y_bar: Any, y: Any, x: Any, xp: Any, fp: Any, left: Any = None, right: Any = None
) -> Any:
    slope_bar = y_bar * interp_slope(x, xp, fp)
    if left is not None:
        y_bar = np.where(np.less(x, xp[0]), 0, y_bar)
    if right is not None:
        y_bar = np.where(np.greater(x, xp[-1]), 0, y_bar)
    return slope_bar, -interp_transpose(slope_bar, x, xp), interp_transpose(y_bar, x, xp)


@jvp(np.interp)
def interp_tangent(
    x_dot: Any,
    xp_dot: Any,
    fp_dot: Any,
    y: Any,
    x: Any,
    xp: Any,
    fp: Any,
    left: Any = None,
    right: Any = None,
) -> Any:
    slope = interp_slope(x, xp, fp)
    if left is not None or right is not None:
        return (
            slope * x_dot,
            -slope * np.interp(x, xp, xp_dot),
            np.interp(x, xp, fp_dot, None if left is None else 0, None if right is None else 0),
        )
    return slope * x_dot, -slope * np.interp(x, xp, xp_dot), np.interp(x, xp, fp_dot)


TRAPEZOID = [getattr(np, name) for name in ("trapezoid", "trapz") if name in dir(np)]


@vjp(*TRAPEZOID, operands=("y", "x", "dx"), complex=True)
def trapezoid(z_bar: Any, z: Any, y: Any, x: Any = None, dx: Any = 1.0, axis: int = -1) -> Any:
    if np.ndim(z) == 0:
        return (
            z_bar * trapezoid_weights(y.shape[axis], x, dx),
            trapezoid_points(z_bar, y, x, axis),
            z_bar * np.sum(y * trapezoid_weights(y.shape[axis])) if x is None else 0,
        )
    if np.ndim(x) > 1:
        steps = trapezoid_weights(y.shape[axis], np.moveaxis(x, axis, -1))
    else:
        steps = trapezoid_weights(y.shape[axis], x, dx)
    whole = np.moveaxis(y, axis, -1) @ trapezoid_weights(y.shape[axis]) if x is None else 0
    if np.iscomplexobj(z) and x is None:
        return np.moveaxis(z_bar[..., None] * steps, -1, axis), 0, np.sum(z_bar * whole)
    y_bar = np.moveaxis(z_bar[..., None] * steps, -1, axis)
    if np.ndim(x) > 1 and np.ndim(x) != np.ndim(y) and axis >= 0:
        raise NotImplementedError("trapezoid with an axis from the front of arrays of other ranks")
    if np.ndim(x) > 1:
        y_bar = unbroadcast(y_bar, y.shape)
    return (
        y_bar,
        trapezoid_points(z_bar, y, x, axis),
        np.vdot(z_bar, whole) if x is None else 0,
    )


@jvp(*TRAPEZOID)
def trapezoid_tangent(
    y_dot: Any,
    x_dot: Any,
    dx_dot: Any,
    z: Any,
    y: Any,
    x: Any = None,
    dx: Any = 1.0,
    axis: int = -1,
) -> Any:
    moved = np.moveaxis(y, axis, -1)
    if np.ndim(x) > 1:
        steps = trapezoid_weights(y.shape[axis], np.moveaxis(x, axis, -1))
        shifts = trapezoid_weights(y.shape[axis], np.moveaxis(x_dot, axis, -1))
    else:
        steps = trapezoid_weights(y.shape[axis], x, dx)
        shifts = trapezoid_weights(y.shape[axis], x_dot)
    return (
        np.sum(np.moveaxis(y_dot, axis, -1) * steps, axis=-1),
        np.sum(moved * shifts, axis=-1),
        np.sum(moved * trapezoid_weights(y.shape[axis], None, dx_dot), axis=-1) if x is None else 0,
    )


def trapezoid_weights_rule(y_bar: Any, y: Any, count: Any, x: Any = None, dx: Any = 1.0) -> Any:
    if x is None:
        return None, np.sum(y_bar * trapezoid_weights(count))
    return trapezoid_points(1.0, y_bar, x), None


linear(trapezoid_weights, transpose=trapezoid_weights_rule, operands=("x", "dx"))


@vjp(trapezoid_points, operands=("z_bar", "y", "x"), complex=True)
def trapezoid_points_rule(
    y_bar: Any, x_bar: Any, z_bar: Any, y: Any, x: Any, axis: Any = -1
) -> Any:
    steps = trapezoid_weights(
        y.shape[axis], y_bar if np.ndim(x) == 1 else np.moveaxis(y_bar, axis, -1)
    )
    if np.ndim(z_bar) == 0:
        return np.sum(y * steps), unbroadcast(z_bar * steps, y.shape), None
    return (
        np.sum(np.moveaxis(y, axis, -1) * steps, axis=-1),
        unbroadcast(np.moveaxis(z_bar[..., None] * steps, -1, axis), y.shape),
        None,
    )


@jvp(trapezoid_points)
def trapezoid_points_tangent(
    z_bar_dot: Any, y_dot: Any, x_dot: Any, x_bar: Any, z_bar: Any, y: Any, x: Any, axis: Any = -1
) -> Any:
    return trapezoid_points(z_bar_dot, y, x, axis), trapezoid_points(z_bar, y_dot, x, axis), 0

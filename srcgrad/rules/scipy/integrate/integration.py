"""`scipy.integrate`: integrals of samples."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.integrate

from srcgrad.rules.declare import jvp, vjp
from srcgrad.rules.numpy import sampling
from srcgrad.runtime import cumulative_transpose, simpson_weights

vjp(scipy.integrate.trapezoid, operands=("y", "x", "dx"))(sampling.trapezoid)
jvp(scipy.integrate.trapezoid)(sampling.trapezoid_tangent)


@vjp(scipy.integrate.cumulative_trapezoid, operands=("y", "x", "dx"))
def cumulative_trapezoid(
    z_bar: Any,
    z: Any,
    y: Any,
    x: Any = None,
    dx: Any = 1.0,
    axis: int = -1,
    initial: Any = None,
) -> Any:
    return (
        cumulative_transpose(z_bar, y, x, dx, axis, initial)[0],
        cumulative_transpose(z_bar, y, x, dx, axis, initial)[1],
        cumulative_transpose(z_bar, y, x, dx, axis, initial)[2],
    )


@jvp(scipy.integrate.cumulative_trapezoid)
def cumulative_trapezoid_tangent(
    y_dot: Any,
    x_dot: Any,
    dx_dot: Any,
    z: Any,
    y: Any,
    x: Any = None,
    dx: Any = 1.0,
    axis: int = -1,
    initial: Any = None,
) -> Any:
    return (
        scipy.integrate.cumulative_trapezoid(y_dot, x, dx, axis, initial),
        0 if x is None else scipy.integrate.cumulative_trapezoid(y, x_dot, 1.0, axis, initial),
        scipy.integrate.cumulative_trapezoid(y, None, dx_dot, axis, initial) if x is None else 0,
    )


@vjp(scipy.integrate.simpson, operands=("y",))
def simpson(z_bar: Any, z: Any, y: Any, *, x: Any = None, dx: Any = 1.0, axis: int = -1) -> Any:
    if x is not None and np.ndim(x) != 1:
        raise NotImplementedError("simpson with sample points of more than one axis")
    if np.ndim(z) == 0:
        return z_bar * simpson_weights(y.shape[axis], x, dx)
    return np.moveaxis(z_bar[..., None] * simpson_weights(y.shape[axis], x, dx), -1, axis)


@jvp(scipy.integrate.simpson)
def simpson_tangent(
    y_dot: Any, z: Any, y: Any, *, x: Any = None, dx: Any = 1.0, axis: int = -1
) -> Any:
    return scipy.integrate.simpson(y_dot, x=x, dx=dx, axis=axis)

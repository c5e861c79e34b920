"""Functions of sampled signals: convolution, interpolation, integration."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, linear, vjp
from srcgrad.runtime import convolve_transpose, interp_slope, interp_transpose, trapezoid_weights


@vjp(np.convolve)
def convolve(y_bar: Any, y: Any, a: Any, v: Any, mode: str = "full") -> Any:
    return (
        convolve_transpose(y_bar, v, a.size, mode),
        convolve_transpose(y_bar, a, v.size, mode),
    )


@jvp(np.convolve)
def convolve_tangent(a_dot: Any, v_dot: Any, y: Any, a: Any, v: Any, mode: Any = "full") -> Any:
    return np.convolve(a_dot, v, mode), np.convolve(a, v_dot, mode)


@vjp(np.interp)
def interp(y_bar: Any, y: Any, x: Any, xp: Any, fp: Any) -> Any:
    slope_bar = y_bar * interp_slope(x, xp, fp)
    return slope_bar, -interp_transpose(slope_bar, x, xp), interp_transpose(y_bar, x, xp)


@jvp(np.interp)
def interp_tangent(x_dot: Any, xp_dot: Any, fp_dot: Any, y: Any, x: Any, xp: Any, fp: Any) -> Any:
    slope = interp_slope(x, xp, fp)
    return slope * x_dot, -slope * np.interp(x, xp, xp_dot), np.interp(x, xp, fp_dot)


def trapezoid(z_bar: Any, z: Any, y: Any, x: Any = None, dx: float = 1.0, axis: int = -1) -> Any:
    if x is not None and x.ndim != 1:
        raise NotImplementedError("trapezoid with sample points of more than one axis")
    if np.ndim(z) == 0:
        return z_bar * trapezoid_weights(y.shape[axis], x, dx)
    return np.moveaxis(z_bar[..., None] * trapezoid_weights(y.shape[axis], x, dx), -1, axis)


linear(
    *[getattr(np, name) for name in ("trapezoid", "trapz") if name in dir(np)], transpose=trapezoid
)

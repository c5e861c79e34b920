"""Elementwise choices between operands. Ties share the adjoint in equal parts."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, linear, partials, vjp


@partials(np.maximum)
def maximum(z: Any, x: Any, y: Any) -> Any:
    return np.where(x == y, 0.5, x > y), np.where(x == y, 0.5, y > x)


@jvp(np.maximum)
def maximum_tangent(x_dot: Any, y_dot: Any, z: Any, x: Any, y: Any) -> Any:
    return (
        np.where(x == y, 0.5 * x_dot, np.where(x > y, x_dot, 0)),
        np.where(x == y, 0.5 * y_dot, np.where(y > x, y_dot, 0)),
    )


@partials(np.minimum)
def minimum(z: Any, x: Any, y: Any) -> Any:
    return np.where(x == y, 0.5, x < y), np.where(x == y, 0.5, y < x)


@jvp(np.minimum)
def minimum_tangent(x_dot: Any, y_dot: Any, z: Any, x: Any, y: Any) -> Any:
    return (
        np.where(x == y, 0.5 * x_dot, np.where(x < y, x_dot, 0)),
        np.where(x == y, 0.5 * y_dot, np.where(y < x, y_dot, 0)),
    )


@partials(np.fmax, np.fmin)
def fmax(z: Any, x: Any, y: Any) -> Any:
    return np.where(x == y, 0.5, x == z), np.where(x == y, 0.5, y == z)


@jvp(np.fmax, np.fmin)
def fmax_tangent(x_dot: Any, y_dot: Any, z: Any, x: Any, y: Any) -> Any:
    return (
        np.where(x == y, 0.5 * x_dot, np.where(x == z, x_dot, 0)),
        np.where(x == y, 0.5 * y_dot, np.where(y == z, y_dot, 0)),
    )


@partials(np.clip)
def clip(y: Any, a: Any, a_min: Any, a_max: Any) -> Any:
    if a_min is None and a_max is None:
        return 1.0, None, None
    if a_min is None:
        above = np.where(a == a_max, 0.5, a < a_max)
        return above, None, np.where(a == a_max, 0.5, a > a_max)
    if a_max is None:
        below = np.where(a == a_min, 0.5, a > a_min)
        return below, np.where(a == a_min, 0.5, a < a_min), None
    raised = np.maximum(a, a_min)  # clip(a, a_min, a_max) is minimum(raised, a_max)
    kept = np.where(raised == a_max, 0.5, raised < a_max)
    if isinstance(a_min, (int, float)) and isinstance(a_max, (int, float)) and a_min < a_max:
        inside = np.where((a == a_min) | (a == a_max), 0.5, (a > a_min) & (a < a_max))
    else:
        inside = kept * np.where(a == a_min, 0.5, a > a_min)
    return (
        inside,
        kept * np.where(a == a_min, 0.5, a < a_min),
        np.where(raised == a_max, 0.5, raised > a_max),
    )


@jvp(np.clip)
def clip_tangent(
    a_dot: Any, min_dot: Any, max_dot: Any, y: Any, a: Any, a_min: Any, a_max: Any
) -> Any:
    if a_min is None and a_max is None:
        return a_dot, None, None
    if a_min is None:
        inside = np.where(a == a_max, 0.5, a < a_max)
        above = np.where(a == a_max, 0.5, a > a_max)
        return np.where(inside, inside * a_dot, 0), None, above * max_dot
    if a_max is None:
        inside = np.where(a == a_min, 0.5, a > a_min)
        below = np.where(a == a_min, 0.5, a < a_min)
        return np.where(inside, inside * a_dot, 0), below * min_dot, None
    raised = np.maximum(a, a_min)  # clip(a, a_min, a_max) is minimum(raised, a_max)
    kept = np.where(raised == a_max, 0.5, raised < a_max)
    if isinstance(a_min, (int, float)) and isinstance(a_max, (int, float)) and a_min < a_max:
        inside = np.where((a == a_min) | (a == a_max), 0.5, (a > a_min) & (a < a_max))
    else:
        inside = kept * np.where(a == a_min, 0.5, a > a_min)
    return (
        np.where(inside, inside * a_dot, 0),
        kept * np.where(a == a_min, 0.5, a < a_min) * min_dot,
        np.where(raised == a_max, 0.5, raised > a_max) * max_dot,
    )


@vjp(np.nan_to_num, complex=True)
def nan_to_num(
    y_bar: Any, y: Any, x: Any, *, nan: Any = 0.0, posinf: Any = None, neginf: Any = None
) -> Any:
    if np.iscomplexobj(x):  # each part by itself
        return np.where(np.isfinite(np.real(x)), np.real(y_bar), 0) + 1j * np.where(
            np.isfinite(np.imag(x)), np.imag(y_bar), 0
        )
    return np.where(np.isfinite(x), y_bar, 0)


@jvp(np.nan_to_num)
def nan_to_num_tangent(
    x_dot: Any, y: Any, x: Any, *, nan: Any = 0.0, posinf: Any = None, neginf: Any = None
) -> Any:
    if np.iscomplexobj(x):
        return np.where(np.isfinite(np.real(x)), np.real(x_dot), 0) + 1j * np.where(
            np.isfinite(np.imag(x)), np.imag(x_dot), 0
        )
    return np.where(np.isfinite(x), x_dot, 0)


def where(z_bar: Any, z: Any, condition: Any, x: Any, y: Any) -> Any:
    return None, np.where(condition, z_bar, 0), np.where(condition, 0, z_bar)


linear(np.where, transpose=where, complex=True)

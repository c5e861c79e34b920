"""Differences along axes, and what undoes jumps of a phase."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, linear, part, vjp
from srcgrad.runtime import gradient_transpose


@vjp(np.gradient, complex=True)
def gradient(
    y_bar: Any, y: Any, f: Any, varargs: Any = (), axis: Any = None, edge_order: Any = 1
) -> Any:
    if axis is None and f.ndim == 2:
        return part_of_slope(y_bar, f, varargs[:1], 0, edge_order) + part_of_slope(
            y_bar, f, varargs[-1:], 1, edge_order
        )
    if axis is None and f.ndim == 3:
        return (
            part_of_slope(y_bar, f, varargs[:1], 0, edge_order)
            + part_of_slope(y_bar, f, varargs[len(varargs) // 2 :][:1], 1, edge_order)
            + part_of_slope(y_bar, f, varargs[-1:], 2, edge_order)
        )
    return gradient_transpose(y_bar, np.shape(f), varargs, axis, edge_order)


@part
def part_of_slope(y_bar: Any, f: Any, varargs: Any, axis: Any, edge_order: Any) -> Any:
    if isinstance(y_bar[axis], int):
        return 0
    return gradient_transpose(y_bar[axis], np.shape(f), varargs, axis, edge_order)


@jvp(np.gradient)
def gradient_tangent(
    f_dot: Any, y: Any, f: Any, varargs: Any = (), axis: Any = None, edge_order: Any = 1
) -> Any:
    return np.gradient(f_dot, *varargs, axis=axis, edge_order=edge_order)


def gradient_transpose_rule(
    y_bar: Any,
    y: Any,
    f_bar: Any,
    shape: Any = (),
    spacings: Any = (),
    axis: Any = None,
    edge_order: Any = 1,
) -> Any:
    return np.gradient(y_bar, *spacings, axis=axis, edge_order=edge_order)


linear(gradient_transpose, transpose=gradient_transpose_rule, complex=True)


def ediff1d(y_bar: Any, y: Any, ary: Any, to_end: Any = None, to_begin: Any = None) -> Any:
    if to_end is not None or to_begin is not None:
        raise NotImplementedError("ediff1d with ends")
    return np.reshape(-np.diff(y_bar, prepend=0, append=0)[: np.size(ary)], np.shape(ary))


linear(np.ediff1d, transpose=ediff1d, complex=True)


@vjp(np.unwrap)
def unwrap(
    y_bar: Any, y: Any, p: Any, discont: Any = None, axis: int = -1, *, period: Any = 0.0
) -> Any:
    return y_bar


@jvp(np.unwrap)
def unwrap_tangent(
    p_dot: Any, y: Any, p: Any, discont: Any = None, axis: int = -1, *, period: Any = 0.0
) -> Any:
    return p_dot

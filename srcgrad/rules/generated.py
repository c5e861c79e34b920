"""The functions that generated code calls: a derivative of a derivative goes through them."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import SAME, jvp, linear, meaning, nondifferentiable, vjp
from srcgrad.runtime import (
    along,
    along_curve,
    compress_transpose,
    delete_transpose,
    full_weights,
    median_shares,
    of_one_shape,
    one_for_each,
    other_products,
    other_products_tangent,
    pad_statistics_tangent,
    relevant,
    root_weight,
    root_weights,
    seed_for,
    spread_diagonal,
    unbroadcast,
    unfull_weights,
    uninsert,
    uninserted,
    unkron,
    unpad,
    unpad_copies,
    unpad_lines,
    unpad_statistics,
    unrepeat,
    untake,
    untake_along_axis,
    untile,
    winners,
)

nondifferentiable(winners, median_shares)
nondifferentiable(of_one_shape, one_for_each, pure=False)


def unbroadcast_rule(y_bar: Any, y: Any, value: Any, shape: Any = ()) -> Any:
    return unbroadcast(y_bar, np.shape(value))


linear(unbroadcast, transpose=unbroadcast_rule, memory=SAME, complex=True, passed=("shape",))


def seed_for_rule(y_bar: Any, y: Any, seed: Any, value: Any) -> Any:
    return y_bar, None


linear(seed_for, transpose=seed_for_rule, memory=SAME, complex=True)


def untake_rule(
    y_bar: Any, y: Any, x_bar: Any, indices: Any = 0, axis: Any = 0, shape: Any = ()
) -> Any:
    return np.take(y_bar, indices, axis)


linear(untake, transpose=untake_rule, complex=True)


def untake_along_axis_rule(
    y_bar: Any, y: Any, x_bar: Any, indices: Any = 0, axis: Any = 0, shape: Any = ()
) -> Any:
    return np.take_along_axis(y_bar, indices, axis)


linear(untake_along_axis, transpose=untake_along_axis_rule, complex=True)


def compress_transpose_rule(
    y_bar: Any, y: Any, a_bar: Any, condition: Any = (), shape: Any = (), axis: Any = None
) -> Any:
    return np.compress(condition, y_bar, axis)


linear(compress_transpose, transpose=compress_transpose_rule, complex=True)


def delete_transpose_rule(
    y_bar: Any, y: Any, a_bar: Any, obj: Any = 0, shape: Any = (), axis: Any = None
) -> Any:
    return np.delete(y_bar, obj, axis)


linear(delete_transpose, transpose=delete_transpose_rule, complex=True, passed=("obj",))


def untile_rule(y_bar: Any, y: Any, x_bar: Any, reps: Any = 1, shape: Any = ()) -> Any:
    return np.tile(y_bar, reps)


linear(untile, transpose=untile_rule, complex=True)


def unrepeat_rule(
    y_bar: Any, y: Any, x_bar: Any, repeats: Any = 1, axis: Any = None, shape: Any = ()
) -> Any:
    return np.repeat(y_bar, repeats, axis)


linear(unrepeat, transpose=unrepeat_rule, complex=True)


def unpad_rule(y_bar: Any, y: Any, x_bar: Any, pad_width: Any = 0, shape: Any = ()) -> Any:
    return np.pad(y_bar, pad_width)


linear(unpad, transpose=unpad_rule, memory=SAME, complex=True)


def unpad_copies_rule(
    y_bar: Any, y: Any, x_bar: Any, pad_width: Any = 0, shape: Any = (), mode: Any = "edge"
) -> Any:
    return np.pad(y_bar, pad_width, mode)


linear(unpad_copies, transpose=unpad_copies_rule, complex=True)


def unpad_lines_rule(
    y_bar: Any, y: Any, x_bar: Any, pad_width: Any = 0, shape: Any = (), mode: Any = "reflect",
    reflect_type: Any = "even",
) -> Any:  # fmt: skip
    if mode == "linear_ramp":
        return np.pad(y_bar, pad_width, mode)
    return np.pad(y_bar, pad_width, mode, reflect_type=reflect_type)


linear(unpad_lines, transpose=unpad_lines_rule, complex=True)


@vjp(unpad_statistics, operands=("y_bar", "a"))
def unpad_statistics_rule(
    z_bar: Any, z: Any, y_bar: Any, a: Any, pad_width: Any, mode: Any, stat_length: Any
) -> Any:
    return pad_statistics_tangent(z_bar, a, pad_width, mode, stat_length), None


@jvp(unpad_statistics)
def unpad_statistics_tangent(
    y_dot: Any, a_dot: Any, z: Any, y_bar: Any, a: Any, pad_width: Any, mode: Any, stat_length: Any
) -> Any:
    return unpad_statistics(y_dot, a, pad_width, mode, stat_length), 0


def uninsert_rule(
    y_bar: Any, y: Any, x_bar: Any, obj: Any = 0, shape: Any = (), axis: Any = None
) -> Any:
    return np.insert(y_bar, obj, 0, axis)


linear(uninsert, transpose=uninsert_rule, complex=True)


def uninserted_rule(
    y_bar: Any, y: Any, x_bar: Any, obj: Any = 0, shape: Any = (), values: Any = (),
    axis: Any = None,
) -> Any:  # fmt: skip
    return np.insert(np.zeros(shape, np.asarray(y_bar).dtype), obj, y_bar, axis)


linear(uninserted, transpose=uninserted_rule, complex=True)


@vjp(unkron, operands=("y_bar", "other"), complex=True)
def unkron_rule(z_bar: Any, z: Any, y_bar: Any, other: Any, shape: Any, first: bool) -> Any:
    if first:
        return np.kron(z_bar, other), unkron(y_bar, z_bar, np.shape(other), False)
    return np.kron(other, z_bar), unkron(y_bar, z_bar, np.shape(other), True)


@jvp(unkron)
def unkron_tangent(
    y_bar_dot: Any, other_dot: Any, z: Any, y_bar: Any, other: Any, shape: Any, first: bool
) -> Any:
    return unkron(y_bar_dot, other, shape, first), unkron(y_bar, other_dot, shape, first)


@vjp(full_weights, operands=("a", "weights"), complex=True)
def full_weights_rule(y_bar: Any, y: Any, a: Any, axis: Any, weights: Any) -> Any:
    return None, unfull_weights(y_bar, a, axis, weights)


@jvp(full_weights)
def full_weights_tangent(
    a_dot: Any, weights_dot: Any, y: Any, a: Any, axis: Any, weights: Any
) -> Any:
    return 0, full_weights(a, axis, weights_dot)


@vjp(unfull_weights, operands=("w_bar", "a", "weights"), complex=True)
def unfull_weights_rule(y_bar: Any, y: Any, w_bar: Any, a: Any, axis: Any, weights: Any) -> Any:
    return np.broadcast_to(full_weights(a, axis, y_bar), np.shape(w_bar)), None, None


@jvp(unfull_weights)
def unfull_weights_tangent(
    w_dot: Any, a_dot: Any, weights_dot: Any, y: Any, w_bar: Any, a: Any, axis: Any, weights: Any
) -> Any:
    return unfull_weights(w_dot, a, axis, weights), 0, 0


def spread_diagonal_rule(
    y_bar: Any, y: Any, x_bar: Any, shape: Any = (), offset: int = 0, axis1: int = 0, axis2: int = 1
) -> Any:
    return np.diagonal(y_bar, offset, axis1, axis2)


linear(spread_diagonal, transpose=spread_diagonal_rule, complex=True)


def relevant_rule(y_bar: Any, y: Any, partial: Any, adjoint: Any) -> Any:
    counts = np.logical_or(np.not_equal(adjoint, 0), np.isfinite(partial))
    return np.where(counts, y_bar, 0), None


linear(relevant, transpose=relevant_rule, complex=True)


@vjp(along, complex=True)
def along_adjoint(y_bar: Any, y: Any, slope: Any, step: Any) -> Any:
    return along(y_bar, step), along(slope, y_bar)


@jvp(along)
def along_tangent(slope_dot: Any, step_dot: Any, y: Any, slope: Any, step: Any) -> Any:
    return along(slope_dot, step), along(slope, step_dot)


@vjp(along_curve, complex=True)
def along_curve_adjoint(y_bar: Any, y: Any, slope: Any, step: Any) -> Any:
    return along(y_bar, step), slope * y_bar


@jvp(along_curve)
def along_curve_tangent(slope_dot: Any, step_dot: Any, y: Any, slope: Any, step: Any) -> Any:
    return along(slope_dot, step), slope * step_dot


@vjp(other_products, complex=True)
def other_products_adjoint(y_bar: Any, y: Any, a: Any, axis: Any = None) -> Any:
    return other_products_tangent(y_bar, a, axis)  # what one element does to another is symmetric


@jvp(other_products)
def other_products_rule(a_dot: Any, y: Any, a: Any, axis: Any = None) -> Any:
    return other_products_tangent(a_dot, a, axis)


@meaning(root_weights)
def solved(jacobian: Any, right: Any, name: str, rest: Any, y: Any) -> Any:
    """A linear solve."""
    return np.linalg.solve(jacobian, right)


@meaning(root_weight)
def divided(slope: Any, right: Any, name: str, rest: Any, y: Any) -> Any:
    """A quotient."""
    return right / slope

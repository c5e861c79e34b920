"""Functions that make arrays, of constants or from their arguments."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import copy as copies
from typing import Any

import numpy as np

from srcgrad.rules.declare import MAYBE_VIEW, SAME, jvp, linear, nondifferentiable, vjp
from srcgrad.runtime import unbroadcast

nondifferentiable(np.zeros, np.ones, np.empty, np.eye, np.identity)
nondifferentiable(np.zeros_like, np.ones_like, np.empty_like)
nondifferentiable(np.tri, np.indices, np.tril_indices, np.triu_indices, np.diag_indices)
nondifferentiable(np.tril_indices_from, np.triu_indices_from, np.diag_indices_from)


def full(y_bar: Any, y: Any, shape: Any, fill_value: Any, dtype: Any = None) -> Any:
    return y_bar


linear(np.full, transpose=full, operands=("fill_value",), complex=True)


def full_like(y_bar: Any, y: Any, a: Any, fill_value: Any, dtype: Any = None) -> Any:
    return None, y_bar


linear(np.full_like, transpose=full_like, complex=True)


def copy(y_bar: Any, y: Any, a: Any) -> Any:
    return y_bar


linear(np.copy, transpose=copy, complex=True)
linear(copies.copy, transpose=copy, complex=True)
linear(copies.deepcopy, transpose=copy, complex=True)


def contiguous(y_bar: Any, y: Any, a: Any) -> Any:
    if np.ndim(a) == 0:
        return np.reshape(y_bar, ())
    return y_bar


linear(np.ascontiguousarray, transpose=contiguous, memory=MAYBE_VIEW, complex=True)


def array(y_bar: Any, y: Any, a: Any, dtype: Any = None) -> Any:
    return y_bar


linear(np.array, transpose=array, complex=True)
linear(np.asarray, transpose=array, memory=SAME, complex=True)
linear(np.asanyarray, transpose=array, memory=SAME, complex=True)


def linspace(
    y_bar: Any,
    y: Any,
    start: Any,
    stop: Any,
    num: int = 50,
    endpoint: bool = True,
    *,
    axis: int = 0,
) -> Any:
    if np.ndim(y) != 1:
        moved = np.moveaxis(y_bar, axis, -1)
        return (
            unbroadcast(moved @ np.linspace(1.0, 0.0, num, endpoint), np.shape(start)),
            unbroadcast(moved @ np.linspace(0.0, 1.0, num, endpoint), np.shape(stop)),
        )
    if not endpoint:
        return (
            np.vdot(np.linspace(1.0, 0.0, num, endpoint=False), y_bar),
            np.vdot(np.linspace(0.0, 1.0, num, endpoint=False), y_bar),
        )
    return np.vdot(np.linspace(1.0, 0.0, num), y_bar), np.vdot(np.linspace(0.0, 1.0, num), y_bar)


linear(np.linspace, transpose=linspace, complex=True)


@vjp(np.logspace, operands=("start", "stop", "base"))
def logspace(
    y_bar: Any,
    y: Any,
    start: Any,
    stop: Any,
    num: int = 50,
    endpoint: bool = True,
    base: Any = 10.0,
    *,
    axis: int = 0,
) -> Any:
    if np.ndim(y) == 1:
        first = np.vdot(y_bar * y, np.linspace(1.0, 0.0, num, endpoint))
        last = np.vdot(y_bar * y, np.linspace(0.0, 1.0, num, endpoint))
        return first * np.log(base), last * np.log(base), (first * start + last * stop) / base
    moved = np.moveaxis(y_bar * y, axis, -1)
    first = moved @ np.linspace(1.0, 0.0, num, endpoint)
    last = moved @ np.linspace(0.0, 1.0, num, endpoint)
    return (
        unbroadcast(first * np.log(base), np.shape(start)),
        unbroadcast(last * np.log(base), np.shape(stop)),
        unbroadcast((first * start + last * stop) / base, np.shape(base)),
    )


@jvp(np.logspace)
def logspace_tangent(
    start_dot: Any,
    stop_dot: Any,
    base_dot: Any,
    y: Any,
    start: Any,
    stop: Any,
    num: int = 50,
    endpoint: bool = True,
    base: Any = 10.0,
    *,
    axis: int = 0,
) -> Any:
    moved = np.moveaxis(y, axis, -1)
    falling = np.linspace(1.0, 0.0, num, endpoint)
    rising = np.linspace(0.0, 1.0, num, endpoint)
    from_start = np.asarray(start_dot * np.log(base))[..., None]
    from_stop = np.asarray(stop_dot * np.log(base))[..., None]
    powers = np.asarray(start)[..., None] * falling + np.asarray(stop)[..., None] * rising
    return (
        np.moveaxis(moved * (from_start * falling), -1, axis),
        np.moveaxis(moved * (from_stop * rising), -1, axis),
        np.moveaxis(moved * (np.asarray(base_dot / base)[..., None] * powers), -1, axis),
    )


@vjp(np.geomspace)
def geomspace(
    y_bar: Any,
    y: Any,
    start: Any,
    stop: Any,
    num: int = 50,
    endpoint: bool = True,
    *,
    axis: int = 0,
) -> Any:
    if np.ndim(y) == 1:
        return (
            np.vdot(y_bar * y, np.linspace(1.0, 0.0, num, endpoint)) / start,
            np.vdot(y_bar * y, np.linspace(0.0, 1.0, num, endpoint)) / stop,
        )
    moved = np.moveaxis(y_bar * y, axis, -1)
    return (
        unbroadcast(moved @ np.linspace(1.0, 0.0, num, endpoint), np.shape(start)) / start,
        unbroadcast(moved @ np.linspace(0.0, 1.0, num, endpoint), np.shape(stop)) / stop,
    )


@jvp(np.geomspace)
def geomspace_tangent(
    start_dot: Any,
    stop_dot: Any,
    y: Any,
    start: Any,
    stop: Any,
    num: int = 50,
    endpoint: bool = True,
    *,
    axis: int = 0,
) -> Any:
    moved = np.moveaxis(y, axis, -1)
    from_start = np.asarray(start_dot / start)[..., None]
    from_stop = np.asarray(stop_dot / stop)[..., None]
    return (
        np.moveaxis(moved * (from_start * np.linspace(1.0, 0.0, num, endpoint)), -1, axis),
        np.moveaxis(moved * (from_stop * np.linspace(0.0, 1.0, num, endpoint)), -1, axis),
    )


@vjp(np.arange, operands=("start", "stop", "step"))
def arange(
    y_bar: Any, y: Any, start: Any = 0, stop: Any = None, step: Any = 1, dtype: Any = None
) -> Any:
    if stop is None:  # the only bound decides how many there are
        return None, None, np.vdot(y_bar, np.arange(float(len(y))))
    return np.sum(y_bar), None, np.vdot(y_bar, np.arange(float(len(y))))


@jvp(np.arange)
def arange_tangent(
    start_dot: Any,
    stop_dot: Any,
    step_dot: Any,
    y: Any,
    start: Any = 0,
    stop: Any = None,
    step: Any = 1,
    dtype: Any = None,
) -> Any:
    if stop is None:
        return 0 * y, 0 * y, step_dot * np.arange(float(len(y)))
    return np.full(len(y), start_dot), 0 * y, step_dot * np.arange(float(len(y)))

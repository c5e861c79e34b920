"""Repeating, padding and differencing."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, linear, vjp
from srcgrad.runtime import (
    pad_statistics_tangent,
    undiff,
    unpad,
    unpad_copies,
    unpad_lines,
    unpad_statistics,
    unrepeat,
    untile,
)

MIRRORED = ("reflect", "symmetric")  # modes of `np.pad`, some by what they are
STATISTICS = ("maximum", "mean", "median", "minimum")


def tile(y_bar: Any, y: Any, a: Any, reps: Any = 1) -> Any:
    if np.ndim(a) == 1 and isinstance(reps, int):
        return np.sum(np.reshape(y_bar, (reps, a.size)), axis=0)
    return untile(y_bar, reps, np.shape(a))


linear(np.tile, transpose=tile, complex=True)


def repeat(y_bar: Any, y: Any, a: Any, repeats: Any = 1, axis: Any = None) -> Any:
    if np.ndim(a) == 1 and isinstance(repeats, int):
        return np.sum(np.reshape(y_bar, (a.size, repeats)), axis=1)
    return unrepeat(y_bar, repeats, axis, np.shape(a))


linear(np.repeat, transpose=repeat, complex=True)


@vjp(np.pad, complex=True)
def pad(
    y_bar: Any,
    y: Any,
    array: Any,
    pad_width: Any = 0,
    mode: Any = "constant",
    *,
    constant_values: Any = 0,
    end_values: Any = 0,
    stat_length: Any = None,
    reflect_type: Any = "even",
) -> Any:
    if mode == "constant" or mode == "empty":
        return unpad(y_bar, pad_width, np.shape(array))
    if mode == "edge" or mode == "wrap" or (mode in MIRRORED and reflect_type == "even"):
        return unpad_copies(y_bar, pad_width, np.shape(array), mode)
    if mode == "linear_ramp" or mode in MIRRORED:
        return unpad_lines(y_bar, pad_width, np.shape(array), mode, reflect_type)
    if mode in STATISTICS and np.iscomplexobj(array):
        raise NotImplementedError("pad of complex values with a statistic")
    if mode in STATISTICS:
        return unpad_statistics(y_bar, array, pad_width, mode, stat_length)
    raise NotImplementedError("pad with a mode that is a function")


@jvp(np.pad)
def pad_tangent(
    array_dot: Any,
    y: Any,
    array: Any,
    pad_width: Any = 0,
    mode: Any = "constant",
    *,
    constant_values: Any = 0,
    end_values: Any = 0,
    stat_length: Any = None,
    reflect_type: Any = "even",
) -> Any:
    if mode == "constant" or mode == "empty":
        return np.pad(array_dot, pad_width)
    if mode in STATISTICS and np.iscomplexobj(array):
        raise NotImplementedError("pad of complex values with a statistic")
    if mode == "mean":
        return np.pad(array_dot, pad_width, "mean", stat_length=stat_length)
    if mode in STATISTICS:
        return pad_statistics_tangent(array_dot, array, pad_width, mode, stat_length)
    if mode in MIRRORED:
        return np.pad(array_dot, pad_width, mode, reflect_type=reflect_type)
    if mode == "edge" or mode == "wrap" or mode == "linear_ramp":
        return np.pad(array_dot, pad_width, mode)
    raise NotImplementedError("pad with a mode that is a function")


def diff(
    y_bar: Any,
    y: Any,
    a: Any,
    n: int = 1,
    axis: int = -1,
    prepend: Any = None,
    append: Any = None,
) -> Any:
    if prepend is not None or append is not None:
        return (
            undiff(y_bar, n, axis, np.shape(a), prepend, append)[1],
            undiff(y_bar, n, axis, np.shape(a), prepend, append)[0],
            undiff(y_bar, n, axis, np.shape(a), prepend, append)[2],
        )
    if n == 1 and np.ndim(a) == 1:
        return -np.diff(y_bar, prepend=0, append=0)[: len(a)], None, None
    if n == 1 and axis == 0:
        return -np.diff(y_bar, axis=0, prepend=0, append=0)[: len(a)], None, None
    if n == 1 and (axis == -1 or axis == np.ndim(a) - 1):
        return -np.diff(y_bar, prepend=0, append=0)[..., : a.shape[-1]], None, None
    return undiff(y_bar, n, axis, np.shape(a), None, None)[1], None, None


linear(np.diff, transpose=diff, operands=("a", "prepend", "append"), complex=True)

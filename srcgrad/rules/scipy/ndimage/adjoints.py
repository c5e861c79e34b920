"""The adjoints of `scipy.ndimage`'s filters are filters: bilinear in the array and the weights."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.ndimage

from srcgrad.rules.declare import jvp, vjp
from srcgrad.runtime import filter_transpose, filter_weights, filters_transpose


@vjp(filter_transpose, operands=("y_bar", "weights"))
def filter_transpose_rule(
    x_bar: Any, y: Any, y_bar: Any, weights: Any, mode: Any, turned: Any = False
) -> Any:
    if turned:
        laid = scipy.ndimage.convolve(x_bar, np.flip(weights), mode=mode)
    else:
        laid = scipy.ndimage.correlate(x_bar, weights, mode=mode)
    return laid, filter_weights(y_bar, x_bar, weights.shape, mode, 0.0, turned)


@jvp(filter_transpose)
def filter_transpose_tangent(
    y_bar_dot: Any,
    weights_dot: Any,
    y: Any,
    y_bar: Any,
    weights: Any,
    mode: Any,
    turned: Any = False,
) -> Any:
    return (
        filter_transpose(y_bar_dot, weights, mode, turned),
        filter_transpose(y_bar, weights_dot, mode, turned),
    )


@vjp(filter_weights, operands=("y_bar", "x"))
def filter_weights_rule(
    w_bar: Any,
    y: Any,
    y_bar: Any,
    x: Any,
    sizes: Any,
    mode: Any,
    cval: Any,
    turned: Any = False,
) -> Any:
    if turned:
        laid = scipy.ndimage.convolve(x, np.flip(w_bar), mode=mode, cval=cval)
    else:
        laid = scipy.ndimage.correlate(x, w_bar, mode=mode, cval=cval)
    return laid, filter_transpose(y_bar, w_bar, mode, turned)


@jvp(filter_weights)
def filter_weights_tangent(
    y_bar_dot: Any,
    x_dot: Any,
    y: Any,
    y_bar: Any,
    x: Any,
    sizes: Any,
    mode: Any,
    cval: Any,
    turned: Any = False,
) -> Any:
    return (
        filter_weights(y_bar_dot, x, sizes, mode, cval, turned),
        filter_weights(y_bar, x_dot, sizes, mode, 0.0, turned),
    )


@jvp(filters_transpose)
def filters_transpose_tangent(
    y_bar_dot: Any, y: Any, y_bar: Any, responses: Any = (), mode: Any = "", axes: Any = None
) -> Any:
    return filters_transpose(y_bar_dot, responses, mode, axes)

"""`scipy.ndimage`: filters with a kernel, along one axis or in all."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np
import scipy.ndimage

from srcgrad.rules.declare import jvp, vjp
from srcgrad.runtime import (
    filter_transpose,
    filter_weights,
    filters_transpose,
    impulse,
)

GRID = ("grid-mirror", "grid-wrap", "grid-constant")  # other names of three of them
KNOWN = ("reflect", "mirror", "nearest", "wrap", "constant", *GRID)


@vjp(scipy.ndimage.correlate, operands=("input", "weights"))
def correlate(
    y_bar: Any, y: Any, input: Any, weights: Any, *, mode: Any = "reflect", cval: Any = 0.0
) -> Any:
    if mode not in KNOWN or input.ndim == 0:
        raise NotImplementedError("an ndimage filter with this mode, or of a number")
    return (
        filter_transpose(y_bar, weights, mode),
        filter_weights(y_bar, input, weights.shape, mode, cval),
    )


@vjp(scipy.ndimage.convolve, operands=("input", "weights"))
def convolve(
    y_bar: Any, y: Any, input: Any, weights: Any, *, mode: Any = "reflect", cval: Any = 0.0
) -> Any:
    if mode not in KNOWN or input.ndim == 0:
        raise NotImplementedError("an ndimage filter with this mode, or of a number")
    return (
        filter_transpose(y_bar, np.flip(weights), mode, True),
        np.flip(filter_weights(y_bar, input, weights.shape, mode, cval, True)),
    )


@jvp(scipy.ndimage.correlate)
def correlate_tangent(
    input_dot: Any,
    weights_dot: Any,
    y: Any,
    input: Any,
    weights: Any,
    *,
    mode: Any = "reflect",
    cval: Any = 0.0,
) -> Any:
    return (
        scipy.ndimage.correlate(input_dot, weights, mode=mode),
        scipy.ndimage.correlate(input, weights_dot, mode=mode, cval=cval),
    )


@jvp(scipy.ndimage.convolve)
def convolve_tangent(
    input_dot: Any,
    weights_dot: Any,
    y: Any,
    input: Any,
    weights: Any,
    *,
    mode: Any = "reflect",
    cval: Any = 0.0,
) -> Any:
    return (
        scipy.ndimage.convolve(input_dot, weights, mode=mode),
        scipy.ndimage.convolve(input, weights_dot, mode=mode, cval=cval),
    )


@vjp(scipy.ndimage.correlate1d, operands=("input", "weights"))
def correlate1d(
    y_bar: Any,
    y: Any,
    input: Any,
    weights: Any,
    axis: int = -1,
    *,
    mode: Any = "reflect",
    cval: Any = 0.0,
) -> Any:
    if mode not in KNOWN:
        raise NotImplementedError("an ndimage filter with this mode")
    shape = along(axis, y.ndim)
    return (
        filter_transpose(y_bar, np.reshape(weights, shape), mode),
        np.ravel(filter_weights(y_bar, input, np.reshape(weights, shape).shape, mode, cval)),
    )


@vjp(scipy.ndimage.convolve1d, operands=("input", "weights"))
def convolve1d(
    y_bar: Any,
    y: Any,
    input: Any,
    weights: Any,
    axis: int = -1,
    *,
    mode: Any = "reflect",
    cval: Any = 0.0,
) -> Any:
    if mode not in KNOWN:
        raise NotImplementedError("an ndimage filter with this mode")
    shape = along(axis, y.ndim)
    return (
        filter_transpose(y_bar, np.reshape(np.flip(weights), shape), mode, True),
        np.flip(
            np.ravel(
                filter_weights(y_bar, input, np.reshape(weights, shape).shape, mode, cval, True)
            )
        ),
    )


@jvp(scipy.ndimage.correlate1d)
def correlate1d_tangent(
    input_dot: Any,
    weights_dot: Any,
    y: Any,
    input: Any,
    weights: Any,
    axis: int = -1,
    *,
    mode: Any = "reflect",
    cval: Any = 0.0,
) -> Any:
    return (
        scipy.ndimage.correlate1d(input_dot, weights, axis, mode=mode),
        scipy.ndimage.correlate1d(input, weights_dot, axis, mode=mode, cval=cval),
    )


@jvp(scipy.ndimage.convolve1d)
def convolve1d_tangent(
    input_dot: Any,
    weights_dot: Any,
    y: Any,
    input: Any,
    weights: Any,
    axis: int = -1,
    *,
    mode: Any = "reflect",
    cval: Any = 0.0,
) -> Any:
    return (
        scipy.ndimage.convolve1d(input_dot, weights, axis, mode=mode),
        scipy.ndimage.convolve1d(input, weights_dot, axis, mode=mode, cval=cval),
    )


@vjp(scipy.ndimage.gaussian_filter, operands=("input",))
def gaussian_filter(
    y_bar: Any,
    y: Any,
    input: Any,
    sigma: Any,
    order: Any = 0,
    *,
    mode: Any = "reflect",
    cval: Any = 0.0,
    truncate: Any = 4.0,
    radius: Any = None,
    axes: Any = None,
) -> Any:
    if isinstance(mode, str) and mode not in KNOWN:
        raise NotImplementedError("gaussian_filter with this mode")
    places = axes_of(axes, y.ndim)
    sigmas = sigma if isinstance(sigma, (tuple, list)) else [sigma for _ in places]
    orders = order if isinstance(order, (tuple, list)) else [order for _ in places]
    if radius is not None:
        reaches = radius if isinstance(radius, (tuple, list)) else [radius for _ in places]
        kernels = [
            scipy.ndimage.gaussian_filter(impulse(s, 0.0, r), s, n, mode="constant", radius=r)
            for s, n, r in zip(sigmas, orders, reaches, strict=True)
        ]
    else:
        kernels = [
            scipy.ndimage.gaussian_filter(
                impulse(s, truncate), s, n, mode="constant", truncate=truncate
            )
            for s, n in zip(sigmas, orders, strict=True)
        ]
    if axes is not None:
        return filters_transpose(y_bar, kernels, mode, places)
    return filters_transpose(y_bar, kernels, mode)


@jvp(scipy.ndimage.gaussian_filter)
def gaussian_filter_tangent(
    input_dot: Any,
    y: Any,
    input: Any,
    sigma: Any,
    order: Any = 0,
    *,
    mode: Any = "reflect",
    cval: Any = 0.0,
    truncate: Any = 4.0,
    radius: Any = None,
    axes: Any = None,
) -> Any:
    if radius is not None or axes is not None:
        return scipy.ndimage.gaussian_filter(
            input_dot, sigma, order, mode=mode, truncate=truncate, radius=radius, axes=axes
        )
    return scipy.ndimage.gaussian_filter(input_dot, sigma, order, mode=mode, truncate=truncate)


@vjp(scipy.ndimage.gaussian_filter1d, operands=("input",))
def gaussian_filter1d(
    y_bar: Any,
    y: Any,
    input: Any,
    sigma: Any,
    axis: int = -1,
    order: Any = 0,
    *,
    mode: Any = "reflect",
    cval: Any = 0.0,
    truncate: Any = 4.0,
    radius: Any = None,
) -> Any:
    if mode not in KNOWN:
        raise NotImplementedError("an ndimage filter with this mode")
    if radius is None:
        kernel = scipy.ndimage.gaussian_filter1d(
            impulse(sigma, truncate), sigma, -1, order, mode="constant", truncate=truncate
        )
    else:
        kernel = scipy.ndimage.gaussian_filter1d(
            impulse(sigma, truncate, radius), sigma, -1, order, mode="constant", radius=radius
        )
    return filter_transpose(y_bar, np.reshape(np.flip(kernel), along(axis, y.ndim)), mode)


@jvp(scipy.ndimage.gaussian_filter1d)
def gaussian_filter1d_tangent(
    input_dot: Any,
    y: Any,
    input: Any,
    sigma: Any,
    axis: int = -1,
    order: Any = 0,
    *,
    mode: Any = "reflect",
    cval: Any = 0.0,
    truncate: Any = 4.0,
    radius: Any = None,
) -> Any:
    if radius is not None:
        return scipy.ndimage.gaussian_filter1d(
            input_dot, sigma, axis, order, mode=mode, radius=radius
        )
    return scipy.ndimage.gaussian_filter1d(
        input_dot, sigma, axis, order, mode=mode, truncate=truncate
    )


def along(axis: int, ndim: int) -> tuple[int, ...]:
    """The shape of a kernel that lies along one axis.

    >>> along(-1, 3)
    (1, 1, -1)
    """
    return tuple(-1 if n == axis % ndim else 1 for n in range(ndim))


def axes_of(axes: Any, ndim: int) -> tuple[int, ...]:
    """The axes that a filter goes along: all, one, or those that are named.

    >>> axes_of(None, 2), axes_of(-1, 2), axes_of((0, -1), 3)
    ((0, 1), (1,), (0, 2))
    """
    if axes is None:
        return tuple(range(ndim))
    return tuple(axis % ndim for axis in (axes if isinstance(axes, (tuple, list)) else (axes,)))

"""Adjoints of filters with a kernel, whose results at the edges depend on how the array goes on."""

from typing import Any

import numpy as np

GOES_ON = {  # beyond all others: a constant
    "reflect": "symmetric",
    "grid-mirror": "symmetric",
    "mirror": "reflect",
    "nearest": "edge",
    "wrap": "wrap",
    "grid-wrap": "wrap",
}


def margin(sizes: tuple[int, ...], turned: bool) -> list[tuple[int, int]]:
    """How far the kernel reaches before and behind an element; a turned one of even size less."""
    before = [(n - 1) // 2 if turned else n // 2 for n in sizes]
    return [(b, n - 1 - b) for b, n in zip(before, sizes, strict=True)]


def filter_transpose(y_bar: Any, weights: Any, mode: str, turned: bool = False) -> Any:
    """The adjoint of the input of a filter by which `weights` are laid over each element.

    >>> filter_transpose(np.ones(3), np.array([1.0, 2.0, 4.0]), "nearest")
    array([ 4.,  7., 10.])
    """
    if y_bar.size == 0:
        return y_bar
    widths = margin(weights.shape, turned)
    shape = [n + k - 1 for n, k in zip(y_bar.shape, weights.shape, strict=True)]
    x_bar, weights = np.zeros(shape, y_bar.dtype), weights.astype(y_bar.dtype, copy=False)
    for at in np.ndindex(weights.shape):
        part = [slice(i, i + n) for i, n in zip(at, y_bar.shape, strict=True)]
        x_bar[tuple(part)] += weights[at] * y_bar
    for axis, (before, behind) in enumerate(widths):
        n = y_bar.shape[axis]
        rows = np.moveaxis(x_bar, axis, 0)
        inner = rows[before : before + n].copy()
        if mode in GOES_ON:
            pad: Any = np.pad
            source = pad(np.arange(n), (before, behind), GOES_ON[mode])
            np.add.at(inner, source[:before], rows[:before])
            np.add.at(inner, source[before + n :], rows[before + n :])
        x_bar = np.moveaxis(inner, 0, axis)
    return x_bar


def filter_weights(
    y_bar: Any, x: Any, sizes: tuple[int, ...], mode: str, cval: Any, turned: bool = False
) -> Any:
    """The adjoint of the kernel, of `sizes`, that is laid over each element of `x`.

    >>> filter_weights(np.ones(3), np.array([1.0, 2.0, 4.0]), (3,), "nearest", 0.0)
    array([ 4.,  7., 10.])
    """
    pad: Any = np.pad
    widths = margin(sizes, turned)
    if mode in GOES_ON:
        whole = pad(x, widths, GOES_ON[mode])
    else:
        whole = pad(x, widths, constant_values=cval)
    w_bar = np.empty(sizes, np.result_type(y_bar, x))
    for at in np.ndindex(sizes):
        part = [slice(i, i + n) for i, n in zip(at, y_bar.shape, strict=True)]
        w_bar[at] = np.sum(y_bar * whole[tuple(part)])
    return w_bar


def filters_transpose(y_bar: Any, responses: Any, mode: Any, axes: Any = None) -> Any:
    """The adjoint of the input of filters along each axis, given what each makes of an impulse.

    `mode` says for all of them how the array goes on, or for each.

    >>> filters_transpose(np.ones(3), [np.array([4.0, 2.0, 1.0])], "nearest")
    array([ 4.,  7., 10.])
    """
    places = range(y_bar.ndim) if axes is None else axes
    modes = [mode] * len(places) if isinstance(mode, str) else mode
    for axis, response, goes_on in zip(places, responses, modes, strict=True):
        shape = [1] * y_bar.ndim
        shape[axis] = -1
        y_bar = filter_transpose(y_bar, np.reshape(response[::-1], shape), goes_on)
    return y_bar


def impulse(sigma: float, truncate: float, radius: int | None = None) -> Any:
    """A one between zeros, as many as a Gaussian of this width reaches, or `radius`.

    >>> impulse(0.5, 4.0), impulse(0.5, 4.0, 1)
    (array([0., 0., 1., 0., 0.]), array([0., 1., 0.]))
    """
    reach = int(truncate * float(sigma) + 0.5) if radius is None else int(radius)
    response = np.zeros(2 * reach + 1)
    response[reach] = 1.0
    return response

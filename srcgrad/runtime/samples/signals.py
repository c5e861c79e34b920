"""Adjoints of convolutions and of filters."""

from typing import Any

import numpy as np


def convolved_whole(y_bar: Any, first: Any, second: Any, mode: str, later: bool = False) -> Any:
    """The adjoint of the full convolution, of which `mode` has kept the middle.

    Of two middles `correlate2d` keeps the later one.

    >>> convolved_whole(np.ones(2), (3,), (2,), "valid")
    array([0., 1., 1., 0.])
    """
    whole = np.zeros([max(m + n - 1, 0) for m, n in zip(first, second, strict=True)], y_bar.dtype)
    if y_bar.size:
        whole[middle(y_bar.shape, first, second, mode, later)] = y_bar
    return whole


def convolved_middle(
    whole: Any, shape: Any, first: Any, second: Any, mode: str, later: bool = False
) -> Any:
    """What `mode` keeps of a full convolution.

    >>> convolved_middle(np.arange(4.0), (2,), (3,), (2,), "valid")
    array([1., 2.])
    """
    return whole[middle(shape, first, second, mode, later)].copy() if whole.size else whole


def middle(shape: Any, first: Any, second: Any, mode: str, later: bool) -> tuple[slice, ...]:
    """Where the part of this shape stands in the full convolution."""
    start = [0] * len(first)
    if mode == "same":
        start = [(n - 1 + later) // 2 for n in second]
    elif mode == "valid":
        start = [min(m, n) - 1 for m, n in zip(first, second, strict=True)]
    return tuple([slice(at, at + n) for at, n in zip(start, shape, strict=True)])


def analytic_transpose(y_bar: Any, size: int, axis: int) -> Any:
    """The adjoint of `size` samples along an axis of which `y` is the analytic signal.

    >>> analytic_transpose(np.array([1.0, 2.0]), 2, -1)
    array([1., 2.])
    """
    moved = np.moveaxis(y_bar, axis, -1)
    count = moved.shape[-1]
    weights = np.zeros(count)
    weights[1 : (count + 1) // 2] = 2
    weights[:1] = 1
    if count % 2 == 0:
        weights[count // 2 :][:1] = 1
    found = np.fft.fft(weights * np.fft.ifft(moved)).real[..., :size]
    if size > count:
        found = np.concatenate([found, np.zeros((*found.shape[:-1], size - count))], axis=-1)
    return np.moveaxis(found, -1, axis)


def delayed_products(y_bar: Any, w: Any, count: int, axis: int) -> Any:
    """The products of `y_bar` with `w`, delayed by 0 to `count - 1` samples.

    >>> delayed_products(np.ones(3), np.array([1.0, 2.0, 4.0]), 2, -1)
    array([7., 3.])
    """
    later, earlier = np.moveaxis(y_bar, axis, -1), np.moveaxis(w, axis, -1)
    n = later.shape[-1]
    sums = [np.vdot(later[..., k:], earlier[..., : max(n - k, 0)]) for k in range(count)]
    return np.array(sums, y_bar.dtype)

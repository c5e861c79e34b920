"""Adjoints of Fourier transforms that cut, fill up or halve."""

from typing import Any

import numpy as np


def resized(array: Any, shape: tuple[int, ...]) -> Any:
    """The array cut, or filled up with zeros, to `shape`.

    >>> resized(np.ones((2, 2)), (1, 3))
    array([[1., 1., 0.]])
    """
    if array.shape == shape:
        return array
    found = np.zeros(shape, array.dtype)
    part = tuple([slice(min(m, n)) for m, n in zip(array.shape, shape, strict=True)])
    found[part] = array[part]
    return found


def half_spectrum(whole: Any, length: int, axis: int = -1) -> Any:
    """The first half of a spectrum along an axis, where what stands for two counts twice.

    It is cut, or filled up with zeros, to `length`.

    >>> half_spectrum(np.ones(4), 3), half_spectrum(np.ones(3), 3)
    (array([1., 2., 1.]), array([1., 2., 0.]))
    """
    moved = np.moveaxis(whole, axis, -1)
    n = moved.shape[-1]
    half = np.array(moved[..., : n // 2 + 1])
    half[..., 1 : (n + 1) // 2] *= 2
    return np.moveaxis(resized(half, (*half.shape[:-1], length)), -1, axis)

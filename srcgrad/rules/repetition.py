"""Repeating, padding and differencing."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

from typing import Any

import numpy as np

from srcgrad.rules.declare import linear
from srcgrad.runtime import unpad, unrepeat, untile


def tile(y_bar: Any, y: Any, a: Any, reps: Any = 1) -> Any:
    if np.ndim(a) == 1 and isinstance(reps, int):
        return np.sum(np.reshape(y_bar, (reps, a.size)), axis=0)
    return untile(y_bar, reps, np.shape(a))


linear(np.tile, transpose=tile)


def repeat(y_bar: Any, y: Any, a: Any, repeats: Any = 1, axis: Any = None) -> Any:
    if np.ndim(a) == 1 and isinstance(repeats, int):
        return np.sum(np.reshape(y_bar, (a.size, repeats)), axis=1)
    return unrepeat(y_bar, repeats, axis, np.shape(a))


linear(np.repeat, transpose=repeat)


def pad(y_bar: Any, y: Any, array: Any, pad_width: Any = 0, mode: str = "constant") -> Any:
    if mode != "constant":
        raise NotImplementedError("pad of another mode than 'constant'")
    return unpad(y_bar, pad_width, np.shape(array))


linear(np.pad, transpose=pad)


def diff(y_bar: Any, y: Any, a: Any, n: int = 1, axis: int = -1) -> Any:
    if n == 1:
        return -np.diff(y_bar, axis=axis, prepend=0, append=0)
    if n % 2:
        return -np.diff(np.pad(y_bar, margins(n, axis, a.ndim)), n, axis)
    return np.diff(np.pad(y_bar, margins(n, axis, a.ndim)), n, axis)


linear(np.diff, transpose=diff)


def margins(n: int, axis: int, ndim: int) -> tuple[tuple[int, int], ...]:
    """Widths that pad `axis` by `n` on either side.

    >>> margins(2, -1, 2)
    ((0, 0), (2, 2))
    """
    return tuple((n, n) if i == axis % ndim else (0, 0) for i in range(ndim))

"""The adjoint of `np.gradient`."""

from typing import Any

import numpy as np


def gradient_transpose(
    y_bar: Any, shape: tuple[int, ...], spacings: Any = (), axis: Any = None, edge_order: int = 1
) -> Any:
    """The adjoint of `f`, of `shape`, in `np.gradient(f, *spacings, axis=axis)`.

    A tuple `y_bar` holds one adjoint for each axis; one that nobody used is the number 0.

    >>> gradient_transpose(np.array([1.0, 0.0, 0.0]), (3,))
    array([-1.,  1.,  0.])
    """
    rank = len(shape)
    axes = range(rank) if axis is None else (axis,) if np.ndim(axis) == 0 else axis
    parts = y_bar if isinstance(y_bar, (tuple, list)) else (y_bar,)
    steps = spacings if len(spacings) == len(parts) else (*spacings, *[1.0] * len(parts))
    if len(spacings) == 1:
        steps = (*spacings,) * len(parts)
    f_bar = np.zeros(shape, np.result_type(*[p for p in parts if np.ndim(p) != 0]))
    for part, step, along in zip(parts, steps, axes, strict=False):
        if np.ndim(part) == 0:
            continue
        n = shape[along]
        gaps = np.full(n - 1, step) if np.ndim(step) == 0 else np.diff(step)
        gaps = gaps.astype(f_bar.real.dtype, copy=False)
        one, two = gaps[:-1], gaps[1:]
        column = (-1, *[1] * (rank - 1))
        rows, found = np.moveaxis(part, along, 0), np.moveaxis(f_bar, along, 0)
        inner = rows[1:-1]
        found[:-2] -= inner * (two / (one * (one + two))).reshape(column)
        found[1:-1] += inner * ((two - one) / (one * two)).reshape(column)
        found[2:] += inner * (one / (two * (one + two))).reshape(column)
        if edge_order == 1:
            found[0] -= rows[0] / gaps[0]
            found[1] += rows[0] / gaps[0]
            found[-1] += rows[-1] / gaps[-1]
            found[-2] -= rows[-1] / gaps[-1]
            continue
        for place, near, far, sign in ((0, gaps[0], gaps[1], 1), (-1, gaps[-1], gaps[-2], -1)):
            inward = 1 if place == 0 else -1
            found[place] -= sign * rows[place] * (2 * near + far) / (near * (near + far))
            found[place + inward] += sign * rows[place] * (near + far) / (near * far)
            found[place + 2 * inward] -= sign * rows[place] * near / (far * (near + far))
    return f_bar


def undiff(
    y_bar: Any, n: int, axis: int, shape: tuple[int, ...], prepend: Any, append: Any
) -> tuple[Any, Any, Any]:
    """The adjoints of `prepend`, of `a`, of `shape`, and of `append` in `np.diff`.

    >>> undiff(np.array([1.0, 2.0, 4.0]), 1, -1, (2,), np.zeros(1), np.zeros(1))
    (array([-1.]), array([-1., -2.]), array([4.]))

    Of order 0 it gives `a` back, and looks at neither end.

    >>> undiff(np.array([1.0, 2.0]), 0, -1, (2,), np.zeros(1), 5.0)
    (array([0.]), array([1., 2.]), np.float64(0.0))
    """
    if n == 0:
        first, last = (np.zeros(np.shape(x), y_bar.dtype)[()] for x in (prepend, append))
        return first, np.copy(y_bar), last
    width = [(0, 0)] * len(shape)
    width[axis] = (n, n)
    whole = np.diff(np.pad(y_bar, width), n, axis) * (-1) ** n
    ends = [0 if x is None else np.shape(x)[axis] if np.ndim(x) else 1 for x in (prepend, append)]
    first, a_bar, last = np.split(whole, [ends[0], ends[0] + shape[axis]], axis)
    return (
        first if np.ndim(prepend) else np.sum(first),
        a_bar,
        last if np.ndim(append) else np.sum(last),
    )

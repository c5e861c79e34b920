"""Magnitudes and lengths in derivatives that are differentiated in their turn.

At zero they have a kink. A function of nothing but one magnitude has the same curvature on both
sides of it, which is the second derivative here: -1 of `cos(abs(x))`, 0 of `abs(x)`. Beside other
values the sides may differ, which is NaN; so it is of a length, unless its slope is zero there.
"""

import math
from typing import Any

import numpy as np


def magnitude(x: Any, alone: bool = False, straight: bool = True) -> Any:
    """`abs(x)` of real numbers; `alone`, functions of one magnitude each are all that it meets.

    What is not `straight` may leave zero though its tangent is zero.

    >>> magnitude(np.array([-2.0, 0.0]))
    array([2., 0.])
    """
    return abs(x)


def turned(
    y_bar: Any, x: Any, alone: bool = False, straight: bool = True, steady: bool = False
) -> Any:
    """The adjoint of `x` in `y = abs(x)`, and the tangent of `y` for that of `x`.

    It is `steady` if `y_bar` does not move where the derivative of this is taken.

    >>> turned(np.array([3.0, 3.0]), np.array([-2.0, 0.0]))
    array([-3.,  0.])
    """
    if isinstance(x, float) and not isinstance(x, np.generic):
        return y_bar * math.copysign(1.0, x) if x else 0.0
    return y_bar * np.sign(x)


def turned_further(rise: Any, y_bar: Any, x: Any) -> Any:
    """What the change of a slope does to that by `x`, of a function of one magnitude alone.

    At a kink the curvature is the same on either side: either will do.

    >>> turned_further(np.ones(3), np.array([0.0, 0.0, 2.0]), np.array([-1.0, 0.0, 0.0]))
    array([-1.,  1.,  1.])
    """
    if isinstance(x, float) and not isinstance(x, np.generic):
        return -rise if x < 0 else rise
    return np.where(x < 0, -rise, rise)


def beyond(rise: Any, x: Any) -> Any:
    """The tangent of a magnitude that meets functions of it alone: to one side of the kink.

    >>> beyond(np.ones(3), np.array([-1.0, 0.0, 2.0]))
    array([-1.,  1.,  1.])
    """
    if isinstance(x, float) and not isinstance(x, np.generic):
        return -rise if x < 0 else rise
    return np.where(x < 0, -rise, rise)


def turning(
    x_dot: Any,
    y_bar: Any,
    x: Any,
    alone: bool = False,
    straight: bool = True,
    steady: bool = False,
) -> Any:
    """What passing a kink does to the slope: NaN where its sides may differ for all that is known.

    A `steady` slope of zero stays, whatever passes.

    >>> turning(np.ones(3), np.array([0.0, 2.0, 2.0]), np.array([0.0, 0.0, 3.0]))
    array([nan, nan,  0.])
    >>> turning(np.ones(2), np.array([0.0, 2.0]), np.zeros(2), steady=True)
    array([ 0., nan])
    """
    moves = (x_dot != 0) & (not alone)
    if steady:
        moves = moves & (y_bar != 0)
    if not straight:
        moves = moves | (y_bar != 0)
    jumps = moves & (x == 0)
    if isinstance(x, float) and not isinstance(x, np.generic):
        return math.nan if jumps else 0.0
    return np.where(jumps, np.nan, 0.0)


def length(
    x: Any, ord: Any = None, axis: Any = None, keepdims: bool = False, straight: bool = True
) -> Any:
    """`np.linalg.norm(x, ord, axis, keepdims)` of real vectors, which meets functions of it alone.

    >>> length(np.array([3.0, 4.0]))
    np.float64(5.0)
    """
    return np.linalg.norm(x, ord, axis, keepdims)


def length_tangent(x_dot: Any, y: Any, x: Any, axis: Any = None, keepdims: bool = False) -> Any:
    """The tangent of such a length: 1 at the kink, for which `outwards_tangent` accounts.

    >>> length_tangent(np.array([1.0, 2.0]), 5.0, np.array([3.0, 4.0])).item()
    2.2
    """
    moved = np.sum(x * x_dot, axis=_from_the_end(x, axis), keepdims=keepdims)
    return moved / np.where(y, y, 1) + ((y == 0) & (x.size > 0))  # of nothing it stays 0


def outwards(
    y_bar: Any,
    y: Any,
    x: Any,
    axis: Any = None,
    keepdims: bool = False,
    straight: bool = True,
) -> Any:
    """The adjoint of `x`, of which `y` is the length.

    >>> outwards(2.0, 5.0, np.array([3.0, 4.0]))
    array([1.2, 1.6])
    """
    axes = () if keepdims else _from_the_end(x, axis)
    quotient = np.expand_dims(np.divide(y_bar, np.where(y, y, 1)), axes)
    return quotient * x


def outwards_tangent(
    y_bar_dot: Any,
    y_dot: Any,
    x_dot: Any,
    y_bar: Any,
    y: Any,
    x: Any,
    axis: Any = None,
    keepdims: bool = False,
    straight: bool = True,
) -> Any:
    """The tangent of `outwards`.

    A slope that is zero at a kink grows with the length, as fast as `y_bar_dot` tells: it is that
    of a length which grows by 1.

    >>> outwards_tangent(-1.0, 1.0, np.array([2.0, 4.0]), 0.0, 0.0, np.zeros(2))
    array([-2., -4.])
    """
    axes = () if keepdims else _from_the_end(x, axis)
    whole = np.where(y, y, 1)
    slope = np.where(y, np.divide(y_bar, whole), np.where(y_bar == 0, y_bar_dot, np.nan))
    bend = np.where(y, (y_bar_dot - np.divide(y_bar, whole) * y_dot) / whole, 0)
    slope, bend = np.expand_dims(slope, axes), np.expand_dims(bend, axes)
    steps = slope * x_dot if not straight else np.where(x_dot != 0, slope * x_dot, 0)
    return steps + bend * x


def _from_the_end(x: Any, axis: Any) -> tuple[int, ...]:
    """Axes counted from the last one, in front of which others may stand."""
    axes = range(x.ndim) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    return tuple(int(one) % x.ndim - x.ndim for one in axes)

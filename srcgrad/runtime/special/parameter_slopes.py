"""Derivatives of special functions by parameters for which nobody knows a formula.

Central differences over steps that are halved, extrapolated to the step 0 (C. J. F. Ridders,
*Accurate computation of F'(x) and F'(x) F''(x)*, 1982). Of each row of the table that value is
taken which differs least from its neighbours, and only if the means of the two sides, extrapolated
along with the differences, come back to the function's own value: so neither a pole nor a border of
the domain within the wider steps, nor a function that is flat at both ends of one, is taken for
smooth. First derivatives are right to 1e-12 of the function's size where that is itself known to
rounding; where an estimate of the error exceeds 1e-7 of it, they are NaN.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

ROWS = 12  # of steps, each half of the one before
BEARABLE = 1e-7  # of the function and its slope


def slope_of_one(function: Callable[..., Any], i: int, a: Any) -> Any:
    """The derivative of a function of a real argument, the `i`-th.

    >>> slope_of_one(np.exp, 1, 0.0).round(9)
    np.float64(1.0)
    """
    return mixed_slope(function, (i,), (a,))


def slope_of_two(function: Callable[..., Any], i: int, j: int, a: Any, b: Any) -> Any:
    """The derivative of a function of two real arguments, `i` times by `a` and `j` times by `b`.

    >>> slope_of_two(np.power, 1, 0, np.array([2.0, 3.0]), 3.0).round(9)
    array([12., 27.])
    """
    return mixed_slope(function, (i, j), (a, b))


def slope_of_three(
    function: Callable[..., Any], i: int, j: int, k: int, a: Any, b: Any, c: Any
) -> Any:
    """The same of three arguments.

    >>> slope_of_three(lambda a, b, c: a * b * c, 1, 0, 1, 2.0, 3.0, 4.0).round(9)
    np.float64(3.0)
    """
    return mixed_slope(function, (i, j, k), (a, b, c))


def slope_of_four(
    function: Callable[..., Any], i: int, j: int, k: int, m: int, a: Any, b: Any, c: Any, d: Any
) -> Any:
    """And of four.

    >>> slope_of_four(lambda a, b, c, d: a * b * c + d, 0, 0, 0, 1, 2.0, 3.0, 4.0, 5.0).round(9)
    np.float64(1.0)
    """
    return mixed_slope(function, (i, j, k, m), (a, b, c, d))


def slope_of_result_of_two(
    function: Callable[..., Any], at: int, i: int, j: int, a: Any, b: Any
) -> Any:
    """The same of one of the results of a function of two arguments.

    >>> slope_of_result_of_two(np.divmod, 1, 1, 0, 7.25, 3.0).round(9)
    np.float64(1.0)
    """
    return mixed_slope(lambda *given: function(*given)[at], (i, j), (a, b))


def slope_of_result_of_three(
    function: Callable[..., Any], at: int, i: int, j: int, k: int, a: Any, b: Any, c: Any
) -> Any:
    """And of three.

    >>> slope_of_result_of_three(lambda a, b, c: (a, b * c), 1, 0, 1, 0, 2.0, 3.0, 4.0).round(9)
    np.float64(4.0)
    """
    return mixed_slope(lambda *given: function(*given)[at], (i, j, k), (a, b, c))


def mixed_slope(
    function: Callable[..., Any], orders: tuple[int, ...], arguments: tuple[Any, ...]
) -> Any:
    """A derivative by several arguments, one after the other."""
    place = next((i for i, order in enumerate(orders) if order > 0), None)
    if place is None:
        return function(*arguments)
    rest = tuple(order - (i == place) for i, order in enumerate(orders))
    shape = np.broadcast_shapes(*map(np.shape, arguments))
    x = np.broadcast_to(np.asarray(arguments[place], np.float64), shape)

    def moved(x: Any) -> Any:
        return mixed_slope(function, rest, (*arguments[:place], x, *arguments[place + 1 :]))

    with np.errstate(all="ignore"):
        found = single_slope(moved, x, 0.5 * np.maximum(np.sqrt(np.abs(x)), 1))
        if np.any(np.isnan(found)):  # singular at 0, perhaps, which is near
            nearer = single_slope(moved, x, np.where(x == 0, 1e-3, 0.5 * np.abs(x)))
            found = np.where(np.isnan(found), nearer, found)
    return found[()]


def single_slope(function: Callable[[Any], Any], x: Any, step: Any) -> Any:
    """The derivative of an elementwise function, from steps of this size downwards."""
    steps = step * 0.5 ** np.arange(ROWS).reshape((ROWS, *(1,) * x.ndim))
    up, down, y = x + steps, x - steps, function(x)
    steps = 0.5 * (up - down)
    above, below = function(up), function(down)
    odd, even = 0.5 * (above - below) / steps, 0.5 * (above + below)
    best, error = np.full_like(odd[0], np.nan), np.full(x.shape, np.inf)
    for column in range(1, ROWS):
        share = 1 / (4.0**column - 1)
        finer = odd[1:] + share * (odd[1:] - odd[:-1])
        even = even[1:] + share * (even[1:] - even[:-1])
        apart = np.maximum(np.abs(finer - odd[1:]), np.abs(finer - odd[:-1]))
        apart = np.maximum(apart, np.abs(even - y) / steps[column:])
        odd = finer
        for value, estimate in zip(odd, apart, strict=True):
            best = np.where(estimate < error, value, best)
            error = np.fmin(estimate, error)
    return np.where(error <= BEARABLE * (np.abs(best) + np.abs(y)), best, np.nan)

"""Derivatives by central differences with Richardson extrapolation.

The difference quotient over a step ``h`` errs by ``c2 h^2 + c4 h^4 + ...``; quotients over
``h, h/2, h/4, ...`` are combined so that the leading terms cancel (C. J. F. Ridders, *Accurate
computation of F'(x) and F'(x) F''(x)*, Advances in Engineering Software 4, 1982).
"""

import math
from collections.abc import Callable

import numpy as np

from srcgrad.late import dataclass

LEVELS = 10  # steps in one table, each half the one before
SHRINK = 10.0  # between tables, where the function is not defined on both sides
TABLES = 10
EPSILON = 2.0**-52


@dataclass(frozen=True)
class Estimate:
    """A derivative, and how far it can be trusted."""

    derivative: float
    error: float


def difference(function: Callable[[float], float], step: float) -> Estimate:
    """The derivative of ``function`` at 0.

    Args:
        function: From a displacement to a value. Where it raises ``ArithmeticError`` or
            ``ValueError``, or is not finite, a smaller step is tried: the argument may lie near
            the edge of its domain.
        step: The largest displacement that is tried.

    Returns
    -------
        The estimate, with ``derivative`` NaN where the function is not finite on both sides of 0.

    >>> round(difference(math.exp, 0.1).derivative, 10)
    1.0
    >>> round(difference(lambda t: math.log(0.001 + t), 0.1).derivative, 4)
    1000.0
    >>> difference(lambda t: math.sqrt(t), 0.1).derivative
    nan
    """
    for _ in range(TABLES):
        estimate = extrapolate(function, step)
        if math.isfinite(estimate.derivative):
            return estimate
        step /= SHRINK
    return Estimate(math.nan, math.inf)


def careful(function: Callable[[float], float], step: float) -> Estimate:
    """The most trustworthy of several estimates with different largest steps.

    >>> abs(careful(lambda t: math.sin(1e3 * t), 1.0).derivative - 1e3) < 1e-3
    True
    """
    estimates = [difference(function, step * factor) for factor in (1.0, 1e-2, 1e-4)]
    return min(estimates, key=lambda estimate: estimate.error)


def extrapolate(function: Callable[[float], float], step: float) -> Estimate:
    """The most trustworthy entry of the extrapolation table that begins with ``step``."""
    first, noise = quotient(function, step)
    row = [first]
    best = Estimate(first, math.inf)
    for level in range(1, LEVELS):
        step /= 2
        first, noise = quotient(function, step)
        if not math.isfinite(first):
            break
        new = [first]
        for column in range(level):
            new.append(new[column] + (new[column] - row[column]) / (4.0 ** (column + 1) - 1))
            error = max(abs(new[-1] - new[-2]), abs(new[-1] - row[column])) + noise
            if error < best.error:
                best = Estimate(new[-1], error)
        if level >= 3 and best.error <= 4 * noise:
            break
        row = new
    return best


def quotient(function: Callable[[float], float], step: float) -> tuple[float, float]:
    """The central difference over ``step`` and its rounding error; NaN where undefined."""
    try:
        with np.errstate(all="ignore"):
            above, below = float(function(step)), float(function(-step))
            return (above - below) / (2 * step), EPSILON * (abs(above) + abs(below)) / (2 * step)
    except (ArithmeticError, ValueError):
        return math.nan, math.inf

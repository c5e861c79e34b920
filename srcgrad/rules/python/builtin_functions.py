"""Python's built-in functions of numbers."""
# ruff: noqa: D103 - a rule is named after the function that it differentiates

import math
from typing import Any

import numpy as np

from srcgrad.rules.declare import jvp, linear, meaning, nondifferentiable, partials, vjp
from srcgrad.runtime import within


@partials(abs, complex=True)
def absolute(y: Any, x: Any) -> Any:
    if type(x) is complex:
        return x.conjugate() / y if y else 0.0
    if np.iscomplexobj(x):
        return np.conj(x) / np.where(y, y, 1)
    if type(x) is float:
        return math.copysign(1.0, x) if x else 0.0
    return np.sign(x)


@vjp(max, min, variadic=True)
def extreme(y_bar: Any, y: Any, arrays: Any, index: int) -> Any:
    x = arrays[index]
    if len(arrays) == 2:
        other = arrays[1 - index]
        return 0.0 if x != y else 0.5 * y_bar if x == other else y_bar
    ties = sum([0.0, *[a == y for a in arrays]])
    return y_bar / ties if x == y else 0.0


@jvp(max, min)
def extreme_tangent(x_dot: Any, y: Any, arrays: Any, index: int) -> Any:
    x = arrays[index]
    if len(arrays) == 2:
        other = arrays[1 - index]
        return 0.0 if x != y else 0.5 * x_dot if x == other else x_dot
    ties = sum([0.0, *[a == y for a in arrays]])
    return x_dot / ties if x == y else 0.0


@meaning(divmod, active=("x", "y"))
def divided(x: Any, y: Any) -> Any:
    """The quotient, rounded down, and what is left."""
    return x // y, x % y


def to_float(y_bar: Any, y: Any, x: Any) -> Any:
    return y_bar


linear(float, np.float64, np.float32, transpose=to_float)

nondifferentiable(
    round, int, bool, len, range, isinstance, type, np.int64, np.int32, np.intp, np.bool_
)
nondifferentiable(within)  # an exception is no number

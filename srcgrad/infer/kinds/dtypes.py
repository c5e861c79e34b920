"""What NumPy tells of types of numbers: their limits, and the type that several have in common."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from srcgrad.ir import kinds as k


def limits(function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """`np.finfo(float)`, or `np.finfo(0.0)`: an object whose numbers are known."""
    if kwargs or len(args) != 1:
        return k.Unknown()
    match args[0]:
        case k.Known(bool()):
            return k.Unknown()
        case k.Known(float() | int() as number):
            asked: Any = type(number)
        case k.Known(value):
            asked = value
        case k.Real(integral=False):
            asked = float
        case k.Scalar(dtype, mixed=False):
            asked = dtype
        case _:
            return k.Unknown()
    try:
        return k.Known(_kept(function, np.dtype(asked)))
    except (TypeError, ValueError):
        return k.Unknown()


def promoted(function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """A dtype, known where those of the arrays are; what a number adds is left to the run."""
    if kwargs or not args:
        return k.Unknown()
    given: list[Any] = []
    for kind in args:
        if isinstance(kind, k.Known) and isinstance(kind.value, np.dtype | type | str):
            given.append(kind.value)
        elif isinstance(kind, k.Array) and kind.dims:
            given.append(np.empty((0,) * len(kind.dims), kind.dtype))
        else:
            return k.Unknown()
    try:
        return k.Known(function(*given))
    except TypeError:
        return k.Unknown()


@functools.cache
def _kept(function: Any, dtype: np.dtype[Any]) -> Any:
    """One object for each type, so that kinds of it are equal."""
    return function(dtype)

"""The distinct elements of an array, each of which stands for all that are equal to it."""

from typing import Any

import numpy as np


def place_among_distinct(ar: Any, axis: int | None = None, equal_nan: bool = True) -> Any:
    """Where each element of an array, or each slice along an axis, is in `np.unique(ar)`.

    >>> place_among_distinct(np.array([3.0, 0.0, 3.0]))
    array([1, 0, 1])
    """
    found = np.unique(ar, return_inverse=True, axis=axis, equal_nan=equal_nan)[1]
    return found.reshape(np.shape(ar) if axis is None else -1)


def turns(places: Any) -> Any:
    """How many times the place of each element has come before.

    >>> turns(np.array([2, 0, 2, 2]))
    array([0, 0, 1, 2])
    """
    order = np.argsort(places, kind="stable")
    ordered = places[order]
    found = np.empty(len(places), int)
    found[order] = np.arange(len(places)) - np.searchsorted(ordered, ordered)
    return found

"""The distinct elements of an array, each of which stands for all that are equal to it."""

from typing import Any

import numpy as np


def place_among_distinct(ar: Any) -> Any:
    """Where each element of an array is in `np.unique(ar)`.

    >>> place_among_distinct(np.array([3.0, 0.0, 3.0]))
    array([1, 0, 1])
    """
    return np.unique(ar, return_inverse=True)[1].reshape(np.shape(ar))


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

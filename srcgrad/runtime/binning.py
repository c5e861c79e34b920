"""Adjoints of what is counted in bins."""

from typing import Any

import numpy as np


def histogram_transpose(counts_bar: Any, edges: Any, a: Any) -> Any:
    """The adjoint of the weights of `np.histogram(a, weights=weights)`.

    The last bin holds its upper edge; what lies outside counts nowhere.

    >>> histogram_transpose(np.array([1.0, 2.0]), np.arange(3.0), np.array([2, 0.5, 3]))
    array([2., 1., 0.])
    """
    place = np.searchsorted(edges, a, side="right") - 1
    place = np.where(a == edges[-1], len(counts_bar) - 1, place)
    inside = (place >= 0) & (place < len(counts_bar))
    return np.where(inside, counts_bar[np.where(inside, place, 0)], 0)

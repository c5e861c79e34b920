"""The distinct elements of an array, each of which stands for all that are equal to it."""

from typing import Any

import numpy as np


def place_among_distinct(ar: Any) -> Any:
    """Where each element of an array is in `np.unique(ar)`.

    >>> place_among_distinct(np.array([3.0, 0.0, 3.0]))
    array([1, 0, 1])
    """
    return np.unique(ar, return_inverse=True)[1].reshape(np.shape(ar))

"""Bringing an adjoint to the shape of its operand."""

from typing import Any

import numpy as np


def unbroadcast(value: Any, shape: tuple[int, ...]) -> Any:
    """Sum `value` over the axes along which an operand of `shape` was broadcast.

    Where `value` lacks axes of `shape`, or has length 1 along them, it is broadcast up, as a
    read-only view. `value` itself is returned if it has the shape already.

    >>> unbroadcast(np.ones((2, 3)), (3,))
    array([2., 2., 2.])
    >>> unbroadcast(np.ones((2, 3)), (2, 1))
    array([[3.],
           [3.]])
    >>> float(unbroadcast(np.ones((2, 3)), ()))
    6.0
    >>> unbroadcast(2.0, (2,))
    array([2., 2.])
    """
    if getattr(value, "shape", ()) == shape:
        return value
    extra = max(np.ndim(value) - len(shape), 0)
    if extra:
        value = np.sum(value, axis=tuple(range(extra)))
    lead = len(shape) - np.ndim(value)
    summed = tuple([i for i, n in enumerate(np.shape(value)) if shape[lead + i] == 1 and n != 1])
    if summed:
        value = np.sum(value, axis=summed, keepdims=True)
    if np.shape(value) != shape:
        value = np.broadcast_to(value, shape)
    return value

"""Adjoints of products."""

from typing import Any

import numpy as np


def unkron(y_bar: Any, other: Any, shape: tuple[int, ...], first: bool) -> Any:
    """The adjoint of an operand, of `shape`, in the Kronecker product with `other`.

    >>> unkron(np.ones(4), np.array([2.0, 3.0]), (2,), True)
    array([5., 5.])
    """
    rank = max(len(shape), np.ndim(other))
    own = (1,) * (rank - len(shape)) + shape
    across = (1,) * (rank - np.ndim(other)) + np.shape(other)
    pairs = zip(own, across, strict=True) if first else zip(across, own, strict=True)
    blocks = np.reshape(y_bar, [length for pair in pairs for length in pair])
    axes = tuple(range(int(first), 2 * rank, 2))
    return np.tensordot(blocks, np.reshape(other, across), (axes, range(rank))).reshape(shape)


def for_three(vectors: Any, count: int) -> Any:
    """Adjoints or tangents of products of vectors, if an operand's have three elements.

    >>> for_three(np.ones(3), 3)
    array([1., 1., 1.])
    """
    if count != 3:
        raise NotImplementedError("the derivative of np.cross of vectors of two elements")
    return vectors

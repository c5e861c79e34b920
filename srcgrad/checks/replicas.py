"""Copies of arguments that keep what a function can observe of their memory.

``copy.deepcopy`` makes a strided view contiguous and separates arrays that overlap; a function
that writes into one of them, or asks for a reshape, would then do something else.
"""

import copy
from typing import Any

import numpy as np

from srcgrad.checks.leaves import leaves
from srcgrad.request.signature import sign

WIDE = {"e": "d", "f": "d", "F": "D"}  # dtype characters: half, single and complex single


def replica(value: Any, *, widen: bool = False) -> Any:
    """A deep copy in which arrays keep their strides and overlap as in the original.

    Args:
        value: Anything that ``copy.deepcopy`` copies.
        widen: Whether floats of less than double precision become double.

    >>> x = np.arange(6.0)
    >>> head, odd = replica((x[:4], x[1::2]))
    >>> odd[0] = 50.0
    >>> head
    array([ 0., 50.,  2.,  3.])
    >>> odd.strides == (16,) and bool(x[1] == 1.0)
    True
    """
    buffers: dict[int, Any] = {}
    memo: dict[int, Any] = {}
    for _, leaf in leaves(value):
        if type(leaf) is np.ndarray and id(leaf) not in memo:
            memo[id(leaf)] = revived(leaf, buffers, widen)
        elif widen and isinstance(leaf, np.generic) and leaf.dtype.char in WIDE:
            memo[id(leaf)] = leaf.astype(WIDE[leaf.dtype.char])
        elif sign(leaf)[0] == "static":  # a function or one of SciPy's distributions
            memo[id(leaf)] = leaf
    return copy.deepcopy(value, memo)


def revived(array: Any, buffers: dict[int, Any], widen: bool = False) -> Any:
    """The same view as ``array`` of a copy of its buffer; ``buffers`` holds the copies made."""
    dtype = np.dtype(WIDE.get(array.dtype.char, array.dtype)) if widen else array.dtype
    owner = array
    while type(owner.base) is np.ndarray:
        owner = owner.base
    contiguous = owner.flags.c_contiguous or owner.flags.f_contiguous
    if array.dtype.hasobject or not contiguous or (owner.dtype != array.dtype != dtype):
        return array.astype(dtype)
    if id(owner) not in buffers:
        buffers[id(owner)] = owner.astype(dtype if owner.dtype == array.dtype else owner.dtype)
    scale = dtype.itemsize // array.dtype.itemsize
    offset = scale * (address(array) - address(owner))
    strides = tuple(scale * stride for stride in array.strides)
    memory = buffers[id(owner)].ravel(order="K")  # a view: contiguous in one order or the other
    result: Any = np.ndarray(array.shape, dtype, memory, offset, strides)
    result.flags.writeable = array.flags.writeable
    return result


def private(array: Any) -> Any:
    """A copy of an array that shares its buffer with none; its strides too, where they allow it.

    >>> x = np.broadcast_to(1.0, (2,))
    >>> y = private(x)
    >>> y[0] = 5.0
    >>> y
    array([5., 1.])
    """
    repeats = any(s == 0 and n > 1 for s, n in zip(array.strides, array.shape, strict=True))
    result = array.copy() if repeats else revived(array, {})
    result.flags.writeable = True
    return result


def address(array: Any) -> int:
    """Where the first element of an array lies."""
    return int(array.__array_interface__["data"][0])


def changed(before: Any, after: Any) -> bool:
    """Whether an array or number of ``after`` differs from that of ``before``, bit for bit.

    >>> changed((np.zeros(2), 1.0), (np.zeros(2), 1.0)), changed([np.zeros(2)], [np.ones(2)])
    (False, True)
    """
    old, new = list(leaves(before)), list(leaves(after))
    if [path for path, _ in old] != [path for path, _ in new]:
        return True
    numbers = [(a, b) for (_, a), (_, b) in zip(old, new, strict=True) if numeric(a) or numeric(b)]
    return any(np.asarray(a).tobytes() != np.asarray(b).tobytes() for a, b in numbers)


def numeric(leaf: Any) -> bool:
    """Whether a leaf is an array or a number."""
    return isinstance(leaf, (np.ndarray, np.generic, int, float, complex))

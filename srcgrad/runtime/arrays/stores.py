"""What the reverse of stores needs: which store won, and adjoints that overlap as arrays do."""

from typing import Any

import numpy as np


class AmbiguousStore(ValueError):
    """Repeated indices along several axes whose order of storing is NumPy's own affair."""


def winners(shape: tuple[int, ...], idx: Any) -> Any:
    """Which elements of `E` are found in `y` after `y[idx] = E`, where `idx` may repeat.

    `shape` is that of the axes of `y` that `idx` indexes. NumPy repeats the store with ordinals.

    >>> winners((3,), np.array([0, 2, 0]))
    array([False,  True,  True])
    """
    order = np.empty(shape, np.int64)
    ordinals = np.arange(order[idx].size).reshape(order[idx].shape)
    order[idx] = ordinals
    won = order[idx] == ordinals
    parts = [p for p in (idx if isinstance(idx, tuple) else (idx,)) if isinstance(p, np.ndarray)]
    settled = all(p.ndim <= 1 or p.flags.c_contiguous for p in parts)
    if not settled and not np.all(won):
        raise AmbiguousStore(
            "a store through an index array of several axes that is not C-contiguous meets an "
            "element twice: which value stays depends on NumPy's order of storing; "
            "pass np.ascontiguousarray(index)"
        )
    return won


def shadows(*arrays: Any) -> list[Any]:
    """Zeros that overlap one another as the arrays do.

    >>> a = np.arange(5.0)
    >>> low, high = shadows(a[:3], a[2:])
    >>> low[2] = 7.0
    >>> high
    array([7., 0., 0.])
    """
    home: Any = getattr(np.lib, "array_utils", np)  # NumPy 1: np.byte_bounds
    starts = [a.__array_interface__["data"][0] for a in arrays]
    bounds = [home.byte_bounds(a) for a in arrays]
    low = min([b[0] for b in bounds]) // 64 * 64
    buffer = np.zeros(max([b[1] for b in bounds]) - low, np.uint8)
    return [
        np.ndarray(a.shape, a.dtype, buffer, s - low, a.strides)
        for a, s in zip(arrays, starts, strict=True)
    ]

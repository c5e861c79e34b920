"""Precision of NumPy's numbers: which of two types has less."""

from __future__ import annotations

from typing import Any

import numpy as np

LESS = {"g": "d", "d": "f", "f": "e", "G": "D", "D": "F"}


def narrower(dtype: np.dtype[Any], wide: np.dtype[Any]) -> bool:
    """Has a floating or complex number of the one type less precision than of the other?

    >>> narrower(np.dtype("f4"), np.dtype("c16")), narrower(np.dtype("f8"), np.dtype("c16"))
    (True, False)
    """
    floating = dtype.kind in "fc" and wide.kind in "fc"
    return floating and bool(np.finfo(dtype).eps > np.finfo(wide).eps)


def less_precise(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """The next type of less precision, or the type itself if there is none.

    >>> less_precise(np.dtype("f8"))
    dtype('float32')
    """
    return np.dtype(LESS.get(dtype.char, dtype.char))

"""Which numbers are not the numbers that arithmetic means: NumPy's integers, which wrap round."""

from __future__ import annotations

import numpy as np

from srcgrad.ir import kinds as k


def wraps(kind: k.Kind) -> bool:
    """May a factor or a sign on it change more than the scale? `-np.uint8(200)` is 56.

    Booleans of NumPy count: they have no sign at all. Constants and signs that we move go past
    them, to what is floating point.

    >>> wraps(k.Array(np.dtype("u1"), (3,))), wraps(k.Scalar(np.dtype("f4"))), wraps(k.Int())
    (True, False, False)
    """
    if isinstance(kind, k.Known):
        return isinstance(kind.value, np.integer | np.bool_)
    return isinstance(kind, k.Array | k.Scalar) and kind.dtype.kind in "iub"

"""Numbers that are not those of arithmetic: NumPy's integers, and zeros without a sign."""

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


def turns(kind: k.Kind, op: str) -> bool:
    """Does a number turn what it multiplies, or divides, where its own sign is turned?

    Dividing by minus an integer zero gives the infinity that dividing by zero gives.

    >>> turns(k.Int(), "*"), turns(k.Int(), "/"), turns(k.Known(2), "/"), turns(k.Real(), "/")
    (True, False, True, True)
    """
    if not k.is_number(k.general(kind)) or wraps(kind):
        return False
    if op == "*" or k.constant(kind):
        return op == "*" or bool(k.value_of(kind))
    match kind:
        case k.Real(integral) | k.Scalar(_, _, integral):
            return not integral
    return isinstance(kind, k.Complex)

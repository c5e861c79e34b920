"""Axes of arrays into which elements are put, or from which they are taken.

A sample may be too short for a position that the program names, so nothing is tried.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Length

Args = list[k.Kind]
Kwargs = dict[str, k.Kind]


def resized(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`insert`, `delete`, `compress`, `extract`: one axis has a length that the run tells."""
    source = args[1] if function in (np.compress, np.extract) and len(args) > 1 else args[0]
    at = 3 if function is np.insert else 2
    axis = args[at] if len(args) > at else kwargs.get("axis", k.Known(None))
    if not isinstance(source, k.Array):
        return None
    if axis == k.Known(None):
        return k.Array(source.dtype, (None,))
    if source.dims is None or not isinstance(axis, k.Known) or type(axis.value) is not int:
        return k.Unknown()
    out: list[Length] = list(source.dims)
    if not -len(out) <= axis.value < len(out):
        return k.Unknown()
    out[axis.value] = None
    return k.Array(source.dtype, tuple(out))


def kept(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`partition`, `unwrap` and powers of matrices: the shape of the operand."""
    axis = args[2] if len(args) > 2 else kwargs.get("axis", k.Known(-1))
    source = args[0]
    if not isinstance(source, k.Array) or source.dtype.kind != "f":
        return None
    if function is np.partition and axis == k.Known(None):
        return k.Array(source.dtype, (None,))
    return source


def inverted(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """`pinv`: the last two axes change places."""
    source = args[0]
    if not isinstance(source, k.Array) or source.dims is None or source.dtype.kind != "f":
        return None
    return k.Array(source.dtype, (*source.dims[:-2], *source.dims[:-3:-1]))

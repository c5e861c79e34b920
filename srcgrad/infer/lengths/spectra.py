"""The lengths of Fourier transforms along one axis, and of the frequencies that go with them."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Length, composed, has_name

Args = list[k.Kind]
Kwargs = dict[str, k.Kind]

WHOLE: Any = {np.fft.fft, np.fft.ifft, np.fft.irfft, np.fft.hfft}
HALF: Any = {np.fft.rfft, np.fft.ihfft}
FROM_HALF: Any = {np.fft.irfft, np.fft.hfft}


def transformed(function: Any, args: Args, kwargs: Kwargs) -> tuple[Length, ...] | None:
    """The lengths of what a transform along one axis gives; None if nothing is known.

    >>> x = k.Array(np.dtype("f8"), (3, 8))
    >>> transformed(np.fft.rfft, [x], {}), transformed(np.fft.irfft, [x], {"axis": k.Known(0)})
    ((3, 5), (4, 8))
    """
    if function not in WHOLE | HALF or not args or not isinstance(args[0], k.Array):
        return None
    dims = args[0].dims
    axis = args[2] if len(args) > 2 else kwargs.get("axis", k.Known(-1))
    if dims is None or not isinstance(axis, k.Known) or type(axis.value) is not int:
        return None
    if not -len(dims) <= axis.value < len(dims):
        return None
    given = args[1] if len(args) > 1 else kwargs.get("n", k.Known(None))
    old = dims[axis.value]
    if given != k.Known(None):
        length = asked(given)
    elif function in FROM_HALF:
        length = 2 * (old - 1) if isinstance(old, int) else None
    else:
        length = old
    lengths = list(dims)
    lengths[axis.value] = half(length) if function in HALF else length
    return tuple(lengths)


def half(length: Length) -> Length:
    """How many frequencies are not negative.

    >>> from srcgrad.ir.dims import Dim
    >>> half(8), half(Dim("n")), half(None)
    (5, (n)//2+1, None)
    """
    if isinstance(length, int):
        return length // 2 + 1
    return composed(f"({length})//2+1") if has_name(length) else None


def asked(kind: k.Kind) -> Length:
    """A length that is given as a number."""
    if isinstance(kind, k.Known):
        return kind.value if type(kind.value) is int and kind.value > 0 else None
    return kind.value if isinstance(kind, k.Int) else None

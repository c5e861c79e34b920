"""Keyword arguments that a rule need not know: they change no value, or only its precision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from srcgrad.ir import kinds as k
from srcgrad.rules.defaults import is_default

LAYOUT = ("order", "casting", "subok", "device")  # of the universal functions
ANYWHERE = ("casting", "subok", "device")
FILLED = np.full, np.full_like, np.einsum, np.asanyarray  # where an order changes no value
SORTING = ("kind", "stable")
COMPARING = {  # whose rules ask which operand the result is equal to
    *(np.fmax, np.fmin, np.maximum.accumulate, np.minimum.accumulate),
    *(np.maximum.reduce, np.minimum.reduce, np.fmax.reduce, np.fmin.reduce),
}
OF_SCIPY = ("lapack_driver", "driver", "workers", "check_finite")  # how it computes


def is_neutral(function: Any, key: str, value: k.Kind, operands: Iterable[k.Kind]) -> bool:
    """May a rule leave the argument out of account?"""
    if not isinstance(value, k.Known):
        return False
    if function in (np.sort, np.partition) and key in SORTING:
        return True
    if key in (LAYOUT if isinstance(function, np.ufunc) or function in FILLED else ANYWHERE):
        return True
    if key == "dtype":
        kinds = list(operands)
        if function in COMPARING and not _holds(value, kinds):
            return False
        return _keeps_derivatives(value, any(map(k.is_complex, kinds)))
    home = getattr(function, "__module__", None) or ""
    if key in OF_SCIPY and home.startswith("scipy."):
        return True
    return is_default(function, key, value.value)


def _keeps_derivatives(value: k.Known, of_complex: bool) -> bool:
    """Is it a type of floats, or of complex numbers where there are some?"""
    if value.value is None:
        return True
    try:
        kind = np.dtype(value.value).kind
    except TypeError:
        return False
    return kind == "c" or (kind == "f" and not of_complex)


def _holds(value: k.Known, kinds: list[k.Kind]) -> bool:
    """Is it a type that has all numbers of the operands?"""
    held = [kind.dtype for kind in kinds if isinstance(kind, k.Array | k.Scalar)]
    return value.value is None or all(np.can_cast(one, value.value) for one in held)

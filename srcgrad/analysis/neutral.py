"""Keyword arguments that a rule need not know: they change no value, or only its precision."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from srcgrad.ir import kinds as k

LAYOUT = ("order", "casting", "subok")  # of the universal functions
ANYWHERE = ("casting", "subok")
SORTING = ("kind", "stable")


def is_neutral(function: object, key: str, value: k.Kind, operands: Iterable[k.Kind]) -> bool:
    """May a rule leave the argument out of account?"""
    if not isinstance(value, k.Known):
        return False
    if function in (np.sort, np.partition) and key in SORTING:
        return True
    if key in (LAYOUT if isinstance(function, np.ufunc) else ANYWHERE):
        return True
    return key == "dtype" and _keeps_derivatives(value, any(map(k.is_complex, operands)))


def _keeps_derivatives(value: k.Known, of_complex: bool) -> bool:
    """Is it a type of floats, or of complex numbers where there are some?"""
    if value.value is None:
        return True
    try:
        kind = np.dtype(value.value).kind
    except TypeError:
        return False
    return kind == "c" or (kind == "f" and not of_complex)

"""Results that are complex for some values of real arguments: eigenvalues of a real matrix.

What they come out as, only the run knows. Code for complex values is right for real ones too: where
a real adjoint is wanted, the real part is taken. So a program is compiled for complex ones first.
If something in it is made for real numbers only, or if it returns such a result as it is, it is
compiled for real ones, and complex ones are an error when the derivative is computed.

>>> kind = k.Array(np.dtype("f8"), (None,))
>>> with assumed() as met:
...     perhaps_complex(kind), met, open_question(k.Complex())
(Array(dtype=dtype('complex128'), dims=(None,), mixed=False, most=None), [True], True)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from typing import TypeVar

import numpy as np

from srcgrad.errors import InvalidProgramError, SrcgradError
from srcgrad.ir import kinds as k

Made = TypeVar("Made")
_met: ContextVar[list[bool] | None] = ContextVar("met", default=None)


@contextmanager
def assumed() -> Iterator[list[bool]]:
    """Such results count as complex; the list is no longer empty when there was one."""
    met: list[bool] = []
    token = _met.set(met)
    try:
        yield met
    finally:
        _met.reset(token)


def perhaps_complex(found: k.Kind) -> k.Kind:
    """The kind of a result that is complex at times, of which a sample is real."""
    met = _met.get()
    if met is None or k.is_complex(found):
        return found
    met[:] = [True]
    if isinstance(found, k.Tuple):
        return k.Tuple(tuple(map(perhaps_complex, found.items)), found.cls)
    if isinstance(found, k.Array | k.Scalar) and found.dtype.kind == "f":
        return replace(found, dtype=np.result_type(found.dtype, np.complex64))
    return found


def open_question(kind: k.Kind) -> bool:
    """Does only the run know whether a value, or a dtype, that counts as complex is?"""
    if not _met.get():
        return False
    dtype = kind.value if isinstance(kind, k.Known) else None
    return dtype.kind == "c" if isinstance(dtype, np.dtype) else k.is_complex(kind)


def first_that_serves(
    attempt: Callable[[], Made], again: Callable[[], Made], output: Callable[[Made], k.Kind]
) -> Made:
    """What is compiled for complex results, if there are any and none is returned as it is."""
    made: Made | None = None
    with assumed() as met:
        try:
            made = attempt()
        except SrcgradError as refusal:
            if not met or isinstance(refusal, InvalidProgramError):
                raise
    if made is not None and not (met and k.is_complex(output(made))):
        return made
    try:
        real = again()
    except SrcgradError as refusal:
        if made is None or isinstance(refusal, InvalidProgramError):
            raise
        return made
    return real if made is None or not k.is_complex(output(real)) else made

"""What a library's function gives that is called as it is, of which a run on samples tells.

Of double precision the model of a derivative tells the kind; of single precision a library goes on
with one or with the other. Where nothing that it gets is active, there is no model.
"""

from __future__ import annotations

import types
import warnings
from typing import Any

import numpy as np

from srcgrad.infer.kinds.probe import NoSample, kind_of_value, sample
from srcgrad.ir import kinds as k
from srcgrad.rules import written_out

SINGLE = (np.dtype("f4"), np.dtype("c8"))
REAL = ("scipy.stats", "scipy.signal", "scipy.ndimage", "scipy.integrate", "scipy.spatial")
SIZES = (3, 4, 16, 64)  # a filter refuses what is shorter than it


def kind_as_called(
    function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind], sizes: tuple[int, ...] = SIZES
) -> k.Kind:
    """The kind of a library's result, without lengths; unknown if nothing is of single precision.

    >>> kind_as_called(np.std, [k.Array(np.dtype("f4"), (None,))], {})
    Scalar(dtype=dtype('float32'), mixed=False, integral=False, narrow=False)
    """
    library = (getattr(function, "__module__", None) or "").partition(".")[0]
    if library not in ("scipy", "numpy") or not any(map(_single, (*args, *kwargs.values()))):
        return k.Unknown()
    return _tried(function, args, kwargs, sizes)


def kind_of_inactive(function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """The kind of what a function of SciPy gives that is declared by what it means.

    >>> kind_of_inactive(np.std, [k.Array(np.dtype("f8"), (None,))], {})
    Unknown()
    """
    module = getattr(function, "__module__", None) or ""
    if not module.startswith(REAL) or written_out(function, len(args), kwargs) is None:
        return k.Unknown()
    return _tried(function, args, kwargs, SIZES)


def _tried(
    function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind], sizes: tuple[int, ...]
) -> k.Kind:
    if any(map(_decides, (*args, *kwargs.values()))):
        return k.Unknown()
    for size in sizes:
        try:
            values = [_spread(sample(a, size)) for a in args]
            named = {name: _spread(sample(a, size)) for name, a in kwargs.items()}
            with np.errstate(all="ignore"), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = function(*values, **named)
            given_back = _shared(found, (*values, *named.values()))
            return k.Unknown() if given_back else kind_of_value(found)
        except NoSample:
            return k.Unknown()
        except Exception:  # a sample that the function refuses tells nothing
            continue
    return k.Unknown()


def _single(kind: k.Kind) -> bool:
    """Is it, or does it hold, a number of single precision?"""
    if isinstance(kind, k.Tuple):
        return any(map(_single, kind.items))
    return isinstance(kind, k.Array | k.Scalar) and kind.dtype in SINGLE


def _shared(found: Any, given: tuple[Any, ...]) -> bool:
    """Is it memory of an argument, as with `output=`? What is written into it changes that."""
    if isinstance(found, tuple):
        return any(_shared(part, given) for part in found)
    if not isinstance(found, np.ndarray):
        return False
    return any(np.may_share_memory(found, a) for a in given if isinstance(a, np.ndarray))


def _decides(kind: k.Kind) -> bool:
    """May its value decide the rank? Or is it a function, which must not run before its program?"""
    if isinstance(kind, k.Known):
        return isinstance(kind.value, types.FunctionType)
    return isinstance(kind, k.Bool | k.Str)


def _spread(value: Any) -> Any:
    """A sample of numbers that differ, and of a matrix that is regular."""
    if not isinstance(value, np.ndarray) or value.dtype.kind not in "fc" or value.size < 2:
        return value
    spread = np.linspace(0.3, 0.9, value.size).reshape(value.shape)
    if value.ndim > 1 and value.shape[-1] == value.shape[-2]:
        spread = spread + 2 * np.eye(value.shape[-1])
    return spread.astype(value.dtype)

"""Ask NumPy itself: run a function once on small samples, and look at what comes out.

Dtype, rank and type of a result are whatever the running NumPy says; nobody keeps a table.
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

import numpy as np

from srcgrad.ir import kinds as k
from srcgrad.ir.precision import less_precise


class NoSample(Exception):
    """A kind of which no sample can be made."""


DRAWING = (random.Random, np.random.RandomState, np.random.Generator)


def sample(kind: k.Kind, size: int = 3, flat: bool = False, place: int = 1) -> Any:
    """A value of a kind; axes of unknown length get `size`, or all axes 1 where `flat`.

    Arrays of integers, and integers, are `place` throughout.
    """
    kind = kind if isinstance(kind, k.Known) else k.general(kind)
    match kind:
        case k.Known(value):
            return value
        case k.Real():
            return 0.5
        case k.Complex():
            return 0.5 + 0j
        case k.Int():
            return place
        case k.Bool():
            return True
        case k.Str():
            return "a"
        case k.Scalar(dtype):
            return dtype.type(1)
        case k.Range():
            return range(size)
        case k.Array(dtype, dims) if dims is not None:
            shape = tuple(1 if flat else d if isinstance(d, int) else size for d in dims)
            return np.full(shape, 0.5 if dtype.kind in "fc" else place, dtype)
        case k.Tuple(items, _):
            return tuple(sample(i, size, flat, place) for i in items)
        case k.List(items, element):
            if items is not None:
                return [sample(i, size, flat, place) for i in items]
            return [sample(element, size, flat, place)] * size
    raise NoSample


def kind_of_value(value: Any) -> k.Kind:
    """The kind of a probe's result, without lengths."""
    if isinstance(value, bool | np.bool_) and not isinstance(value, np.generic):
        return k.Bool()
    if type(value) is float:
        return k.Real()
    if type(value) is complex:
        return k.Complex()
    if type(value) is int:
        return k.Int()
    if type(value) is str:
        return k.Str()
    if isinstance(value, np.generic):
        return k.Scalar(value.dtype)
    if type(value) is np.ndarray:
        return k.Array(value.dtype, (None,) * value.ndim)
    if type(value) is tuple:
        return k.Tuple(tuple(map(kind_of_value, value)))
    if type(value) is list:
        element: k.Kind = k.Empty()
        for item in value:
            element = k.join(element, kind_of_value(item))
        return k.List(None, element)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return k.Tuple(tuple(map(kind_of_value, value)), type(value))
    return k.Unknown()


def sizes(literal: Iterable[int]) -> Iterable[int]:
    """What an axis of unknown length may measure in samples, those that tell least at the end.

    >>> list(sizes([1, 4, 3, 0]))
    [3, 4, 1]
    """
    return (3, *sorted({n for n in literal if n > 0} - {1, 3}), 1)


def _known_lengths(kind: k.Kind) -> list[int]:
    """The lengths of axes and lists, where these are known."""
    match kind:
        case k.Array(_, dims) if dims:
            return [d for d in dims if isinstance(d, int)]
        case k.Tuple(items, _) | k.List(tuple() as items, _):
            return [len(items), *(n for item in items for n in _known_lengths(item))]
    return []


def _of_several_types(kind: k.Kind) -> bool:
    """Is it a number whose type only the run knows?"""
    return kind == k.Real(integral=True) or (isinstance(kind, k.Scalar) and kind.mixed)


def _numpy(kind: k.Kind) -> k.Kind:
    """One type that such a number may have: the most special one."""
    if not _of_several_types(kind):
        return _each(_numpy, kind)
    return k.Scalar(kind.dtype) if isinstance(kind, k.Scalar) else k.Real()


def _float(kind: k.Kind) -> k.Kind:
    """A Python number."""
    if not _of_several_types(kind):
        return kind
    held = kind.dtype.kind if isinstance(kind, k.Scalar) else "f"
    return {"f": k.Real(), "c": k.Complex(), "b": k.Bool()}.get(held, k.Int())


def _int(kind: k.Kind) -> k.Kind:
    """An integer, if it may be one."""
    found = _float(kind)
    return k.Int() if found != kind and getattr(kind, "integral", False) else found


def _narrow(kind: k.Kind) -> k.Kind:
    """Of less precision, if it may be."""
    if isinstance(kind, k.Scalar) and kind.narrow:
        return k.Scalar(less_precise(kind.dtype))
    return _numpy(kind) if _of_several_types(kind) else _each(_narrow, kind)


def _each(of: Callable[[k.Kind], k.Kind], kind: k.Kind) -> k.Kind:
    """What `of` gives for each of the numbers that a tuple or a list is known to hold."""
    match kind:
        case k.Tuple(items, cls):
            return k.Tuple(tuple(map(of, items)), cls)
        case k.List(tuple() as items, element):
            return k.List(tuple(map(of, items)), of(element))
        case k.List(None, element):
            return k.List(None, of(element))
    return kind


def probe(
    function: Callable[..., Any], args: list[k.Kind], kwargs: dict[str, k.Kind], flat: bool = False
) -> k.Kind:
    """The kind of `function(*args, **kwargs)`; unknown where the samples do not fit.

    So is an array whose precision only the run knows: kinds have no word for it.

    >>> probe(abs, [k.Scalar(np.dtype("f8"), mixed=True)], {})
    Scalar(dtype=dtype('float64'), mixed=True, integral=False, narrow=False)
    """
    given = (*args, *kwargs.values())
    several = [of for of in (_float, _int, _narrow) if any(of(a) != a for a in given)]
    if several:
        found = [
            probe(function, [of(a) for a in args], {n: of(a) for n, a in kwargs.items()}, flat)
            for of in (_numpy, *several)
        ]
        if all(map(k.is_number, found)):
            return reduce(k.join, found)
        arrays = [one for one in found if isinstance(one, k.Array) and k.inexact(one.dtype)]
        return found[0] if len({one.dtype for one in arrays}) < 2 else k.Unknown()
    if isinstance(getattr(function, "__self__", None), DRAWING):  # a call would change its state
        return k.Unknown()
    literal = [n for a in (*args, *kwargs.values()) for n in _known_lengths(a)]
    # where 1 is no place, as of an axis of length 1, the first is
    for place, size in ((place, size) for place in (1, 0) for size in sizes(literal)):
        try:
            values = [sample(a, size, flat, place) for a in args]
            first = {name for name in kwargs if name == "axis" and isinstance(kwargs[name], k.Int)}
            named = {
                n: 0 if n in first else sample(a, size, flat, place) for n, a in kwargs.items()
            }
            with np.errstate(all="ignore"), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return kind_of_value(function(*values, **named))
        except NoSample:
            return k.Unknown()
        except Exception:  # a sample that the function refuses tells nothing
            continue
    return k.Unknown()

"""The kinds of what Python's built-in functions give."""

from __future__ import annotations

import bisect
import enum
import math
import random
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.kinds.elements import element_of
from srcgrad.infer.kinds.found_by_name import FOUND
from srcgrad.infer.kinds.operators import binary, elementwise
from srcgrad.infer.kinds.perhaps_complex import open_question
from srcgrad.infer.kinds.probe import probe
from srcgrad.infer.kinds.results import holds_complex
from srcgrad.infer.kinds.spans import span_of
from srcgrad.infer.kinds.told import any_or_all, class_told, text_told
from srcgrad.infer.kinds.totals import multiplied, summed
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import of_rows
from srcgrad.ir.function import answers_itself
from srcgrad.rules.objects import family_of
from srcgrad.runtime import (
    as_it_is,
    asked,
    counted,
    element_at,
    group_starts,
    key_places,
    last_place,
    list_zeros,
    place_at,
    place_of,
    place_of_greatest,
    place_of_least,
    places_of,
    places_of_product,
    places_together,
    positions,
)

AXES = 64  # more than an array can have
NUMBERS: tuple[Any, ...] = (k.Real, k.Int, k.Bool, k.Scalar, k.Complex)


def _length(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    match args[0]:
        case k.Array(_, dims) if dims:
            return k.Int(dims[0]) if not isinstance(dims[0], int) else k.Known(dims[0])
        case k.Tuple(items) if any(isinstance(i, k.Int) and of_rows(i.value) for i in items):
            return k.Int()  # the shape of what may be made of an empty list
        case k.Tuple(items, _) | k.Dict(_, items):
            return k.Known(len(items))
        case k.List(items, _) if items is not None:
            return k.Known(len(items))
        case k.Known(value) if isinstance(value, str | tuple):
            return k.Known(len(value))
    return k.Int()


def _number(result: k.Kind) -> Callable[[list[k.Kind], dict[str, k.Kind]], k.Kind]:
    def of(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
        if args and isinstance(args[0], k.Int) and isinstance(result, k.Int):
            return args[0]
        if (
            args
            and isinstance(args[0], k.Known)
            and isinstance(args[0].value, int)
            and isinstance(result, k.Int)
        ):
            return k.Known(int(args[0].value))
        return result

    return of


def _extreme(function: Any) -> Callable[[list[k.Kind], dict[str, k.Kind]], k.Kind]:
    def of(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
        if kwargs:
            return k.Unknown()
        if len(args) == 1:
            match args[0]:
                case k.Tuple(items, _):
                    args = list(items)
                case k.List(items, _) if items and all(map(k.constant, items)):
                    args = list(items)
                case k.List(_, element) | k.Set(element):
                    return k.general(element)
                case k.Range():
                    return k.Int()
                case k.Array(dtype, dims) if dims is not None and len(dims) == 1:
                    return k.Scalar(dtype)
                case _:
                    return k.Unknown()
        if args and all(k.constant(a) for a in args):
            try:
                return k.Known(function([k.value_of(a) for a in args]))
            except TypeError:  # None on a path that is not taken: Python says so where it is
                return k.Unknown()
        found: k.Kind = k.Empty()
        for item in args:
            found = k.join(found, k.general(item))
        return (
            k.Int() if isinstance(found, k.Int) else found if k.is_number(found) else _mixed(args)
        )

    return of


def _mixed(args: list[k.Kind]) -> k.Kind:
    """One of several numbers of different kinds: NumPy's float64 counts as the more special."""
    general = [k.general(a) for a in args]
    if all(
        isinstance(g, k.Real | k.Int | k.Bool) or g == k.Scalar(np.dtype("f8")) for g in general
    ):
        return k.Scalar(np.dtype("f8"))
    return k.Unknown()


def _absolute(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    if isinstance(args[0], k.Array):
        return elementwise(np.absolute, args)
    return k.Int() if isinstance(args[0], k.Int) else probe(abs, args, {})


def _rounded(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    return k.Int() if len(args) == 1 else probe(round, args, kwargs)


def _power(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    return binary("**", args[0], args[1]) if len(args) == 2 else k.Unknown()


def _listed(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    match args[0] if args else None:
        case None:
            return k.List((), k.Empty())
        case k.List():
            return args[0]
        case k.Tuple(items, _):
            joined: k.Kind = k.Empty()
            for item in items:
                joined = k.join(joined, item)
            return k.List(items, joined)
        case k.Range():
            return k.List(None, k.Int())
        case k.Set(element):
            return k.List(None, element)
        case k.Str() | k.Known(str()):
            return k.List(None, k.Str())
        case k.Array(dtype, (_,)):
            return k.List(None, k.Scalar(dtype))
    return k.Unknown()


def _set(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    return k.set_of(element_of(args[0]) if args else k.Empty())


def _sorted(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """A list of numbers or texts, where those are sorted."""
    match args:
        case [k.Range()]:
            return k.List(None, k.Int())
        case [k.Str() | k.Known(str())]:
            return k.List(None, k.Str())
        case [k.Set(element)]:
            return k.List(None, element)
        case [k.Tuple(items, _)] if items and all(k.is_number(item) for item in items):
            return _sorted([_listed(args, {})], kwargs)
        case [k.List(_, element)] if isinstance(k.general(element), (*NUMBERS, k.Str)):
            return k.List(None, k.general(element))
        case [k.Array(dtype, dims)] if dims is not None and len(dims) == 1:
            return k.List(None, k.Scalar(dtype))
    return k.Unknown()


def _range(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    ends = [k.value_of(a) for a in args if k.constant(a)]
    known = len(ends) == len(args) and all(isinstance(end, int) for end in ends)
    return k.Range(range(*ends)) if known and 0 not in ends[2:] else k.Range()


def _divided(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    pair = [binary(op, *args) for op in ("//", "%")] if len(args) == 2 else [k.Unknown()]
    return k.Tuple(tuple(pair)) if all(k.is_number(item) for item in pair) else k.Unknown()


def _tupled(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    match args[0] if args else None:
        case k.Tuple():
            return args[0]
        case k.List(items, _) if items is not None:
            return k.Tuple(items)
        case k.Range(range() as ends) if len(ends) <= AXES:
            return k.Known(tuple(ends))
        case k.Array(dtype, (int(length),)) if dtype.kind in "biu" and length <= AXES:
            return k.Tuple((k.Scalar(dtype),) * length)
    return k.Unknown()


def _is_scalar(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """`np.isscalar(x)`: known of numbers, texts, arrays and containers."""
    match args:
        case [k.Known(value)]:
            return k.Known(np.isscalar(value))
        case [k.Real() | k.Int() | k.Bool() | k.Complex() | k.Str() | k.Scalar()]:
            return k.Known(True)
        case [k.Array(_, dims, mixed)] if dims is not None and not mixed:
            return k.Known(False)
        case [k.Tuple() | k.List() | k.Dict()]:
            return k.Known(False)
    return k.Bool()


def _type_of(kind: k.Kind) -> type | None:
    """The class of a value, where its kind tells it."""
    types_of: dict[type[k.Kind], type] = {
        k.Real: float,
        k.Int: int,
        k.Bool: bool,
        k.Complex: complex,
        k.Str: str,
        k.Array: np.ndarray,
        k.List: list,
    }
    found = types_of.get(type(kind))
    if isinstance(kind, k.Tuple | k.Object | k.Dict):
        found = kind.cls
    if isinstance(kind, k.Scalar):
        found = kind.dtype.type
    if kind == k.Known(None):
        found = type(None)
    unsure = _is_one_of_several(kind) or (isinstance(kind, k.Array) and kind.dims is None)
    unsure |= open_question(kind) and not isinstance(kind, k.Array)
    return None if unsure else found


def _is_one_of_several(kind: k.Kind) -> bool:
    """Is it a number whose type only the run knows?"""
    if isinstance(kind, k.Real):
        return kind.integral or kind.member
    return (isinstance(kind, k.Int) and kind.member) or (isinstance(kind, k.Scalar) and kind.mixed)


def _instance(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """`isinstance(x, T)`: known where the kind tells the type."""
    kind = k.general(args[0])
    found = _type_of(kind)
    wanted = args[1] if len(args) == 2 else k.Unknown()
    wanted = k.Unknown() if k.constant(wanted) and answers_itself(k.value_of(wanted)) else wanted
    if _is_one_of_several(kind):
        return _of_any(kind, wanted)
    if isinstance(kind, k.Opaque) and k.constant(wanted):
        return _of_library(kind.cls, k.value_of(wanted))
    if isinstance(kind, k.Known) and isinstance(kind.value, np.dtype | type) and k.constant(wanted):
        return k.Known(isinstance(kind.value, k.value_of(wanted)))
    if found is None or not k.constant(wanted):
        return k.Bool()
    if found.__module__.startswith("srcgrad.rules.scipy."):  # it stands for one of SciPy's
        return k.Bool()
    return k.Known(issubclass(found, k.value_of(wanted)))


def _has(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """`hasattr(x, name)`: known of modules, functions and classes, of numbers and arrays."""
    if len(args) != 2 or not isinstance(args[1], k.Known):
        return k.Bool()
    kind, name = args[0], str(args[1].value)
    if isinstance(kind, k.Known) and isinstance(kind.value, types.ModuleType | type):
        return k.Known(hasattr(kind.value, name))
    found = _type_of(k.general(kind))
    plain = found is not None and found.__module__ in ("builtins", "numpy")
    return k.Known(hasattr(found, name)) if plain else k.Bool()


def _of_any(kind: k.Kind, wanted: k.Kind) -> k.Kind:
    """The same of a number of several types: known where all give one answer."""
    types: list[type] = [bool, int] if isinstance(kind, k.Int) else [bool, int, float]
    if isinstance(kind, k.Scalar):
        types += [kind.dtype.type, np.float32, np.int64, np.int32]
        types += [complex] if kind.dtype.kind == "c" else []
    elif k.constant(wanted) and kind.member:  # type: ignore[attr-defined]
        held = k.value_of(wanted)
        each = held if isinstance(held, tuple) else (held,)
        types += [one for one in each if isinstance(one, enum.EnumMeta)]
    answers = {issubclass(t, k.value_of(wanted)) for t in types} if k.constant(wanted) else set()
    return k.Known(answers.pop()) if len(answers) == 1 else k.Bool()


def _of_library(cls: type, wanted: Any) -> k.Kind:
    """The same of an object that may be of a class below the one that is known."""
    if issubclass(cls, wanted):
        return k.Known(True)
    each = wanted if isinstance(wanted, tuple) else (wanted,)
    family = family_of(cls)
    for one in each:
        ours = getattr(one, "__module__", "").startswith("srcgrad.rules.")
        other = family_of(one) if isinstance(one, type) else None
        if not ours and (family is None or other in (None, family)):
            return k.Bool()
    return k.Known(False)


def _callable(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """`callable(f)`: known of functions, numbers and arrays."""
    match args[0] if len(args) == 1 else k.Unknown():
        case k.Function():
            return k.Known(True)
        case k.Known(value):
            return k.Known(callable(value))
        case k.Real() | k.Int() | k.Bool() | k.Str() | k.Scalar() | k.Array():
            return k.Known(False)
    return k.Bool()


def _truth(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """Of None and of constant numbers and texts it is known."""
    told = len(args) == 1 and isinstance(args[0], k.Known)
    if told and isinstance(args[0].value, bool | int | str | type(None)):  # type: ignore[attr-defined]
        return k.Known(bool(args[0].value))  # type: ignore[attr-defined]
    return k.Bool()


def _ndim(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    rank = _rank(args[0]) if len(args) == 1 else None
    return k.Int() if rank is None else k.Known(rank)


def _rank(kind: k.Kind) -> int | None:
    """The rank of the array that NumPy makes of a value, where all its elements have one rank."""
    if not isinstance(kind, k.List | k.Tuple):
        return k.sure_rank(kind)
    if isinstance(kind, k.List) and kind.items is None:
        return 1 if k.is_number(kind.element) else None  # it may be empty
    ranks = {_rank(item) for item in kind.items or ()}
    inner = ranks.pop() if len(ranks) == 1 else None
    return None if inner is None else inner + 1


PLACES = (place_of_least, place_of_greatest, last_place, place_at, place_of)

BUILTINS: dict[Any, Callable[[list[k.Kind], dict[str, k.Kind]], k.Kind]] = {
    len: _length,
    counted: lambda a, kw: _length(a, kw) if isinstance(a[0], k.Array) else k.Int(),
    element_at: lambda a, kw: element_of(a[0]),
    np.ndim: _ndim,
    np.isscalar: _is_scalar,
    range: _range,
    float: _number(k.Real()),
    complex: _number(k.Complex()),
    int: _number(k.Int()),
    bool: _truth,
    str: text_told,
    ord: lambda a, kw: k.Int(),
    **dict.fromkeys([chr, hex, oct, bin], lambda a, kw: k.Str()),
    abs: _absolute,
    min: _extreme(min),
    max: _extreme(max),
    sum: summed,
    math.prod: multiplied,
    round: _rounded,
    divmod: _divided,
    slice: lambda a, kw: span_of(a),
    np.random.default_rng: lambda a, kw: k.Opaque(np.random.Generator),
    np.random.RandomState: lambda a, kw: k.Opaque(np.random.RandomState),
    random.Random: lambda a, kw: k.Opaque(random.Random),
    pow: _power,
    list: _listed,
    tuple: _tupled,
    isinstance: _instance,
    print: lambda a, kw: k.Known(None),
    sorted: _sorted,
    set: _set,
    frozenset: _set,
    group_starts: lambda a, kw: k.List(None, k.Int()),
    positions: lambda a, kw: k.List(None, k.Int()),
    places_of_product: lambda a, kw: k.List(None, k.List(None, k.Int())),
    places_together: lambda a, kw: k.List(None, k.List(None, k.Int())),
    key_places: lambda a, kw: k.Opaque(dict),
    **dict.fromkeys((list_zeros, as_it_is, asked), lambda a, kw: a[0]),
    **dict.fromkeys(PLACES, lambda a, kw: k.Int()),
    places_of: lambda a, kw: k.List(None, k.Int()),
    bisect.bisect_left: lambda a, kw: k.Int(),
    bisect.bisect_right: lambda a, kw: k.Int(),
    any: any_or_all(any),
    all: any_or_all(all),
    type: class_told,
    repr: _number(k.Str()),
    np.iscomplexobj: holds_complex(True),
    np.isrealobj: holds_complex(False),
    hasattr: _has,
    **FOUND,
    callable: _callable,
}

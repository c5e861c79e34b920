"""The kind of a call: functions with a rule, builtins, methods, constructors."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.derived import kind_of_derived, kind_of_made
from srcgrad.infer.draws import GENERATORS, MODULE, PYTHON, kind_of_draw
from srcgrad.infer.operators import binary, broadcast_dims, elementwise
from srcgrad.infer.probe import probe
from srcgrad.infer.results import holds_complex, results_of
from srcgrad.infer.shapes import SHAPES
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.pair import Half
from srcgrad.rules import METHODS, lookup
from srcgrad.rules.derived import Derived, makes
from srcgrad.runtime import positions

KindOf = Callable[[e.Expr], k.Kind]

DECIDE_RANK = {"axes", "ndmin", "ord"}  # parameters whose value decides the rank of the result
NUMBERS: tuple[Any, ...] = (k.Real, k.Int, k.Bool, k.Scalar, k.Complex)


def kind_of_call(tree: e.Call, kind_of: KindOf) -> k.Kind:
    """The kind of what a call returns."""
    args = [kind_of(a) for a in tree.args]
    kwargs = {name: kind_of(value) for name, value in tree.kwargs}
    if any(isinstance(a, k.Empty) for a in (*args, *kwargs.values())):
        return k.Empty()
    if isinstance(tree.func, e.Attr):
        base = kind_of(tree.func.base)
        if isinstance(base, k.Empty):
            return k.Empty()
        return _method(base, tree.func.name, args, kwargs)
    callee = kind_of(tree.func)
    if isinstance(callee, k.Function) and isinstance(callee.code, Derived):
        return kind_of_derived(callee.code, args, kwargs)
    if not isinstance(callee, k.Known):
        return k.Unknown()
    return of_function(callee.value, args, kwargs)


def of_function(function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """The kind of `function(*args, **kwargs)`."""
    if isinstance(function, Half):
        return function.kind()
    if isinstance(function, Derived):
        return kind_of_derived(function, args, kwargs)
    if makes(function):
        return kind_of_made(function, args, kwargs)
    if function in PYTHON:
        return PYTHON[function]
    if function in MODULE:
        return kind_of_draw(MODULE[function], args, kwargs)
    special = _BUILTINS.get(function)
    if special is not None:
        return special(args, kwargs)
    if (
        isinstance(function, types.FunctionType)
        and lookup(function) is None
        and not _runtime(function)
        and not _constants(function)
    ):
        return k.Unknown()
    if isinstance(function, type) and not issubclass(function, np.generic | np.dtype):
        return k.Unknown()
    if not _library(function) or function in _UNPROBED:
        return k.Unknown()
    if isinstance(function, type) and args and k.rank(args[0]) != 0 and not k.constant(args[0]):
        return k.Unknown()  # `np.float64(array)` is an array, and perhaps the same one
    if not all(_settled(kwargs[name]) for name in DECIDE_RANK & set(kwargs)):
        return k.Unknown()
    if getattr(function, "__module__", None) == "math" and isinstance(
        function, types.BuiltinFunctionType
    ):
        rule = lookup(function)
        if rule is not None and rule.form != "nondifferentiable" and not all(map(k.constant, args)):
            return k.Real()
    shape = results_of(function) or SHAPES.get(function)
    if shape is not None:
        found = shape(function, args, kwargs)
        if found is not None:
            return found
    rule = lookup(function)
    by_partials = rule is not None and rule.form == "partials"
    plain = isinstance(function, np.ufunc) and function.signature is None
    if (by_partials or (plain and not kwargs)) and not (
        isinstance(function, types.BuiltinFunctionType) and function.__module__ == "math"
    ):
        return _broadcast(function, args, kwargs)
    if any(k.rank(a) is None and isinstance(a, k.Array) for a in args):
        return k.Unknown()
    return probe(function, args, kwargs)


def _settled(kind: k.Kind) -> bool:
    """Is the value known at compile time, lists included?"""
    if isinstance(kind, k.List | k.Tuple):
        return kind.items is not None and all(map(_settled, kind.items))
    return k.constant(kind)


def _broadcast(function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """The kind of an elementwise function's result, or results; keywords are operands too."""
    names, operands = tuple(kwargs), [*args, *kwargs.values()]

    def called(*values: Any) -> Any:
        return function(*values[: len(args)], **dict(zip(names, values[len(args) :], strict=True)))

    found = elementwise(called if kwargs else function, operands)
    if not isinstance(found, k.Tuple):
        return found
    dims = broadcast_dims(operands)
    parts = [k.Array(i.dtype, dims) if isinstance(i, k.Array) else i for i in found.items]
    return k.Tuple(tuple(parts), found.cls)


def _runtime(function: Any) -> bool:
    return bool((getattr(function, "__module__", None) or "").startswith("srcgrad.runtime"))


def _constants(function: Any) -> bool:
    """Is it a function of NumPy's own Python code, without effects: windows, nodes and weights?"""
    module = getattr(function, "__module__", None) or ""
    windows = (np.bartlett, np.blackman, np.hamming, np.hanning, np.kaiser, np.mask_indices)
    return function in windows or module.startswith(("numpy.polynomial.", "numpy.fft"))


def _library(function: Any) -> bool:
    """May the compiler run the function on samples? Only a library's, without effects."""
    if _runtime(function):
        return True
    module = getattr(function, "__module__", None) or ""
    return (
        isinstance(function, np.ufunc)
        or lookup(function) is not None
        or module.partition(".")[0] in ("numpy", "math", "cmath")
    )


_UNPROBED: set[Any] = {
    np.save,
    np.savetxt,
    np.load,
    np.loadtxt,
    np.savez,
    np.genfromtxt,
    np.fromfile,
    np.memmap,
}


def _length(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    match args[0]:
        case k.Array(_, dims) if dims:
            return k.Int(dims[0]) if not isinstance(dims[0], int) else k.Known(dims[0])
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
                case k.List(_, element):
                    return k.general(element)
                case k.Array(dtype, dims) if dims is not None and len(dims) == 1:
                    return k.Scalar(dtype)
                case _:
                    return k.Unknown()
        if args and all(k.constant(a) for a in args):
            return k.Known(function(*(k.value_of(a) for a in args)))
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


def _sum(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    start = args[1] if len(args) > 1 else kwargs.get("start", k.Known(0))
    match args[0]:
        case k.List(_, element):
            items = [element]
        case k.Tuple(items_, _):
            items = list(items_)
        case k.Array(dtype, dims) if dims is not None and dims:
            items = [k.Scalar(dtype) if len(dims) == 1 else k.Array(dtype, dims[1:])]
        case _:
            return k.Unknown()
    total: k.Kind = k.general(start)
    for item in items:
        if isinstance(item, k.Empty):
            continue  # nothing in it, or nothing yet
        total = binary("+", total, item)
    return k.general(total) if not isinstance(total, k.Int) else k.Int()


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
    return k.Unknown()


def _sorted(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """A list of numbers, where those are sorted."""
    match args:
        case [k.Range()]:
            return k.List(None, k.Int())
        case [k.Tuple(items, _)] if items and all(k.is_number(item) for item in items):
            return _sorted([_listed(args, {})], kwargs)
        case [k.List(_, element)] if isinstance(k.general(element), NUMBERS):
            return k.List(None, k.general(element))
        case [k.Array(dtype, dims)] if dims is not None and len(dims) == 1:
            return k.List(None, k.Scalar(dtype))
    return k.Unknown()


def _divided(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    pair = [binary(op, *args) for op in ("//", "%")] if len(args) == 2 else [k.Unknown()]
    return k.Tuple(tuple(pair)) if all(k.is_number(item) for item in pair) else k.Unknown()


def _tupled(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    match args[0] if args else None:
        case k.Tuple():
            return args[0]
        case k.List(items, _) if items is not None:
            return k.Tuple(items)
    return k.Unknown()


def _instance(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """`isinstance(x, T)`: known where the kind tells the type."""
    kind = k.general(args[0])
    types_of: dict[type[k.Kind], type] = {
        k.Real: float,
        k.Int: int,
        k.Bool: bool,
        k.Complex: complex,
        k.Str: str,
        k.Array: np.ndarray,
        k.List: list,
        k.Dict: dict,
    }
    found = types_of.get(type(kind))
    if isinstance(kind, k.Tuple | k.Object):
        found = kind.cls
    if isinstance(kind, k.Scalar):
        found = kind.dtype.type
    if kind == k.Known(None):
        found = type(None)
    wanted = args[1] if len(args) == 2 else k.Unknown()
    if kind == k.Real(integral=True):
        return k.Bool()
    if found is None or not k.constant(wanted) or (isinstance(kind, k.Array) and kind.dims is None):
        return k.Bool()
    return k.Known(issubclass(found, k.value_of(wanted)))


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


_BUILTINS: dict[Any, Callable[[list[k.Kind], dict[str, k.Kind]], k.Kind]] = {
    len: _length,
    range: lambda a, kw: k.Range(),
    float: _number(k.Real()),
    complex: _number(k.Complex()),
    int: _number(k.Int()),
    bool: _number(k.Bool()),
    str: _number(k.Str()),
    abs: _absolute,
    min: _extreme(min),
    max: _extreme(max),
    sum: _sum,
    round: _rounded,
    divmod: _divided,
    slice: lambda a, kw: k.Opaque(slice),
    np.random.default_rng: lambda a, kw: k.Opaque(np.random.Generator),
    np.random.RandomState: lambda a, kw: k.Opaque(np.random.RandomState),
    pow: _power,
    list: _listed,
    tuple: _tupled,
    isinstance: _instance,
    print: lambda a, kw: k.Known(None),
    sorted: _sorted,
    positions: lambda a, kw: k.List(None, k.Int()),
    any: lambda a, kw: k.Bool(),
    all: lambda a, kw: k.Bool(),
    type: lambda a, kw: k.Unknown(),
    repr: _number(k.Str()),
    np.iscomplexobj: holds_complex(True),
    np.isrealobj: holds_complex(False),
    hasattr: lambda a, kw: k.Bool(),
    callable: _callable,
}


def _method(base: k.Kind, name: str, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    match base:
        case k.Scalar() if name == "copy" and not args:
            return base
        case k.Complex() | k.Real() if name == "conjugate" and not args:
            return base
        case k.Array() | k.Scalar() if name in METHODS:
            return of_function(METHODS[name], [base, *args], kwargs)
        case k.Array() if name == "astype" and len(args) == 1 and not kwargs:
            return _astype(base, args[0])
        case k.Array() | k.Scalar() if name == "item" and not args:
            return probe(
                lambda a: a.flat[0].item() if isinstance(a, np.ndarray) else a.item(), [base], {}
            )
        case k.Array() if name in ("fill", "sort"):
            return k.Known(None)
        case k.List(_, element):
            if name in ("append", "extend", "insert", "reverse", "clear", "sort"):
                return k.Known(None)
            return {"pop": element, "copy": base, "index": k.Int(), "count": k.Int()}.get(
                name, k.Unknown()
            )
        case k.Dict(keys, items) if name == "get" and args and k.constant(args[0]):
            key = k.value_of(args[0])
            return (
                items[keys.index(key)]
                if key in keys
                else (args[1] if len(args) > 1 else k.Known(None))
            )
        case k.Opaque(cls) if issubclass(cls, GENERATORS):
            return kind_of_draw(name, args, kwargs)
    return k.Unknown()


def _astype(base: k.Array, target: k.Kind) -> k.Kind:
    if not isinstance(target, k.Known):
        return k.Unknown()
    try:
        return k.Array(np.dtype(target.value), base.dims)
    except TypeError:
        return k.Unknown()

"""The kind of a call: functions with a rule, builtins, methods, constructors."""

from __future__ import annotations

import enum
import math
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.callees.keyed import under_any_key
from srcgrad.infer.callees.spread_out import MANY, spread_out
from srcgrad.infer.kinds.as_called import kind_of_inactive
from srcgrad.infer.kinds.builtin_kinds import BUILTINS
from srcgrad.infer.kinds.derived import kind_of_derivative, kind_of_derived
from srcgrad.infer.kinds.draws import generates, kind_of_draw, kind_of_method
from srcgrad.infer.kinds.dtypes import limits, promoted
from srcgrad.infer.kinds.elements import element_of
from srcgrad.infer.kinds.indexing import member_of
from srcgrad.infer.kinds.of_matrices import scaled_or_added
from srcgrad.infer.kinds.of_scipy import of_whole_numbers, results_of
from srcgrad.infer.kinds.operators import PLAIN, binary, broadcast_dims, elementwise, folded
from srcgrad.infer.kinds.probe import probe
from srcgrad.infer.kinds.told import NumberClass
from srcgrad.infer.lengths.shapes import SHAPES
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.painting import PAINTED, paints
from srcgrad.ir.pair import Half
from srcgrad.rules import METHODS, lookup, written_out
from srcgrad.rules.derived import Derived, makes
from srcgrad.rules.held import Bound
from srcgrad.rules.objects import (
    OPERATORS,
    asks,
    class_made,
    class_of_part,
    method_meant,
    operation_of,
)

KindOf = Callable[[e.Expr], k.Kind]

SETTINGS = ("dtype", "casting", "order", "subok")  # of an elementwise function, no operands
MADE_OF_NUMBERS = ("numpy.polynomial.", "numpy.fft", "scipy.signal.windows")
DESIGNS = {  # of `scipy.signal`: coefficients that numbers decide
    "bessel",
    "butter",
    "cheby1",
    "cheby2",
    "ellip",
    "firls",
    "firwin",
    "firwin2",
    "get_window",
    "iirfilter",
    "iirnotch",
    "iirpeak",
    "lfilter_zi",
    "remez",
    "savgol_coeffs",
    "sosfilt_zi",
    "tf2sos",
    "unit_impulse",
    "zpk2sos",
    "zpk2tf",
}
TEXT = {  # methods of strings that give a string, a truth or a number
    "capitalize", "casefold", "count", "endswith", "find", "index", "isalpha", "isdigit",
    "islower", "isupper", "lower", "lstrip", "removeprefix", "removesuffix", "replace", "rfind",
    "rstrip", "startswith", "strip", "swapcase", "title", "upper",
}  # fmt: skip
MAKING_TEXTS = {  # those that give a string, whatever it is
    "capitalize", "casefold", "center", "format", "join", "ljust", "lower", "lstrip", "replace",
    "rjust", "rstrip", "strip", "title", "upper", "zfill",
}  # fmt: skip
DECIDE_RANK = {"axes", "ndmin"}  # parameters whose value decides the rank of the result


def kind_of_call(tree: e.Call, kind_of: KindOf) -> k.Kind:
    """The kind of what a call returns."""
    args = spread_out(tree.args, kind_of)
    kwargs = {name: kind_of(value) for name, value in tree.kwargs}
    if any(_never(a) for a in (*args, *kwargs.values())):
        return k.Empty()
    if MANY in args or "**" in kwargs:
        return k.Unknown()
    if isinstance(tree.func, e.Attr):
        base = kind_of(tree.func.base)
        if isinstance(base, k.Empty):
            return k.Empty()
        found = of_object(base, tree.func.name, base, *args, **kwargs)
        if tree.func.name == "dot" and isinstance(found, k.Unknown) and args:
            found = scaled_or_added("@", base, args[0]) or found
        return _method(base, tree.func.name, args, kwargs) if found is None else found
    callee = kind_of(tree.func)
    owner, name = bound_to(callee)
    found = of_object(owner, name, owner, *args, **kwargs)
    if found is not None:
        return found
    if isinstance(callee, k.Function) and isinstance(callee.code, Derived):
        return kind_of_derived(callee.code, args, kwargs)
    if isinstance(callee, NumberClass):
        return callee.called(args, kwargs)
    if not isinstance(callee, k.Known):
        return k.Unknown()
    return of_function(callee.value, args, kwargs)


def _never(kind: k.Kind) -> bool:
    """Is it, or does a display hold, what no path is known to give so far?"""
    held = kind.items if isinstance(kind, k.List | k.Tuple) else None
    return isinstance(kind, k.Empty) or any(isinstance(item, k.Empty) for item in held or ())


def bound_to(callee: k.Kind) -> tuple[k.Kind, str]:
    """The object and the method that a call stands for: another's, or its own."""
    given = callee.cls if isinstance(callee, k.Opaque) else callee
    found = method_meant(given.value if isinstance(given, k.Known) else given)
    return (callee, "call") if found is None else (k.Opaque(found[0]), found[1])


def of_object(base: k.Kind, name: str, /, *args: k.Kind, **kwargs: k.Kind) -> k.Kind | None:
    """The kind of what a method or operator of a constant object gives, where it has a rule."""
    function = operation_of(base.cls, name) if isinstance(base, k.Opaque) else None
    return None if function is None or asks(function) else of_function(function, list(args), kwargs)


def of_operands(op: str, left: k.Kind, right: k.Kind) -> k.Kind:
    """The kind of `left op right`, of which one may be a constant object."""
    if type(left) in PLAIN and type(right) in PLAIN:
        return binary(op, left, right)
    name = OPERATORS.get(op)
    found = None
    if name is not None:
        found = of_object(left, name, left, right)
        found = of_object(right, f"r{name}", left, right) if found is None else found
    if found is None or isinstance(found, k.Unknown):
        found = scaled_or_added(op, left, right) or found
    return binary(op, left, right) if found is None else found


def of_function(function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """The kind of `function(*args, **kwargs)`."""
    if isinstance(function, Half):
        return function.kind()
    if paints(function):
        return PAINTED
    if isinstance(function, Bound | Derived) or makes(function):
        return kind_of_derivative(function, args, kwargs)
    if (drawn := kind_of_draw(function, args, kwargs)) is not None:
        return drawn
    made = class_made(function, [a.cls for a in args if isinstance(a, k.Opaque)])
    if made is not None:
        return k.Opaque(made)
    special = BUILTINS.get(function)
    if special is not None:
        return special(args, kwargs)
    if function in (np.finfo, np.iinfo):
        return limits(function, args, kwargs)
    if function in (np.result_type, np.promote_types, np.common_type):
        return promoted(function, args, kwargs)
    if (
        isinstance(function, types.FunctionType)
        and lookup(function) is None
        and not _runtime(function)
        and not _constants(function)
    ):
        return kind_of_inactive(function, args, kwargs)
    if isinstance(function, enum.EnumMeta):
        return member_of(function, args) if not kwargs else k.Unknown()
    if isinstance(function, type) and not issubclass(function, np.generic | np.dtype):
        return k.Unknown()
    if not _library(function) or function in _UNPROBED:
        return kind_of_inactive(function, args, kwargs)
    if isinstance(function, type) and args and k.rank(args[0]) != 0 and not k.constant(args[0]):
        return _as_integers(function, args, kwargs)
    if not all(_settled(kwargs[name]) for name in DECIDE_RANK & set(kwargs)):
        return k.Unknown()
    of_math = isinstance(function, types.BuiltinFunctionType) and function.__module__ == "math"
    if of_math:
        rule = lookup(function)
        derived = rule is not None and rule.form != "nondifferentiable"
        if derived and function not in _PAIRS:
            known = bool(args) and all(map(k.constant, args)) and not kwargs
            return folded(function, *args) if known else k.Real()
    shape = results_of(function) or SHAPES.get(function)
    if shape is not None:
        found = shape(function, args, kwargs)
        if found is not None:
            return found
    rule = lookup(function)
    by_partials = rule is not None and rule.form == "partials"
    plain = isinstance(function, np.ufunc) and function.signature is None
    if (by_partials or (plain and set(kwargs) <= {*SETTINGS})) and not of_math:
        return _broadcast(function, args, kwargs)
    if any(k.rank(a) is None and isinstance(a, k.Array) for a in args):
        return k.Unknown()
    return probe(function, args, kwargs)


def _as_integers(function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """`np.int64(array)`: a new array of a float one; `np.float64(array)` is perhaps the same."""
    match args:
        case [k.Array(dtype, dims, False)] if not kwargs and dims and dtype.kind == "f":
            if issubclass(function, np.integer):
                return k.Array(np.dtype(function), dims)
    return k.Unknown()


def _settled(kind: k.Kind) -> bool:
    """Is the value known at compile time, lists included?"""
    if isinstance(kind, k.List | k.Tuple):
        return kind.items is not None and all(map(_settled, kind.items))
    return k.constant(kind)


def _broadcast(function: Any, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """The kind of an elementwise function's result, or results; keywords are operands too."""
    if "out" in kwargs:
        return kwargs["out"]
    settings = {key: kwargs[key] for key in SETTINGS if key in kwargs}
    if not all(isinstance(kind, k.Known) for kind in settings.values()):
        return k.Unknown()
    given = {key: k.value_of(kind) for key, kind in settings.items()}
    names = tuple(key for key in kwargs if key not in SETTINGS)
    operands = [*args, *(kwargs[key] for key in names)]

    def called(*values: Any) -> Any:
        named = dict(zip(names, values[len(args) :], strict=True))
        return function(*values[: len(args)], **named, **given)

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
    return function in windows or module.startswith(MADE_OF_NUMBERS) or _designs(function)


def _designs(function: Any) -> bool:
    """Does it make the coefficients of a filter, or those and nodes that whole numbers decide?"""
    module = getattr(function, "__module__", None) or ""
    if module.startswith("scipy.special."):
        return of_whole_numbers(function)
    if module == "scipy.linalg._special_matrices":
        return written_out(function) is not None  # others are read
    return module.startswith("scipy.signal.") and function.__name__ in DESIGNS


def _library(function: Any) -> bool:
    """May the compiler run the function on samples? Only a library's, without effects."""
    if _runtime(function) or _designs(function):
        return True
    module = getattr(function, "__module__", None) or ""
    return (
        isinstance(function, np.ufunc)
        or lookup(function) is not None
        or module.partition(".")[0] in ("numpy", "math", "cmath")
        or module.startswith("scipy.signal.windows")
    )


_PAIRS = (math.frexp, math.modf)  # whose results are tuples
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


def _item(base: k.Kind) -> k.Kind:
    """An element as a number of Python's own."""
    return probe(lambda a: a.flat[0].item() if isinstance(a, np.ndarray) else a.item(), [base], {})


def _method(base: k.Kind, name: str, args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    match base:
        case k.Scalar() if name == "copy" and not args:
            return base
        case k.Complex() | k.Real() if name == "conjugate" and not args:
            return base
        case k.Int() if name in ("bit_length", "bit_count") and not args:
            return k.Int()
        case k.Array() | k.Scalar() if name in METHODS:
            return of_function(METHODS[name], [base, *args], kwargs)
        case k.Array() | k.Scalar() if name == "astype" and len(args) == 1 and not kwargs:
            return _astype(base, args[0])
        case k.Array() | k.Scalar() if name == "item" and not args:
            return _item(base)
        case k.Array(_, dims) if name == "tolist" and dims and not args:
            listed = _item(base)
            for _ in dims:
                listed = k.List(None, listed)
            return listed
        case k.Array() if name in ("fill", "sort", "partition"):
            return k.Known(None)
        case k.List(_, element):
            if name in ("append", "extend", "insert", "reverse", "clear", "sort"):
                return k.Known(None)
            return {"pop": element, "copy": base, "index": k.Int(), "count": k.Int()}.get(
                name, k.Unknown()
            )
        case k.Known() | k.Opaque() if name == "indices" and k.general(base) == k.Opaque(slice):
            return k.Tuple((k.Int(),) * 3)
        case k.Set() if not kwargs:
            return _of_set(base, name, args)
        case k.Dict(keys, items) if name == "get" and args and k.constant(args[0]):
            key = k.value_of(args[0])
            return (
                items[keys.index(key)]
                if key in keys
                else (args[1] if len(args) > 1 else k.Known(None))
            )
        case k.Known(str() as text) if name in TEXT and all(map(k.constant, args)) and not kwargs:
            return _of_text(text, name, [k.value_of(a) for a in args])
        case k.Known(str()) | k.Str() if name in MAKING_TEXTS:
            return k.Str()
        case k.Known(str()) | k.Str() if name in ("split", "rsplit", "splitlines"):
            return k.List(None, k.Str())
        case k.Known(str()) | k.Str() if name in ("count", "find", "index", "rfind", "rindex"):
            return k.Int()
        case k.Dict(_, items) if name == "get" and args:
            any_of = under_any_key(items)
            other = args[1] if len(args) > 1 else k.Known(None)
            return any_of if isinstance(any_of, k.Unknown) else k.join(any_of, other)
        case k.Opaque(cls) if generates(cls):
            return kind_of_method(cls, name, args, kwargs)
        case k.Opaque(cls) if (found := class_of_part(cls, name)) is not None:
            return k.Opaque(found)
        case k.Opaque(cls) if paints(cls):
            return PAINTED
    return k.Unknown()


def _of_set(base: k.Set, name: str, args: list[k.Kind]) -> k.Kind:
    """What a method of a set gives."""
    if name in ("add", "clear", "discard", "remove", "update"):
        return k.Known(None)
    if name in ("isdisjoint", "issubset", "issuperset"):
        return k.Bool()
    if name == "pop":
        return base.element
    found = base.element
    for one in args:
        found = k.join(found, element_of(one))
    made = ("copy", "difference", "intersection", "symmetric_difference", "union")
    return k.set_of(found) if name in made else k.Unknown()


def _of_text(text: str, name: str, args: list[Any]) -> k.Kind:
    """What a method of a constant string gives."""
    try:
        return k.Known(getattr(text, name)(*args))
    except (TypeError, ValueError):  # the program raises it
        return k.Unknown()


def _astype(base: k.Array | k.Scalar, target: k.Kind) -> k.Kind:
    try:
        dtype = np.dtype(k.value_of(target)) if isinstance(target, k.Known) else None
    except TypeError:
        dtype = None
    if dtype is None or isinstance(base, k.Scalar):
        return k.Scalar(dtype) if dtype is not None and dtype.kind in "iub" else k.Unknown()
    return k.Array(dtype, base.dims)

"""What a specialisation depends on: the kinds of the arguments, as small hashable keys.

>>> import numpy as np
>>> sign(2.0), sign(np.zeros((3, 1)))
('float', ('array', dtype('float64'), (0, 1)))
"""

from __future__ import annotations

import enum
import functools
import operator
import sys
import threading
import types
from collections import OrderedDict, namedtuple
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from srcgrad.late import dataclass
from srcgrad.request.alike import behind, first

Key = Any  # a string, or a tuple that starts with one

DATA = (int, float, complex, str, np.ndarray, np.generic)  # of a class, which each call reads
FOREIGN = (np.ndarray, int, float, complex, str)  # subclasses of these: their operations are code
STANDARD = sys.stdlib_module_names  # their objects are no containers of numbers
LIMITS = (np.finfo, np.iinfo, type(sys.float_info))  # of kinds of numbers: they never change
MARKS = (object, type(np._NoValue))  # mean what they are: that an argument is not given
READ = ("__len__", "__getitem__", "__iter__", "__contains__", "__getattribute__")  # of tuples
NUMPY = ("__array__", "__array_interface__", "__array_struct__", "__array_function__")  # asks them
FIELD = type(vars(namedtuple("One", "field"))["field"])  # reads one field of named tuples
WRITTEN = ("_fields", "_make", "_replace", "_asdict")  # by `namedtuple`
_slots: WeakKeyDictionary[type, list[str]] = WeakKeyDictionary()
_signing = threading.local()  # the objects whose attributes are being signed

# An axis of length 1 broadcasts, and a slice of a short one may have length 1: both are signed.
SHORT = frozenset({0, 1, 2, 3})
LONG = 4  # the code of all other lengths

FEW = 8  # what an axis or an order is at most; counts of passes are larger
MANY = 16  # a longer list of alike elements is signed by its element
CROWD = 64  # the same of objects, which are followed one by one
UNEQUAL_STRIDES = "unequal strides"  # comes after the names of arguments that overlap with such
OPAQUE = {
    "numpy",
    "scipy",
    "pandas",
    "builtins",
    "logging",
    "threading",
    "io",
    "re",
    "random",
    "functools",
    "srcgrad",
    "matplotlib",
}


def _array(value: np.ndarray[Any, Any]) -> Key:
    shape = value.shape
    if SHORT.isdisjoint(shape):
        return "array", value.dtype, len(shape)
    sizes = tuple([n if n == 1 else (0 if n in SHORT else LONG) for n in shape])
    return "array", value.dtype, sizes


def _list(value: list[Any]) -> Key:
    keys = tuple([sign(v) for v in value])
    most = CROWD if keys and keys[0][0] == "object" else MANY
    if len(keys) > most and len(set(keys)) == 1:
        return "long list", keys[0]
    return "list", keys


def _set(value: Any) -> Key:
    keys = {"str" if type(v) is str else sign(v) for v in value}
    return ("set", *keys) if len(keys) < 2 else ("other", type(value))


def _dict(value: dict[Any, Any], part: Callable[[Any], Key]) -> Key:
    names, kinds = tuple(value), tuple({type(n): None for n in value})
    items = tuple([part(v) for v in value.values()])
    if kinds in ((), (str,)):
        return "dict", names, items
    return "dict", names, items, tuple([type(n) for n in names])  # 1, True and 1.0 are equal


def _span(*bounds: Any) -> Key:
    plain = all(type(one) in (int, type(None)) for one in bounds)
    return ("slice", *bounds) if plain else ("other", slice)


RULED: dict[int, Any] = {}  # what users have declared a derivative of, by its identity
_SIGNS: dict[type, Callable[[Any], Key]] = {
    float: lambda v: "float",
    int: lambda v: "int",
    complex: lambda v: "complex",
    bool: lambda v: ("value", v),
    str: lambda v: ("value", v),
    type(None): lambda v: ("value", None),
    type(...): lambda v: ("value", v),
    np.ndarray: _array,
    list: _list,
    set: _set,
    frozenset: _set,
    range: lambda v: ("range",),
    slice: lambda v: _span(v.start, v.stop, v.step),
    tuple: lambda v: ("tuple", tuple, tuple([sign(x) for x in v])),
    dict: lambda v: _dict(v, sign),
    types.FunctionType: lambda v: ("static", v),
    types.BuiltinFunctionType: lambda v: ("static", v),
    types.MethodDescriptorType: lambda v: ("static", v),  # `list.append`
    types.MethodWrapperType: lambda v: ("static", v),  # `xs.__setitem__`
    types.WrapperDescriptorType: lambda v: ("static", v),  # `list.__setitem__`
    types.ModuleType: lambda v: ("static", v),
    np.ufunc: lambda v: ("static", v),
    type(np.sum): lambda v: ("static", v),  # of most functions of NumPy
    types.MethodType: lambda v: _method(v, sign(v.__self__)),
    functools.partial: lambda v: (
        "partial",
        *(sign(part) for part in (v.func, v.args, v.keywords)),
    ),
    operator.itemgetter: lambda v: ("static", v),
    operator.attrgetter: lambda v: ("static", v),
}


def _method(value: Any, owner: Key) -> Key:
    """A method with what it is bound to: of SciPy's own distributions each is one function."""
    return ("static", value) if owner[0] == "static" else ("method", value.__func__, owner)


def sign(value: Any) -> Key:
    """The key of one argument."""
    known = _SIGNS.get(type(value))
    return known(value) if known is not None else _sign_other(value)


def sign_by_value(value: Any) -> Key:
    """The key of an argument whose small integers count, alone or in plain containers.

    >>> sign_by_value((2, 1.0))
    ('tuple', <class 'tuple'>, (('integer', 2), 'float'))
    """
    return _in_containers(value, _integer)


def sign_with_lengths(value: Any, integers: bool = False) -> Key:
    """The key of an argument whose short arrays count by their shapes, in plain containers too.

    >>> sign_with_lengths(np.zeros((3, 1)))
    ('shaped', dtype('float64'), (3, 1))
    """
    return _in_containers(value, lambda v: _shaped(v) or (_integer(v) if integers else None))


def _integer(value: Any) -> Key | None:
    if type(value) is int:
        return ("integer", value) if -FEW <= value <= FEW else "int"  # 1 is not True
    if type(value) is range:
        return ("range", value) if len(value) <= FEW else ("range",)
    return None


def _shaped(value: Any) -> Key | None:
    short = type(value) is np.ndarray and 0 < max(value.shape, default=0) <= MANY
    return ("shaped", value.dtype, value.shape) if short else None


def _in_containers(value: Any, own: Callable[[Any], Key | None]) -> Key:
    """The key of an argument, with keys of their own for some of what it holds."""
    kind = type(value)
    if kind is tuple:
        return "tuple", tuple, tuple([_in_containers(v, own) for v in value])
    if kind is list and len(value) <= MANY:
        return "list", tuple([_in_containers(v, own) for v in value])
    if kind is dict:
        return _dict(value, lambda v: _in_containers(v, own))
    found = own(value) or sign(value)
    return _in_object(value, found, own) if found[0] == "object" else found


def _in_object(value: Any, key: Any, own: Callable[[Any], Key | None]) -> Key:
    """The key of an object, with such keys for some of what its attributes hold."""
    signing = _signing.__dict__.setdefault("objects", set())
    signing.add(id(value))
    try:
        held, (tag, cls, names, items, shared) = attributes_in(value), key
        items = [
            item if item[0] == "other" else _in_containers(held[name], own)
            for name, item in zip(names, items, strict=True)
        ]
        return tag, cls, names, tuple(items), shared
    finally:
        signing.discard(id(value))


def _sign_other(value: Any) -> Key:
    if isinstance(value, np.generic):
        plain = type(value) is value.dtype.type
        return ("scalar", value.dtype) if plain else ("other", type(value))
    if isinstance(value, enum.Enum):  # one of a few, whose number or text is read at once
        told = value._value_ if type(value._value_) in (bool, int, str) else None
        return "member", type(value), value, told, value._name_
    if type(value) in MARKS:
        return "member", type(value), value
    if isinstance(value, (np.dtype, type, *LIMITS)):
        return "value", value
    if hasattr(type(value), "__srcgrad_derived__"):  # a derivative, and whose
        return "static", value, value.primal
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        if not is_plain_tuple(type(value)):
            return "other", type(value)
        return "tuple", type(value), tuple([sign(x) for x in value])
    if isinstance(value, FOREIGN) or not has_attributes(value):
        return "other", type(value)
    if callable(value) and not _followed(type(value).__call__):
        told = type(value).__module__ == "uarray" or id(value) in RULED  # of scipy.fft, or ruled
        return ("static", value) if told else ("other", type(value))
    if type(value).__module__.partition(".")[0] in OPAQUE:
        return _frozen(value) or ("other", type(value))
    cls: Any = type(value)
    own = cls is OrderedDict or cls.__module__.partition(".")[0] not in STANDARD
    if isinstance(value, dict) and own:
        base = OrderedDict if cls is OrderedDict else dict
        read = ("__getattribute__", "__iter__", "values")  # by which we go through it
        plain = not attributes_in(value) and all(getattr(cls, n) is getattr(base, n) for n in read)
        return ("derived", cls, _SIGNS[dict](value)) if plain else ("other", cls)
    plain = cls is types.SimpleNamespace or cls.__getattribute__ is object.__getattribute__
    if not plain:
        return "other", type(value)
    signing = _signing.__dict__.setdefault("objects", set())
    if id(value) in signing:  # an object that reaches itself
        return "other", type(value)
    signing.add(id(value))
    try:
        return _object(value)
    finally:
        signing.discard(id(value))


def is_plain_tuple(cls: Any) -> bool:
    """Does a class of named tuples leave it to Python how they are read and gone through?"""
    plain = all(getattr(cls, n) is getattr(tuple, n) for n in READ)
    added = any(hasattr(cls, n) for n in ("__bool__", "__reversed__", "__buffer__", *NUMPY))
    added |= getattr(cls, "__array_ufunc__", None) is not None  # None: it takes part in none
    *below, made = cls.__mro__[: cls.__mro__.index(tuple)]  # the last is what `namedtuple` made
    told = {*WRITTEN, *cls._fields}
    of_library = made.__module__.partition(".")[0] in OPAQUE
    fields = of_library or {FIELD} >= {type(vars(made).get(name)) for name in made._fields}
    return plain and not added and fields and all(told.isdisjoint(vars(one)) for one in below)


def _followed(call: Any) -> bool:
    """Is what a call of an object or a method does written in Python, or a derivative?"""
    return isinstance(call, types.FunctionType) or hasattr(type(call), "__srcgrad_derived__")


def _frozen(value: Any) -> Key | None:
    """One of SciPy's own distributions, or with its parameters."""
    made = getattr(value, "dist", value)
    own: Any = getattr(sys.modules.get("scipy.stats"), distribution_name(made), None)
    module, _, name = type(value).__module__.rpartition(".")
    if value is own and module == "scipy.stats":
        return "static", own
    if module != "scipy.stats" or name != "_distn_infrastructure" or type(made) is not type(own):
        return None
    if own is None or (made.name, made.a, made.b) != (own.name, own.a, own.b):
        return None
    return "frozen", own.name, sign(value.args), sign(value.kwds)


def distribution_name(value: Any) -> str:
    """The name under which `scipy.stats` has a distribution, if it is one of SciPy's own.

    Those of vectors and matrices have no name but that of their class, `dirichlet_gen`.
    """
    name: str = getattr(value, "name", None) or type(value).__name__.removesuffix("_gen")
    return name


def slots_of(cls: type) -> list[str]:
    """The attributes that objects of a class of the user's hold in `__slots__`."""
    found = _slots.get(cls)
    if found is None:
        found = _slots[cls] = [
            name
            for owner in reversed(cls.__mro__)
            if "__slots__" in vars(owner) and owner.__module__.partition(".")[0] not in STANDARD
            for name, held in vars(owner).items()
            if isinstance(held, types.MemberDescriptorType)
        ]
    return found


def has_attributes(value: Any) -> bool:
    """Does an object hold attributes of its own?"""
    return isinstance(getattr(value, "__dict__", None), dict) or bool(slots_of(type(value)))


def attributes_in(value: Any) -> dict[str, Any]:
    """The attributes that an object holds, as `runtime.sharing` has them for generated programs."""
    slots = slots_of(type(value))
    if not slots:
        own: dict[str, Any] = getattr(value, "__dict__", {})
        return own
    found = {n: getattr(value, n) for n in slots if hasattr(value, n)}
    own = getattr(value, "__dict__", {})
    return found | own if isinstance(own, dict) else found


def _object(value: Any) -> Key:
    held, cls = attributes_in(value), type(value)
    own = {n: first(x.__func__) for n, x in held.items() if _bound_to(value, x)}
    shared = [(n, sign(getattr(cls, n))) for n in class_data(cls) if n not in held]
    shared += [(n, ("own method", [*held].index(n), f, *behind(f))) for n, f in own.items()]
    names = tuple([n for n in held if n not in own])
    items = [("other", cls) if guarded(cls, n) else sign(held[n]) for n in names]
    return "object", cls, names, tuple(items), tuple(shared)


def _bound_to(owner: Any, value: Any) -> bool:
    """Is an attribute a method of the very object that holds it, or a derivative of one?"""
    own = type(value) is types.MethodType and value.__self__ is owner
    return own and _followed(value.__func__)


def guarded(cls: type, name: str) -> bool:
    """Does a property of the class hide what the instance holds under the name?"""
    found = [type(owner.__dict__[name]) for owner in cls.__mro__ if name in owner.__dict__]
    return any(hasattr(c, "__set__") and c is not types.MemberDescriptorType for c in found)


def class_data(cls: type) -> list[str]:
    """The class attributes that hold numbers, strings or arrays."""
    return [
        name
        for owner in cls.__mro__
        for name, held in vars(owner).items()
        if isinstance(held, DATA) and not name.startswith("__")
    ]


def named_in(key: Any, kind: type) -> list[Any]:
    """The Python functions or the classes that keys name: what these are is not part of them.

    >>> [f.__name__ for f in named_in(sign((1.0, sign)), types.FunctionType)]
    ['sign']
    """
    if isinstance(key, kind):
        return [key]
    return [f for one in key for f in named_in(one, kind)] if type(key) in (tuple, list) else []


@dataclass(frozen=True)
class ByValue:
    """Which integers count by their values, and which arrays by their lengths."""

    arguments: frozenset[str] = frozenset()
    outside: bool = False
    lengths: frozenset[str] = frozenset()

    @property
    def decides(self) -> bool:
        """Do arguments of one kind get specialisations of their own?"""
        return bool(self.arguments or self.lengths)

    def signature(self, named: dict[str, Any]) -> dict[str, Any]:
        """The keys of the arguments."""
        return {n: self._key(n, v) for n, v in named.items()}

    def _key(self, name: str, value: Any) -> Key:
        if name in self.lengths:
            return sign_with_lengths(value, name in self.arguments)
        return sign_by_value(value) if name in self.arguments else sign(value)

    def wider(self, named: dict[str, Any]) -> list[ByValue]:
        """What else can be tried: the integers of the arguments, those from outside, lengths."""
        integers = self.arguments.union(n for n, v in named.items() if sign_by_value(v) != sign(v))
        short = [n for n, v in named.items() if sign_with_lengths(v) != sign(v)]
        found = [ByValue(integers, outside, self.lengths) for outside in (self.outside, True)]
        found.append(ByValue(integers, self.outside, self.lengths.union(short)))
        return [one for n, one in enumerate(found) if one not in (self, *found[:n])]

    def between(self, wider: ByValue) -> list[ByValue]:
        """What may do instead of something wider: one argument more, or what is outside alone."""
        more = sorted(wider.arguments - self.arguments)
        longer = sorted(wider.lengths - self.lengths)
        if longer:
            found = [ByValue(self.arguments, self.outside, self.lengths | {n}) for n in longer]
            found.append(ByValue(self.arguments, self.outside, wider.lengths))
        else:
            found = [ByValue(self.arguments, True, self.lengths)] if wider.outside else []
            found += [ByValue(self.arguments | {n}, wider.outside, self.lengths) for n in more]
        return [one for n, one in enumerate(found) if one not in (wider, *found[:n])]

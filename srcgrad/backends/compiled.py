"""A generated adjoint that is ready to call, and what it depends on beside its arguments."""

from __future__ import annotations

import builtins
import functools
import sys
import types
from abc import ABCMeta, get_cache_token
from collections.abc import Callable, Mapping
from operator import itemgetter
from typing import Any

from srcgrad.cache import digest
from srcgrad.errors import InvalidProgramError, Location
from srcgrad.ir import kinds as k
from srcgrad.ir.function import Free, inside, of_class
from srcgrad.late import dataclass, field
from srcgrad.request import named_in, sign, sign_by_value
from srcgrad.request.signature import OPAQUE, STANDARD

BUILTINS = frozenset(vars(builtins))
LIBRARIES = (OPAQUE - {"srcgrad"}) | STANDARD  # their classes stay what they are
NOTES = {"__slotnames__", "__annotations__", "__annotations_cache__"}  # made when first asked for
Named = dict[str, Any]
Spots = dict[str, dict[int, Location]]  # of generated texts: by path the user's place of each line


@dataclass
class Compiled:
    """One specialisation."""

    function: Callable[..., Any]
    source: str
    path: str
    free: list[Free]
    output: k.Kind
    scalar: bool
    guards: list[tuple[Free, Any]]  # values that were looked at, and the keys that they had
    written: list[str]  # parameters and free values whose memory the program writes
    overlap: bool  # was it made for arguments that share memory?
    changed: list[str] = field(default_factory=list)  # parameters whose containers it stores into
    apart: list[Free] = field(default_factory=list)  # what functions that it calls change outside
    origins: dict[int, int] = field(default_factory=dict)
    spots: dict[int, Location] = field(default_factory=dict)
    inside: Spots = field(default_factory=dict)  # of the derivatives that the program calls

    def places(self) -> Spots:
        """The user's places by file and line: of this one, and of those that it calls."""
        head = f"def {self.function.__name__}("
        lines = enumerate(self.source.split("\n"), 1)
        own = next((n for n, line in lines if line.startswith(head)), 0)
        before = self.function.__code__.co_firstlineno - own  # the cache's line in its file
        return {self.path: {n + before: p for n, p in self.spots.items()}, **self.inside}


def not_yet(*args: Any, **kwargs: Any) -> Any:
    """What stands for the function until it is loaded."""
    raise InvalidProgramError("an adjoint was called before it was loaded", "emit")


def read_free(free: Free) -> Any:
    """The live value of a free name."""
    holder = free.namespace
    if isinstance(holder, types.CellType):
        return holder.cell_contents
    if isinstance(holder, type):
        return of_class(holder, free.key)
    if isinstance(holder, tuple):
        return holder[int(free.key)]
    if free.key not in holder:  # a module that makes it when asked
        module = sys.modules.get(holder.get("__name__", ""))
        if module is not None and vars(module) is holder and hasattr(module, free.key):
            return getattr(module, free.key)
    return holder[free.key]


def key_of(value: Any, by_value: bool = False) -> Any:
    """What must stay the same of a value that the compiler looked at: its kind, or its identity.

    With `by_value`, the integers in it as well.
    """
    if isinstance(value, staticmethod | classmethod):
        return key_of(value.__func__)
    if isinstance(value, functools.cached_property):
        return key_of(value.func)
    if isinstance(value, functools.singledispatchmethod):
        return key_of(value.dispatcher)
    if isinstance(value, property):
        return [None if part is None else key_of(part) for part in (value.fget, value.fset)]
    key = sign_by_value(value) if by_value else sign(value)
    if isinstance(value, types.MethodType):  # what it is bound to may have been kept
        return [key, id(value.__self__)]
    special = isinstance(key, tuple) and key[0] in ("other", "static", "value")
    return Same(value) if special and callable(value) else key


def guards(found: list[Free], by_value: bool, given: Named) -> list[tuple[Free, Any]]:
    """Values that the compiler looked at, with what must stay the same of each.

    So are the functions and classes in them and in what is given, of which the keys say only
    which they are.
    """
    places = {(id(free.namespace), free.key): free for free in found}
    own = [free for free in places.values() if free.namespace is not vars(builtins)]
    keys = [key_of(read_free(free), by_value) for free in own]
    seen = [keys, *given.values()]
    within = [*named_in(seen, types.FunctionType), *filter(own_classes, named_in(seen, type))]
    inside = {id(one): Free("", (one,), "0") for one in within}
    held = [(free, key_of(read_free(free))) for free in inside.values()]
    return [*zip(own, keys, strict=True), *held]


def stand(guarded: list[tuple[Free, Any]]) -> bool:
    """Are values that the compiler looked at still what they were?"""
    for free, key in guarded:
        try:
            value = read_free(free)
        except (LookupError, ValueError):  # unbound by now: the program itself will say so
            return False
        if type(key) is Same and value is key.value:  # most are functions
            if not key.unchanged():
                return False
        elif key_of(value) != key and key_of(value, by_value=True) != key:
            return False
    return True


class Same:
    """Equal only if it is the same object, and does what it did.

    A function, and one that it stands around, has the same code and defaults; a class of the
    user's has got no method that it had not, such as `__bool__`.
    """

    def __init__(self, value: Any) -> None:
        self.value = value
        keywords = getattr(value, "__kwdefaults__", None)  # a descriptor, of `FunctionType`
        self.parts = (getattr(value, "__code__", None), getattr(value, "__defaults__", None))
        self.keywords = _by_identity(keywords) if isinstance(keywords, dict) else {}
        is_function = isinstance(value, types.FunctionType)
        self._meanings = Meanings(value) if is_function else None
        behind = inside(value)
        self._behind = Same(behind) if isinstance(behind, types.FunctionType) else None
        self._contents = Contents(value) if isinstance(value, type) else None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Same) or other.value is not self.value:
            return False
        same = all(a is b for a, b in zip(self.parts, other.parts, strict=True))
        return (
            same
            and self.keywords == other.keywords
            and self._behind == other._behind
            and self._contents == other._contents
        )

    def unchanged(self) -> bool:
        """Does the object, a function or a class perhaps, do what it did?"""
        value, (code, defaults) = self.value, self.parts
        if self._contents is not None:
            return self._contents.hold()
        if getattr(value, "__code__", None) is not code:
            return False
        if getattr(value, "__defaults__", None) is not defaults:
            return False
        if self._meanings is not None and not self._meanings.hold():
            return False
        if self._behind is not None and not self._behind.unchanged():
            return False
        given = getattr(value, "__kwdefaults__", None)
        return not (given or self.keywords) or Same(value) == self

    __hash__ = None  # type: ignore[assignment]  # compared, never looked up


class Contents:
    """The names in a class of the user's, its bases and metaclass, and what counts as one of it.

    So are its functions and descriptors: the compiler takes some at their word, as what `dataclass`
    wrote. What the other names stand for is guarded where it has read it.

    >>> class Point: ...
    >>> settled = Contents(Point)
    >>> Point.__bool__ = lambda self: False
    >>> settled.hold()
    False
    """

    def __init__(self, cls: type) -> None:
        self.registered = get_cache_token() if isinstance(cls, ABCMeta) else None
        self.order = cls, cls.__mro__
        self.held = [(vars(one), [*vars(one)], *_acting(vars(one))) for one in own_classes(cls)]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Contents) and vars(self) == vars(other)

    def hold(self) -> bool:
        """Is all of it as it was?"""
        cls, order = self.order
        if cls.__mro__ is not order:
            return False
        if self.registered is not None and self.registered != get_cache_token():
            return False
        for held, names, acting, methods in self.held:  # asked at each call: no generator
            if [*held] != names and not _noted_since(held, names):
                return False
            if [*map(held.__getitem__, acting)] != methods:
                return False
        return True

    __hash__ = None  # type: ignore[assignment]  # compared, never looked up


def _acting(held: Mapping[str, Any]) -> tuple[list[str], list[Any]]:
    """The functions and descriptors in a class, which decide what is done with its objects."""
    acting = [name for name, value in held.items() if hasattr(type(value), "__get__")]
    return acting, [held[name] for name in acting]


def _noted_since(held: Mapping[str, Any], names: list[str]) -> bool:
    """Is all that is new in a class what Python itself notes there? Then that is known from now."""
    now = [*held]
    if [n for n in now if n not in NOTES] != [n for n in names if n not in NOTES]:
        return False
    names[:] = now
    return True


def _by_identity(values: dict[str, Any]) -> dict[str, int]:
    return {name: id(one) for name, one in values.items()}


def own_classes(cls: type) -> list[type]:
    """A class, its bases and its metaclasses, as far as they are the user's."""
    meta: Any = type(cls)
    every = (*cls.__mro__, *meta.__mro__)
    return [one for one in every if one.__module__.partition(".")[0] not in LIBRARIES]


class Meanings:
    """The modules and builtins that a function's names stood for when this was made.

    The compiler looks them up once, the primal on every call.

    >>> def root(x):
    ...     return abs(x) ** 0.5
    >>> settled = Meanings(root)
    >>> settled.hold()
    True
    >>> root.__globals__["abs"] = float
    >>> settled.hold()
    False
    """

    __slots__ = ("hold",)

    def __init__(self, function: types.FunctionType) -> None:
        outside = function.__globals__
        names = sorted(names_of(function.__code__))
        modules = {n: outside[n] for n in names if isinstance(outside.get(n), types.ModuleType)}
        builtin = tuple(n for n in names if n in BUILTINS and n not in outside)
        self.hold = _still(outside, modules, builtin)  # do the names stand for the same still?


def _still(outside: Named, modules: Named, builtin: tuple[str, ...]) -> Callable[[], bool]:
    """Do names outside of a function stand for these modules, and these for builtins?

    Asked at each call; most functions name one module.
    """
    read, absent = outside.get, outside.keys().isdisjoint
    if len(modules) <= 1:
        name, module = next(iter(modules.items()), ("", None))
        if not builtin:
            return lambda: read(name) is module
        return lambda: read(name) is module and absent(builtin)
    look, held = itemgetter(*modules), tuple(modules.values())

    def hold() -> bool:
        try:
            return bool(look(outside) == held) and absent(builtin)
        except KeyError:  # deleted: the program itself will say so
            return False

    return hold


def names_of(code: types.CodeType) -> set[str]:
    """The names that a code object and those inside it may look up."""
    inner = [c for c in code.co_consts if isinstance(c, types.CodeType)]
    return set(code.co_names).union(*map(names_of, inner))


def code_digest(code: types.CodeType) -> str:
    """A digest of what a code object does, and of the lines that it stands on."""
    lines = [(a, b, None if n is None else n - code.co_firstlineno) for a, b, n in code.co_lines()]
    constants = [
        code_digest(c) if isinstance(c, types.CodeType) else repr(c) for c in code.co_consts
    ]
    parts = (
        code.co_code.hex(),
        repr(constants),
        repr(code.co_names),
        repr(code.co_varnames),
        repr(lines),
    )
    return digest(*parts, repr(code.co_freevars), str(code.co_flags))


def function_digest(function: types.FunctionType) -> str:
    """A digest of a function's code, and of the modules and builtins that its names stand for."""
    outside, meant = function.__globals__, []
    for name in sorted(names_of(function.__code__)):
        value = outside.get(name)
        if isinstance(value, types.ModuleType):
            meant.append(f"{name} is {value.__name__}")
        elif name in outside and name in BUILTINS:
            meant.append(f"{name} is no builtin")
    return digest(code_digest(function.__code__), *meant)

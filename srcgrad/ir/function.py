"""A function in the core language, with the facts that stages add to it."""

from __future__ import annotations

import abc
import contextlib
import enum
import functools
import gc
import types
from collections.abc import Iterable
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from srcgrad.late import dataclass, field
from srcgrad.request.signature import STANDARD

if TYPE_CHECKING:  # slow to import, and a process that finds all in the cache needs no trees
    from srcgrad.errors import Location
    from srcgrad.ir.expr import Expr
    from srcgrad.ir.stmt import Block


MANAGER = contextlib.contextmanager(lambda: iter(())).__code__


def inside(function: Any) -> Any:
    """What `lru_cache` or `contextmanager` runs; `wraps` above them writes `__wrapped__` anew.

    >>> kept = functools.lru_cache(len)
    >>> kept.__wrapped__ = abs
    >>> inside(kept)
    """
    if isinstance(function, functools._lru_cache_wrapper):
        held = [one for one in gc.get_referents(function) if isinstance(one, types.FunctionType)]
        return held[-1] if held else None  # those before it are keys and results
    if isinstance(function, types.FunctionType) and function.__code__ is MANAGER:
        return (function.__closure__ or ())[0].cell_contents
    return None


@dataclass
class Parameter:
    """One parameter.

    `form` is "positional", "keyword", "rest" (`*rest`), "options" (`**options`), or "captured": a
    value that a function made inside the program holds.
    """

    name: str
    form: str = "positional"

    @property
    def by_position(self) -> bool:
        """Is what it takes passed by position?"""
        return self.form in ("positional", "rest")


OUTSIDE = " outside"  # ends the names of what only functions reach that stay calls


@dataclass(frozen=True)
class Free:
    """A free value: where it is read at each call, and the name it has in the program."""

    name: str
    namespace: Any = field(compare=False)  # the dict of globals, or the closure cell
    key: str


def of_class(cls: type, key: str) -> Any:
    """What a class, or the first of its bases that has the name, holds under it."""
    for owner in cls.__mro__:
        if key in vars(owner):
            return vars(owner)[key]
    raise KeyError(key)


def word(name: str) -> str:
    """What a function of that name is called in a text.

    >>> word("layer"), word("__call__"), word("<lambda>")
    ('layer', 'call', 'function')
    """
    special = name.startswith("__") and name.endswith("__")
    stem = name.strip("_") if special else name
    return stem if stem.isidentifier() and not iskeyword(stem) else "function"


def is_derived(value: object) -> bool:
    """Is it a derivative, a checkpointed function or another callable of ours with a `primal`?"""
    return hasattr(type(value), "__srcgrad_derived__")


def packages(places: Iterable[Free]) -> set[str]:
    """The packages whose globals, classes or functions these values come from."""
    found = set()
    for free in places:
        holder = free.namespace
        known = holder if isinstance(holder, dict) else getattr(holder, "__dict__", {})
        found.add(str(known.get("__name__", known.get("__module__"))).partition(".")[0])
    return found


def answers_itself(wanted: Any) -> bool:
    """Does the class of a class, in Python, say whether something is an object of it?"""
    if isinstance(wanted, tuple):
        return any(map(answers_itself, wanted))
    hooks = {"__instancecheck__", "__subclasscheck__"}
    said = next(one for one in type(wanted).__mro__ if hooks & {*vars(one)} or one is object)
    return said.__module__ not in STANDARD


def computed(value: Any, name: str) -> bool:
    """Does the class of a class, where that is the user's, say what an attribute is?"""
    meta = type(value)
    if meta in (type, abc.ABCMeta, enum.EnumMeta) or not isinstance(value, type):
        return False
    own = any(name in vars(cls) for cls in value.__mro__)
    above = meta.__mro__[: meta.__mro__.index(type)]
    return not own or any(n in vars(cls) for cls in above for n in (name, "__getattribute__"))


@dataclass(frozen=True)
class Cell:
    """A variable that functions made inside the program read when they run.

    It keeps its name until their calls have been put in. `depth` counts the calls around the
    function that it belongs to; `hidden` says that an inner function binds it.
    """

    depth: int
    hidden: bool


@dataclass
class Core:
    """A function: parameters, body, and the expression that it returns."""

    name: str
    parameters: list[Parameter]
    body: Block
    result: Expr
    location: Location | None = None
    free: dict[str, Free] = field(default_factory=dict)
    modules: dict[str, Any] = field(default_factory=dict)  # the name in the file, and the module
    statics: dict[str, Free] = field(default_factory=dict)  # functions and classes by name
    inputs: dict[Expr, str] = field(default_factory=dict)  # elements of arguments: access, name
    cells: dict[str, Cell] = field(default_factory=dict)  # variables that inner functions share
    changed: set[str] = field(default_factory=set)  # arguments whose containers are stored into
    apart: dict[str, Free] = field(default_factory=dict)  # what calls that stay change outside
    homes: dict[Expr, str] = field(default_factory=dict)  # containers inside arguments, by access
    webs: set[str] = field(default_factory=set)  # second and later values of a name of the user's
    real: set[str] = field(default_factory=set)  # containers that are kept for others to see

    def hides(self, name: str) -> bool:
        """May the call of a function made inside bind a name, where no statement tells?"""
        return name in self.cells and self.cells[name].hidden

"""The state of lowering one function: where statements go, and what names mean."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, NoReturn, Protocol

import gast
import numpy as np

from srcgrad.errors import InvalidProgramError, Location, SrcgradError, UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Cell, Free

LIBRARIES = ("numpy", "math", "scipy", "operator", "builtins", "cmath")


class SourceLike(Protocol):
    """A function's tree with its lines (`frontend.Source`)."""

    @property
    def tree(self) -> Any: ...

    def location(self, node: Any) -> Location: ...


class BindingsLike(Protocol):
    """The free names of a function (`frontend.Bindings`)."""

    def find(self, name: str) -> Any: ...


class Counter:
    """Numbers names made by the compiler; one for a whole program, so output is deterministic."""

    def __init__(self) -> None:
        self.count = 0
        self.written: set[str] = set()  # names made for what the user has named
        self.letters: set[str] = set()  # and for what texts of the library name by a letter
        self.ending: dict[
            str, str
        ] = {}  # places of iterators that may end, by what they go through

    def name(self, stem: str) -> str:
        """A name no user can write: the stem and a number, joined by a dot."""
        self.count += 1
        return f"{stem}.{self.count}"

    def again(self, written: str) -> str:
        """Another name for what the user has named."""
        name = self.name(written)
        self.written.add(name)
        return name


class Scope:
    """Lowering's state for one function body."""

    def __init__(
        self,
        source: SourceLike,
        bindings: BindingsLike,
        local: set[str],
        counter: Counter,
        comprehension: Callable[..., e.Expr],
        rename: Callable[[str], str] | None = None,
    ) -> None:
        self.source = source
        self.bindings = bindings
        self.local = local
        self.counter = counter
        self.comprehension = comprehension  # lowers one: its loops are lowered with statements
        self.rename = rename or (lambda name: name)
        self.function: Callable[[Scope, Any], e.Expr] = _no_function  # lowers a `lambda`
        self.search: Callable[[Scope, Any, bool], e.Expr]  # lowers `any` and `all`
        self.following: Callable[[Scope, Any], e.Expr]  # lowers `next`
        self.deferred: Callable[..., e.Expr]  # lowers an iterator that is handed on
        self.yielded: Callable[[Scope, Any], None]  # lowers a `yield`
        self.generated: Callable[[Scope, Any], bool]  # is it a call of a function with `yield`?
        self.iterates = False  # is it the body of an iterator?
        self.enters = False  # and is that entered by `with`?
        self.out: s.Block = []
        self.changed: set[str] = set()  # names of lists whose length it changes
        self.rebound: set[str] = set()  # names that the body of the loop at hand binds
        self.body: list[Any] = []  # the statements of the loop at hand
        self.iterators: dict[str, Any] = {}  # what names of iterators stand for
        self.ended: set[str] = set()  # the places of those that may have ended by now
        self.findings: list[SrcgradError] = []  # refusals, told together at the end
        self.handled: str | None = None  # the exception that the handler at hand has caught
        self.origin: Location | None = None
        self.free: dict[str, Free] = {}
        self.aliases: dict[str, e.Expr] = {}  # names bound by an import inside the function
        self.modules: dict[str, types.ModuleType] = {}  # modules, by the text that names them
        self.statics: dict[str, Free] = {}  # functions and classes, and where they are bound
        self.outer: frozenset[str] = frozenset()  # cells of enclosing functions
        self.cells: set[str] = set()  # variables that inner functions read when they run
        self.hidden: set[str] = set()  # cells that an inner function binds
        self.shared: dict[str, Cell] = {}  # the cells by the names that they have in the program

    def refuse(self, node: Any, reason: str, remedy: str) -> NoReturn:
        """Refuse a construct, pointing at it."""
        raise UnsupportedSyntaxError(reason, remedy, self.source.location(node))

    def emit(self, statement: s.Stmt) -> None:
        """Append a statement that comes from the user's current one."""
        statement.origin = statement.origin or self.origin
        self.out.append(statement)

    def temporary(self, value: e.Expr, stem: str, node: Any = None) -> e.Var:
        """Bind a value to a name of ours; `node` is the user's expression that it stands for."""
        name = self.counter.name(stem)
        self.emit(s.Assign(name, value, origin=node and self.source.location(node)))
        return e.Var(name)

    def at(self, node: Any) -> None:
        """Let what is emitted next come from a part of the statement."""
        self.origin = self.source.location(node)

    @contextmanager
    def block(self) -> Iterator[s.Block]:
        """Send what is emitted to a new block."""
        outer, self.out = self.out, []
        try:
            yield self.out
        finally:
            self.out = outer

    def name(self, node: Any, name: str) -> e.Expr:
        """What a name means: a local, a static reference, or a free value."""
        if "." in name:  # one of the compiler's own
            return e.Var(name)
        if name in self.aliases:
            return self.aliases[name]
        if name in self.local:
            variable = e.Var(self.rename(name))
            if name in self.hidden:  # a call in the same expression may bind it
                return self.temporary(variable, name)
            return variable
        binding = self.bindings.find(name)
        if binding is None:
            self.refuse(node, f"the name `{name}` is not defined", "define it before the call")
        return self.found(name, binding.holder, binding.key, binding.value)

    def attribute(self, base: e.Expr, name: str) -> e.Expr:
        """An attribute; those of modules are found now."""
        if isinstance(base, e.Ref) and isinstance(base.target, types.ModuleType):
            value = getattr(base.target, name, None)
            path = f"{base.path}.{name}"
            if value is not None and (is_static(value) or is_library(base.target)):
                if isinstance(value, types.ModuleType):
                    self.modules[path] = value
                if not is_library(base.target):  # may be rebound between two calls
                    self.statics[path] = Free(path, vars(base.target), name)
                return e.Ref(path, value)
            if value is None and hasattr(base.target, name) and is_library(base.target):
                return e.Const(None)  # `np.newaxis`
            if hasattr(base.target, name) or value is not None:
                return self.found(path.replace(".", "_"), vars(base.target), name, value)
        if isinstance(base, e.Ref) and (
            type(base.target).__name__ == "ufunc" or is_distribution(base.target)
        ):
            return e.Ref(f"{base.path}.{name}", getattr(base.target, name))
        if isinstance(base, e.Ref) and keeps_attributes(base.target) and name not in self.stored:
            held = vars(base.target)
            known = isinstance(held.get(name), types.FunctionType)
            if name in held and (known or not name.startswith("_")):
                return self.found(f"{base.path}_{name}".replace(".", "_"), held, name, held[name])
        return e.Attr(base, name)

    @cached_property
    def stored(self) -> set[str]:
        """The names of the attributes that the function writes."""
        inside = gast.walk(self.source.tree)
        return {n.attr for n in inside if isinstance(n, gast.Attribute) and _stores(n)}

    def found(self, path: str, holder: Any, key: str, value: Any) -> e.Expr:
        """What a value from outside is in the program: `holder[key]`, called `path`."""
        if isinstance(value, types.ModuleType):
            self.modules[path] = value
            if not is_library(value):
                self.statics[path] = Free(path, holder, key)
            return e.Ref(path, value)
        if is_static(value):
            self.statics[path] = Free(path, holder, key)
            known = isinstance(holder, types.CellType) and isinstance(value, np.ufunc)
            own = known and getattr(np, value.__name__, None) is value
            return e.Ref(f"np.{value.__name__}" if own else path, value)
        if value is NotImplemented:
            return e.Const(value)
        for free in self.free.values():
            if free.namespace is holder and free.key == key:
                return e.Var(free.name)
        name = (
            path
            if self.rename(path) == path and path not in self.local
            else self.counter.name(path)
        )
        self.free[name] = Free(name, holder, key)
        return e.Var(name)


def _no_function(scope: Scope, node: Any) -> NoReturn:
    raise InvalidProgramError("a scope in which functions cannot be made")


def _stores(node: Any) -> bool:
    return isinstance(node.ctx, gast.Store | gast.Del)


def keeps_attributes(value: object) -> bool:
    """Is it a function of the user's, which may have attributes, or one that `grad` has made?"""
    return isinstance(value, types.FunctionType) or hasattr(type(value), "__srcgrad_derived__")


def is_static(value: object) -> bool:
    """Is the value a module, function or class, which the compiler may look into?"""
    kinds = (types.ModuleType, types.FunctionType, types.BuiltinFunctionType, type)
    return (
        isinstance(value, kinds)
        or type(value).__name__
        in {
            "ufunc",
            "MultiUFunc",  # of SciPy, for spherical harmonics
            "_ArrayFunctionDispatcher",
            "vectorize",
        }
        or hasattr(type(value), "__srcgrad_derived__")
        or inspect.isroutine(value)
        or is_distribution(value)
    )


def is_distribution(value: object) -> bool:
    """Is the value one of SciPy's own distributions, whose methods are functions of a library?"""
    kind = type(value)
    return kind.__module__.startswith("scipy.stats") and kind.__name__.endswith("_gen")


def is_library(module: types.ModuleType) -> bool:
    """Are the module's values constants of a library?"""
    return module.__name__.partition(".")[0] in LIBRARIES

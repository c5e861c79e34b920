"""Functions that are made inside the program: `def` and `lambda` become values.

    def scaled(v):
        return k * v           ->      scaled = <scaled: k=k>

The body is lowered anew for each call that is put in.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import gast

from srcgrad.errors import Location
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Cell, Free
from srcgrad.ir.mutating import MUTATING
from srcgrad.late import dataclass
from srcgrad.normalize.calls import capture
from srcgrad.normalize.calls.capture import DEFAULT
from srcgrad.normalize.calls.keeping import check_kept, keeps
from srcgrad.normalize.expressions import atom
from srcgrad.normalize.scope import BindingsLike, Scope, SourceLike


@dataclass(frozen=True, eq=False)
class Code:
    """The body of an inner function; two are equal only if they are one."""

    name: str
    tree: Any
    outer: SourceLike
    bindings: BindingsLike
    held: tuple[str, ...]  # variables and defaults that it holds by value
    hidden: frozenset[str]  # cells that some inner function binds

    read: frozenset[str] = frozenset()  # what it holds and only takes elements of
    keeps: bool = False  # does it keep its results?
    iterates: bool = False  # is it no function, but an iterator?
    enters: bool = False  # is it one that is entered, by `with`?

    @property
    def __name__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<code of {self.name}>"

    def location(self, node: Any) -> Location:
        """Where a node of the tree stands."""
        return self.outer.location(node)

    def signature(self) -> inspect.Signature:
        """The parameters; a default is the name under which it is held."""
        a, given = self.tree.args, capture.defaults(self.tree)
        P = inspect.Parameter

        def one(name: Any, kind: Any) -> inspect.Parameter:
            default = name.id + DEFAULT if name.id in given else P.empty
            return P(name.id, kind, default=default)

        found = [one(p, P.POSITIONAL_ONLY) for p in a.posonlyargs]
        found += [one(p, P.POSITIONAL_OR_KEYWORD) for p in a.args]
        found += [P(a.vararg.id, P.VAR_POSITIONAL)] if a.vararg else []
        found += [one(p, P.KEYWORD_ONLY) for p in a.kwonlyargs]
        found += [P(a.kwarg.id, P.VAR_KEYWORD)] if a.kwarg else []
        return inspect.Signature(found)


def closure(scope: Scope, node: Any, keeping: bool = False) -> e.Expr:
    """The value of a `lambda`, or of a `def` without its decorators."""
    if isinstance(node, gast.AsyncFunctionDef):
        scope.refuse(node, "`async def` is outside the language", "differentiate a plain function")
    given = {n + DEFAULT: atom(scope, tree) for n, tree in capture.defaults(node).items()}
    names = sorted(capture.free(node) & scope.local)
    shared = tuple((n, scope.rename(n)) for n in names if n in scope.cells)
    for name, actual in shared:
        scope.shared.setdefault(actual, Cell(0, name in scope.hidden))
    held = {n: e.Var(scope.rename(n)) for n in names if n not in scope.cells} | given
    name = getattr(node, "name", "lambda_")
    hidden = frozenset(scope.hidden) & set(names)
    read = frozenset(n for n in names if capture.only_reads(node, n))
    code = Code(name, node, scope.source, scope.bindings, tuple(held), hidden, read, keeping)
    return e.Closure(code, tuple(held), tuple(held.values()), shared)


def define(scope: Scope, node: Any) -> None:
    """An inner `def`, decorators included."""
    keeping = any(keeps(scope, decorator) for decorator in node.decorator_list)
    if keeping:
        check_kept(scope, node)
    decorators = [atom(scope, d) for d in node.decorator_list if not keeps(scope, d)]
    value = closure(scope, node, keeping)
    for decorator in reversed(decorators):
        value = e.Call(decorator, (scope.temporary(value, node.name, node),))
    scope.emit(s.Assign(scope.rename(node.name), value))


def made_inside(kind: k.Kind) -> Iterator[Code]:
    """The functions made by the program that a value is or holds."""
    if isinstance(kind, k.Function) and isinstance(kind.code, Code):
        yield kind.code
    for part in k.parts(kind):
        yield from made_inside(part)


def stores_inside(code: Code, changes: Callable[[Any], bool]) -> bool:
    """May a function made inside, or one outside that `changes`, store into what it is given?"""
    return any(map(_stores, gast.walk(code.tree))) or any(map(changes, called_outside(code)))


def stored_outside(code: Code, free: Mapping[str, Free]) -> list[str]:
    """The free names of a program that a function made inside reads, if it stores anything."""
    if not any(map(_stores, gast.walk(code.tree))):
        return []
    found = _outside(code)
    return [
        name
        for name, one in free.items()
        if one.key in found and found[one.key].holder is one.namespace
    ]


def called_outside(code: Code) -> list[types.FunctionType]:
    """The functions outside that a function made inside names."""
    values = [found.value for found in _outside(code).values()]
    return [one for one in values if isinstance(one, types.FunctionType)]


def _outside(code: Code) -> dict[str, Any]:
    """What the names outside are bound to that a function made inside reads."""
    names = {part.id for part in gast.walk(code.tree) if isinstance(part, gast.Name)}
    found = {name: code.bindings.find(name) for name in sorted(names)}
    return {name: bound for name, bound in found.items() if bound is not None}


def _stores(part: Any) -> bool:
    """Is it a store, or what may lead to one?"""
    match part:
        case gast.Attribute() | gast.Subscript() if not isinstance(part.ctx, gast.Load):
            return True
        case gast.Attribute(attr=name) | gast.Name(id=name):
            return name in MUTATING or name in ("setattr", "delattr", "vars", "__dict__")
    return False

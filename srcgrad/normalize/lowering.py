"""One function, from its syntax tree to the core language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import gast

from srcgrad.errors import together
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core, Parameter
from srcgrad.normalize.calls import capture
from srcgrad.normalize.calls.capture import DEFAULT
from srcgrad.normalize.calls.closures import Code, closure
from srcgrad.normalize.expressions import operation
from srcgrad.normalize.iterators.deferred import ELEMENT, deferred
from srcgrad.normalize.iterators.elements import Element
from srcgrad.normalize.iterators.generators import check_yields, generated, lower_yield, own_yields
from srcgrad.normalize.iterators.iteration import comprehension, each, search
from srcgrad.normalize.iterators.named import following
from srcgrad.normalize.jumps.exits import Exits
from srcgrad.normalize.jumps.marks import Return
from srcgrad.normalize.scope import BindingsLike, Counter, Scope, SourceLike
from srcgrad.normalize.statements import lower_block

NOTHING: Mapping[str, str] = MappingProxyType({})


def normalize(
    name: str,
    source: SourceLike,
    bindings: BindingsLike,
    counter: Counter,
    inlined: bool = False,
    cells: Mapping[str, str] = NOTHING,
    strict: bool = True,
) -> Core:
    """Lower a function. The names of an `inlined` one are made fresh.

    `cells` are the variables of enclosing functions that it shares, and their names in the program.
    What is refused is raised, or, where this is not `strict`, has its place marked in the program.
    """
    tree = source.tree
    code = source if isinstance(source, Code) else None
    held = code.held if code is not None else ()
    enclosing = {n for n in (*held, *cells) if not n.endswith(DEFAULT)}
    local = {*capture.parameters(tree), *capture.stored(tree)}
    fresh: dict[str, str] = dict(cells)

    def rename(n: str) -> str:
        if not inlined or "." in n:
            return n
        if n not in fresh:
            fresh[n] = counter.again(n.rstrip(DEFAULT))
        return fresh[n]

    scope = Scope(source, bindings, local | enclosing, counter, comprehension, rename)
    scope.function, scope.search, scope.following = closure, search, following
    scope.deferred = deferred
    own = capture.cells(tree)
    inner = {n for one in capture.inner_functions(tree) for n in capture.rebound(one)}
    scope.cells = own | set(cells)
    scope.hidden = (own & inner) | (code.hidden if code is not None else frozenset())
    scope.outer = frozenset(cells)
    scope.iterates = code is not None and code.iterates
    scope.enters = code is not None and code.enters
    scope.yielded, scope.generated = lower_yield, generated
    _check_plain(scope, tree)
    marked = scope.iterates and isinstance(tree, gast.Lambda)
    body = _marked(scope, tree) if marked else _lower_body(scope, tree)
    if scope.findings and strict:
        raise together(scope.findings)
    body, result = Exits(counter, counter.name("value")).function(body)
    parameters = [Parameter(rename(n), "captured") for n in held]
    return Core(
        name,
        [*parameters, *_parameters(tree, rename)],
        body,
        result,
        source.location(tree),
        scope.free,
        scope.modules,
        scope.statics,
        cells=scope.shared,
    )


def _parameters(tree: Any, rename: Callable[[str], str]) -> list[Parameter]:
    """The parameters in the order of `inspect.signature`."""
    a = tree.args
    found = [Parameter(rename(p.id)) for p in (*a.posonlyargs, *a.args)]
    found += [Parameter(rename(a.vararg.id), "rest")] if a.vararg else []
    found += [Parameter(rename(p.id), "keyword") for p in a.kwonlyargs]
    return found + ([Parameter(rename(a.kwarg.id), "options")] if a.kwarg else [])


def _lower_body(scope: Scope, tree: Any) -> list[Any]:
    if isinstance(tree, gast.Lambda):
        scope.origin = scope.source.location(tree.body)
        value = operation(scope, tree.body)
        if not isinstance(value, e.Const | e.Var | e.Sequence | e.Mapping):
            value = scope.temporary(value, "value")
        scope.emit(Return(value))
    else:
        lower_block(scope, tree.body)
    return scope.out


def _marked(scope: Scope, tree: Any) -> list[Any]:
    """The loops of an iterator, with a mark where an element is made."""
    scope.origin = scope.source.location(tree.body)

    def receive(element: Element) -> None:
        scope.emit(s.Evaluate(e.Call(ELEMENT, (element.value(),))))

    each(scope, tree.body, receive)
    scope.emit(Return(e.NONE))
    return scope.out


def _check_plain(scope: Scope, tree: Any) -> None:
    if isinstance(tree, gast.AsyncFunctionDef):
        scope.refuse(tree, "`async def` is outside the language", "differentiate a plain function")
    if scope.iterates:
        check_yields(scope, tree)
        return
    for node in own_yields(tree):
        scope.refuse(node, "`yield` is outside the language here", "return a list")

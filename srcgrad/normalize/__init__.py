"""From a syntax tree to the core language, in small passes."""

from __future__ import annotations

from typing import Any

import gast

from srcgrad.ir import expr as e
from srcgrad.ir.function import Core, Parameter
from srcgrad.normalize.exits import Exits
from srcgrad.normalize.expressions import operation
from srcgrad.normalize.iteration import comprehension
from srcgrad.normalize.scope import BindingsLike, Counter, Scope, SourceLike
from srcgrad.normalize.statements import Return, lower_block
from srcgrad.normalize.webs import split

__all__ = ["Counter", "normalize", "split"]


def normalize(
    name: str, source: SourceLike, bindings: BindingsLike, counter: Counter, inlined: bool = False
) -> Core:
    """Lower a function. The names of an `inlined` one are made fresh."""
    tree = source.tree
    arguments = tree.args
    for extra, text in ((arguments.vararg, "*"), (arguments.kwarg, "**")):
        if extra is not None:
            _scope(source, bindings, set(), counter).refuse(
                extra, f"`{text}{extra.id}` is outside the language", "name the parameters"
            )
    positional = [p.id for p in (*arguments.posonlyargs, *arguments.args)]
    keyword = [p.id for p in arguments.kwonlyargs]
    local = {*positional, *keyword, *_stored(tree)}
    fresh: dict[str, str] = {}

    def rename(n: str) -> str:
        if not inlined or "." in n:
            return n
        if n not in fresh:
            fresh[n] = counter.name(n)
        return fresh[n]

    scope = Scope(source, bindings, local, counter, comprehension, rename)
    _check_plain(scope, tree)
    body = _lower_body(scope, tree)
    body, result = Exits(counter, counter.name("value")).function(body)
    parameters = [Parameter(rename(n)) for n in positional]
    parameters += [Parameter(rename(n), form="keyword") for n in keyword]
    return Core(
        name,
        parameters,
        body,
        result,
        source.location(tree),
        scope.free,
        scope.modules,
        scope.statics,
    )


def _scope(source: SourceLike, bindings: BindingsLike, local: set[str], counter: Counter) -> Scope:
    return Scope(source, bindings, local, counter, comprehension)


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


def _check_plain(scope: Scope, tree: Any) -> None:
    if isinstance(tree, gast.AsyncFunctionDef):
        scope.refuse(tree, "`async def` is outside the language", "differentiate a plain function")
    for node in gast.walk(tree):
        if isinstance(node, gast.Yield | gast.YieldFrom):
            scope.refuse(node, "`yield` is outside the language", "return a list")


def _stored(tree: Any) -> set[str]:
    """The names that a function binds; those of comprehensions are their own."""
    own: set[str] = set()

    def visit(node: Any) -> None:
        if isinstance(node, gast.ListComp | gast.GeneratorExp | gast.SetComp | gast.DictComp):
            for child in gast.walk(node):
                if isinstance(child, gast.NamedExpr):
                    own.add(child.target.id)
            return
        if isinstance(node, gast.Name) and isinstance(node.ctx, gast.Store):
            own.add(node.id)
        for child in gast.iter_child_nodes(node):
            visit(child)

    for child in tree.body if isinstance(tree.body, list) else [tree.body]:
        visit(child)
    return own

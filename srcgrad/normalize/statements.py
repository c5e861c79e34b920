"""Statements to core statements; jumps stay, for `exits` to take apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gast

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import rebuild
from srcgrad.normalize import iteration
from srcgrad.normalize.closures import define
from srcgrad.normalize.expressions import BINARY, atom, index, operation
from srcgrad.normalize.library import lazy
from srcgrad.normalize.scope import Scope
from srcgrad.normalize.targets import assign_to, is_operation


@dataclass(eq=False)
class Return(s.Stmt):
    """Leave the function; only until `exits` has run."""

    value: e.Expr


@dataclass(eq=False)
class Continue(s.Stmt):
    """Go on with the next pass; only until `exits` has run."""


@dataclass(eq=False)
class Otherwise(s.Stmt):
    """The `else` of the loop before it; only until `exits` has run."""

    body: s.Block


REFUSED = {
    gast.Try: "`try`: test the condition with `if` instead",
    gast.With: "`with`: do this outside the differentiated function",
    gast.AsyncFunctionDef: "`async def`: differentiate a plain function",
    gast.AsyncFor: "`async for`: use a plain loop",
    gast.AsyncWith: "`async with`: use plain statements",
    gast.ClassDef: "a nested class: define it at module level",
    gast.Global: "`global`: return the value instead",
    gast.Import: "an import inside the function: import at the head of the module",
    gast.ImportFrom: "an import inside the function: import at the head of the module",
    gast.Match: "`match`: use `if` and `elif`",
}


def lower_block(scope: Scope, nodes: list[Any]) -> None:
    """Lower statements, in order."""
    for node in nodes:
        scope.origin = scope.source.location(node)
        handler = _HANDLERS.get(type(node))
        if handler is None:
            known = REFUSED.get(
                type(node), f"`{type(node).__name__}`: rewrite it in plain statements"
            )
            what, _, remedy = known.partition(": ")
            scope.refuse(node, f"{what} is outside the language", remedy)
        handler(scope, node)


def _assign(scope: Scope, node: Any) -> None:
    if (
        len(node.targets) == 1
        and isinstance(node.targets[0], gast.Tuple)
        and isinstance(node.value, gast.Tuple)
    ):
        assign_to(scope, node.targets[0], operation(scope, node.value))
        return
    if len(node.targets) == 1:
        _assign_one(scope, node.targets[0], node.value)
        return
    value = atom(scope, node.value)
    for target in node.targets:
        assign_to(scope, target, value)


def _assign_one(scope: Scope, target: Any, value: Any) -> None:
    several = isinstance(target, gast.Tuple | gast.List)
    if several and lazy(scope, value):
        tree = scope.comprehension(scope, value)
    else:
        tree = operation(scope, value)
    if isinstance(target, gast.Name):
        scope.at(value)
    elif isinstance(target, gast.Subscript) and is_operation(tree):
        tree = scope.temporary(tree, "stored", value)
    assign_to(scope, target, tree)


def _augment(scope: Scope, node: Any) -> None:
    op = BINARY[type(node.op)]
    match node.target:
        case gast.Name():
            name = scope.rename(node.target.id)
            if node.target.id not in scope.local:
                scope.refuse(node, f"`{node.target.id}` is not a local name", "assign it before")
            if node.target.id in scope.hidden:  # the value may be a call that binds it
                held = scope.temporary(e.Var(name), node.target.id)
                scope.emit(s.Augment(held, None, op, atom(scope, node.value)))
                scope.emit(s.Assign(name, held))
                return
            scope.emit(s.Augment(e.Var(name), None, op, atom(scope, node.value)))
        case gast.Subscript():
            base = atom(scope, node.target.value)
            place = index(scope, node.target.slice)
            if any(isinstance(n, gast.NamedExpr) for n in gast.walk(node.value)):
                place = _as_it_is(scope, place)
            old = None
            if any(isinstance(n, gast.Call) for n in gast.walk(node.value)):
                old = scope.temporary(e.Item(base, place), "old")  # Python reads it before the call
            scope.emit(s.Augment(base, place, op, atom(scope, node.value), old))
        case _:
            scope.refuse(
                node.target,
                "writing an attribute is outside the language",
                "use a local name, and return it",
            )


def _as_it_is(scope: Scope, tree: e.Expr) -> e.Expr:
    """A subscript whose names are read now: the value to come may rebind them."""
    if isinstance(tree, e.Var):
        return scope.temporary(tree, tree.name.partition(".")[0])
    return rebuild(tree, lambda part: _as_it_is(scope, part))


def _annotated(scope: Scope, node: Any) -> None:
    if node.value is not None:
        _assign_one(scope, node.target, node.value)


def _evaluate(scope: Scope, node: Any) -> None:
    if isinstance(node.value, gast.Constant):  # a docstring, or `...`
        return
    value = operation(scope, node.value)
    if isinstance(value, e.Call):
        scope.at(node.value)
        scope.emit(s.Evaluate(value))


def _if(scope: Scope, node: Any) -> None:
    origin = scope.origin
    test = atom(scope, node.test)
    with scope.block() as body:
        lower_block(scope, node.body)
    with scope.block() as orelse:
        lower_block(scope, node.orelse)
    scope.emit(s.If(test, body, orelse, origin=origin))


def _for(scope: Scope, node: Any) -> None:
    origin = scope.origin
    start = len(scope.out)
    iteration.loop(scope, node, lambda: lower_block(scope, node.body))
    for statement in scope.out[start:]:
        statement.origin = origin
    _else(scope, node)


def _while(scope: Scope, node: Any) -> None:
    origin = scope.origin
    with scope.block() as prelude:
        test = atom(scope, node.test)
    with scope.block() as body:
        lower_block(scope, node.body)
    scope.emit(s.While(prelude, test, body, origin=origin))
    _else(scope, node)


def _else(scope: Scope, node: Any) -> None:
    if node.orelse:
        with scope.block() as orelse:
            lower_block(scope, node.orelse)
        scope.emit(Otherwise(orelse))


def _assert(scope: Scope, node: Any) -> None:
    test = atom(scope, node.test)
    if node.msg is None or isinstance(node.msg, gast.Constant):
        scope.emit(s.Assert(test, None if node.msg is None else e.Const(node.msg.value)))
        return
    with scope.block() as failing:
        message = operation(scope, node.msg)
        scope.emit(s.Assert(e.Const(False), message))
    if len(failing) == 1:
        scope.emit(s.Assert(test, message))
    else:
        scope.emit(s.If(test, [], failing))


def _raise(scope: Scope, node: Any) -> None:
    if node.cause is not None:
        scope.refuse(node, "`raise ... from` is outside the language", "raise without a cause")
    scope.emit(s.Raise(None if node.exc is None else operation(scope, node.exc)))


def _nonlocal(scope: Scope, node: Any) -> None:
    if not set(node.names) <= scope.outer:
        scope.refuse(
            node,
            "`nonlocal` for a variable outside the differentiated function is outside the language",
            "return the value instead",
        )


def _delete(scope: Scope, node: Any) -> None:
    for target in node.targets:
        if not isinstance(target, gast.Name):
            scope.refuse(
                target, "`del` of an element is outside the language", "build a new container"
            )


def _return(scope: Scope, node: Any) -> None:
    value = e.NONE if node.value is None else operation(scope, node.value)
    if is_operation(value) and not isinstance(value, e.Sequence | e.Mapping):
        value = scope.temporary(value, "value", node.value)
    scope.emit(Return(value))


_HANDLERS: dict[type, Callable[[Scope, Any], None]] = {
    gast.Assign: _assign,
    gast.AugAssign: _augment,
    gast.AnnAssign: _annotated,
    gast.Expr: _evaluate,
    gast.If: _if,
    gast.For: _for,
    gast.While: _while,
    gast.Assert: _assert,
    gast.Raise: _raise,
    gast.Delete: _delete,
    gast.Return: _return,
    gast.FunctionDef: define,
    gast.Nonlocal: _nonlocal,
    gast.Break: lambda scope, node: scope.emit(s.Break()),
    gast.Continue: lambda scope, node: scope.emit(Continue()),
    gast.Pass: lambda scope, node: None,
}

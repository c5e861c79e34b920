"""Statements to core statements; jumps stay, for `exits` to take apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gast

from srcgrad.errors import InvalidProgramError, SrcgradError
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import children, nodes, rebuild
from srcgrad.normalize.arrays.effects import DELETE_ITEM
from srcgrad.normalize.calls import capture
from srcgrad.normalize.calls.closures import define
from srcgrad.normalize.expressions import BINARY, atom, index, operation
from srcgrad.normalize.iterators import iteration
from srcgrad.normalize.iterators.library import call_of, lazy, meant
from srcgrad.normalize.iterators.named import columns_of, name_each, name_iterators
from srcgrad.normalize.jumps.attempts import lower_try
from srcgrad.normalize.jumps.contexts import lower_with
from srcgrad.normalize.jumps.left_out import LEFT_OUT, leave_out
from srcgrad.normalize.jumps.marks import Continue, Otherwise, Return
from srcgrad.normalize.jumps.matching import lower_match
from srcgrad.normalize.names.imports import lower_import, lower_import_from
from srcgrad.normalize.scope import Scope
from srcgrad.normalize.snapshots import kept_while
from srcgrad.normalize.targets import assign_to, is_operation, set_by_name
from srcgrad.runtime import within

WITHIN = e.Ref("within", within)
REFUSED = {
    gast.AsyncFunctionDef: "`async def`: differentiate a plain function",
    gast.AsyncFor: "`async for`: use a plain loop",
    gast.AsyncWith: "`async with`: use plain statements",
    gast.ClassDef: "a nested class: define it at module level",
}


def lower_block(scope: Scope, nodes: list[Any]) -> None:
    """Lower statements, in order; what is refused is told at the end, if it is ever come to."""
    for node in nodes:
        out = scope.out
        try:
            _lower(scope, node)
        except SrcgradError as error:
            scope.out = out
            leave_out(scope, error)
            _unknown(scope, node)


def _unknown(scope: Scope, node: Any) -> None:
    """What a refused statement would bind is not known: the rest may be refused for more."""
    for name in sorted(capture.stored(gast.Module([node], [])) - set(scope.iterators)):
        scope.emit(s.Assign(scope.rename(name), e.Call(LEFT_OUT, ())))
    if isinstance(node, gast.Return):
        scope.emit(Return(scope.temporary(e.Call(LEFT_OUT, ()), "value")))


def _lower(scope: Scope, node: Any) -> None:
    scope.origin = scope.source.location(node)
    handler = _HANDLERS.get(type(node))
    if handler is None:
        known = REFUSED.get(type(node), f"`{type(node).__name__}`: rewrite it in plain statements")
        what, _, remedy = known.partition(": ")
        scope.refuse(node, f"{what} is outside the language", remedy)
    handler(scope, node)


def _assign(scope: Scope, node: Any) -> None:
    if (
        len(node.targets) == 1
        and isinstance(node.targets[0], gast.Tuple)
        and isinstance(node.value, gast.Tuple)
    ):
        if name_each(scope, node.targets[0], node.value):
            return
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
    if name_iterators(scope, target, value):
        return
    if several and columns_of(scope, target, value):
        return
    if several and call_of(scope, value, iter):
        value = meant(scope, value)
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
        case gast.Attribute():
            place = e.Attr(atom(scope, node.target.value), node.target.attr)
            old = None
            if any(isinstance(n, gast.Call) for n in gast.walk(node.value)):
                old = scope.temporary(place, "old")
            scope.emit(s.Augment(place, None, op, atom(scope, node.value), old))
        case _:
            raise InvalidProgramError(f"a target `{type(node.target).__name__}`")


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
    if isinstance(node.value, gast.Yield | gast.YieldFrom):
        scope.yielded(scope, node.value)
        return
    value = set_by_name(scope, node.value) or operation(scope, node.value)
    if isinstance(value, e.Call):
        scope.at(node.value)
        scope.emit(s.Evaluate(value))
    elif not isinstance(value, e.Var | e.Const | e.Ref | e.Sequence) or _asks(value):
        scope.temporary(value, "unused")  # it may raise, or ask what it is made of


def _asks(value: e.Expr) -> bool:
    """Is it a display that asks its elements, for their own or for what they are in a set?"""
    stars = any(isinstance(part, e.Star) for part in children(value))
    return stars or (isinstance(value, e.Sequence) and value.form == "set")


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
    node, kept = kept_while(scope, node)
    if kept is not None:
        kept.begin()
    with scope.block() as prelude:
        test = atom(scope, node.test)
    with scope.block() as body:
        if kept is not None:
            kept.mark()
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
    if node.exc is None:
        if scope.handled is None:
            scope.refuse(node, "`raise` without an exception stands in no handler", "name it")
        scope.emit(s.Raise(e.Var(scope.handled)))
        return
    value = operation(scope, node.exc)
    if scope.handled is not None:
        held = value if not is_operation(value) else scope.temporary(value, "raised")
        value = e.Call(WITHIN, (held, e.Var(scope.handled)))
    if node.cause is None:
        scope.emit(s.Raise(value))
        return
    held = value if not is_operation(value) else scope.temporary(value, "raised")
    scope.emit(s.Raise(held, atom(scope, node.cause)))


def _delete(scope: Scope, node: Any) -> None:
    for target in node.targets:
        match target:
            case gast.Name():
                pass
            case gast.Subscript():
                base = atom(scope, target.value)
                place = index(scope, target.slice)
                scope.emit(s.Evaluate(e.Call(DELETE_ITEM, (base, place))))
            case _:
                scope.refuse(
                    target, "`del` of an attribute is outside the language", "build a new object"
                )


def _outer(scope: Scope, node: Any) -> None:
    """`global`, and `nonlocal` for what stands outside: names that are only read."""
    word = type(node).__name__.lower()
    bound = {
        part.id
        for part in gast.walk(scope.source.tree)
        if isinstance(part, gast.Name) and not isinstance(part.ctx, gast.Load)
    }
    inside = scope.outer if isinstance(node, gast.Nonlocal) else ()
    for name in node.names:
        if name in bound and name not in inside:
            scope.refuse(
                node,
                f"`{word} {name}` and a store to it is outside the language",
                "return the value instead",
            )


def _return(scope: Scope, node: Any) -> None:
    value = e.NONE if node.value is None else operation(scope, node.value)
    shown = isinstance(value, e.Sequence | e.Mapping) and not _spreads(value)
    if is_operation(value) and not shown:
        value = scope.temporary(value, "value", node.value)
    scope.emit(Return(value))


def _spreads(value: e.Expr) -> bool:
    """Has a display elements that another container holds: `(x, *rest)`, `{**options}`?"""
    return any(isinstance(part, e.Star) for part in nodes(value))


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
    gast.Global: _outer,
    gast.Nonlocal: _outer,
    gast.Import: lower_import,
    gast.ImportFrom: lower_import_from,
    gast.Match: lambda scope, node: lower_match(scope, node, lower_block),
    gast.Try: lambda scope, node: lower_try(scope, node, lower_block),
    gast.With: lambda scope, node: lower_with(scope, node, lower_block),
    gast.Return: _return,
    gast.FunctionDef: define,
    gast.Break: lambda scope, node: scope.emit(s.Break()),
    gast.Continue: lambda scope, node: scope.emit(Continue()),
    gast.Pass: lambda scope, node: None,
}

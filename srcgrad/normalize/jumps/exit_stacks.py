"""`contextlib.ExitStack`, and contexts that a test chooses, as plain contexts.

with ExitStack() as stack:                    with np.errstate(all="ignore"):
    stack.enter_context(np.errstate(...))         try:
    stack.callback(print, "left")        ->           y = np.log(x)
    y = np.log(x)                                 finally:
                                                      print("left")
"""

from __future__ import annotations

import copy
from typing import Any

import gast

from srcgrad.normalize.scope import Scope

REMEDY = "write the contexts as nested `with` statements"


def chosen(node: Any) -> Any:
    """`with A() if c else B(): ...` is a test with a context in each branch."""
    first, *others = node.items
    manager = first.context_expr
    ways = []
    for one in (manager.body, manager.orelse):
        items = [gast.withitem(one, first.optional_vars), *others]
        made = gast.With(copy.deepcopy(items), copy.deepcopy(node.body), None)
        ways.append([gast.copy_location(made, node)])
    return gast.copy_location(gast.If(manager.test, *ways), node)


def nested(scope: Scope, name: str, block: list[Any]) -> list[Any]:
    """The statements of a stack's body, with what it enters around those that follow."""
    for place, node in enumerate(block):
        rest = block[place + 1 :]
        if not _reads(name, node):
            continue
        if isinstance(node, gast.If) and not _reads(name, node.test):
            ways = [
                nested(scope, name, copy.deepcopy([*b, *rest])) for b in (node.body, node.orelse)
            ]
            ways = [way or [gast.copy_location(gast.Pass(), node)] for way in ways]
            return [*block[:place], gast.copy_location(gast.If(node.test, *ways), node)]
        method, call = _asked(name, node)
        if method is None or any(_reads(name, part) for part in (*call.args, *call.keywords)):
            scope.refuse(
                node,
                f"`{name}` is used otherwise than by `enter_context` and `callback` in the body of "
                "its `with`",
                REMEDY,
            )
        inner = nested(scope, name, rest) or [gast.copy_location(gast.Pass(), node)]
        if method == "enter_context":
            target = node.targets[0] if isinstance(node, gast.Assign) else None
            made: Any = gast.With([gast.withitem(call.args[0], target)], inner, None)
            return [*block[:place], gast.copy_location(made, node)]
        before, later = _kept(scope, node, call)
        return [*block[:place], *before, gast.copy_location(gast.Try(inner, [], [], [later]), node)]
    return block


def _reads(name: str, node: Any) -> bool:
    return any(isinstance(part, gast.Name) and part.id == name for part in gast.walk(node))


def _asked(name: str, node: Any) -> tuple[str | None, Any]:
    """The method of the stack that a statement calls, and the call."""
    call = getattr(node, "value", None)
    match node, call:
        case (
            gast.Expr() | gast.Assign(targets=[_]),
            gast.Call(
                func=gast.Attribute(value=gast.Name(id=owner), attr="enter_context"), args=[_]
            ),
        ) if owner == name and not call.keywords:
            return "enter_context", call
        case (
            gast.Expr(),
            gast.Call(
                func=gast.Attribute(value=gast.Name(id=owner), attr="callback"), args=[_, *_]
            ),
        ) if owner == name:
            return "callback", call
    return None, gast.Call(None, [], [])


def _kept(scope: Scope, node: Any, call: Any) -> tuple[list[Any], Any]:
    """What a callback is given is evaluated now, and the call comes later."""
    before: list[Any] = []

    def kept(value: Any) -> Any:
        if isinstance(value, gast.Starred):
            return gast.copy_location(gast.Starred(kept(value.value), gast.Load()), value)
        if isinstance(value, gast.Constant):
            return value
        name = scope.counter.name("given")
        target = gast.copy_location(gast.Name(name, gast.Store(), None, None), value)
        before.append(gast.copy_location(gast.Assign([target], value, None), node))
        return gast.copy_location(gast.Name(name, gast.Load(), None, None), value)

    function, *args = call.args
    given = [kept(value) for value in args]
    options = [gast.keyword(one.arg, kept(one.value)) for one in call.keywords]
    later = gast.copy_location(gast.Call(function, given, options), call)
    return before, gast.copy_location(gast.Expr(later), node)

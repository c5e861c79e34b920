"""Contexts whose managers work on what is differentiated: their steps are put around the body.

with scaled(x, 2.0) as y:            it = scaled(x, 2.0)
    s = np.sum(y)           ->       for y in it:
                                         s = np.sum(y)

The loop is over a generator that is entered once, and has its `finally` around the body.
"""

from __future__ import annotations

import ast
import inspect
import types
from collections.abc import Callable
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.iterators.generators import bare, is_entered
from srcgrad.normalize.jumps.contexts import decorated, doubt, syntax

METHODS = ("__enter__", "__exit__")


def opened(node: s.With, made: Any, leading: tuple[e.Expr, ...], name: Callable[[str], str]) -> Any:
    """The statements of a context, or None if it stays one.

    `made` is the function or class that is called, on `leading` and the call's own arguments.
    """
    manager = node.manager
    assert isinstance(manager, e.Call)
    if not _followed(made):
        return None
    call = e.Call(e.Ref(made.__name__, made), (*leading, *manager.args), manager.kwargs)
    held, target = name("manager"), node.target or name("entered")
    begin = s.Assign(held, call, origin=node.origin)
    if is_entered(made):
        return [begin, s.For(target, e.Var(held), node.body, origin=node.origin)]
    return [begin, *_around(node, e.Var(held), target)]


def reopened(node: s.With, cls: Any, name: Callable[[str], str]) -> Any:
    """The statements of the context of an object that was there before: `with self.timer as t`."""
    assert isinstance(node.manager, e.Call)
    if not isinstance(cls, type) or not _followed(cls):
        return None
    return _around(node, node.manager.args[0], node.target or name("entered"))


def _around(node: s.With, manager: e.Expr, target: str) -> s.Block:
    enter, leave = (e.Attr(manager, method) for method in METHODS)
    enters = s.Assign(target, e.Call(enter, ()), origin=node.origin)
    leaves = s.Evaluate(e.Call(leave, (e.NONE,) * 3), origin=node.origin)
    return [enters, s.Ensure(node.body, [leaves], origin=node.origin)]


def method_of(cls: type, name: str) -> Any:
    """The function that a class has under a name, if it makes a context."""
    held = inspect.getattr_static(cls, name, None)
    return held if is_entered(held) else None


def _followed(made: Any) -> bool:
    if doubt(made) is not None:
        return False
    if is_entered(made):
        tree = syntax(bare(made))
        return tree is not None and _entered_once(tree)
    own: list[Any] = [getattr(made, method, None) for method in METHODS]
    plain = isinstance(made, type) and all(isinstance(one, types.FunctionType) for one in own)
    return plain and _asks_for_nothing(own[1])


def _entered_once(tree: Any) -> bool:
    """Has a generator one `yield`, which is come to in any case, and no early end?"""
    inside = [n for n in ast.walk(tree) if isinstance(n, ast.Yield | ast.YieldFrom | ast.Return)]
    return len(inside) == 1 and _come_to(tree.body[0].body)


def _come_to(block: list[ast.stmt]) -> bool:
    for node in block:
        value = getattr(node, "value", None)
        if isinstance(node, ast.Expr | ast.Assign) and isinstance(value, ast.Yield):
            return True
        if isinstance(node, ast.Try | ast.With) and _come_to(node.body):
            return True
    return False


def _asks_for_nothing(leave: types.FunctionType) -> bool:
    """Does `__exit__` not look at the exception that it is given, behind a decorator neither?"""
    tree: Any = syntax(leave)
    if tree is None:
        return False
    a = tree.body[0].args
    first = [p.arg for p in (*a.posonlyargs, *a.args, a.vararg) if p is not None][:1]
    own = [p.arg for p in (*a.posonlyargs, *a.args)][1:]
    own += [p.arg for p in (*a.kwonlyargs, a.vararg, a.kwarg) if p is not None]
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call)]
    handed = {id(n) for call in calls for n in _handed(call, leave, first)}
    looks = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id in own]
    return all(id(n) in handed for n in looks)


def _handed(call: ast.Call, wrapper: types.FunctionType, first: list[str]) -> list[ast.expr]:
    """What a wrapper hands on to the `__exit__` that it decorates, which does not look at it."""
    held = decorated(wrapper, call.func.id) if isinstance(call.func, ast.Name) else None
    given = [one.value if isinstance(one, ast.Starred) else one for one in call.args]
    given += [one.value for one in call.keywords]
    of_object = bool(given) and isinstance(given[0], ast.Name) and [given[0].id] == first
    return given if of_object and held is not None and _asks_for_nothing(held) else []

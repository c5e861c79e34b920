"""Calls that mean another call, or several statements."""

from __future__ import annotations

import ast
import functools
import inspect
import operator
import types
import typing
from typing import Any

import gast
import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.iterators.library import call_of, classes, generates, lazy, target_of
from srcgrad.normalize.scope import Scope
from srcgrad.runtime import element_at


def spread_alone(scope: Scope, node: Any) -> Any:
    """`f(x)` of `[*f(x)]`, the same as `list(f(x))`, where it may be a generator of the user's."""
    if len(node.elts) != 1 or not isinstance(node.elts[0], gast.Starred):
        return None
    value = node.elts[0].value
    if not isinstance(value, gast.Call) or lazy(scope, value):
        return None
    known = target_of(scope, value.func) is not None
    return value if generates(scope, value) or not known else None


def in_position(
    func: e.Expr, args: tuple[e.Expr, ...], keywords: tuple[tuple[str, e.Expr], ...]
) -> e.Expr:
    """A call; what a library's function must be given stands in its place.

    np.full(fill_value=0.0, shape=n)    ->    np.full(n, 0.0)
    """
    if isinstance(func, e.Ref) and func.target is element_at:
        return e.Element(*args)  # as a loop's own: what is gone through must keep its length
    given = dict(keywords)
    several = "**" in given or any(isinstance(a, e.Star) for a in args)
    if several or not given or not isinstance(func, e.Ref):
        return e.Call(func, args, keywords)
    for name in _required(func.target)[len(args) :]:
        if name not in given:
            break
        args += (given.pop(name),)
    return e.Call(func, args, tuple(given.items()))


@functools.lru_cache(maxsize=256)
def _required(function: Any) -> tuple[str, ...]:
    """The parameters without a default that begin the list of a function of NumPy or SciPy."""
    if function is np.arange:
        return "start", "stop"
    module = getattr(function, "__module__", None) or ""
    if module.partition(".")[0] not in ("numpy", "scipy") or not callable(function):
        return ()
    found = []
    for one in _parameters(function):
        if one.kind is not one.POSITIONAL_OR_KEYWORD or one.default is not one.empty:
            break
        found.append(one.name)
    return tuple(found)


def _parameters(function: Any) -> list[inspect.Parameter]:
    """A function's parameters; before NumPy 2.4 built-ins tell them in their docstring alone."""
    try:
        return list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):  # a built-in that does not tell
        pass
    for line in (function.__doc__ or "").splitlines()[:3]:
        if line.strip().startswith(f"{function.__name__}("):
            try:
                told = ast.parse(f"def {line.strip()}: pass").body[0]
            except SyntaxError:  # `arange([start,] stop[, step])`
                return []
            assert isinstance(told, ast.FunctionDef)
            names = [] if told.args.posonlyargs else told.args.args
            needed = names[: len(names) - len(told.args.defaults)]
            return [
                inspect.Parameter(a.arg, inspect.Parameter.POSITIONAL_OR_KEYWORD) for a in needed
            ]
    return []


def or_default(scope: Scope, func: e.Ref, values: e.Expr, keywords: dict[str, e.Expr]) -> e.Expr:
    """`max(values, default=d)`."""
    default = keywords.pop("default", None)
    call = e.Call(func, (values,), tuple(keywords.items()))
    if default is None:
        return call
    name = scope.counter.name("chosen")
    count = scope.temporary(e.Call(e.Ref("len", len), (values,)), "count")
    some = scope.temporary(e.Compare(">", count, e.Const(0)), "some")
    scope.emit(s.If(some, [s.Assign(name, call)], [s.Assign(name, default)]))
    return e.Var(name)


def dict_of(scope: Scope, node: Any) -> e.Expr:
    """`dict(zip(names, values))` is `{k: v for k, v in zip(names, values)}`."""
    key, value = (gast.Name(n, gast.Load(), None, None) for n in ("key_", "value_"))
    target = gast.Tuple([key, value], gast.Store())
    one = gast.comprehension(target=target, iter=node, ifs=[], is_async=0)
    item = gast.copy_location(gast.DictComp(key=key, value=value, generators=[one]), node)
    for part in (key, value, target):
        gast.copy_location(part, node)
    return scope.comprehension(scope, item)


def spread_shape(scope: Scope, node: Any) -> bool:
    """Is it `np.ndindex(*shape)`?"""
    if len(node.args) != 1 or node.keywords or not isinstance(node.args[0], gast.Starred):
        return False
    match node.func:
        case gast.Attribute(value=gast.Name(id=module), attr="ndindex"):
            binding = None if module in scope.local else scope.bindings.find(module)
            return getattr(getattr(binding, "value", None), "__name__", "") == "numpy"
    return False


def makes_alike(scope: Scope, node: Any) -> bool:
    """Is it `type(t)(...)` of a generator expression?"""
    given = [*node.args, *node.keywords]
    return (
        len(given) == 1
        and isinstance(given[0], gast.GeneratorExp)
        and call_of(scope, node.func, type)
        and len(node.func.args) == 1
    )


def respelled(func: e.Expr, node: Any) -> tuple[e.Expr, Any]:
    """The call of a class as one of a function, and of `isinstance` with a tuple of classes."""
    if not isinstance(func, e.Ref):
        return func, node
    if func.target is isinstance and len(node.args) == 2:
        return func, gast.Call(node.func, [node.args[0], classes(node.args[1])], [])
    if typing.is_typeddict(func.target):
        return e.Ref("dict", dict), node  # it makes one, and checks nothing
    if (
        func.target is np.ndarray
        and len(node.args) <= 2
        and {k.arg for k in node.keywords} <= {"shape", "dtype"}
    ):
        return e.Ref(func.path, np.empty), node  # what the constructor does, under the user's name
    return func, node


def asks_attributes(func: e.Expr, node: Any) -> bool:
    """Is it `vars(obj)`?"""
    plain = len(node.args) == 1 and not node.keywords
    return plain and isinstance(func, e.Ref) and func.target is vars


def names_method(func: e.Expr, node: Any) -> bool:
    """Is it `operator.methodcaller("name", ...)`?"""
    if not isinstance(func, e.Ref) or func.target is not operator.methodcaller or not node.args:
        return False
    spread = any(isinstance(part, gast.Starred) for part in node.args)
    name = getattr(node.args[0], "value", None)
    return isinstance(name, str) and not spread and all(k.arg for k in node.keywords)


def method_caller(node: Any) -> Any:
    """`methodcaller("name", a, k=b)` is `lambda obj, a_0=a, a_1=b: obj.name(a_0, k=a_1)`."""
    given = [*node.args[1:], *(k.value for k in node.keywords)]
    own = [f"argument_{n}" for n in range(len(given))]

    def name(text: str, context: Any) -> Any:
        return gast.copy_location(gast.Name(text, context, None, None), node)

    operands = [name(text, gast.Load()) for text in own]
    keywords = [
        gast.keyword(k.arg, value)
        for k, value in zip(node.keywords, operands[len(node.args) - 1 :], strict=True)
    ]
    method = gast.Attribute(name("obj", gast.Load()), node.args[0].value, gast.Load())
    call = gast.Call(method, operands[: len(node.args) - 1], keywords)
    parameters = [name(text, gast.Param()) for text in ("obj", *own)]
    arguments = gast.arguments(parameters, [], None, [], [], None, given)
    made = gast.Lambda(arguments, call)
    for part in (method, call, made):
        gast.copy_location(part, node)
    return made


def item_getter(base: e.Expr, node: Any) -> Any:
    """`xs.__getitem__`, which is handed on, is `lambda key, held=xs: held[key]`; None of others."""
    if not isinstance(base, e.Var) or not isinstance(node.value, gast.Name):
        return None
    if node.attr != "__getitem__":
        return None

    def name(text: str, context: Any) -> Any:
        return gast.copy_location(gast.Name(text, context, None, None), node)

    item = gast.Subscript(name("held", gast.Load()), name("key", gast.Load()), gast.Load())
    parameters = [name(text, gast.Param()) for text in ("key", "held")]
    held = [name(base.name, gast.Load())]
    made = gast.Lambda(gast.arguments(parameters, [], None, [], [], None, held), item)
    gast.copy_location(item, node)
    return gast.copy_location(made, node)


def takes_iterators(func: e.Expr) -> bool:
    """Is it a function of the user's, as far as is known?"""
    return not isinstance(func, e.Ref) or isinstance(func.target, types.FunctionType)

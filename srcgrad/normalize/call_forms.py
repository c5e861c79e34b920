"""Calls that mean another call, or several statements."""

from __future__ import annotations

import functools
import inspect
import types
from typing import Any, TypeGuard

import gast
import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.scope import Scope


def in_position(
    func: e.Expr, args: tuple[e.Expr, ...], keywords: tuple[tuple[str, e.Expr], ...]
) -> e.Call:
    """A call; what a library's function must be given stands in its place.

    np.full(fill_value=0.0, shape=n)    ->    np.full(n, 0.0)
    """
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
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):  # a built-in that does not tell
        return ()
    found = []
    for one in parameters:
        if one.kind is not one.POSITIONAL_OR_KEYWORD or one.default is not one.empty:
            break
        found.append(one.name)
    return tuple(found)


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


def is_empty(func: e.Expr, node: Any) -> TypeGuard[e.Ref]:
    """Is it `np.ndarray(shape, dtype)`, an array of its own?"""
    return (
        isinstance(func, e.Ref)
        and func.target is np.ndarray
        and len(node.args) <= 2
        and {k.arg for k in node.keywords} <= {"shape", "dtype"}
    )


def takes_iterators(func: e.Expr) -> bool:
    """Is it a function of the user's, as far as is known?"""
    return not isinstance(func, e.Ref) or isinstance(func.target, types.FunctionType)

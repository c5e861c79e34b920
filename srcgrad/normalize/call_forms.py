"""Calls that mean another call, or several statements."""

from __future__ import annotations

import types
from typing import Any, TypeGuard

import gast
import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.scope import Scope


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

"""Mistakes that Python or NumPy would report when the program runs, in their words."""

from __future__ import annotations

import inspect
import types
from typing import Any

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k


def mistake(value: e.Expr, function: Any, facts: Facts) -> tuple[str, str] | None:
    """Reason and remedy where what the program names is not there; None where it may be."""
    match value:
        case e.Call(e.Attr() as attribute):
            return mistake(attribute, None, facts) or _axis(value, facts)
        case e.Attr(e.Ref(_, types.ModuleType() as module), name) if not hasattr(module, name):
            return (
                f"the module {module.__name__} has no attribute `{name}`",
                "look up its name in the version that is installed",
            )
        case e.Attr(base, name) if isinstance(facts.kind(base), k.Array):
            if not hasattr(np.ndarray, name):
                return f"an array has no attribute `{name}`", "look up its name"
        case e.Attr(base, name) if isinstance(facts.kind(base), k.Object):
            kind = facts.kind(base)
            assert isinstance(kind, k.Object)
            cls = kind.cls
            if name in kind.names or hasattr(cls, name) or hasattr(cls, "__getattr__"):
                return None
            return (
                f"this object of the class {cls.__name__} has no attribute `{name}` here",
                "bind it before it is read",
            )
        case e.Call():
            return _keyword(value, function) or _axis(value, facts)
    return None


def _keyword(call: e.Call, function: Any) -> tuple[str, str] | None:
    try:
        known = inspect.signature(function).parameters
    except (TypeError, ValueError):
        return None
    if any(p.kind is inspect.Parameter.VAR_KEYWORD for p in known.values()):
        return None
    for name, _ in call.kwargs:
        if name not in known:
            return f"`{function.__name__}` has no keyword `{name}`", "leave it out"
    return None


def _axis(call: e.Call, facts: Facts) -> tuple[str, str] | None:
    """The error for an axis that the array does not have."""
    match call:
        case e.Call(e.Attr(array, _), _) | e.Call(_, (array, *_)):
            kind = facts.kind(array)
        case _:
            return None
    axis = dict(call.kwargs).get("axis")
    if not isinstance(axis, e.Const) or not isinstance(kind, k.Array):
        return None
    if type(axis.value) is not int or not kind.rank or -kind.rank <= axis.value < kind.rank:
        return None
    axes = "1 axis" if kind.rank == 1 else f"{kind.rank} axes"
    return f"there is no axis {axis.value} in an array of {axes}", "name an axis that it has"

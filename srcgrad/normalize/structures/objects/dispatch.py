"""`functools.singledispatch`: what a function does is chosen by the class of its first argument.

So is what a method does under `singledispatchmethod`, by that of its first one behind `self`.

area(Circle(r))            ->          math.pi * r ** 2
"""

from __future__ import annotations

import functools
import types
from typing import Any

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.walk import names
from srcgrad.normalize.scope import LIBRARIES
from srcgrad.normalize.structures.layout import Ref
from srcgrad.normalize.structures.walk import Walker

TYPE = e.Ref("type", type)
FLOATS = (float, np.float16, np.float32, np.float64)  # what a number of mixed kind may be


class Chosen:
    """What is chosen for each class, as a namespace that is read again at each call."""

    def __init__(self, function: Any) -> None:
        self.function = function

    def __contains__(self, cls: object) -> bool:
        return isinstance(cls, type)

    def __getitem__(self, cls: type) -> Any:
        return self.function.dispatch(cls)


class Held:
    """Which attributes a class or module holds, as a namespace that is read again at each call."""

    def __init__(self, holder: Any) -> None:
        self.holder = holder

    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> bool:
        return hasattr(self.holder, name)


def holds(w: Walker, base: e.Expr, name: str) -> bool | None:
    """Does a class or module hold an attribute, which it may get or lose between two calls?"""
    holder = base.target if isinstance(base, e.Ref) else None
    if not isinstance(holder, type | types.ModuleType):
        return None
    module = holder.__module__ if isinstance(holder, type) else holder.__name__
    if module.partition(".")[0] not in LIBRARIES:
        w.context.watch(Held(holder), name)
    return hasattr(holder, name)


class OfMethod:
    """A method under `functools.singledispatchmethod`: its argument behind `self` decides."""

    def __init__(self, held: functools.singledispatchmethod[Any]) -> None:
        self.dispatch: Any = held.dispatcher.dispatch
        self.__name__ = getattr(held.func, "__name__", "method")


def chosen(w: Walker, function: Any, tree: e.Call) -> e.Call | None:
    """The call of the function that serves its first argument, if that is active and known."""
    place = int(isinstance(function, OfMethod))
    operands = (*tree.args, *(value for _, value in tree.kwargs))
    inside = {name for operand in operands for name in names(operand)}
    touched = any(w.held(operand) is not None for operand in operands)
    w.waiting = True  # by the next round kinds are known
    classes = _classes(w, tree.args[place]) if len(tree.args) > place else []
    if not classes or not (touched or inside & w.context.varied):
        return None
    found, *others = [function.dispatch(cls) for cls in classes]
    if not isinstance(found, types.FunctionType) or any(one is not found for one in others):
        return None
    for cls in classes:
        w.context.watch(Chosen(function), cls)  # type: ignore[arg-type]
    return e.Call(e.Ref(found.__name__, found), tree.args, tree.kwargs)


def _classes(w: Walker, tree: e.Expr) -> list[type]:
    """The classes of which a value may be, as far as they are known."""
    held = w.held(tree)
    if isinstance(held, Ref):
        form = w.structure(held).form
        return [list] if form == "rows" else [] if form == "function" else [w.structure(held).cls]
    if held is not None:
        return []
    kind = w.kind(tree)
    if isinstance(kind, k.Scalar) and kind.dtype.kind == "f" and not kind.integral:
        return [kind.dtype.type, *(FLOATS if kind.mixed else ())]
    known, cls = w.constant(e.Call(TYPE, (tree,)))
    return [cls] if known and isinstance(cls, type) else []

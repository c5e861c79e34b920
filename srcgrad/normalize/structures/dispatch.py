"""`functools.singledispatch`: what a function does is chosen by the class of its first argument.

area(Circle(r))            ->          math.pi * r ** 2
"""

from __future__ import annotations

import types
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir.walk import names
from srcgrad.normalize.structures.layout import Ref
from srcgrad.normalize.structures.walk import Walker

TYPE = e.Ref("type", type)


class Chosen:
    """What is chosen for each class, as a namespace that is read again at each call."""

    def __init__(self, function: Any) -> None:
        self.function = function

    def __contains__(self, cls: object) -> bool:
        return isinstance(cls, type)

    def __getitem__(self, cls: type) -> Any:
        return self.function.dispatch(cls)


def chosen(w: Walker, function: Any, tree: e.Call) -> e.Call | None:
    """The call of the function that serves its first argument, if that is active and known."""
    operands = (*tree.args, *(value for _, value in tree.kwargs))
    inside = {name for operand in operands for name in names(operand)}
    touched = any(w.held(operand) is not None for operand in operands)
    w.waiting = True  # by the next round kinds are known
    cls = _class(w, tree.args[0]) if tree.args else None
    if cls is None or not (touched or inside & w.context.varied):
        return None
    found = function.dispatch(cls)
    if not isinstance(found, types.FunctionType):
        return None
    w.context.watch(Chosen(function), cls)  # type: ignore[arg-type]
    return e.Call(e.Ref(found.__name__, found), tree.args, tree.kwargs)


def _class(w: Walker, tree: e.Expr) -> type | None:
    """The class of a value, as far as it is known."""
    held = w.held(tree)
    if isinstance(held, Ref):
        form = w.structure(held).form
        return list if form == "rows" else None if form == "function" else w.structure(held).cls
    known, cls = (False, None) if held is not None else w.constant(e.Call(TYPE, (tree,)))
    return cls if known and isinstance(cls, type) else None

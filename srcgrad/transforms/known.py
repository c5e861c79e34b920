"""The derivatives that were made of a function, so that each is compiled once."""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from srcgrad.request import Options
from srcgrad.transforms.arguments import plain
from srcgrad.transforms.gradient import Gradient

Made = TypeVar("Made")
_known: WeakKeyDictionary[types.FunctionType, dict[Any, Any]] = WeakKeyDictionary()


def primal_of(fun: Any) -> Any:
    """The function itself, of a `Gradient` too; of other derivatives one that calls them."""
    fun = plain(fun)
    if isinstance(fun, types.MethodType) and isinstance(fun.__func__, Gradient):
        return types.MethodType(fun.__func__.primal, fun.__self__)
    return fun.primal if isinstance(fun, Gradient) else fun


def gradient_of(fun: Any, wrt: Any) -> Gradient:
    """A function's gradient for text of ours: the seed has the name `output_bar`."""
    return one_of(_Plain, fun, wrt)


class _Plain(Gradient):
    """A gradient whose seed has a name that no user gives a parameter."""

    def __init__(self, fun: Any, wrt: Any) -> None:
        super().__init__(fun, Options(wrt, seed_name="output_bar"))


def one_of(make: Callable[..., Made], fun: Any, wrt: Any) -> Made:
    """`make(fun, wrt)`, the same object for the same function and `wrt`."""
    primal = primal_of(fun)
    if not isinstance(primal, types.FunctionType):
        return make(primal, wrt)  # refuses it
    table = _known.setdefault(primal, {})
    key = (make, type(wrt), wrt) if isinstance(wrt, int | str | tuple) else make
    if key not in table:
        table[key] = make(primal, wrt)
    found: Made = table[key]
    return found

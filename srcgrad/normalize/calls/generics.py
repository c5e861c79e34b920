"""Classes that are called with types in brackets, as in `list[float](x)`."""

from __future__ import annotations

import inspect
import typing
from typing import Any

import gast

from srcgrad.normalize.iterators.library import target_of
from srcgrad.normalize.scope import Scope

Node = Any


def without_types(scope: Scope, func: Node) -> Node:
    """What is called, without types in brackets: they change nothing where no object notes them.

    list[float](x)        ->    list(x)
    """
    if not isinstance(func, gast.Subscript):
        return func
    cls = target_of(scope, func.value)
    if not isinstance(cls, type) or not _generic(cls) or not _forgets(cls):
        return func
    return func.value if _named(scope, cls, func.slice) else func


def _generic(cls: type) -> bool:
    """Do types in brackets mean what they mean for `Generic`, or for a builtin container?"""
    if hasattr(type(cls), "__getitem__"):  # an enumeration: its members by their names
        return False
    for owner in cls.__mro__:
        if "__class_getitem__" in vars(owner):
            return owner is typing.Generic or owner.__module__ in ("builtins", "collections")
    return False


def _named(scope: Scope, cls: Any, index: Node) -> bool:
    """Are they types by names, as many as the class takes?"""
    nodes = index.elts if isinstance(index, gast.Tuple) else [index]
    types = [target_of(scope, one) for one in nodes]
    try:
        cls[tuple(types)]
    except TypeError:
        return False
    return None not in types


def _forgets(cls: type) -> bool:
    """Has an object no place for the types, so that Python leaves them out?"""
    params = vars(cls).get("__dataclass_params__")
    if params is not None and params.frozen:
        return True
    place = inspect.getattr_static(cls, "__orig_class__", None)
    plain = inspect.getattr_static(cls, "__setattr__") is object.__setattr__
    return place is None and not cls.__dictoffset__ and plain

"""Objects that make their elements, by `__next__`: what it gives, and whether there is more.

def __next__(self):                          def __next__(self):
    if self.n == 0:                              if self.n == 0:
        raise StopIteration          ->              return False, None
    self.n -= 1                                  self.n -= 1
    return self.n                                return True, self.n
"""

from __future__ import annotations

import copy
import types
from typing import Any

import gast

from srcgrad.frontend import Bindings, read
from srcgrad.normalize.calls.capture import FUNCTIONS
from srcgrad.normalize.calls.closures import Code


def stepping(function: types.FunctionType, cls: type) -> Code | None:
    """The body of a `__next__` that tells so, or None where something else may end it."""
    source, bindings = read(function), Bindings(function)
    tree = copy.deepcopy(source.tree)
    if isinstance(tree, gast.Lambda):
        return None
    if any(_ends_elsewhere(node, bindings, cls) for node in gast.walk(tree)):
        return None
    tree.body = [*map(_told, tree.body), _pair(tree, True, gast.Constant(None, None))]
    return Code(function.__name__, tree, source, bindings, (), frozenset())


def _ends_elsewhere(node: Any, bindings: Bindings, cls: type) -> bool:
    """Is it a call of what may raise the same, something that catches it, or another name of it?"""
    match node:
        case gast.Call(func=gast.Name(id=name)):
            found = bindings.find(name)
            return name in ("next", "iter") or (found is not None and _ends(found.value, cls, []))
        case gast.Call(func=gast.Attribute(attr=name)):
            return name == "__next__" or _ends(getattr(cls, name, None), cls, [])
        case gast.Raise(exc=raised) if not _stops(raised):
            raised = raised.func if isinstance(raised, gast.Call) else raised
            known = bindings.find(raised.id) if isinstance(raised, gast.Name) else None
            other = known.value if known is not None else None
            return not isinstance(other, type) or issubclass(other, StopIteration)
    return isinstance(node, gast.Try | gast.With | gast.Yield | gast.YieldFrom)


def _ends(called: Any, cls: type, seen: list[Any]) -> bool:
    """May a function that is called raise the same, itself or through others that it names?"""
    called = getattr(called, "__func__", called)
    if not isinstance(called, types.FunctionType) or called in seen:
        return False
    read = {*called.__code__.co_names}
    inner = [getattr(cls, name, None) for name in read]
    inner += [called.__globals__.get(name) for name in read]
    here = not read.isdisjoint(("StopIteration", "next", "__next__"))
    return here or any(_ends(one, cls, [*seen, called]) for one in inner)


def _told(node: Any) -> Any:
    """A statement that ends the function, as one that returns a pair."""
    if isinstance(node, FUNCTIONS):
        return node
    if isinstance(node, gast.Return):
        return _pair(node, True, node.value or gast.Constant(None, None))
    if isinstance(node, gast.Raise) and _stops(node.exc):
        return _pair(node, False, gast.Constant(None, None))
    for field, value in gast.iter_fields(node):
        if isinstance(value, list):
            inside = (gast.stmt, gast.match_case)
            setattr(node, field, [_told(x) if isinstance(x, inside) else x for x in value])
    return node


def _stops(raised: Any) -> bool:
    raised = raised.func if isinstance(raised, gast.Call) else raised
    return isinstance(raised, gast.Name) and raised.id == "StopIteration"


def _pair(node: Any, more: bool, value: Any) -> Any:
    items = [gast.Constant(more, None), value]
    made = gast.Return(gast.Tuple(items, gast.Load()))
    for part in (made, made.value, *items):
        if not hasattr(part, "lineno"):
            gast.copy_location(part, node)
    return made

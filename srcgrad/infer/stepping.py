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
from srcgrad.normalize import Code
from srcgrad.normalize.capture import FUNCTIONS


def stepping(function: types.FunctionType) -> Code | None:
    """The body of a `__next__` that tells so, or None where something else may end it."""
    source = read(function)
    tree = copy.deepcopy(source.tree)
    if any(map(_ends_elsewhere, gast.walk(tree))):
        return None
    tree.body = [*map(_told, tree.body), _pair(tree, True, gast.Constant(None, None))]
    return Code(function.__name__, tree, source, Bindings(function), (), frozenset())


def _ends_elsewhere(node: Any) -> bool:
    """Is it a call of `next`, which raises the same, or something that catches it?"""
    if isinstance(node, gast.Call) and isinstance(node.func, gast.Name):
        return node.func.id in ("next", "iter")
    return isinstance(node, gast.Try | gast.With | gast.Yield | gast.YieldFrom)


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
            setattr(node, field, [_told(x) if isinstance(x, gast.stmt) else x for x in value])
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

"""Methods of Python's own classes that are called by their class, and operators called by name.

list.append(xs, v)                xs.append(v)
put = list.append; put(xs, v)     xs.append(v)
dict.update(d, k=v)        ->     d.update(k=v)
xs.__setitem__(0, v)              xs[0] = v
xs.__iadd__(ys)                   xs.extend(ys)

Where the object is known to be of that very class, so that its own method is meant.
"""

from __future__ import annotations

import types
from typing import Any

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.normalize.arrays.effects import DELETE_ITEM
from srcgrad.normalize.structures.layout import Ref
from srcgrad.normalize.structures.walk import Walker

CLASSES = (list, dict, np.ndarray)
IN_PLACE = {"__iadd__": "+", "__imul__": "*", "__isub__": "-", "__itruediv__": "/", "__ior__": "|"}


def bound(w: Walker, cls: Any, name: str, tree: e.Call) -> e.Call | None:
    """`list.append(xs, v)` as a call of the object's own method."""
    if not tree.args or cls not in CLASSES or name.startswith("__"):
        return None
    if _class_of(w, tree.args[0]) is not cls:
        return None
    return e.Call(e.Attr(tree.args[0], name), tree.args[1:], tree.kwargs)


def held_by_class(w: Walker, function: Any, tree: e.Call) -> e.Call | None:
    """The same of a name, or an element, that holds `list.append`."""
    if not isinstance(function, types.MethodDescriptorType):
        return None
    return bound(w, function.__objclass__, function.__name__, tree)


def _spelled(w: Walker, tree: e.Expr) -> e.Expr:
    """A call of a name that holds `list.__setitem__`, as one by the class."""
    if isinstance(tree, e.Call) and isinstance(tree.func, e.Var):
        known, function = w.constant(tree.func)
        if known and isinstance(function, types.WrapperDescriptorType):
            cls = function.__objclass__
            func = e.Attr(e.Ref(cls.__name__, cls), function.__name__)
            return e.Call(func, tree.args, tree.kwargs)
    return tree


def statement(w: Walker, tree: e.Expr, node: s.Stmt) -> s.Stmt | None:
    """The statement that a call means whose result nobody asks for."""
    match _spelled(w, tree):
        case e.Call(e.Attr(e.Ref(target=type() as cls), name), (base, *rest), ()):
            if cls not in CLASSES or _class_of(w, base) is not cls:
                return None
        case e.Call(e.Attr(base, name), rest, ()):
            if not name.startswith("__") or _class_of(w, base) is None:
                return None
        case _:
            return None
    made: s.Stmt | None = None
    match name, tuple(rest):
        case "__setitem__", (place, new):
            made = s.Store(base, place, new)
        case "__delitem__", (place,):
            made = s.Evaluate(e.Call(DELETE_ITEM, (base, place)))
        case "__iadd__", (value,) if _class_of(w, base) is list:  # of an array's elements, too
            made = s.Evaluate(e.Call(e.Attr(base, "extend"), (value,)))
        case _, (value,) if name in IN_PLACE and isinstance(base, e.Var):
            made = s.Augment(base, None, IN_PLACE[name], value)
    if made is not None:
        made.origin, made.mark = node.origin, node.mark
    return made


def _class_of(w: Walker, tree: e.Expr) -> type | None:
    """Which of the classes an object is of, and not of one that is derived from it."""
    held = w.held(tree)
    if isinstance(held, Ref):
        found = w.structure(held)
        return found.cls if found.form in ("list", "dict") and found.cls in CLASSES else None
    if held is not None:
        return None
    kind = k.general(w.kind(tree))
    w.waiting |= isinstance(kind, k.Unknown)
    if isinstance(kind, k.Array):
        return np.ndarray
    if isinstance(kind, k.Dict):
        return kind.cls if kind.cls is dict else None
    return list if isinstance(kind, k.List) else None

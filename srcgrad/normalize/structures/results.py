"""What a program returns, written out with its parts."""

from __future__ import annotations

import sys
import types
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Free
from srcgrad.ir.walk import rebuild
from srcgrad.normalize.outputs import INSTANCE, MADE, NAMED, SAME
from srcgrad.normalize.structures import containers, reading, standing
from srcgrad.normalize.structures.layout import Conflict, Pin, Ref, Structure
from srcgrad.normalize.structures.walk import Walker


def returned(w: Walker, tree: e.Expr, node: s.Stmt) -> e.Expr:
    """What the program returns."""
    if isinstance(tree, e.Call) and tree.func in MADE:  # by an earlier walk
        first, parts = tree.args
        return e.Call(tree.func, (first, returned(w, parts, node)))
    held = w.held(tree)
    if held is None:
        return rebuild(tree, lambda part: returned(w, part, node))
    if not isinstance(held, Ref):
        return reading.plain(w, tree, node)
    return _structure(w, held, node)


def _structure(w: Walker, ref: Ref, node: s.Stmt) -> e.Expr:
    held = w.structure(ref)
    if held.form == "rows":
        raise Pin(held.site, "a list of containers that grew in a loop is returned")
    if standing.stands_in(w, ref):
        raise Pin(held.site, "a container of which only the run knows the structure is returned")
    parts = tuple(_part(w, slot, node) for slot in held.slots.values())
    if held.form == "object":
        inner = e.Mapping(tuple(map(e.Const, held.slots)), parts)
        if held.home is not None:
            return e.Call(SAME, (held.home, inner))
        if not held.cls.__dictoffset__:
            raise Pin(held.site, f"a {held.cls.__name__}, which has `__slots__`, is returned")
        return e.Call(INSTANCE, (_class(w, held), inner))
    if held.form == "dict":
        made: e.Expr = e.Mapping(tuple(map(reading.constant, held.slots)), parts)
        return made
    made = e.Sequence(held.form, parts)
    if held.cls in (tuple, list, dict):
        return made
    if held.home is not None:
        return e.Call(SAME, (held.home, made))
    return e.Call(NAMED, (_class(w, held), made))


def _part(w: Walker, slot: Any, node: s.Stmt) -> e.Expr:
    found = containers.as_value(slot)
    if isinstance(found, Conflict):
        raise Pin(found.sites, found.reason)
    if isinstance(found, Ref):
        return _structure(w, found, node)
    assert isinstance(found, e.Expr)
    return found


def read(free: Free) -> Any:
    """What a name of the program stands for."""
    holder = free.namespace
    if isinstance(holder, types.CellType):
        return holder.cell_contents
    return (holder if isinstance(holder, dict) else vars(holder)).get(free.key)


def _class(w: Walker, held: Structure) -> e.Ref:
    """How the generated file names a class."""
    path, cls = held.path, held.cls
    if path is not None:
        root, dot, _ = path.path.partition(".")
        known = w.core.statics.get(root)
        if (dot and root in w.core.modules) or (known is not None and read(known) is cls):
            return path
    module = vars(sys.modules[cls.__module__])
    known = w.core.statics.setdefault(cls.__name__, Free(cls.__name__, module, cls.__name__))
    if read(known) is not cls:
        raise Pin(held.site, f"a {cls.__name__} that has no name here is returned")
    return e.Ref(cls.__name__, cls)

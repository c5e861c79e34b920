"""Containers that a library's function hands back, or a part of what it is given, stay containers.

b = max(a, c)           refused to be `max([a_0, a_1], c)`: a store into b is one into a
b[0] = 7.0

An array of objects would hold them too, as in `np.array([a, None], object)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.mutating import CHOOSING, TAKING, handed_back
from srcgrad.ir.walk import nodes
from srcgrad.normalize.calls.closures import Code, made_inside, stores_inside
from srcgrad.normalize.structures.containers import containers
from srcgrad.normalize.structures.layout import Pin, Ref, View
from srcgrad.normalize.structures.walk import Walker

HOLDING = (*CHOOSING, *TAKING)
REASON = "a call may give it back"
WRITTEN = "a call hands it on to a function that may write into it"
READING = (np.pad, np.dtype)  # a dict tells them what to do


def check(w: Walker, tree: e.Call, node: s.Stmt) -> None:
    """Let containers that a call may hand back, or write into, stay what they are."""
    _keep(w, [found for one in handed_back(tree) for found in _refs(w, one)])
    given = (*tree.args, *(value for _, value in tree.kwargs))
    outside = any(known and w.context.stores(value) for known, value in map(w.constant, given))
    if outside or any(
        stores_inside(code, w.context.stores) for one in given for code in _codes(w, one)
    ):
        _keep(w, [found for one in given for found in _refs(w, one)], WRITTEN)
    if any(_held_by_array(w, tree)):
        raise UnsupportedSyntaxError(
            "an array of objects would hold a list or a dict of the program, which is followed "
            "under its own names alone",
            "use a list in place of the array",
            node.origin,
        )
    if not isinstance(tree.func, e.Ref) or not any(tree.func.target is x for x in HOLDING):
        return
    for one in tree.args if tree.func.target in TAKING or len(tree.args) == 1 else ():
        held = w.held(one)
        if isinstance(held, Ref) and w.structure(held).form not in ("list", "tuple"):
            continue  # the keys of a dict, or what its class says
        if isinstance(held, Ref | View):
            parts = containers.elements(w, held, node)
            _keep(w, [part for part in parts if isinstance(part, Ref)])


def _codes(w: Walker, tree: e.Expr) -> Iterator[Code]:
    """The functions made inside that an operand is."""
    yield from made_inside(w.kind(tree))
    held = w.held(tree) if isinstance(tree, e.Var) else None
    code = w.structure(held).cls if isinstance(held, Ref) else None
    if isinstance(code, Code):
        yield code


def _held_by_array(w: Walker, tree: e.Call) -> Iterator[bool]:
    """Is an array made of dicts, or of lists, where it is one of objects?"""
    function: Any = tree.func.target if isinstance(tree.func, e.Ref) else None
    module = (getattr(function, "__module__", None) or "").partition(".")[0]
    if module == "numpy" and not isinstance(function, np.ufunc) and function not in READING:
        rest = [*tree.args[1:], *(value for _, value in tree.kwargs)]
        objects = any(_means_objects(*w.constant(one)) for one in rest)
        for one in tree.args:
            yield from _stays(w, one, objects, False)


def _means_objects(known: bool, value: Any) -> bool:
    """Is it the type of objects?"""
    return known and (value is object or value in ("O", "object") or value == np.dtype(object))


def _stays(w: Walker, tree: Any, objects: bool, inside: bool) -> Iterator[bool]:
    """Does an operand of which an array is made, or a part of one, stay what it is?"""
    held = w.held(tree) if isinstance(tree, e.Var) else tree
    found = w.structure(held) if isinstance(held, Ref) else None
    kind = w.kind(tree) if isinstance(tree, e.Var) and held is None else None
    lists = isinstance(kind, k.List) or (found is not None and found.form == "list")
    lists |= isinstance(held, e.Sequence) and held.form == "list"
    yield isinstance(kind, k.Dict) or (found is not None and found.form == "dict")
    yield lists and inside and objects
    parts: list[Any] = [*held.items] if isinstance(held, e.Sequence) else []
    if found is not None and found.form in ("list", "tuple"):
        parts = [containers.as_value(slot) for slot in found.slots.values()]
    for part in parts:
        yield from _stays(w, part, objects, True)


def _refs(w: Walker, tree: e.Expr) -> list[Ref]:
    parts = (w.held(part) for part in nodes(tree) if isinstance(part, e.Var))
    return [held for held in parts if isinstance(held, Ref)]


def _keep(w: Walker, refs: list[Ref], reason: str = REASON) -> None:
    for one in w.state.reached(refs):
        found = w.structure(Ref(one))
        if found.form in ("list", "dict"):
            raise Pin(found.site, reason)

"""Containers that a library's function hands back, or a part of what it is given, stay containers.

b = max(a, c)           refused to be `max([a_0, a_1], c)`: a store into b is one into a
b[0] = 7.0
"""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.mutating import CHOOSING, TAKING, handed_back
from srcgrad.ir.walk import nodes
from srcgrad.normalize.structures.containers import containers
from srcgrad.normalize.structures.layout import Pin, Ref, View
from srcgrad.normalize.structures.walk import Walker

HOLDING = (*CHOOSING, *TAKING)
REASON = "a call may give it back"


def check(w: Walker, tree: e.Call, node: s.Stmt) -> None:
    """Let containers that a call may hand back stay what they are."""
    _keep(w, [found for one in handed_back(tree) for found in _refs(w, one)])
    if not isinstance(tree.func, e.Ref) or not any(tree.func.target is x for x in HOLDING):
        return
    for one in tree.args if tree.func.target in TAKING or len(tree.args) == 1 else ():
        held = w.held(one)
        if isinstance(held, Ref) and w.structure(held).form not in ("list", "tuple"):
            continue  # the keys of a dict, or what its class says
        if isinstance(held, Ref | View):
            parts = containers.elements(w, held, node)
            _keep(w, [part for part in parts if isinstance(part, Ref)])


def _refs(w: Walker, tree: e.Expr) -> list[Ref]:
    parts = (w.held(part) for part in nodes(tree) if isinstance(part, e.Var))
    return [held for held in parts if isinstance(held, Ref)]


def _keep(w: Walker, refs: list[Ref]) -> None:
    for one in w.state.reached(refs):
        found = w.structure(Ref(one))
        if found.form in ("list", "dict"):
            raise Pin(found.site, REASON)

"""`zip`, `enumerate` and `reversed` where they are no loop's own: lists, gone through once."""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures.containers import containers
from srcgrad.normalize.structures.layout import Ref, View
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker


def _passing(target: str, function: str) -> bool:
    """Is it an operand, which is gone through once, and not a name of the user's?"""
    return "." in target and target.startswith(f"{function}_")


def zip_once(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Ref | None:
    """The rows of `zip`, as a list."""
    held = [w.held(a) for a in tree.args]
    if not held or not all(isinstance(h, Ref | View) for h in held) or tree.kwargs:
        return None
    if not _passing(target, "zip"):
        return None
    lists = [containers.elements(w, h, node) for h in held if h is not None]
    rows = [
        containers.build(w, "tuple", tuple, dict(enumerate(row)), node, target or "pair")
        for row in zip(*lists, strict=False)
    ]
    return containers.build(w, "list", list, dict(enumerate(rows)), node, target or "pairs")


def enumerate_once(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Ref | None:
    """The numbered elements of a container, as a list."""
    held = w.held(tree.args[0]) if tree.args else None
    if not isinstance(held, Ref | View) or len(tree.args) != 1 or tree.kwargs:
        return None
    if not _passing(target, "enumerate"):
        return None
    rows = [
        containers.build(w, "tuple", tuple, {0: e.Const(n), 1: x}, node, target or "pair")
        for n, x in enumerate(containers.elements(w, held, node))
    ]
    return containers.build(w, "list", list, dict(enumerate(rows)), node, target or "pairs")


def reversed_once(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Ref | None:
    """The elements of a container from its end, as a list."""
    held = w.held(tree.args[0]) if tree.args else None
    if not isinstance(held, Ref | View) or not _passing(target, "reversed"):
        return None
    found = containers.elements(w, held, node)[::-1]
    return containers.build(w, "list", list, dict(enumerate(found)), node, target or "items")

"""What is split into a known number of pieces gives a list of so many.

for word in "x y +".split():    ->    for word in ["x", "y", "+"]:
a, b = np.split(x, 2)           ->    piece.1, piece.2 = np.split(x, 2)
"""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures.containers import containers
from srcgrad.normalize.structures.layout import UNROLLED, Ref, Value
from srcgrad.normalize.structures.walk import Walker

ARRAYS = (np.split, np.array_split, np.hsplit, np.vsplit)
TEXTS = ("split", "rsplit", "splitlines")


def of_array(
    w: Walker, function: Any, tree: e.Call, node: s.Stmt, target: str
) -> Value | e.Expr | None:
    """The list of arrays that a call gives, if it splits one."""
    if not any(function is one for one in ARRAYS):
        return None
    known, count = w.constant(tree.args[1]) if len(tree.args) > 1 else (False, 0)
    if not known or not target or target in w.pins or not w.context.limit.takes_apart(count):
        return None
    parts = tuple(w.new_name("piece") for _ in range(count))
    call = e.Call(tree.func, tuple(w.plain(a, node) for a in tree.args), tree.kwargs)
    w.emit(s.Unpack(parts, call), node)
    for name in parts:
        w.bind_known(name, None)
    return containers.fresh(w, "list", list, dict(enumerate(map(e.Var, parts))), node, target)


def of_text(
    w: Walker, base: e.Expr, name: str, tree: e.Call, node: s.Stmt, target: str
) -> Ref | None:
    """The list of texts that a method of a constant one gives, unless it is long or stays one."""
    if name not in TEXTS or tree.kwargs or target in w.pins:
        return None
    found = [w.constant(one) for one in (base, *tree.args)]
    if not all(known for known, _ in found) or not isinstance(found[0][1], str):
        return None
    try:
        parts = getattr(found[0][1], name)(*(value for _, value in found[1:]))
    except (TypeError, ValueError):  # the program raises it
        return None
    if len(parts) > UNROLLED:
        return None
    slots = dict(enumerate(map(e.Const, parts)))
    return containers.build(w, "list", list, slots, node, target or "pieces")

"""Methods with the object that they belong to, as values that are compared.

if self.kernel == self.rbf:        the same function, of the same object?
"""

from __future__ import annotations

from typing import Any, Literal

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures.containers.containers import of_object
from srcgrad.normalize.structures.layout import Method, Ref
from srcgrad.normalize.structures.walk import Walker


def objects(
    w: Walker, left: e.Expr, right: e.Expr, node: s.Stmt
) -> tuple[e.Expr, e.Expr] | Literal[False] | None:
    """The objects of two methods of one function, whose identity decides; None of other values."""
    one, other = _method(w, left), _method(w, right)
    if one is None or other is None:
        return None
    if one[0] is not other[0]:
        return False
    first, second = (w.named(ref, "instance", node) for _, ref in (one, other))
    return first, second


def _method(w: Walker, tree: e.Expr) -> tuple[Any, Ref] | None:
    held = w.held(tree)
    if isinstance(held, Method):
        ref = of_object(w, held)
        return None if ref is None else (held.function, ref)
    if not isinstance(held, Ref) or w.state.heap[held.id].form != "function":
        return None
    inside = w.structure(held)
    own = inside.slots.get("self")
    return (inside.cls, own) if isinstance(own, Ref) and len(inside.slots) == 1 else None

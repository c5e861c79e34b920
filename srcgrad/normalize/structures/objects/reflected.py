"""Operators on objects whose classes define them: which operand is asked first, and with what.

y = weights[i] * term     ->     number = float(weights[i]); y = term.__rmul__(number)
y = term + longer         ->     y = longer.__radd__(term)     where that is of a derived class
"""

from __future__ import annotations

from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures.layout import Pin, Ref
from srcgrad.normalize.structures.objects import instances, standing
from srcgrad.normalize.structures.walk import Walker

Side = tuple[Ref | None, str, e.Expr, e.Expr]  # an operand, its method, its tree and the other's
_ITEMS: dict[str, Any] = {"f": float, "i": int, "u": int, "b": bool, "c": complex}
_SEEN_BY_NUMPY = (
    "__len__",
    "__getitem__",
    "__buffer__",
    "__array__",
    "__array_interface__",
    "__array_struct__",
    "__array_priority__",
    "__array_ufunc__",
)


def element(w: Walker, other: Ref, left: e.Expr, mirrored: str, node: s.Stmt) -> e.Expr:
    """The number that an object on the right of a value which is not followed is given."""
    if w.structure(other).form != "object" or _leaves_it(w, left, other):
        return left
    item = _item_of(w, left, other, mirrored)
    if item is None:
        w.waiting = True
        raise Pin(w.structure(other).site, "an array takes the operator to each of its elements")
    return w.named(item, "number", node)


def in_order(w: Walker, sides: list[Side]) -> list[Side]:
    """The two sides as they are asked: one of a derived class first, if it has its own answer."""
    (one, *_), (other, mirrored, *_) = sides
    if one is None or other is None:
        return sides
    a, b = w.structure(one).cls, w.structure(other).cls
    arithmetic = mirrored.startswith("__r")
    if a is b:
        return sides[:1] if arithmetic else sides
    own, base = (instances.find(cls, mirrored) for cls in (b, a))
    differs = own is not None and (base is None or own[1] is not base[1])
    first = issubclass(b, a) and (differs or not arithmetic)
    return sides[::-1] if first else sides


def _item_of(w: Walker, left: e.Expr, other: Ref, mirrored: str) -> e.Expr | None:
    """The Python number that NumPy's hands to an operator of an object of no class it knows."""
    kind, cls = k.general(w.kind(left)), w.structure(other).cls
    known = cls.__base__ is not object and issubclass(cls, int | float | complex | str | bytes)
    if known or any(hasattr(cls, name) for name in _SEEN_BY_NUMPY):
        return None
    if not isinstance(kind, k.Scalar) or not mirrored.startswith("__r"):
        return None
    made = _ITEMS.get(kind.dtype.kind)
    return None if made is None else e.Call(e.Ref(made.__name__, made), (left,))


def _leaves_it(w: Walker, left: e.Expr, other: Ref) -> bool:
    """Does a plain left operand leave the operator to the object on the right?"""
    kind = k.general(w.kind(left))
    if isinstance(kind, k.Real | k.Int | k.Bool | k.Complex):
        return True
    if isinstance(kind, k.Opaque) and standing.in_place(w, other):
        return True
    found = instances.find(w.structure(other).cls, "__array_ufunc__")
    return isinstance(kind, k.Array | k.Scalar) and found is not None and found[1] is None

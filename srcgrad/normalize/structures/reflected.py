"""A number on the left of an object whose class defines the operator: who is asked, with what.

y = weights[i] * term     ->     number = float(weights[i]); y = term.__rmul__(number)
"""

from __future__ import annotations

from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.normalize.structures import instances, standing
from srcgrad.normalize.structures.layout import Ref
from srcgrad.normalize.structures.walk import Walker

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


def item_of(w: Walker, left: e.Expr, other: Ref, mirrored: str) -> e.Expr | None:
    """The Python number that NumPy's hands to an operator of an object of no class it knows."""
    kind, cls = k.general(w.kind(left)), w.structure(other).cls
    known = cls.__base__ is not object and issubclass(cls, int | float | complex | str | bytes)
    if known or any(hasattr(cls, name) for name in _SEEN_BY_NUMPY):
        return None
    if not isinstance(kind, k.Scalar) or not mirrored.startswith("__r"):
        return None
    made = _ITEMS.get(kind.dtype.kind)
    return None if made is None else e.Call(e.Ref(made.__name__, made), (left,))


def leaves_it(w: Walker, left: e.Expr, other: Ref) -> bool:
    """Does a plain left operand leave the operator to the object on the right?"""
    kind = k.general(w.kind(left))
    if isinstance(kind, k.Real | k.Int | k.Bool | k.Complex):
        return True
    if isinstance(kind, k.Opaque) and standing.in_place(w, other):
        return True
    found = instances.find(w.structure(other).cls, "__array_ufunc__")
    return isinstance(kind, k.Array | k.Scalar) and found is not None and found[1] is None

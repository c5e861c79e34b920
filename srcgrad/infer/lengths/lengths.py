"""The axes that an argument which says a shape asks for."""

from __future__ import annotations

from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Length


def lengths(kind: k.Kind) -> tuple[Length, ...] | None:
    """The axes that a shape argument asks for."""
    kind = k.general(kind) if not isinstance(kind, k.Tuple) else kind
    if isinstance(kind, k.Int):
        return (kind.value,)
    if isinstance(kind, k.Scalar | k.Real):
        return (None,)
    if isinstance(kind, k.Tuple):
        parts = [axes_of(i) for i in kind.items]
        if all(p is not None and len(p) == 1 for p in parts):
            return tuple(p[0] for p in parts if p is not None)
    if isinstance(kind, k.List) and kind.items is not None:
        return lengths(k.Tuple(kind.items))
    return None


def axes_of(kind: k.Kind) -> tuple[Length, ...] | None:
    """The axes that one item of a shape stands for: it is an integer, or NumPy refuses it."""
    return (None,) if isinstance(kind, k.Unknown) else lengths(kind)

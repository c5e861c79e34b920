"""The kinds of slices: those of constant bounds are constants."""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k


def span(part: e.Slice, kind_of: Callable[[e.Expr], k.Kind]) -> k.Kind:
    """The kind of what is written `lower:upper:step` in a subscript."""
    bounds = (part.lower, part.upper, part.step)
    return span_of([k.NOTHING if b is None else kind_of(b) for b in bounds])


def span_of(bounds: list[k.Kind]) -> k.Kind:
    """The kind of `slice(*bounds)`.

    >>> span_of([k.Known(0), k.Known(2)])
    Known(value=slice(0, 2, None))
    >>> span_of([k.Known(0), k.Int()])
    Opaque(cls=<class 'slice'>)
    """
    known = 0 < len(bounds) < 4 and all(isinstance(one, k.Known) for one in bounds)
    return k.Known(slice(*map(k.value_of, bounds))) if known else k.Opaque(slice)


def holds_span(kind: k.Kind) -> bool:
    """Is it the kind of a slice, or of a subscript with one?"""
    return k.general(kind) == k.Opaque(slice) or any(map(holds_span, k.parts(kind)))

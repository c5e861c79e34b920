"""Lengths of what is left of an array when axes of it are taken together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.kinds.probe import probe
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import ROWS, of_rows

Args = list[k.Kind]
Kwargs = dict[str, k.Kind]
NOT_GIVEN = k.Known(np._NoValue)  # NumPy's own default, where None means something


def reduced(function: Any, args: Args, kwargs: Kwargs) -> k.Kind | None:
    """Functions that take axes together, or all of an array: `(a, axis, keepdims=...)`."""
    if not isinstance(args[0], k.Array):
        return None
    kwargs = {name: kind for name, kind in kwargs.items() if kind != NOT_GIVEN}
    axis = args[1] if len(args) > 1 else kwargs.get("axis", k.Known(None))
    keep = kwargs.get("keepdims", k.Known(False))
    if args[0].dims is None:
        if axis == k.Known(None) and keep == k.Known(False):
            bounded = k.Array(args[0].dtype, (None,))
            return probe(function, [bounded, *args[1:]], kwargs)
        return k.Unknown()
    found = probe(function, args, kwargs)
    if not isinstance(found, k.Array) or not k.constant(axis) or not k.constant(keep):
        return (
            found
            if isinstance(axis, k.Known | k.Tuple) or not isinstance(found, k.Array)
            else k.Array(found.dtype, (None,) * len(found.dims or ()))
        )
    chosen = k.value_of(axis)
    rank = len(args[0].dims)
    if not rank:  # what takes an axis of a number makes an array of it first
        return found
    axes = (
        set(range(rank))
        if chosen is None
        else {a % rank for a in (chosen if isinstance(chosen, tuple) else (chosen,))}
    )
    kept = bool(k.value_of(keep))
    lost = not kept and any(of_rows(args[0].dims[n]) for n in axes)
    out = [1 if n in axes else d for n, d in enumerate(args[0].dims) if kept or n not in axes]
    if lost and out:  # as of nothing, it is a number
        out[0] = ROWS
    return k.Array(found.dtype, tuple(out))


def measured(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`norm(x, ord, axis, keepdims)`: as sums along the same axes are."""
    found = probe(function, args, kwargs)
    given = dict(zip(("ord", "axis", "keepdims"), args[1:], strict=False)) | kwargs
    along: Kwargs = {name: given[name] for name in ("axis", "keepdims") if name in given}
    summed = reduced(np.sum, args[:1], along) if isinstance(found, k.Array) else None
    if isinstance(found, k.Array) and isinstance(summed, k.Array) and found.rank == summed.rank:
        return k.Array(found.dtype, summed.dims)
    return found


def _logsumexp(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """A reduction, where there are no weights that spread what is summed, and no sign beside it."""
    plain = len(args) <= 2 and set(kwargs) <= {"axis", "keepdims"}
    found = reduced(function, args, kwargs) if plain else None
    return probe(function, args, kwargs) if found is None else found


def _normalised(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`softmax`: the shape of the operand."""
    found = probe(function, args, kwargs)
    source = args[0] if args else None
    if isinstance(found, k.Array) and isinstance(source, k.Array) and found.rank == source.rank:
        return k.Array(found.dtype, source.dims)
    return found


OF_SPECIAL: dict[str, Callable[[Any, Args, Kwargs], k.Kind]] = {
    "logsumexp": _logsumexp,
    **dict.fromkeys(["softmax", "log_softmax"], _normalised),
}

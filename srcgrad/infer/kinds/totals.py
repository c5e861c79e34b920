"""Sums and products of what a container holds, which may be nothing."""

from __future__ import annotations

import math

from srcgrad.infer.kinds.operators import binary
from srcgrad.infer.kinds.probe import probe
from srcgrad.ir import kinds as k


def summed(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """`sum`: what it starts with, of nothing."""
    start = args[1] if len(args) > 1 else kwargs.get("start", k.Known(0))
    match args[0]:
        case k.List(_, element) | k.Set(element):
            items = [element]
        case k.Range():
            items = [k.Int()]
        case k.Tuple(items_, _):
            items = list(items_)
        case k.Array(dtype, dims) if dims is not None and dims:
            items = [k.Scalar(dtype) if len(dims) == 1 else k.Array(dtype, dims[1:])]
        case _:
            return k.Unknown()
    total: k.Kind = k.general(start)
    for item in items:
        if isinstance(item, k.Empty):
            continue  # nothing in it, or nothing yet
        total = binary("+", total, item)
    if _may_be_empty(args[0]) and k.is_number(total):
        total = k.join(k.general(start), k.general(total))
    return k.general(total) if not isinstance(total, k.Int) else k.Int()


def multiplied(args: list[k.Kind], kwargs: dict[str, k.Kind]) -> k.Kind:
    """`math.prod`: the integer 1 of nothing."""
    found = probe(math.prod, args, kwargs)
    if _may_be_empty(args[0]) and not kwargs and k.is_number(found):
        return k.join(k.Int(), k.general(found))
    return found


def _may_be_empty(kind: k.Kind) -> bool:
    """May a container hold nothing, so that a sum of it is what the sum starts with?"""
    match kind:
        case k.Array(_, dims):
            return not dims or not isinstance(dims[0], int) or not dims[0]
        case k.List(items, _):
            return not items
    return isinstance(kind, k.Set | k.Range)

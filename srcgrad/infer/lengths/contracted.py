"""Lengths of sums of products: the axes that are not summed over."""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np

from srcgrad.infer.kinds.probe import probe
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Length, broadcast

Args = list[k.Kind]
Kwargs = dict[str, k.Kind]


def contracted(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`tensordot`: the axes of both operands that are not summed over."""
    axes = _numbers(args[2] if len(args) > 2 else kwargs.get("axes", k.Known(2)))
    found = probe(function, args, kwargs)
    a, b = (k.dims(one) for one in args[:2])
    if axes is None or a is None or b is None or not isinstance(found, k.Array):
        return found
    if isinstance(axes, int):
        axes = range(len(a) - axes, len(a)), range(axes)
    first, second = (np.atleast_1d(one).tolist() for one in axes)
    left = [length for n, length in enumerate(a) if n not in {axis % len(a) for axis in first}]
    right = [length for n, length in enumerate(b) if n not in {axis % len(b) for axis in second}]
    known = len(left) + len(right) == found.rank
    return k.Array(found.dtype, (*left, *right)) if known else found


def summed(function: Any, args: Args, kwargs: Kwargs) -> k.Kind:
    """`einsum`: the lengths that its letters stand for."""
    found = probe(function, args, kwargs)
    text = args[0].value if args and isinstance(args[0], k.Known) else None
    dims = [k.dims(one) for one in args[1:]]
    if not isinstance(text, str) or "->" not in text or "." in text or None in dims:
        return found
    given, _, wanted = text.replace(" ", "").partition("->")
    lengths: dict[str, list[Length]] = {}
    for letters, own in zip(given.split(","), dims, strict=False):
        for letter, length in zip(letters, own or (), strict=False):
            lengths.setdefault(letter, []).append(length)
    if (
        not isinstance(found, k.Array)
        or found.rank != len(wanted)
        or not set(wanted) <= set(lengths)
    ):
        return found
    return k.Array(found.dtype, tuple(reduce(broadcast, lengths[letter]) for letter in wanted))


def _numbers(kind: k.Kind) -> Any:
    """A number, or numbers in tuples and lists that a program spells out; None if unknown."""
    if isinstance(kind, k.Tuple | k.List):
        found = [_numbers(item) for item in kind.items or ()]
        return None if kind.items is None or None in found else tuple(found)
    return kind.value if isinstance(kind, k.Known) else None

"""Names that hold floats on some paths and ints on others.

    v = 0 if flag else 1.5
    a = np.full(3, v)              an array of ints where v is one

Kinds say `float` of both, which is right wherever a value is only read. A store is another matter:
into an array of ints it cuts off the fraction.
"""

from __future__ import annotations

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.expressions import kind_of
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import statements


def perhaps_integral(core: Core, facts: Facts) -> set[str]:
    """The names that are bound to an int, or to an array of ints, though their kind is a float."""
    found: set[str] = set()
    assigned = [node for node in statements(core.body) if isinstance(node, s.Assign)]

    def lookup(name: str) -> k.Kind:
        kind = facts.kinds.get(name, k.Empty())
        return _as_ints(kind) if name in found else kind

    while True:
        known = not found and not facts.nones  # then each kind has been found before
        more = {
            node.target
            for node in assigned
            if node.target not in found
            and _is_float(facts.kinds.get(node.target, k.Empty()))
            and _may_be_int(facts.bare(node.value) if known else kind_of(node.value, lookup))
        }
        if not more:
            return found
        found |= more


def _is_float(kind: k.Kind) -> bool:
    return isinstance(kind, k.Real) or (
        isinstance(kind, k.Array | k.Scalar) and kind.dtype.kind == "f"
    )


def _may_be_int(kind: k.Kind) -> bool:
    kind = k.general(kind)
    if isinstance(kind, k.Array | k.Scalar):
        return kind.dtype.kind in "iub" or getattr(kind, "integral", False)
    return isinstance(kind, k.Int | k.Bool) or kind == k.Real(integral=True)


def _as_ints(kind: k.Kind) -> k.Kind:
    if isinstance(kind, k.Array):
        return k.Array(np.dtype(int), kind.dims)
    return k.Int()

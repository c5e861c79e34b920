"""Vectors of zeros are made by their size, which takes NumPy a fraction of the time.

    x_bar = np.zeros_like(x)     ->     x_bar = np.zeros(x.size)

Only of doubles, which `np.zeros` makes, and in one dimension: in more the layout is that of `x`.
Not of what a record gives: that is None where the first pass of a loop has bound the name, and None
has zeros, but no size.
"""

from __future__ import annotations

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements, targets

ZEROS = e.Ref("np.zeros", np.zeros)


def by_size(forward: s.Block, reverse: s.Block, facts: Facts) -> None:
    """Rewrite the definitions of the reverse sweep in place."""
    there = set(facts.entry) | {name for node in forward for name in targets(node)}
    there -= {name for node in statements(reverse) for name in targets(node)} | facts.nones
    for node in statements(reverse):
        match node:
            case s.Assign(_, e.Call(e.Ref(_, np.zeros_like), (e.Var(name) as like,), ())) if (
                name in there and _vector(like, facts)
            ):
                node.value = e.Call(ZEROS, (e.Attr(like, "size"),))


def _vector(tree: e.Expr, facts: Facts) -> bool:
    """Is it for certain an array of doubles in one dimension?"""
    kind = facts.kind(tree)
    return (
        isinstance(kind, k.Array)
        and kind.dtype == np.float64
        and not kind.mixed
        and k.rank(kind) == 1
    )

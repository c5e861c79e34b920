"""A loop of the reverse sweep is quiet as a whole, where a part of its passes has to be.

    for i in range(n - 1, -1, -1):                  with np.errstate(all="ignore"):
        with np.errstate(all="ignore"):                 for i in range(n - 1, -1, -1):
            partial = 1 / y[i]                ->            partial = 1 / y[i]
        x_bar[i] = relevant(partial, t) * t                 x_bar[i] = relevant(partial, t) * t

To enter it takes longer than a division. What stands in the sweep is ours: the warnings of the
program are those of the forward sweep.
"""

from __future__ import annotations

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks

QUIET = e.Call(e.Ref("np.errstate", np.errstate), (), (("all", e.Const("ignore")),))


def hush(reverse: s.Block) -> None:
    """Rewrite the loops of a reverse sweep in place."""
    for place, node in enumerate(reverse):
        for inner in blocks(node):
            hush(inner)
        if isinstance(node, s.Loop) and _opened(node.body):
            reverse[place] = s.With(QUIET, None, [node], origin=node.origin)


def _opened(body: s.Block) -> bool:
    """Put what stands in such contexts in their place; were there any?"""
    found = False
    for place in reversed(range(len(body))):
        node = body[place]
        if isinstance(node, s.With) and node.manager == QUIET and node.target is None:
            body[place : place + 1] = node.body
            found = True
            continue
        for inner in blocks(node):
            found = _opened(inner) or found
    return found

"""Branches on constants, decided before kinds of names are joined.

    if w is None:                      (w is None in this specialisation)
        w = x * 0.5          ->        w = x * 0.5

Kinds are followed in order through straight-line code, so a parameter that is rebound later
still counts with what it holds at the test.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, targets

KindOf = Callable[[e.Expr, dict[str, k.Kind]], k.Kind]


MUTABLE = (k.List, k.Dict, k.Object)  # what is known of them may change without a binding


def decide(
    block: s.Block, known: dict[str, k.Kind], kind_of: KindOf, hidden: Collection[str] = ()
) -> s.Block:
    """A block without the branches that are never taken; `known` is updated on the way.

    What is bound to the `hidden` names, the statements do not tell.
    """
    for name, kind in known.items():
        if isinstance(kind, MUTABLE):
            known[name] = k.Unknown()
    out: s.Block = []
    waiting = list(block)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, s.If):
            test = kind_of(node.test, known)
            if k.constant(test):
                waiting[:0] = node.body if k.value_of(test) else node.orelse
                continue
            node.body = decide(node.body, dict(known), kind_of, hidden)
            node.orelse = decide(node.orelse, dict(known), kind_of, hidden)
        elif isinstance(node, s.With):
            for name in targets(node):
                known[name] = k.Unknown()
            node.body = decide(node.body, known, kind_of, hidden)
            out.append(node)
            continue
        elif isinstance(node, s.Attempt | s.Ensure):
            for inner in blocks(node):
                inner[:] = decide(inner, dict(known), kind_of, hidden)
        elif isinstance(node, s.For | s.While):
            for name in bound([node]):
                known[name] = k.Unknown()
            node.body = decide(node.body, dict(known), kind_of, hidden)
        if isinstance(node, s.Assign):
            kind = kind_of(node.value, known)
            vague = isinstance(kind, MUTABLE) or node.target in hidden
            known[node.target] = k.Unknown() if vague else kind
        else:
            for name in bound([node]):
                known[name] = k.Unknown()
        out.append(node)
    return out

"""Methods that change a list return None, and are statements of their own.

_ = xs.append(v)                        xs.append(v), _ = None
v > 0 and xs.append(v)                  the same, where the call has got a name
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks

KindOf = Callable[[e.Expr], k.Kind]
CHANGING = {"append", "extend", "insert", "remove", "reverse", "clear", "sort"}
CHANGING |= {"__setitem__", "__delitem__"}


def state(block: s.Block, kind_of: KindOf) -> bool:
    """Rewrite a block in place; says whether anything was rewritten."""
    out: s.Block = []
    changed = False
    for node in block:
        for inner in blocks(node):
            changed |= state(inner, kind_of)
        match node:
            case s.Assign(_, e.Call(e.Attr(base, method)) as call) if (
                method in CHANGING and isinstance(kind_of(base), k.List)
            ):
                out.append(s.Evaluate(call, origin=node.origin))
                node.value = e.NONE
                changed = True
        out.append(node)
    block[:] = out
    return changed

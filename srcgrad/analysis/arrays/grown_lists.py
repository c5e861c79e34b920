"""Lists whose elements at two places are two arrays, and stay there.

ys = []
for k in range(n):
    y = x * k
    ys.append(y)

A list may as well hold one array twice, or change the places of its arrays.
"""

from __future__ import annotations

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.analysis.order import Order
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s


def only_grows(name: str, memory: Memory, order: Order) -> bool:
    """Is a list empty at first, and does it only grow, by one array that is made for it there?"""
    writes = memory.of(name).writes
    added = [found for write in writes if (found := _appended(write)) is not None]
    if len(writes) != 1 or len(added) != 1:
        return False
    made = memory.definitions.get(added[0], [])
    return (
        added[0] in memory.of(added[0]).objects
        and len(made) == 1
        and order.loops[id(made[0])] == order.loops[id(writes[0])]
        and all(map(_empty, memory.definitions.get(name, [None])))
    )


def _empty(node: s.Stmt | None) -> bool:
    return isinstance(node, s.Assign) and node.value == e.Sequence("list", ())


def _appended(write: s.Stmt) -> str | None:
    """The name of what is appended to a list."""
    match write:
        case s.Evaluate(e.Call(e.Attr(_, "append"), (e.Var(name),), ())):
            return name
    return None

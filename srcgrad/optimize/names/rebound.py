"""A name of ours that is bound, read once and bound again is bound once.

v_bar = seed / v.size
v_bar = np.full_like(v, v_bar)     ->     v_bar = np.full_like(v, seed / v.size)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, names, nodes, substitute
from srcgrad.optimize.asked.width import width


def bind_once(block: s.Block, pure: Callable[[e.Expr], bool], widest: int) -> None:
    """Rewrite the reverse sweep in place, where expressions stay so narrow.

    >>> x = e.Var("x~bar")
    >>> block = [s.Assign("x~bar", e.Var("t")), s.Assign("x~bar", e.Unary("-", x))]
    >>> bind_once(block, lambda tree: True, 72)
    >>> [node.value for node in block]
    [-t]
    """
    for node in block:
        for inner in blocks(node):
            bind_once(inner, pure, widest)
    times = Counter(node.target for node in block if isinstance(node, s.Assign))
    for position in range(len(block) - 2, -1, -1):
        first = block[position]
        if not isinstance(first, s.Assign) or times[first.target] < 2 or "~" not in first.target:
            continue
        later = _bound_anew(islice(block, position + 1, None), first, pure)
        if later is not None and width(first.value) + width(later.value) <= widest:
            later.value = substitute(later.value, {first.target: first.value})
            del block[position]


def _bound_anew(
    rest: Iterable[s.Stmt], first: s.Assign, pure: Callable[[e.Expr], bool]
) -> s.Assign | None:
    """The binding that takes what an earlier one has given its name, with nothing changed."""
    if not pure(first.value):
        return None
    read = set(names(first.value))
    for node in rest:
        if not isinstance(node, s.Assign) or not pure(node.value):
            return None
        uses = list(names(node.value)).count(first.target)
        if node.target == first.target:
            once = uses == 1 and not any(isinstance(part, e.Each) for part in nodes(node.value))
            return node if once else None
        if uses or node.target in read:
            return None
    return None

"""Names that trade values through a third are exchanged at once.

    t = a
    a = b            ->      a, b = b, a
    b = t

Where the third name is read nowhere else. An exchange reads backwards as an exchange, of the
shadows too; three assignments would give one array two names for a while.
"""

from __future__ import annotations

from collections import Counter

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.passes import occurrences
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks


def find_exchanges(core: Core, facts: Facts) -> None:
    """Rewrite a function in place.

    >>> from srcgrad.ir.text import listing
    >>> body = [s.Assign("t", e.Var("a")), s.Assign("a", e.Var("b")), s.Assign("b", e.Var("t"))]
    >>> core = Core("f", [], body, e.Var("a"))
    >>> find_exchanges(core, Facts({}, set()))
    >>> print(listing(core.body))
    a, b = b, a
    """
    total = occurrences([*core.body, s.Evaluate(core.result)])
    _block(core.body, total, facts)


def _block(block: s.Block, total: Counter[str], facts: Facts) -> None:
    position = 0
    while position < len(block):
        for inner in blocks(block[position]):
            _block(inner, total, facts)
        length = _chain(block[position:], total)
        if length:
            moves = [_copy(node) for node in block[position + 1 : position + length]]
            targets = tuple(target for target, _ in moves if target)
            facts.kinds.pop(moves[-1][1] or "", None)  # the third name is gone
            block[position : position + length] = [
                s.Permute(targets, (*targets[1:], targets[0]), origin=block[position].origin)
            ]
        position += 1


def _chain(rest: s.Block, total: Counter[str]) -> int:
    """The number of statements that exchange names through the first one's target, or 0."""
    held, last = _copy(rest[0])
    if held is None or total[held] != 2:
        return 0
    first, seen = last, set()
    for length, node in enumerate(rest[1:], start=2):
        target, source = _copy(node)
        if target is None or target != last or target in seen or source is None:
            return 0
        if source == held:
            return length if length > 2 else 0
        if source == first:
            return 0
        seen.add(target)
        last = source
    return 0


def _copy(node: s.Stmt) -> tuple[str | None, str | None]:
    if isinstance(node, s.Assign) and isinstance(node.value, e.Var):
        return node.target, node.value.name
    return None, None

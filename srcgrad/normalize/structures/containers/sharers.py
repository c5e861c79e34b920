"""Which lists may hold the same rows, one object in two places.

agents = [a for a in agents if a.x > 0.0]     # both hold the same objects, but the first is gone
for a in agents:
    a.x = a.x * c                             # so there is one list to write
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, expressions, names, statements
from srcgrad.normalize.structures.layout import Heap, Ref, State, Structure, parts


def tell(heap: Heap, source: int, held: int, distinct: bool) -> None:
    """A row of one list is put into another; a list that may hold one twice is its own sharer."""
    ids = {source, held} | heap[source].sharers | heap[held].sharers
    once = distinct and source != held and source not in heap[source].sharers
    for one in ids & heap.keys():
        heap[one].sharers |= ids - {one} if once else ids


def shares(state: State, roots: list[int], rows: Structure) -> bool:
    """May a list that can still be reached hold the same rows, or this one hold one twice?"""
    if not rows.sharers:
        return False
    held = [ref for value in state.env.values() for ref in parts(value)]
    alive = set(state.reached([*held, *map(Ref, roots)]))
    return not alive.isdisjoint(rows.sharers)


def carry(before: Heap, after: Heap, now: Mapping[int, AbstractSet[int]]) -> bool:
    """The same of lists that have other numbers now; those without one are gone."""
    changed = False
    for old, group in now.items():
        held = before.peek(old)
        told = held.sharers if held is not None else frozenset[int]()
        for one in group & after.keys() if told else ():
            found = {x for other in told for x in now.get(other, ())}
            if not found <= after[one].sharers:
                after[one].sharers |= found
                changed = True
    return changed


def gathered(node: s.For) -> dict[int, str]:
    """Statements that put each element of a loop into a list once, and the list.

    The body names the list nowhere else, and runs no loop around the statement.
    """
    found: dict[str, list[int]] = {}
    trees = [tree for one in statements(node.body) for tree in expressions(one)]
    mentioned = [name for tree in trees for name in names(tree)]
    for one in _at_once(node.body):
        match one:
            case s.Evaluate(e.Call(e.Attr(e.Var(name), "append"), (e.Var(element),), ())):
                if element == node.target and mentioned.count(name) == 1:
                    found.setdefault(name, []).append(id(one))
    again = bound(node.body)
    whole = {} if node.target in again else found
    return {ids[0]: name for name, ids in whole.items() if len(ids) == 1 and name not in again}


def _at_once(block: s.Block) -> list[s.Stmt]:
    """Statements that run once in each pass, those of branches among them."""
    inner = [n for one in block if isinstance(one, s.If) for b in blocks(one) for n in _at_once(b)]
    return [*block, *inner]

"""Arrays that the reverse sweep may wind back: element by element, to what they held before.

An array qualifies if everything that happens to it can be undone: it has one name, bound once
outside of loops, no view, and only single numbers are stored into it, at least once in a loop
that reads more of its elements than it stores.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from srcgrad.analysis.arrays.memory import MemoryClass
from srcgrad.analysis.arrays.regions import Regions
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import is_basic
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements


def windable(body: s.Block, facts: Facts, regions: Regions, active: set[str]) -> set[str]:
    """The names of these arrays."""
    memory = regions.memory
    attempted = {
        id(inner)
        for node in statements(body)
        if isinstance(node, s.Attempt | s.Ensure | s.With)
        for inner in statements([node])
    }
    return {
        name
        for name in sorted(active)
        if _floats(facts.kinds.get(name, k.Empty()))
        and memory.is_written(name)
        and _alone(name, memory.of(name), body, regions)
        and all(
            _single(node, name, facts) and id(node) not in attempted
            for node in memory.of(name).writes
        )
        and _reads_more(name, regions)
    }


def _floats(kind: k.Kind) -> bool:
    return isinstance(kind, k.Array) and isinstance(kind.dtype, np.dtype) and kind.dtype.kind == "f"


def _alone(name: str, found: MemoryClass, body: s.Block, regions: Regions) -> bool:
    """Is the memory reached through this name only, which is bound once, before all loops?"""
    memory = regions.memory
    if found.members != {name} or found.objects != {name} or memory.open_reason(name) is not None:
        return False
    made = memory.definitions.get(name, [])
    return not made if name in memory.entry else len(made) == 1 and made[0] in body


def _single(node: s.Stmt, name: str, facts: Facts) -> bool:
    """Does the statement write one number of the array, at a basic subscript?"""
    if not isinstance(node, s.Write) or node.base != e.Var(name):
        return False
    if node.index is None or not is_basic(node.index, facts.kind):
        return False
    return k.is_number(k.general(facts.kind(e.Item(node.base, node.index))))


def _reads_more(name: str, regions: Regions) -> bool:
    """Is there a loop that overwrites elements and reads more of them than it overwrites?"""
    base, order = e.Var(name), regions.order
    stores: Counter[int] = Counter()
    reads: Counter[int] = Counter()
    for node in regions.places.mentions.get(regions.facts.root(name), []):
        block = id(order.block_of[id(node)])
        if not order.loops[id(node)]:
            continue
        if isinstance(node, s.Write) and node.base == base:
            stores[block] += 1
        elif isinstance(node, s.Assign) and isinstance(node.value, e.Item):
            read = node.value.base == base and not regions.final(name, node.value.index, node)
            reads[block] += read
    return any(reads[block] > count for block, count in stores.items())

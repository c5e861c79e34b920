"""What functions that stand in the file as a pair share with their callers."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from srcgrad.infer.callees.recursion import refusal
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import holds_memory
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.pair import Pair
from srcgrad.ir.walk import names, statements, targets


def copy_given(pairs: Iterable[Pair], core: Core, facts: Facts) -> bool:
    """Return copies of arrays that are given; whether somebody could tell, the callers are asked.

    One of the `pairs` of a program may hand on what another one returns.

    `return a`                             `return np.copy(a)`
    """
    held = {n for n in names(core.result) if holds_memory(facts.kinds.get(n, k.Unknown()))}
    given = _given(core, facts)
    handed = [
        node
        for node in statements(core.body)
        if isinstance(node, s.Assign)
        and node.target in held
        and isinstance(facts.kind(node.value), k.Array | k.List)
        and not given.isdisjoint(facts.shares(node.value))
    ]
    for node in handed:
        listed = isinstance(facts.kind(node.value), k.List)
        copied = e.Ref("list", list) if listed else e.Ref("np.copy", np.copy)
        node.value = e.Call(copied, (node.value,))
    copies = bool(handed) or any(pair.copies for pair in pairs)
    for pair in pairs:
        pair.copies = copies
    return bool(handed)


def _given(core: Core, facts: Facts) -> set[str]:
    """The parameters, and the names that may be one of them, or a view of it."""
    found = {p.name for p in core.parameters}
    before = 0
    while len(found) > before:
        before = len(found)
        for node in statements(core.body):
            if not isinstance(node, s.Assign | s.Unpack):
                continue
            if not found.isdisjoint(facts.shares(node.value)):
                found |= set(targets(node))
    return found


def exposed(pairs: Iterable[Pair], core: Core, facts: Facts) -> bool:
    """May somebody write what a pair reads, between its forward and its reverse sweep?

    Others of the `pairs` of a program may have handed it on.
    """
    read = (facts.kinds.get(name, k.Unknown()) for name in core.free)
    touched = any(pair.touched for pair in pairs)
    return touched or bool(core.inputs) or any(map(holds_memory, read))


def check_memory(pair: Pair, core: Core, facts: Facts, written: set[str]) -> None:
    """Refuse a pair that writes what others can reach, or that returns it."""
    if written:
        name = sorted(written)[0]
        raise refusal(pair, f"it writes `{name}`", core.location)
    outside = {facts.root(n) for n in (*(p.name for p in core.parameters), *core.free)}
    held = [n for n in names(core.result) if holds_memory(facts.kinds.get(n, k.Unknown()))]
    if any(facts.root(n) in outside for n in held):
        raise refusal(pair, "it may return an array of outside, and no copy", core.location)

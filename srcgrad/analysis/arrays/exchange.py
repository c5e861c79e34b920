"""Arrays that only change names: `a, b = b, a`, as of the buffers of a time-stepping loop.

Each name stands at each point for an array of its own, and only which one changes. Such a
class is settled: read backwards, the exchange gives the names of the shadows back.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from srcgrad.analysis.order import Order
from srcgrad.infer.facts import Facts
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import expressions, names, statements, targets


class Bindings(Protocol):
    """What is known of a function's names (`memory.Memory`)."""

    core: Core
    facts: Facts
    order: Order
    entry: list[str]
    definitions: dict[str, list[s.Stmt]]


def exchanged(memory: Bindings, members: set[str], views: dict[str, s.Assign]) -> bool:
    """Do all arrays of a class keep to names that exchange them, or to views used in between?

    `members` are the names of the class that hold arrays, `views` the statements that bind those
    that are views of others.
    """
    trading = {n for n in members if any(_exchanges(d) for d in memory.definitions.get(n, []))}
    if not trading or trading & set(memory.facts.overlap):
        return False
    return all(_own(memory, n, members) for n in trading) and all(
        n in views and _between(memory, views[n], trading) for n in members - trading
    )


def _exchanges(node: s.Stmt) -> bool:
    return isinstance(node, s.Permute)


def _own(memory: Bindings, name: str, members: set[str]) -> bool:
    """Is the name bound to an array of its own, once, and else only by exchanges?"""
    first = [d for d in memory.definitions[name] if not _exchanges(d)]
    if any(not set(targets(d)) <= members for d in memory.definitions[name]):
        return False
    if name in memory.entry:
        return not first
    if len(first) != 1 or not isinstance(first[0], s.Assign):
        return False
    if memory.facts.shares(first[0].value):
        return False
    return all(
        node is first[0] or memory.order.dominates(first[0], node)
        for node in memory.order.nodes.values()
        if name in _mentioned(node)
    )


def _between(memory: Bindings, made: s.Assign, trading: Collection[str]) -> bool:
    """Is a view read only before the next exchange?"""
    view = made.target
    block = memory.order.block_of[id(made)]
    start = next(n for n, node in enumerate(block) if node is made)
    reading = [n for n, node in enumerate(block) if view in _all_mentioned(node)]
    everywhere = sum(view in _mentioned(node) for node in memory.order.nodes.values())
    within = sum(view in _mentioned(x) for node in block[start:] for x in statements([node]))
    if everywhere != within or view in names(memory.core.result):
        return False
    return not any(
        _exchanges(x) and any(name in trading for name in targets(x))
        for node in block[start : max(reading) + 1]
        for x in statements([node])
    )


def _mentioned(node: s.Stmt) -> set[str]:
    return {*targets(node), *(n for tree in expressions(node) for n in names(tree))}


def _all_mentioned(node: s.Stmt) -> set[str]:
    return {name for x in statements([node]) for name in _mentioned(x)}

"""Results of functions that keep them: `functools.lru_cache` and `cache`."""

from __future__ import annotations

from collections.abc import Set

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.infer.facts import Facts
from srcgrad.infer.memory import holds_memory, may_write
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, nodes, statements


def met(site: s.Stmt, body: s.Block, facts: Facts) -> bool:
    """Does the result of an inactive call, of a kind not known, meet active values?

    Elsewhere the call stays one: what the function keeps is then found by Python.
    """
    waiting = [site.target] if isinstance(site, s.Assign) else []
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        seen.add(name)
        for node in statements(body):
            trees = [tree for tree in expressions(node) if name in names(tree)]
            if any(map(facts.is_varied, trees)):
                return True
            if trees and isinstance(node, s.Assign) and node.target not in seen:
                unknown = isinstance(facts.kinds.get(node.target), k.Unknown | k.Empty)
                waiting += [node.target] if unknown else []
    return False


def check(kept: Set[str], body: s.Block, facts: Facts) -> None:
    """Refuse to write an array that the next call of the function would give again."""
    arrays = {n for n in kept if holds_memory(facts.kinds.get(n, k.Empty()))}
    roots = {facts.root(n) for n in arrays}
    if not roots:
        return
    for node in statements(body):
        written: list[str] = []
        if isinstance(node, s.Store | s.Augment):
            written += names(node.base)
        for tree in expressions(node):
            calls = (part for part in nodes(tree) if isinstance(part, e.Call))
            written += [n for call in calls for n in may_write(call, facts.kind, facts.free)]
        if roots & {facts.root(n) for n in written}:
            raise UnsupportedSyntaxError(
                "an array is written that the function from which it comes keeps for other calls",
                "write into a copy of it",
                node.origin,
            )

"""Which statements leave elements of an array out, by the class of memory that it is in."""

from __future__ import annotations

from collections.abc import Iterable

from srcgrad.analysis.order import Order
from srcgrad.infer.facts import Facts
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names

Event = tuple[s.Stmt, bool]  # a statement that leaves elements out; is it by what they hold?


class LeavingOut:
    """The events of each class, in the order in which they are found."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.events: dict[str, dict[tuple[int, bool], Event]] = {}
        self.by_value: set[str] = set()  # classes with an event of that kind

    def note(self, found: Iterable[str], event: Event) -> bool:
        """Add an event to the classes of some names; was it new to any of them?"""
        new = False
        for name in found:
            root = self.facts.root(name)
            held = self.events.setdefault(root, {})
            key = id(event[0]), event[1]
            if key not in held:
                held[key] = event
                new = True
                if event[1]:
                    self.by_value.add(root)
        return new

    def met(self, name: str, node: s.Stmt, order: Order, stays: bool = False) -> bool | None:
        """Does what a statement changes leave elements out by what they hold? None: not at all.

        What is stored meets only what comes after, and no other store where it `stays`.
        """
        root = self.facts.root(name)
        found: bool | None = None
        for other, by_value in reversed(self.events.get(root, {}).values()):  # later ones first
            if found is None or by_value:
                met = not isinstance(node, s.Store) or order.later(node, other)
                met &= not (stays and self._stores(other, root))
                found = by_value if met else found
            if found is (root in self.by_value):
                break
        return found

    def _stores(self, node: s.Stmt, root: str) -> bool:
        """Is it a store into arrays of this class?"""
        return isinstance(node, s.Store) and self.facts.root(next(names(node.base), "")) == root

    def of(self, name: str) -> list[Event]:
        """The events of the class of a name."""
        return list(self.events.get(self.facts.root(name), {}).values())

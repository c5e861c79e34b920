"""May `total += e` bind a name anew, which holds a number now and an array then?

It may where nobody sees whether the array itself changes: no other name that may hold it is read
afterwards, and where a list holds it, no other place of the list holds it too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from srcgrad.infer.facts import MUTATORS, Facts
from srcgrad.infer.sharing.memory import holds_memory
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.liveness import Liveness
from srcgrad.ir.walk import blocks, bound, names, nodes, statements, targets, used


class Rebinding:
    """The `+=` of one program that may bind a number or an array anew."""

    def __init__(self, core: Core, facts: Facts) -> None:
        self.core, self.facts = core, facts
        given = {p.name for p in core.parameters} | set(core.inputs.values())
        given |= set(core.homes.values()) | set(core.free) | set(core.cells)
        held = facts.entry
        self.outside = {n for n in given if n not in held or holds_memory(held[n])}

    @cached_property
    def after(self) -> dict[int, frozenset[str]]:
        """The names that are alive after each statement."""
        return Liveness(self.core.body, self.core.result).after

    def may(self, node: s.Augment) -> bool:
        """May the statement bind the name that it changes?"""
        name = next(names(node.base))
        if not self.facts.mixed(name):
            return False
        root = self.facts.root(name)
        sharing = {
            place
            for other, kind in self.facts.kinds.items()
            if holds_memory(kind)
            for place in self.facts.places(other)
            if place != name and self.facts.root(place) == root
        }
        held = {place.partition("[")[0] for place in sharing}
        alive = sharing & self.after[id(node)]
        if alive or (held | {name}) & self.outside:
            return False
        lists = {place for place in sharing if place.endswith("[]")}
        if not lists:
            return True
        owners = {place.partition("[")[0] for place in lists}
        if owners & self.after[id(node)] and not _put_back(self.core.body, node, name, owners):
            return False
        return self._apart(lists)

    def _apart(self, lists: set[str]) -> bool:
        """Does every place of these lists hold an array of its own, and is it one list?"""
        owners = {self.facts.root(place.removesuffix("[]")) for place in lists}
        if len(owners) > 1 or any(self._copies(n, owners) for n in statements(self.core.body)):
            return False
        puts = Counter[str]()
        inner = (block for node in statements(self.core.body) for block in blocks(node))
        for block in (self.core.body, *inner):
            for position, node in enumerate(block):
                for value, place in self._put(node, owners):
                    kind = self.facts.kind(value)
                    if k.is_number(kind):
                        continue
                    if not isinstance(value, e.Var) or not isinstance(kind, k.Array):
                        return False
                    if not self._new(value.name, block[:position], place):
                        return False
                    puts[value.name] += 1
        return set(puts.values()) <= {1}

    def _copies(self, node: s.Stmt, owners: set[str]) -> bool:
        """May a statement make a list that holds what another one does, or one thing twice?"""
        if owners.isdisjoint(map(self.facts.root, targets(node))):
            return False
        match node:
            case s.Permute() | s.For() | s.Assign(value=e.Var() | e.Sequence()):
                return False
            case s.Assign(value=e.Item(_, index)):  # a list in a list
                return isinstance(index, e.Slice)
            case s.Assign(value=e.Binary("*", e.Sequence(_, items), _)):
                return not all(k.is_number(self.facts.kind(item)) for item in items)
        return True

    def _new(self, name: str, before: s.Block, place: e.Expr | None) -> bool:
        """Does the block bind a name, to an array of its own or to what was in the place?"""
        values = list(_values(name, before))
        if len(values) != len(list(_values(name, self.core.body))):
            return False
        read = e.Var(name) if place is None else place
        steady = bound(_after(before, name, read)).isdisjoint(names(read))
        return any(_binds(node, name) for node in before) and all(
            v is not None and ((v == place and steady) or not self.facts.shares(v)) for v in values
        )

    def _put(self, node: s.Stmt, owners: set[str]) -> Iterator[tuple[e.Expr, e.Expr | None]]:
        """What a statement puts into lists, and the place that it had before."""
        match node:
            case s.Assign(target, value) if self.facts.root(target) in owners:
                for part in nodes(value):
                    if isinstance(part, e.Sequence):
                        yield from ((item, None) for item in part.items)
            case s.Store(e.Var(name) as base, index, value) if self.facts.root(name) in owners:
                yield value, e.Item(base, index)
            case s.Evaluate(e.Call(e.Attr(e.Var(name), method), args)) if method in MUTATORS:
                if self.facts.root(name) in owners:
                    yield from ((one, None) for one in args[-1:])


def _put_back(block: s.Block, node: s.Stmt, name: str, owners: set[str]) -> bool:
    """Is the name put into a list behind a statement, before anything reads these lists?"""
    for position, one in enumerate(block):
        if one is not node:
            around = [b for b in blocks(one) if any(n is node for n in statements(b))]
            if not around:
                continue
            if _put_back(around[0], node, name, owners):
                return True
            again: s.Block = [one] if isinstance(one, s.Loop) else around[0]
            if not owners.isdisjoint(used(again)):
                return False
        for later in block[position + 1 :]:
            if isinstance(later, s.Store) and later.value == e.Var(name):
                return True
            if not owners.isdisjoint(used([later])):
                return False
        return False
    return False


def _values(name: str, block: s.Block) -> Iterator[e.Expr | None]:
    """All that a block binds a name to, or None for what is no expression."""
    for node in statements(block):
        if name in targets(node) and not isinstance(node, s.Augment):
            yield node.value if isinstance(node, s.Assign) else None


def _after(block: s.Block, name: str, value: e.Expr) -> s.Block:
    """The statements of a block after the one that binds a name to a value."""
    for position, node in enumerate(block):
        if isinstance(node, s.Assign) and node.target == name and node.value == value:
            return block[position + 1 :]
    return block


def _binds(node: s.Stmt, name: str) -> bool:
    """Does a statement bind a name, whichever branch is taken?"""
    match node:
        case s.Assign(target):
            return target == name
        case s.If(body=body, orelse=orelse):
            sides = (any(_binds(one, name) for one in side) for side in (body, orelse))
            return all(sides)
    return False

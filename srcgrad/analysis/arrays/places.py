"""Statements by the constant place of an array that they access: others' places are elsewhere.

y[3] = a          with y[7] need be compared what accesses y[7] or y[k], or all of y, and no y[3]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.analysis.numbers.affine import Form
from srcgrad.analysis.order import Order
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import parts, sort_of
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names

Access = tuple[str, e.Expr | None] | None  # an array, and the subscript on it


class Places:
    """What the statements of one function access."""

    def __init__(
        self, facts: Facts, order: Order, memory: Memory, form: Callable[[e.Expr], Form | None]
    ) -> None:
        self.facts, self.order, self.memory, self.form = facts, order, memory, form
        self._mentioning: dict[str, Sorted] = {}  # by class of memory
        self._writing: dict[str, Sorted] = {}

    @cached_property
    def mentions(self) -> dict[str, list[s.Stmt]]:
        """The statements that mention a name of a class of memory, by class."""
        found: dict[str, list[s.Stmt]] = {}
        for node in self.order.nodes.values():
            read = {n for tree in expressions(node) for n in names(tree)}
            for root in {self.facts.root(n) for n in read}:
                found.setdefault(root, []).append(node)
        return found

    def mentioning(self, name: str, index: e.Expr) -> Iterator[s.Stmt]:
        """The statements that mention the array's memory, but for other places of the array."""
        root = self.facts.root(name)
        if root not in self._mentioning:
            members, nodes = self.memory.of(name).members, self.mentions.get(root, [])
            found = ((node, _accessed(node, members)) for node in nodes)
            self._mentioning[root] = Sorted(found, self._place)
        return self._mentioning[root].near((name, index), self._place)

    def writing(
        self, name: str, access: Access, written: Callable[[s.Stmt], Access]
    ) -> Iterator[s.Stmt]:
        """The statements that write the memory of a name, but for other places of the array."""
        root = self.facts.root(name)
        if root not in self._writing:
            found = ((node, written(node)) for node in self.memory.of(name).writes)
            self._writing[root] = Sorted(found, self._place)
        return self._writing[root].near(access, self._place)

    def _place(self, index: e.Expr | None) -> int | None:
        """Where a subscript stands along the first axis, if that is one constant."""
        first = None if index is None else next(iter(parts(index)), None)
        if first is None or sort_of(first, self.facts.kind) != "integer":
            return None
        found = self.form(first)
        return None if found is None or found.terms or found.offset < 0 else found.offset


class Sorted:
    """Some statements, and where each accesses one array, if it accesses no more of it."""

    def __init__(
        self,
        found: Iterable[tuple[s.Stmt, Access]],
        place: Callable[[e.Expr | None], int | None],
    ) -> None:
        self.nodes: list[s.Stmt] = []
        self.others: list[s.Stmt] = []  # they may meet any place
        self.known: dict[str, dict[int, list[s.Stmt]]] = {}  # by array and place
        for node, access in found:
            self.nodes.append(node)
            at = None if access is None else place(access[1])
            if access is None or at is None:
                self.others.append(node)
            else:
                self.known.setdefault(access[0], {}).setdefault(at, []).append(node)

    def near(
        self, access: Access, place: Callable[[e.Expr | None], int | None]
    ) -> Iterator[s.Stmt]:
        """The statements but for those at other places of the array, from the last one on."""
        name, at = (None, None) if access is None else (access[0], place(access[1]))
        if name is None or at is None or name not in self.known:
            yield from reversed(self.nodes)
            return
        yield from reversed(self.others)
        yield from reversed(self.known[name].get(at, ()))
        for other, there in self.known.items():
            if other != name:
                for nodes in there.values():
                    yield from reversed(nodes)


def _accessed(node: s.Stmt, members: set[str]) -> Access:
    """What a statement accesses, if it mentions no other array of these."""
    match node:
        case s.Assign(_, e.Item(e.Var(base), index)):
            others = names(index)
        case s.Store(e.Var(base), index, value):
            others = iter((*names(index), *names(value)))
        case _:
            return None
    return (base, index) if members.isdisjoint(others) else None

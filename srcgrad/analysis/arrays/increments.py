"""Stores that add to what stood there: `u[i] = u[i] + a - b`, which reverse like `u[i] += a - b`.

The adjoint of the element stays as it is, and goes to the addends.
"""

from __future__ import annotations

from collections import Counter

from srcgrad.analysis.arrays.regions import Regions
from srcgrad.analysis.order import Order
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import is_basic
from srcgrad.infer.sharing.passes import occurrences
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import same
from srcgrad.ir.walk import bound, names, statements
from srcgrad.late import dataclass

Addends = list[tuple[int, str]]  # signs and names


@dataclass
class _Finder:
    facts: Facts
    order: Order
    regions: Regions
    total: Counter[str]

    def addends(self, store: s.Store) -> Addends | None:
        """What a store adds to its target; None if it is no increment."""
        if not isinstance(store.base, e.Var) or not isinstance(store.value, e.Var):
            return None
        if not is_basic(store.index, self.facts.kind):
            return None
        block = self.order.block_of[id(store)]
        at = self.order.place(store)
        place = e.Item(store.base, store.index)
        region = self.facts.kind(place)
        sign, name = 1, store.value.name
        out: Addends = []
        while True:
            definition = self._definition(block, at, name)
            if definition is None or self.total[name] != 2:
                return None
            tree = definition.value
            if tree == place and sign > 0:
                start = self.order.place(definition)
                rebound = bound(block[start:at]) & set(names(place))
                steady = self.regions.unchanged(store.base.name, None, definition, store)
                return out if steady and not rebound else None
            if not self._shaped(name, region):
                return None
            link = self._link(tree, block, at, place)
            if link is None:
                return None
            name, other = link
            if other is not None:
                if not self._stays(other[1], block, definition, store):
                    return None
                out.append(other)

    def _stays(self, name: str, block: s.Block, definition: s.Stmt, store: s.Stmt) -> bool:
        """Is an addend at the store what it was in the sum: neither bound anew nor written?"""
        start, end = self.order.place(definition), self.order.place(store)
        if name in bound(block[start:end]):
            return False
        number = k.is_number(self.facts.kind(e.Var(name)))
        return number or self.regions.unchanged(name, None, definition, store)

    def _link(
        self, tree: e.Expr, block: s.Block, at: int, place: e.Expr
    ) -> tuple[str, tuple[int, str] | None] | None:
        """The operand that the element comes through, and the other one with its sign."""
        if not isinstance(tree, e.Binary) or tree.op not in ("+", "-"):
            return None
        sides = [(tree.left, tree.right, -1 if tree.op == "-" else 1)]
        if tree.op == "+":
            sides.append((tree.right, tree.left, 1))
        for through, other, sign in sides:
            if isinstance(through, e.Var) and self._leads(through.name, block, at, place):
                if isinstance(other, e.Var):
                    return through.name, (sign, other.name)
                return (through.name, None) if isinstance(other, e.Const) else None
        return None

    def _leads(self, name: str, block: s.Block, at: int, place: e.Expr) -> bool:
        """Is the name the element, or a sum with the element in it?"""
        definition = self._definition(block, at, name)
        if definition is None:
            return False
        tree = definition.value
        if tree == place:
            return True
        if not isinstance(tree, e.Binary) or tree.op not in ("+", "-"):
            return False
        through = [tree.left] if tree.op == "-" else [tree.left, tree.right]
        return any(isinstance(x, e.Var) and self._leads(x.name, block, at, place) for x in through)

    def _definition(self, block: s.Block, at: int, name: str) -> s.Assign | None:
        """The assignment of a temporary, earlier in the block."""
        if "." not in name:
            return None
        for node in reversed(block[:at]):
            if isinstance(node, s.Assign) and node.target == name:
                return node
        return None

    def _shaped(self, name: str, region: k.Kind) -> bool:
        """Has a sum the shape of what it is stored into?"""
        have, want = k.dims(self.facts.kind(e.Var(name))), k.dims(region)
        return (
            have is not None
            and want is not None
            and len(have) == len(want)
            and all(map(same, have, want))
        )


def increments(body: s.Block, facts: Facts, order: Order, regions: Regions) -> dict[int, Addends]:
    """For each store that is an increment, what it adds."""
    finder = _Finder(facts, order, regions, occurrences(body))
    found = {id(x): finder.addends(x) for x in statements(body) if isinstance(x, s.Store)}
    return {at: addends for at, addends in found.items() if addends is not None}

"""Values that the program stores into an array stay there: no record is needed.

r[k, k] = np.sqrt(x)                   r_kk = r[k, k]
                               ->      x_bar = r_bar[k, k] * 0.5 / r_kk

The element must keep the value, bit for bit, to the end of the run: no later store may meet it,
and it has the kind of what was stored.
"""

from __future__ import annotations

from collections import Counter

from srcgrad.analysis.arrays.regions import Regions
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import is_basic
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import same
from srcgrad.ir.walk import bound, statements


class StoredValues:
    """Where the values of one forward sweep are stored."""

    def __init__(self, forward: s.Block, facts: Facts, regions: Regions) -> None:
        self.facts, self.regions = facts, regions
        self.defined: Counter[str] = Counter()
        self.stores: dict[str, s.Store] = {}
        for node in statements(forward):
            match node:
                case s.Store(e.Var(), _, e.Var(name)):
                    self.stores.setdefault(name, node)
                case s.Assign(name):
                    self.defined[name] += 1
        self.found: dict[str, s.Store | None] = {}
        self.ends: dict[int, tuple[dict[int, int], dict[str, int]]] = {}  # by block

    def store(self, definition: s.Assign) -> s.Store | None:
        """The statement that stores a name's one value where it stays."""
        name = definition.target
        if name not in self.found:
            store = self.stores.get(name)
            self.found[name] = store if store and self._stays(definition, store) else None
        return self.found[name]

    def _stays(self, definition: s.Assign, store: s.Store) -> bool:
        block_of = self.regions.order.block_of
        block = block_of.get(id(definition), [])
        if self.defined[definition.target] != 1 or block_of.get(id(store)) is not block:
            return False
        assert isinstance(store.base, e.Var)
        base, memory = store.base.name, self.regions.memory
        places, last = self._ends(block)
        return (
            self._alike(store)
            and not memory.is_written(definition.target)
            and not any(last.get(n, -1) >= places[id(store)] for n in (base, definition.target))
            and self.regions.final(base, store.index, store)
        )

    def _ends(self, block: s.Block) -> tuple[dict[int, int], dict[str, int]]:
        """Where the statements of a block stand in it, and where it binds names last."""
        if id(block) not in self.ends:
            places = {id(node): place for place, node in enumerate(block)}
            last = {name: place for place, node in enumerate(block) for name in bound([node])}
            self.ends[id(block)] = places, last
        return self.ends[id(block)]

    def _alike(self, store: s.Store) -> bool:
        """Is what is read there of the kind, and the shape, of what was stored?"""
        base, value = self.facts.kind(store.base), self.facts.kind(store.value)
        place = self.facts.kind(e.Item(store.base, store.index))
        if not isinstance(base, k.Array) or not is_basic(store.index, self.facts.kind):
            return False
        if isinstance(place, k.Scalar):
            return value == place
        if not isinstance(place, k.Array) or not isinstance(value, k.Array):
            return False
        if place.dtype != value.dtype or not place.dims or not value.dims:
            return False
        if len(place.dims) != len(value.dims):
            return False
        return all(map(same, place.dims, value.dims))

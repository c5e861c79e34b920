"""Which values of the forward sweep the reverse sweep needs, and where: a liveness analysis.

A name that is live where the reverse of its binding stands needs the value that it had before. A
name of one pass of a loop that is live where the reverse of the pass begins needs its value at the
end of the pass, unless it can be evaluated again later, from what is put back on the way.
"""

from __future__ import annotations

from collections.abc import Set

from srcgrad.adjoint.paths.leaving import leaving
from srcgrad.adjoint.paths.steady import steady
from srcgrad.adjoint.records.again import Again
from srcgrad.adjoint.records.held import held_by_lists
from srcgrad.adjoint.records.marks import Enter, Restore, Wind
from srcgrad.adjoint.records.shape_records import read_how, reads
from srcgrad.adjoint.scopes import scopes
from srcgrad.analysis.arrays.regions import Regions
from srcgrad.analysis.order import Order
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import has_name
from srcgrad.ir.walk import (
    bound,
    expressions,
    names,
    statements,
    targets,
)
from srcgrad.late import dataclass, field

Live = frozenset[str]
Mark = Restore | Enter | Wind
SHAPE = {"shape", "size", "length"}


@dataclass
class Needed:
    """Walks the reverse sweep backwards."""

    forward: s.Block
    result: e.Expr
    reverse: s.Block
    facts: Facts
    regions: Regions
    entry: set[str]  # parameters and free values: bound before the function begins
    windable: set[str] = field(default_factory=set)  # arrays that may be wound back
    kept: set[str] = field(default_factory=set)  # names that only the reverse sweep reads
    order: Order = field(init=False)
    restored: set[tuple[int, str]] = field(default_factory=set)  # (mark, name): put back here
    undone: set[tuple[int, str]] = field(default_factory=set)  # (mark, name): counted back here
    swapped: set[int] = field(default_factory=set)  # marks of permutations that are undone
    repeated: set[tuple[int, str]] = field(default_factory=set)  # those that are evaluated again
    denied: set[tuple[int, str]] = field(default_factory=set)  # (mark, name): needed before it
    listed: set[tuple[int, str]] = field(default_factory=set)  # (block, name): read from a list
    bases: set[tuple[int, str]] = field(default_factory=set)  # (block, name): others come from it

    def __post_init__(self) -> None:
        self.order = Order(self.forward)
        self.definitions: dict[str, list[s.Stmt]] = {}
        for node in statements(self.forward):
            for name in targets(node):
                self.definitions.setdefault(name, []).append(node)
        self.orders: dict[int, list[str]] = {}  # of the names of blocks
        self.uses: dict[int, tuple[Live, Live]] = {}  # names read and bound by statements
        self.leaving = leaving(self.forward, self.result)
        self.read_as = read_how(self.reverse)
        self.own = scopes(self.forward, self.result, self.leaving)
        self.again = Again(self.forward, self.definitions, self.facts, self.regions, self.kept)
        found = steady(self.definitions, self.order, self.facts, self.regions)
        self.steady = {name for name in found if not self.again.light(name)}
        self.alike = {n for n, how in self.read_as.items() if how & SHAPE and self._alike(n)}
        self.held = held_by_lists(self.forward, self.result, self.regions.memory)

    def _alike(self, name: str) -> bool:
        """Is an array bound several times, and each time of the same shape?"""
        kind, bindings = self.facts.kinds.get(name), self.definitions.get(name, [])
        if not isinstance(kind, k.Array) or kind.mixed or name in self.facts.nones:
            return False
        first = name in self.entry or any(node in self.forward for node in bindings)
        several = len(bindings) + (name in self.entry) > 1
        return first and several and kind.dims is not None and all(map(has_name, kind.dims))

    def _read(self, tree: e.Expr) -> set[str]:
        """The names whose values an expression reads; of those alike the shape is always there.

        Zeros of several axes have the layout of their pattern, too.
        """
        if self.alike.isdisjoint(names(tree)):
            return set(names(tree))
        known = {(n, how) for n in self.alike for how in SHAPE}
        known |= {(n, "pattern") for n in self.alike if k.rank(self.facts.kinds[n]) == 1}
        return {name for name, how in reads(tree) if (name, how) not in known}

    # -- liveness over the reverse sweep ---------------------------------------------------

    def _live_block(self, block: s.Block, after: Set[str]) -> set[str]:
        """The names that are live where a block begins, of which some are live after it."""
        live = set(after)
        for node in reversed(block):
            self._live(node, live)
        return live

    def _live(self, node: s.Stmt, live: set[str]) -> None:
        """Step back over a statement."""
        match node:
            case s.Assign():  # as most are
                read, bound_here = self._uses(node)
                live -= bound_here
                live |= read
            case Restore():
                self._at_restore(node, live)
            case Enter():
                self._at_enter(node, live)
            case Wind():
                self._at_wind(node, live)
            case s.If():
                both = self._live_block(node.body, live) | self._live_block(node.orelse, live)
                _become(live, both.union(names(node.test)))
            case s.With():
                inner = self._live_block(node.body, live)
                _become(live, inner.union(names(node.manager)))
            case s.For():
                head = set(live)
                while True:
                    found = (self._live_block(node.body, head) - {node.target}) | live
                    if found <= head:  # what is evaluated again may make it less, never more
                        break
                    head |= found
                _become(live, head.union(self._read(node.source)))
            case _:
                read, bound_here = self._uses(node)
                if not isinstance(node, s.Augment):
                    live -= bound_here
                live |= read

    def _uses(self, node: s.Stmt) -> tuple[Live, Live]:
        """The names that a statement of the reverse sweep reads, and those that it binds."""
        if id(node) not in self.uses:
            read = frozenset(n for tree in expressions(node) for n in self._read(tree))
            self.uses[id(node)] = read, frozenset(targets(node))
        return self.uses[id(node)]

    def _at_restore(self, mark: Restore, live: set[str]) -> None:
        if isinstance(mark.node, s.Permute):
            back = dict(zip(mark.node.sources, mark.node.targets, strict=True))
            if not live.isdisjoint(mark.names):
                self.swapped.add(id(mark))
                _become(live, {back.get(n, n) for n in live})
            return
        if live.isdisjoint(mark.names):
            return
        own = [n for n in mark.names if n not in self.steady]
        put_back = [n for n in own if n in live and (n in self.definitions or n not in self.entry)]
        counts = {n for n in put_back if self.counts(mark.node) is not None}
        self.undone |= {(id(mark), name) for name in counts}
        self.restored |= {(id(mark), name) for name in put_back if name not in counts}
        if put_back and id(mark.node) in self.order.block_of:
            self._after_restore(mark, frozenset(put_back), live)
        live.difference_update(own)
        live |= counts

    def counts(self, node: s.Stmt) -> int | None:
        """The number that a statement adds to an integer, which can be taken off again."""
        match node:
            case s.Assign(name, value) if isinstance(k.general(self.facts.kinds[name]), k.Int):
                match self._sum_before(node, name) if isinstance(value, e.Var) else value:
                    case e.Binary("+" | "-" as op, e.Var(old), e.Const(int() as by)):
                        number = name == old and not isinstance(by, bool)
                        if not number or not self._plain(name):
                            return None
                        return by if op == "+" else -by
        return None

    def _plain(self, name: str) -> bool:
        """Is all that a name is bound to a plain integer, no truth that comes back as a number?"""
        made = self.definitions.get(name, [])
        values = [node.value for node in made if isinstance(node, s.Assign)]
        found = [k.general(self.facts.kind(value)) for value in values]
        whole = len(values) == len(made) and name not in self.entry
        return whole and all(isinstance(x, k.Int) and not x.member for x in found)

    def _sum_before(self, node: s.Assign, name: str) -> e.Expr | None:
        """The value of what a name is bound to, if the name has not been bound since."""
        assert isinstance(node.value, e.Var)
        match self.definitions.get(node.value.name, []):
            case [s.Assign(_, value) as made] if self.order.dominates(made, node):
                block = self.order.block_of[id(node)]
                places = [n for n, x in enumerate(block) if x is made or x is node]
                if len(places) == 2 and name not in bound(block[places[0] : places[1]]):
                    return value
        return None

    def _after_restore(self, mark: Restore, put_back: Live, live: set[str]) -> None:
        """Numbers are evaluated again from what has just been put back."""
        block = self.order.block_of[id(mark.node)]
        own = self.own.get(id(block), set())
        for name in reversed(self._in_order(block)) if own & live else ():
            if name not in own or name not in live or (id(mark), name) in self.denied:
                continue
            chain = self._repeats(block, name, own, live, mark.node) or frozenset()
            if put_back & {n for one in chain for n in self.again.operands(one)}:
                self.restored.add((id(mark), name))
                self.repeated.add((id(mark), name))
                live.discard(name)
                live |= self.again.operands(name)

    def _at_enter(self, mark: Enter, live: set[str]) -> None:
        own = self.own.get(id(mark.block), set()) - self.steady
        if mark.block is self.forward:
            own = {n for n in live if self.again.path(n)} | self._derived(live)
        else:
            live |= {n for n in own if (id(mark.block), n) in self.bases}
        needed = [n for n in self._in_order(mark.block) if n in own]
        granted = set[str]()
        for name in reversed(needed):
            if name not in live:
                continue
            self.restored.add((id(mark), name))
            live.discard(name)
            if name not in granted:
                granted |= self._repeats(mark.block, name, own, live) or frozenset()
            if name in granted:
                self.repeated.add((id(mark), name))
                live |= self.again.operands(name)
        for key in self.listed:
            if key[0] == id(mark.block) and key[1] in live:
                self.restored.add((id(mark), key[1]))
                live.discard(key[1])
                live.update(names(self.held[key]))

    def _at_wind(self, mark: Wind, live: set[str]) -> None:
        if mark.base not in self.again.wound:
            return
        block = self.order.block_of[id(mark.node)]
        own = self.own.get(id(block), set())
        for name in reversed(self._in_order(block)):
            if name not in own & live or self._repeats(block, name, own, frozenset()):
                continue  # where the reverse of the block begins
            if self._repeats(block, name, own, live, mark.node):
                self.restored.add((id(mark), name))
                self.repeated.add((id(mark), name))
                live.discard(name)
                live |= self.again.operands(name)
        live |= {mark.base, *names(mark.index)}

    def _repeats(
        self, block: s.Block, name: str, own: set[str], live: Set[str], until: s.Stmt | None = None
    ) -> Live | None:
        """The names to evaluate again for this one, if that is better than to record it."""
        chain = self.again.chain(block, name, own, live, until)
        return chain if chain and self.again.worth(block, name, chain, live) else None

    def _derived(self, live: set[str]) -> set[str]:
        """Of straight-line code's names, the arrays that are evaluated again from copies.

        If the forward sweep has them but for one use, it need not hold them.
        """
        arrays = {n for n in self.definitions if self.again.made_of_arrays(n)}
        once = {
            n
            for n in live & arrays
            if self.again.passing(n, self.result) and self.read_as.get(n) != {"shape"}
        }
        chains = (self._repeats(self.forward, n, arrays, live) for n in once)
        return {n for chain in chains if chain is not None for n in chain}

    def _in_order(self, block: s.Block) -> list[str]:
        """Names in the order of their last binding in the block."""
        if id(block) not in self.orders:
            last: dict[str, int] = {}
            for position, node in enumerate(block):
                for name in bound([node]):
                    last[name] = position
            inner = {
                n: i
                for i, n in enumerate(
                    dict.fromkeys(t for x in statements(block) for t in targets(x))
                )
            }
            self.orders[id(block)] = sorted(last, key=lambda n: (last[n], inner.get(n, 0)))
        return self.orders[id(block)]


def _become(live: set[str], other: set[str]) -> None:
    live.clear()
    live |= other

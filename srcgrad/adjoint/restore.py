"""What must be recorded: values that the reverse sweep reads after the forward sweep lost them.

Liveness of the primal's names, over the reverse sweep, tells. A name that is live where the
reverse of its binding stands needs the value that it had before: recorded just before the
binding, and put back there. A name of one pass of a loop that is live where the reverse of
the pass begins needs its value at the end of the pass: evaluated again where that is cheap
and the operands are still there, recorded else. They are there too if their array is wound back.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from srcgrad.adjoint.again import Again
from srcgrad.adjoint.assigned import Assigned
from srcgrad.adjoint.attempts import shorten_records
from srcgrad.adjoint.leaving import leaving
from srcgrad.adjoint.marks import Enter, Restore, Wind
from srcgrad.adjoint.scopes import scopes
from srcgrad.adjoint.shape_records import read_how
from srcgrad.adjoint.winding import work_on_copies
from srcgrad.analysis.order import Order
from srcgrad.analysis.regions import Regions
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import (
    blocks,
    bound,
    expressions,
    names,
    rebuild,
    replace,
    statements,
    targets,
)

Live = frozenset[str]


@dataclass
class Restoring:
    """Decides, and rewrites both sweeps."""

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
    swapped: set[int] = field(default_factory=set)  # marks of permutations that are undone
    repeated: set[tuple[int, str]] = field(default_factory=set)  # those that are evaluated again
    before: dict[int, s.Block] = field(default_factory=dict)  # records to make before a statement
    after: dict[int, s.Block] = field(default_factory=dict)  # and after it
    tapes: dict[str, None] = field(default_factory=dict)  # lists of records, in order
    unsure: set[str] = field(default_factory=set)  # names that may be unbound when recorded
    made: dict[tuple[int, str, bool], int] = field(default_factory=dict)  # records, numbered
    recorded: list[tuple[str, s.Stmt]] = field(default_factory=list)  # names, and after what

    def run(self) -> tuple[s.Block, s.Block]:
        """The forward sweep with its records, and the reverse sweep with what it restores."""
        self.order = Order(self.forward)
        self.definitions: dict[str, list[s.Stmt]] = {}
        for node in statements(self.forward):
            for name in targets(node):
                self.definitions.setdefault(name, []).append(node)
        self.leaving = leaving(self.forward, self.result)
        self.read_as = read_how(self.reverse)
        self.own = scopes(self.forward, self.result, self.leaving)
        self.again = Again(self.forward, self.definitions, self.facts, self.regions, self.kept)
        self._choose()
        self._insert()
        return self.forward, self.reverse

    # -- keep or wind back -----------------------------------------------------------------

    def _choose(self) -> None:
        """Wind those arrays back whose own records are fewer than those that they save."""
        marks = [m for m in statements(self.reverse) if isinstance(m, Restore | Enter | Wind)]
        chosen: set[str] = set()
        least = self._tried(chosen, marks)
        for name in sorted(self.windable):
            cost = self._tried(chosen | {name}, marks)
            if cost < least:
                chosen, least = chosen | {name}, cost
        self._bare_loops(chosen, marks)
        self._tried(chosen, marks)

    def _bare_loops(self, chosen: set[str], marks: list[Restore | Enter | Wind]) -> None:
        """The loops that record nothing if they evaluate arrays again."""
        for loop in [node for node in self.forward if isinstance(node, s.For | s.While)]:
            self._tried(chosen, marks)
            inside = [name for name, place in self.recorded if loop in self.order.enclosing(place)]
            if inside and all(map(self.again.made_of_arrays, inside)):
                self.again.bare.add(id(loop))
                self._tried(chosen, marks)
                if any(loop in self.order.enclosing(place) for _, place in self.recorded):
                    self.again.bare.discard(id(loop))

    def _tried(self, wound: set[str], marks: list[Restore | Enter | Wind]) -> tuple[int, ...]:
        """How many records there are if these arrays are wound back, deepest loops first."""
        self.restored, self.swapped, self.repeated = set(), set(), set()
        self.again.wound = wound
        self._live_block(self.reverse, frozenset())
        records: set[tuple[int, str, bool]] = set()
        counts: Counter[int] = Counter()
        self.recorded = []
        for mark in marks:
            for name, place, late in self._records(mark):
                key = (id(place), name, late)
                if key not in records:
                    records.add(key)
                    self.recorded.append((name, place))
                    rank = k.rank(self.facts.kinds.get(name, k.Empty())) or 0
                    single = isinstance(mark, Wind)
                    counts[len(self.order.enclosing(place)) + (0 if single else rank)] += 1
        return tuple(counts[depth] for depth in range(max(counts, default=0), -1, -1))

    def _records(self, mark: Restore | Enter | Wind) -> list[tuple[str, s.Stmt, bool]]:
        """What a mark reads from records: the names, each with the place of its record."""
        if isinstance(mark, Wind):
            return [(mark.base, mark.node, False)] if mark.base in self.again.wound else []
        wanted = [name for at, name in self.restored if at == id(mark)]
        if isinstance(mark, Restore):
            return [(n, mark.node, False) for n in wanted if n not in self.leaving]
        return [
            (n, last_binding(mark.block, n), True)
            for n in wanted
            if (id(mark), n) not in self.repeated
        ]

    # -- liveness over the reverse sweep ---------------------------------------------------

    def _live_block(self, block: s.Block, live: Live) -> Live:
        for node in reversed(block):
            live = self._live(node, live)
        return live

    def _live(self, node: s.Stmt, live: Live) -> Live:
        match node:
            case Restore():
                return self._at_restore(node, live)
            case Enter():
                return self._at_enter(node, live)
            case Wind():
                return self._at_wind(node, live)
            case s.If():
                both = self._live_block(node.body, live) | self._live_block(node.orelse, live)
                return both | frozenset(names(node.test))
            case s.With():
                return self._live_block(node.body, live) | frozenset(names(node.manager))
            case s.For():
                head = live
                while True:
                    found = (self._live_block(node.body, head) - {node.target}) | live
                    if found == head:
                        break
                    head = head | found
                return head | frozenset(names(node.source))
        for tree in expressions(node):
            live = live | frozenset(names(tree))
        if isinstance(node, s.Augment):
            return live
        bound_here = frozenset(targets(node))
        reads = frozenset(n for tree in expressions(node) for n in names(tree))
        return (live - bound_here) | reads

    def _at_restore(self, mark: Restore, live: Live) -> Live:
        if isinstance(mark.node, s.Permute):
            back = dict(zip(mark.node.sources, mark.node.targets, strict=True))
            if live & set(mark.names):
                self.swapped.add(id(mark))
                return frozenset(back.get(n, n) for n in live)
            return live
        for name in mark.names:
            if name in live and name not in self.entry_only():
                self.restored.add((id(mark), name))
        return live - frozenset(mark.names)

    def entry_only(self) -> set[str]:
        return {n for n in self.entry if n not in self.definitions}

    def _at_enter(self, mark: Enter, live: Live) -> Live:
        own = self.own.get(id(mark.block), set())
        if mark.block is self.forward:
            own = {n for n in live if self.again.path(n)} | self._derived(live)
        needed = [n for n in self._in_order(mark.block) if n in own]
        granted: Live = frozenset()
        for name in reversed(needed):
            if name not in live:
                continue
            self.restored.add((id(mark), name))
            live = live - {name}
            if name not in granted:
                granted |= self._repeats(mark.block, name, own, live) or frozenset()
            if name in granted:
                self.repeated.add((id(mark), name))
                live = live | self.again.operands(name)
        return live

    def _at_wind(self, mark: Wind, live: Live) -> Live:
        if mark.base not in self.again.wound:
            return live
        block = self.order.block_of[id(mark.node)]
        own = self.own.get(id(block), set())
        for name in reversed(self._in_order(block)):
            if name not in own & live or self._repeats(block, name, own, frozenset()):
                continue  # where the reverse of the block begins
            if self._repeats(block, name, own, live, mark.node):
                self.restored.add((id(mark), name))
                self.repeated.add((id(mark), name))
                live = (live - {name}) | self.again.operands(name)
        return live | {mark.base, *names(mark.index)}

    def _repeats(
        self, block: s.Block, name: str, own: set[str], live: Live, until: s.Stmt | None = None
    ) -> Live | None:
        """The names to evaluate again for this one, if that is better than to record it."""
        chain = self.again.chain(block, name, own, live, until)
        return chain if chain and self.again.worth(block, name, chain, live) else None

    def _derived(self, live: Live) -> set[str]:
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
        last: dict[str, int] = {}
        for position, node in enumerate(block):
            for name in bound([node]):
                last[name] = position
        inner = {
            n: i
            for i, n in enumerate(dict.fromkeys(t for x in statements(block) for t in targets(x)))
        }
        return sorted(last, key=lambda n: (last[n], inner.get(n, 0)))

    # -- rewriting -------------------------------------------------------------------------

    def _insert(self) -> None:
        self.assigned = Assigned(self.forward, self.entry)
        marks = [isinstance(node, Restore | Enter | Wind) for node in self.reverse]
        start = marks.index(True) if any(marks) else 0  # what stands before sees the forward sweep
        self.reverse = self._rewritten(self.reverse)
        weave(self.forward, self.before, self.after)
        again = {name for _, name in self.repeated}
        recorded = {name for _, name in self.restored - self.repeated}
        _drop(self.forward, (self.kept & again) - recorded)
        head: s.Block = [s.Assign(tape, e.Sequence("list", ())) for tape in self.tapes]
        head += [s.Assign(name, e.NONE) for name in sorted(self.unsure)]
        self.forward[:0] = head
        rename = {n: n + "~again" for n in again}
        self.facts.kinds.update(
            {new: self.facts.kinds[old] for old, new in rename.items() if old in self.facts.kinds}
        )
        _rename(self.reverse[start:], rename)
        shorten_records(self.forward, list(self.tapes))
        work_on_copies(self.reverse, self.again.wound)

    def _rewritten(self, block: s.Block) -> s.Block:
        """The block, with statements that put values back in place of the marks."""
        out: s.Block = []
        for node in block:
            if isinstance(node, Restore | Enter | Wind):
                out += self._put_back(node)
                continue
            if isinstance(node, s.If):
                node.body, node.orelse = self._rewritten(node.body), self._rewritten(node.orelse)
            elif isinstance(node, s.For | s.With):
                node.body = self._rewritten(node.body)
            out.append(node)
        return out

    def _put_back(self, mark: Restore | Enter | Wind) -> s.Block:
        """What stands at a mark: values are evaluated again, or read from their records."""
        out: s.Block = []
        if isinstance(mark, Restore) and id(mark) in self.swapped:
            assert isinstance(mark.node, s.Permute)
            return [s.Permute(mark.node.sources, mark.node.targets, origin=mark.node.origin)]
        if isinstance(mark, Wind) and mark.base in self.again.wound:
            element = e.Item(e.Var(mark.base), mark.node.index or e.Slice())
            value = self._record(mark.base, element, mark.node, late=False)
            out.append(s.Store(e.Var(mark.base), mark.index, value, origin=mark.node.origin))
        for name in self._candidates(mark):
            if (id(mark), name) not in self.restored:
                continue
            if (id(mark), name) in self.repeated:
                definition = self.definitions[name][0]
                assert isinstance(definition, s.Assign)
                out.append(s.Assign(name, self.again.value(name), origin=definition.origin))
            else:
                assert not isinstance(mark, Wind)
                out.append(self._recorded(mark, name))
        return out

    def _candidates(self, mark: Restore | Enter | Wind) -> list[str]:
        """The names that a mark may restore, in the order in which they were bound."""
        if isinstance(mark, Restore):
            return list(mark.names)
        block = mark.block if isinstance(mark, Enter) else self.order.block_of[id(mark.node)]
        return self._in_order(block)

    def _recorded(self, mark: Restore | Enter, name: str) -> s.Stmt:
        """Record the name's value in the forward sweep; the statement that reads the record."""
        if isinstance(mark, Restore) and name in self.leaving:
            return s.Assign(name, e.Const(False), origin=mark.node.origin)
        if isinstance(mark, Restore):
            place, late = mark.node, False
        else:
            place, late = last_binding(mark.block, name), True
        if not self.assigned.before(place, name, late):
            self.unsure.add(name)
        value = self._record(name, e.Var(name), place, late)
        return s.Assign(name, value, origin=place.origin)

    def _record(self, name: str, tree: e.Expr, place: s.Stmt, late: bool) -> e.Expr:
        """Record a value before or after a statement; the expression that reads the record."""
        key = (id(place), name, late)
        if self.order.enclosing(place):
            tape = name + "~tape"
            self.tapes[tape] = None
            append = e.Call(e.Attr(e.Var(tape), "append"), (tree,))
            record: s.Stmt = s.Evaluate(append, origin=place.origin)
            value: e.Expr = e.Call(e.Attr(e.Var(tape), "pop"), ())
        else:
            held = f"{name}~old{self.made.get(key, len(self.made))}"
            record = s.Assign(held, tree, origin=place.origin)
            value = e.Var(held)
        if key not in self.made:  # a while loop's test is reversed twice
            self.made[key] = len(self.made)
            (self.after if late else self.before).setdefault(id(place), []).append(record)
        return value


def last_binding(block: s.Block, name: str) -> s.Stmt:
    """The last statement of a block that binds a name, itself or inside."""
    return [node for node in block if name in bound([node])][-1]


def weave(block: s.Block, before: dict[int, s.Block], after: dict[int, s.Block]) -> None:
    """Put statements before and after some of a block's own, in place."""
    out: s.Block = []
    for node in block:
        out += before.get(id(node), [])
        out.append(node)
        out += after.get(id(node), [])
        for inner in blocks(node):
            weave(inner, before, after)
    block[:] = out


def _drop(block: s.Block, gone: set[str]) -> None:
    """Remove the bindings of some names, in place."""
    for node in block:
        for inner in blocks(node):
            _drop(inner, gone)
    block[:] = [n for n in block if not isinstance(n, s.Assign) or n.target not in gone]


def _rename(block: s.Block, table: dict[str, str]) -> None:
    def mapped(tree: e.Expr) -> e.Expr:
        if isinstance(tree, e.Var):
            return e.Var(table.get(tree.name, tree.name))
        return rebuild(tree, mapped)

    for node in statements(block):
        replace(node, mapped)
        if isinstance(node, s.Assign):
            node.target = table.get(node.target, node.target)

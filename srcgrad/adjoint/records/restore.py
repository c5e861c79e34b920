"""What must be recorded: values that the reverse sweep reads after the forward sweep lost them.

Liveness of the primal's names, over the reverse sweep, tells. A name that is live where the
reverse of its binding stands needs the value that it had before: recorded just before the
binding, and put back there; what was counted is counted back. A name of one pass of a loop that
is live where the reverse of the pass begins needs its value at the end of the pass: evaluated again
where that is cheap and the operands are still there, recorded else. They are there too if their
array is wound back.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from srcgrad.adjoint.assigned import Assigned
from srcgrad.adjoint.environment import bar
from srcgrad.adjoint.halves import asked
from srcgrad.adjoint.paths.attempts import shorten_records
from srcgrad.adjoint.records.held import index_of
from srcgrad.adjoint.records.marks import Enter, Restore, Wind
from srcgrad.adjoint.records.needed import Mark, Needed
from srcgrad.adjoint.records.winding import work_on_copies
from srcgrad.adjoint.sweep import ZEROS_LIKE
from srcgrad.adjoint.weaving import drop, last_binding, leaves, rename_values, weave
from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.ranges import last_first, plain_range
from srcgrad.ir.walk import blocks, bound, names, statements
from srcgrad.late import dataclass, field

LEN = e.Ref("len", len)
ZEROS = e.Ref("np.zeros", np.zeros)

MOST = 6  # values that are tried as the base of others


@dataclass
class Restoring(Needed):
    """Decides, and rewrites both sweeps."""

    before: dict[int, s.Block] = field(default_factory=dict)  # records to make before a statement
    after: dict[int, s.Block] = field(default_factory=dict)  # and after it
    tapes: dict[str, None] = field(default_factory=dict)  # lists of records, in order
    unsure: set[str] = field(default_factory=set)  # names that may be unbound when recorded
    made: dict[tuple[int, str, bool], int] = field(default_factory=dict)  # records, numbered
    recorded: list[tuple[str, s.Stmt]] = field(default_factory=list)  # names, and after what
    by_mark: dict[int, set[str]] = field(default_factory=dict)  # names evaluated again, at the end
    at_start: frozenset[str] = frozenset()  # names that the reverse sweep reads as they are left
    ends: dict[int, dict[str, s.Stmt]] = field(default_factory=dict)  # by block: last bindings
    last: tuple[object, tuple[int, ...]] = (None, ())  # what was tried last, and its cost

    def run(self) -> tuple[s.Block, s.Block]:
        """The forward sweep with its records, and the reverse sweep with what it restores."""
        self._choose()
        self._insert()
        return self.forward, self.reverse

    # -- keep or wind back -----------------------------------------------------------------

    def _choose(self) -> None:
        """Wind those arrays back whose own records are fewer than those that they save.

        Then the lists are read that hold values of passes, and a value is recorded of which others
        are made, if that saves records; in loops that need no others arrays are evaluated again.
        """
        marks = [m for m in statements(self.reverse) if isinstance(m, Restore | Enter | Wind)]
        chosen: set[str] = set()
        least = self._tried(chosen, marks)
        for name in sorted(self.windable):
            cost = self._tried(chosen | {name}, marks)
            if cost < least:
                chosen, least = chosen | {name}, cost
        for key in self.held:
            self.listed.add(key)
            cost = self._tried(chosen, marks)
            if not cost < least:
                self.listed.discard(key)
            least = min(cost, least)
        self._tried(chosen, marks)
        for key in self._shared_operands():
            self.bases.add(key)
            cost = self._tried(chosen, marks)
            if not cost < least:
                self.bases.discard(key)
            least = min(cost, least)
        self._tried(chosen, marks)
        arrays: dict[int, bool] = {}  # outermost loops: do they record arrays only?
        for name, place in self.recorded:
            for loop in self.order.enclosing(place)[:1]:
                only = arrays.get(id(loop), True) and self.again.made_of_arrays(name)
                arrays[id(loop)] = only
        self.again.bare = {loop for loop, only in arrays.items() if only}
        if self.again.bare:
            self._tried(chosen, marks)
            places = [place for _, place in self.recorded]
            self.again.bare -= {id(x) for place in places for x in self.order.enclosing(place)}
            self._tried(chosen, marks)

    def _shared_operands(self) -> list[tuple[int, str]]:
        """Values of a pass that several of its records are made of, with their blocks."""
        recorded = {name for name, _ in self.recorded}
        found: Counter[tuple[int, str]] = Counter()
        for name, place in self.recorded:
            block = self.order.block_of.get(id(place))
            if block is None or not self.again.light(name):
                continue
            own = self.own.get(id(block), set())
            found.update((id(block), n) for n in self.again.operands(name) & own - recorded)
        several = [key for key, count in found.items() if count > 1]
        return sorted(several, key=lambda key: (-found[key], key[1]))[:MOST]

    def _tried(self, wound: set[str], marks: list[Mark]) -> tuple[int, ...]:
        """How many records there are if these arrays are wound back, deepest loops first."""
        bare = frozenset(self.again.bare)
        whole = frozenset(wound)
        asked = whole, frozenset(self.listed), frozenset(self.bases), bare
        if asked == self.last[0]:
            return self.last[1]
        self.restored, self.swapped, self.repeated = set(), set(), set()
        self.undone = set()
        self.again.wound = whole
        self.at_start = frozenset(self._live_block(self.reverse, set()))
        twice = self._needed_twice(marks)
        if twice:
            self.denied |= twice
            return self._tried(wound, marks)
        wanted: dict[int, list[str]] = {}
        for at, name in sorted(self.restored - self.repeated, key=lambda one: one[1]):
            wanted.setdefault(at, []).append(name)
        records: set[tuple[int, str, bool]] = set()
        counts: Counter[int] = Counter()
        self.recorded = []
        for mark in marks:
            for name, place, late in self._records(mark, wanted.get(id(mark), [])):
                key = (id(place), name, late)
                if key not in records:
                    records.add(key)
                    self.recorded.append((name, place))
                    rank = k.rank(self.facts.kinds.get(name, k.Empty())) or 0
                    single = isinstance(mark, Wind)
                    counts[len(self.order.enclosing(place)) + (0 if single else rank)] += 1
        cost = tuple(counts[depth] for depth in range(max(counts, default=0), -1, -1))
        self.last = asked, cost
        return cost

    def _needed_twice(self, marks: list[Mark]) -> set[tuple[int, str]]:
        """What is evaluated again at a mark, and recorded for what is read before it."""
        again: dict[int, set[str]] = {}
        for at, name in self.repeated:
            again.setdefault(at, set()).add(name)
        begin = {id(one.block): id(one) for one in marks if isinstance(one, Enter)}
        recorded = self.restored - self.repeated
        return {
            (id(mark), name)
            for mark in marks
            if isinstance(mark, Restore) and id(mark) in again
            for name in again[id(mark)]
            if (begin.get(id(self.order.block_of[id(mark.node)])), name) in recorded
        }

    def _records(self, mark: Mark, wanted: list[str]) -> list[tuple[str, s.Stmt, bool]]:
        """What a mark reads from records: the names, each with the place of its record."""
        if isinstance(mark, Wind):
            return [(mark.base, mark.node, False)] if mark.base in self.again.wound else []
        if isinstance(mark, Restore):
            return [(n, mark.node, False) for n in wanted if n not in self.leaving]
        return [
            (n, self._last_binding(mark.block, n), True)
            for n in wanted
            if (id(mark.block), n) not in self.listed
        ]

    def _last_binding(self, block: s.Block, name: str) -> s.Stmt:
        """The last statement of a block that binds a name, as long as nothing is rewritten."""
        if id(block) not in self.ends:
            self.ends[id(block)] = {n: node for node in block for n in bound([node])}
        return self.ends[id(block)][name]

    # -- rewriting -------------------------------------------------------------------------

    def _insert(self) -> None:
        self.assigned = Assigned(self.forward, self.entry)
        marks = [isinstance(node, Restore | Enter | Wind) for node in self.reverse]
        start = marks.index(True) if any(marks) else 0  # what stands before sees the forward sweep
        for at, name in self.repeated:
            self.by_mark.setdefault(at, set()).add(name)
        self.reverse = self._rewritten(self.reverse)
        self._zeros_of_unbound(self.reverse)
        self._refuse_asked()
        weave(self.forward, self.before, self.after)
        again = {name for _, name in self.repeated}
        recorded = {name for _, name in self.restored - self.repeated}
        drop(self.forward, (self.kept & again) - recorded)
        head: s.Block = [s.Assign(tape, e.Sequence("list", ())) for tape in self.tapes]
        head += [s.Assign(name, e.NONE) for name in sorted(self.unsure)]
        self.forward[:0] = head
        _zeros_of_nothing(self.reverse, self.unsure)
        rename = {n: n + "~again" for n in again - self.at_start}  # others are read before too
        self.facts.kinds.update(
            {new: self.facts.kinds[old] for old, new in rename.items() if old in self.facts.kinds}
        )
        rename_values(self.reverse[start:], rename)
        shorten_records(self.forward, list(self.tapes))
        work_on_copies(self.reverse, self.again.wound)

    def _refuse_asked(self) -> None:
        """What is recorded before it is bound is None then: no NameError would be caught.

        The records themselves may stand in an attempt: they read what is always bound.
        """
        for name in sorted(self.unsure):
            place, shown = asked(name, self.forward, self.assigned), name.split(".")[0]
            if place is not None:
                raise UnsupportedSyntaxError(
                    f"whether `{shown}` is bound is asked here, and its older values are kept",
                    f"bind `{shown}` before the loop, and ask a flag",
                    place.origin,
                )

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
                if isinstance(node, s.For):
                    self._with_index(node)
                node.body = self._rewritten(node.body)
            elif isinstance(node, s.Assign):
                self._of_none(node)
            out.append(node)
        return out

    def _of_none(self, node: s.Assign) -> None:
        """The adjoint of a list is empty where the list is yet unbound, and None stands for it."""
        for name in self.unsure & set(names(node.value)):
            if node.target == bar(name) and isinstance(self.facts.kinds.get(name), k.List):
                test = e.Compare("is", e.Var(name), e.NONE)
                node.value = e.Choice(test, e.Sequence("list", ()), node.value)

    def _zeros_of_unbound(self, block: s.Block) -> None:
        """The adjoint of an array that only loops bind is empty where none of them made a pass."""
        for node in block:
            if not isinstance(node, s.For):
                for inner in blocks(node):
                    self._zeros_of_unbound(inner)
            match node:
                case s.Assign(_, e.Call(func, (e.Var(name),), ()) as zeros) if func == ZEROS_LIKE:
                    if name not in self.at_start or name not in self.definitions:
                        continue
                    if not self.assigned.before(self.forward[-1], name, True):
                        self.unsure.add(name)
                        absent = e.Compare("is", e.Var(name), e.NONE)
                        rank = k.rank(self.facts.kinds[name]) or 0
                        empty = e.Call(ZEROS, (e.Const(0 if rank == 1 else (0,) * rank),))
                        node.value = e.Choice(absent, empty, zeros)

    def _with_index(self, loop: s.For) -> None:
        """Number the passes of a loop that reads a list, last first."""
        blocks = {id(mark.block) for mark in loop.body if isinstance(mark, Enter)}
        if blocks & {block for block, _ in self.listed}:
            loop.target = index_of(loop.target)
            if plain_range(loop.source):
                loop.source = last_first(loop.source) or loop.source

    def _put_back(self, mark: Mark) -> s.Block:
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
            if (id(mark), name) in self.undone:
                assert isinstance(mark, Restore)
                by = self.counts(mark.node)
                assert by is not None
                op, step = ("-", by) if by >= 0 else ("+", -by)
                less = e.Binary(op, e.Var(name), e.Const(step))
                out.append(s.Assign(name, less, origin=mark.node.origin))
            if (id(mark), name) not in self.restored:
                continue
            if (id(mark), name) in self.repeated:
                definition = self.definitions[name][0]
                assert isinstance(definition, s.Assign)
                out.append(s.Assign(name, self.again.value(name), origin=definition.origin))
            elif isinstance(mark, Enter) and (id(mark.block), name) in self.listed:
                out.append(s.Assign(name, self.held[id(mark.block), name]))
            else:
                assert not isinstance(mark, Wind)
                out.append(self._recorded(mark, name))
        return out

    def _candidates(self, mark: Mark) -> list[str]:
        """The names that a mark may restore, in the order in which they were bound."""
        if isinstance(mark, Restore):
            again = self.by_mark.get(id(mark))
            block = self.order.block_of.get(id(mark.node), []) if again else []
            return [*mark.names, *(n for n in self._in_order(block) if again and n in again)]
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
        ends = [(place, late), *((one, False) for one in leaves(place) if late)]
        if not all(self.assigned.before(one, name, after) for one, after in ends):
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
            for one in leaves(place) if late else ():  # a pass that ends there is read, too
                self.before.setdefault(id(one), []).append(record.twin())
        return value


def _zeros_of_nothing(block: s.Block, unsure: set[str]) -> None:
    """The shadow of a list that may not have been made yet, and is None there, is empty."""
    for node in statements(block):
        match node:
            case s.Assign(_, e.Binary("*", e.Sequence() as zero, e.Call(func, (e.Var(name),)))):
                if name in unsure and func == LEN:
                    node.value = e.Binary("*", zero, e.Call(func, (_or_empty(name),)))
            case s.Assign(_, e.Each(zero, held, e.Var(name))) if name in unsure:
                node.value = e.Each(zero, held, _or_empty(name))


def _or_empty(name: str) -> e.Expr:
    return e.Logical("or", e.Var(name), e.Sequence("tuple", ()))

"""Checkpointed loops: the forward sweep keeps a few states, the reverse sweep runs passes again.

    for i in range(n):                     snapshots = Snapshots(range(n), 5)
        .keep(snapshots)                   for i in range(n):
        t_tape.append(t)                       snapshots.keep(t)
        t = t * np.sin(x)                      t = t * np.sin(x)
    ...                                    ...
    for i in range(n - 1, -1, -1):         back = snapshots.backwards()
        .back(snapshots)           ->      for i in back:
        t = t_tape.pop()                       (t,) = back.state()
        ...                                    for i2 in back.ahead():
                                                   back.keep(t)
                                                   t = t * np.sin(x)
                                               t_old = t
                                               t = t * np.sin(x)
                                               t = t_old
                                               ...

The records of a pass are made just before it is reversed. Its state is what the passes change of
what they read, if the reverse depends on it.
"""

from __future__ import annotations

from srcgrad.errors import InvalidProgramError
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.repeating import memory_of, written_by
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import (
    blocks,
    bound,
    expressions,
    mentions,
    names,
    nodes,
    replace,
    statements,
    stored,
    substitute,
)
from srcgrad.normalize.scope import Counter
from srcgrad.normalize.snapshots import OPTIONS, is_mark, without_marks
from srcgrad.optimize.asked.purity import pure
from srcgrad.optimize.asked.slices import Live, Slicing, plain, read_memory
from srcgrad.optimize.buffers.carried_shadows import carried_shadows, shadows_of_a_pass
from srcgrad.optimize.loops.draws import Draws
from srcgrad.optimize.loops.marked_loops import Loop, loops_of, put_before, remove, taken_out
from srcgrad.optimize.loops.tapes import appended, as_values, opens, popped, shortened
from srcgrad.optimize.loops.unbound import certainly_bound
from srcgrad.optimize.names.fold import Folding
from srcgrad.optimize.unneeded.unread_arrays import drop_unread_arrays
from srcgrad.runtime import Snapshots, SnapshotsOnDisk

STATES = e.Ref("Snapshots", Snapshots)
STATES_ON_DISK = e.Ref("SnapshotsOnDisk", SnapshotsOnDisk)


def keep_snapshots(
    forward: s.Block,
    reverse: s.Block,
    results: list[e.Expr],
    facts: Facts,
    counter: Counter,
    records: set[str],
    entry: set[str],
    often: bool,
) -> None:
    """Expand the marks in both sweeps, in place.

    `records` are names that only the reverse reads, `entry` those that are bound at entry; the
    reverse sweep may run `often`.
    """
    if not any(map(is_mark, statements(forward))):
        return
    _Expansion(forward, reverse, facts, counter, entry, often).run(forward, reverse)
    _drop_records(forward, reverse, results, records)
    without_marks(forward)
    without_marks(reverse)
    _fold(forward, [*results, *map(e.Var, sorted(_outside(reverse)))], facts)


class _Expansion:
    """Expands the loops of one function, those within others after these."""

    def __init__(
        self,
        forward: s.Block,
        reverse: s.Block,
        facts: Facts,
        counter: Counter,
        entry: set[str],
        often: bool,
    ) -> None:
        self.forward, self.reverse, self.often = forward, reverse, often
        self.facts, self.counter, self.entry = facts, counter, entry
        self.draws = Draws(forward, facts)
        self.around = [reverse, forward]  # where a tape may be used as well
        self.opened: set[str] = set()  # tapes that begin at a loop of the reverse sweep

    def run(self, forward: s.Block, reverse: s.Block) -> None:
        """Expand the outermost marked loops of two blocks."""
        for loop in loops_of(forward, reverse):
            self.loop(loop)

    def loop(self, loop: Loop) -> None:
        """Expand one loop, then those in its body."""
        rest = loop.rest
        again, ahead, state = self._slices(loop, rest)
        bars = {n for n in state if "~bar" in n}
        state = [n for n in state if n not in bars]
        carried = carried_shadows(state, self.forward, bars)
        own = {t for n in statements(loop.body) if (t := appended(n))} - self._tapes(loop)
        self._forward(loop, state)
        lead = shadows_of_a_pass(loop, carried, again, self.around[-1], self.counter)
        as_values(again, rest, self.counter)
        self.around.append(again)
        self.run(again, rest)
        self.around.pop()
        again = self._needed_still(again, rest)
        if drop_unread_arrays(again, self._read(state, lead, rest), self.facts):
            again = self._needed_still(again, rest)
        used_now = {*popped(rest), *(appended(n) for n in statements(again))}
        self.forward[:] = [n for n in self.forward if not opens(n, own)]
        opened = sorted((own & used_now) - self.opened)
        self.opened |= own
        self._backward(loop, state, ahead, [*lead, *again], rest)
        tapes: s.Block = [s.Assign(t, e.Sequence("list", ())) for t in opened]
        put_before(loop.reverse_block, loop.reverse, tapes)

    def _slices(self, loop: Loop, rest: s.Block) -> tuple[s.Block, s.Block, list[str]]:
        """The pass that is reversed, the passes that lead to it, and the state between them."""
        body = loop.body
        wanted = _exposed(rest, self.facts)
        tapes = frozenset(popped(rest))
        memory = read_memory(rest, self.facts)
        inside = bound(body)
        state: Live = frozenset()
        while True:
            shadows = frozenset(n for n in state if "~bar" in n)
            ends = wanted | shadows | {f"{n}~bar" for n in state if f"{n}~bar" in inside}
            again, first = Slicing(self.facts, self.draws, memory, tapes, True).block(body, ends)
            ahead, second = Slicing(self.facts, self.draws, memory).block(body, state - shadows)
            found = memory | read_memory([*again, *ahead], self.facts)
            written = self._written([*again, *ahead])
            drawn = self.draws.drawn_in([*again, *ahead])
            carried = frozenset(
                n
                for n in first | second
                if n != loop.name
                and not n.endswith("~tape")
                and (
                    n in inside
                    or any(r in written for r in memory_of(n, self.facts))
                    or self.draws.root(n) in drawn
                )
            )
            if isinstance(loop.node, s.For):
                carried -= {loop.node.target}
            if found == memory and carried <= state:
                break
            memory, state = found, state | carried
        for node in statements([*again, *ahead]):
            replace(node, lambda tree: substitute(tree, loop.given))
        return again, ahead, sorted(state)

    def _needed_still(self, again: s.Block, rest: s.Block) -> s.Block:
        """A pass, without what only the loops in it needed, before they were expanded."""
        memory = read_memory(rest, self.facts) | read_memory(again, self.facts)
        slicing = Slicing(self.facts, self.draws, memory, frozenset(popped(rest)), True)
        ends = frozenset(n for n in bound(again) if n.endswith("~bar"))
        return slicing.block(again, _exposed(rest, self.facts) | ends)[0]

    def _read(self, state: list[str], *others: s.Block) -> set[str]:
        """What is read of a pass by others than itself."""
        return {*state, *(plain(n) for block in others for n in mentions(block))}

    def _written(self, block: s.Block) -> set[str]:
        """The memory that statements write."""
        found = stored(block)
        for tree in (tree for node in statements(block) for tree in expressions(node)):
            for part in nodes(tree):
                if isinstance(part, e.Call):
                    found |= set(written_by(part, self.facts))
        return {r for n in found for r in memory_of(n, self.facts)}

    def _tapes(self, loop: Loop) -> set[str]:
        """The tapes that are used outside of the loop."""
        inside = {id(n) for n in statements([loop.node, loop.reverse])}
        found: set[str] = set()
        for block in self.around:
            for node in statements(block):
                if id(node) not in inside and not opens(node, None):
                    found |= {n for t in expressions(node) for n in names(t) if n.endswith("~tape")}
        return found

    def _forward(self, loop: Loop, state: list[str]) -> None:
        """The loop of the forward sweep: no records, and a state now and then."""
        node = loop.node
        call, begin = taken_out(self.around[-1], loop)
        source = node.source if isinstance(node, s.For) else e.NONE
        options = zip(OPTIONS, call.args, strict=True)
        given = tuple((n, tree) for n, tree in options if tree != e.NONE)
        states = STATES_ON_DISK if "on_disk" in dict(given) else STATES
        begin[0] = s.Assign(loop.name, e.Call(states, (_indexable(source),), given))
        begin[0].origin = node.origin
        put_before(loop.block, node, begin)
        self.facts.kinds[loop.name] = k.Str()  # no number, no memory of the program's
        without_marks(node.body)
        for inner in [node, *statements(node.body)]:
            for block in blocks(inner):
                block[:] = [n for n in block if not appended(n) and not shortened(n)]
        keep = e.Attr(e.Var(loop.name), "keep")
        node.body.insert(0, s.Evaluate(e.Call(keep, tuple(map(e.Var, state))), origin=node.origin))
        certain = certainly_bound(self.forward, node)
        if certain is not None:  # within another loop all is bound by that one's state
            known = self.entry | certain
            self.forward[:0] = [s.Assign(n, e.NONE) for n in state if n not in known]

    def _backward(
        self, loop: Loop, state: list[str], ahead: s.Block, again: s.Block, rest: s.Block
    ) -> None:
        """The loop of the reverse sweep."""
        node = loop.reverse
        back = e.Var(self.counter.name("back"))
        self.facts.kinds[back.name] = k.Str()
        keep = (("keep", e.Const(True)),) if self.often and len(self.around) == 2 else ()
        begin = e.Call(e.Attr(loop.states, "backwards"), (), keep)
        put_before(loop.reverse_block, node, [s.Assign(back.name, begin, origin=node.origin)])
        node.source = back
        again = [*_same_target(loop, [*again, *rest]), *again]
        lead: s.Block = []
        if state:
            carried = tuple(map(e.Var, state))
            call = e.Call(e.Attr(back, "state"), ())
            lead.append(s.Unpack(tuple(state), call, origin=node.origin))
            kept: s.Stmt = s.Evaluate(e.Call(e.Attr(back, "keep"), carried), origin=node.origin)
            stem = node.target.partition(".")[0]
            number = self.counter.name(stem)
            number += "~unused" if node.target.endswith("~unused") else ""
            for inner in statements(ahead):
                replace(inner, lambda t: substitute(t, {node.target: e.Var(number)}))
            _fold(ahead, list(carried), self.facts)
            steps = e.Call(e.Attr(back, "ahead"), ())
            lead.append(s.For(number, steps, [kept, *ahead], origin=node.origin))
        node.body = [*lead, *again, *rest]


def _same_target(loop: Loop, body: s.Block) -> s.Block:
    """Let the reverse count as the loop does; or, where it has a name of its own, as that one."""
    node, forward = loop.reverse, loop.node
    read = {
        name for inner in statements(body) for tree in expressions(inner) for name in names(tree)
    }
    if not isinstance(forward, s.For) or node.target == forward.target:
        return []
    if node.target not in read:
        node.target = forward.target
        return []
    if not (isinstance(forward.source, e.Call) and len(forward.source.args) == 1):
        raise InvalidProgramError("a checkpointed loop is reversed by another count", "optimize")
    if forward.target not in read:
        return []
    return [s.Assign(forward.target, e.Var(node.target), origin=node.origin)]


def _fold(block: s.Block, results: list[e.Expr], facts: Facts) -> None:
    """Put values back into expressions that were only named for the reverse sweep."""
    read = {n for tree in results for n in names(tree)}

    def chosen(name: str) -> bool:
        return "." in name and "~" not in name and name not in read

    Folding(facts.kind, chosen, facts.root, lambda tree: pure(tree, facts)).run(block, *results)


def _exposed(block: s.Block, facts: Facts) -> Live:
    """The names that a block reads before it binds them."""
    everything = {r for name in facts.kinds for r in memory_of(name, facts)}
    live: Live = frozenset()
    _, live = _All(facts, Draws([], facts), everything).block(block, live)
    return live


class _All(Slicing):
    """A slice that leaves nothing out: for the names alone that it reads."""

    def _needed(self, node: s.Stmt, live: Live) -> bool:
        return True

    def _refuse_effects(self, node: s.Stmt) -> None:
        pass


def _indexable(source: e.Expr) -> e.Expr:
    """What a loop goes through, as something with a length."""
    match source:
        case e.Call(e.Ref("reversed"), (inner,), ()):
            return e.Item(inner, e.Slice(None, None, e.Const(-1)))
    return source


def _drop_records(
    forward: s.Block, reverse: s.Block, results: list[e.Expr], records: set[str]
) -> None:
    """Remove from the forward sweep what was bound for records that are made later now."""
    while True:
        read = {plain(n) for tree in results for n in names(tree)}
        read |= _outside(forward) | _outside(reverse)
        counts = {n for n in read if n.startswith("passes.")} - _outside(reverse)
        read -= {n for n in counts if not _counted(forward, n)}
        gone = [
            n
            for n in statements(forward)
            if isinstance(n, s.Assign) and n.target in records | counts and n.target not in read
        ]
        for node in gone:
            remove(forward, node)
        if not gone:
            return


def _counted(block: s.Block, name: str) -> bool:
    """Is a count of passes read, but to be raised?"""
    others = (n for n in statements(block) if not isinstance(n, s.Assign) or n.target != name)
    return any(name in names(tree) for node in others for tree in expressions(node))


def _outside(block: s.Block) -> set[str]:
    """The names that a block reads, without those of passes that run again."""
    found: set[str] = set()
    for node in block:
        inner: set[str] = set()
        for one in blocks(node):
            inner |= _outside(one)
        if isinstance(node, s.For) and isinstance(node.source, e.Var):
            inner -= bound(node.body) if node.source.name.startswith("back.") else set()
        found |= inner | {plain(n) for tree in expressions(node) for n in names(tree)}
    return found

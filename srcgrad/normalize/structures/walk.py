"""Containers and objects become names: one walk through a program, in order.

    p = Point(x, 0.0)                      x.1 = x
    p.x = p.x * 2.0              ->        y.2 = 0.0
    return p.x + len([p, p])               x.1 = x.1 * 2.0
                                           return x.1 + 2

Functions that are given containers, and methods, are put in place as they are met, loops over
containers written out. What cannot be followed stays what it is: then the walk starts again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import nodes
from srcgrad.late import dataclass
from srcgrad.normalize.scope import Counter
from srcgrad.normalize.structures.context import Begun, Context, Decisions, Frame, Trip
from srcgrad.normalize.structures.layout import (
    SHARES,
    Absent,
    Alias,
    Choice,
    Conflict,
    Pin,
    Ref,
    State,
    Structure,
    Unroll,
    Value,
    View,
    parts,
)
from srcgrad.normalize.structures.loops import filling, loops, trips
from srcgrad.normalize.structures.paths import attempted, choices, optional, taught
from srcgrad.normalize.structures.paths.endings import append, close
from srcgrad.normalize.structures.paths.joining import Joining
from srcgrad.normalize.structures.paths.live import Later, Names, kept, mentioned, reading


@dataclass(frozen=True)
class Steps:
    """What the walk does at each kind of place; made in `__init__`, where all parts meet."""

    simple: Callable[[Walker, s.Stmt, Names], None]
    guarded: Callable[[Walker, s.With | s.Attempt | s.Ensure, Names], None]
    value: Callable[[Walker, e.Expr, s.Stmt, Names, str], Value | e.Expr]
    plain: Callable[[Walker, e.Expr, s.Stmt], e.Expr]
    truth: Callable[[Walker, e.Expr, s.Stmt, Names], e.Expr]
    unroll: Callable[[Walker, s.For | s.While, Names], bool]
    row: Callable[[Walker, Ref, e.Expr, s.Stmt, str], Value]
    whole: Callable[..., e.Expr]
    plain_call: Callable[..., e.Expr]
    call_method: Callable[..., Value | e.Expr]
    inline: Callable[..., Value | e.Expr]
    set_by_force: Callable[..., None]
    missing: Callable[..., Value | e.Expr | None]
    absent: Callable[..., Value | e.Expr | None]


class Walker:
    """One walk; `Pin` and `Unroll` end it early."""

    def __init__(
        self, core: Core, context: Context, counter: Counter, steps: Steps,
        decisions: Decisions,
    ) -> None:  # fmt: skip
        self.core, self.context, self.counter, self.steps = core, context, counter, steps
        self.decisions, self.pins, self.rows = decisions, decisions.pins, decisions.rows
        self.unrolled, self.lowered = decisions.unrolled, decisions.lowered
        self.state, self.later = State(), Later()
        self.walked = 0  # statements, those of passes and of functions in place among them
        self.out, self.asked = s.Block(), dict[int, set[str]]()  # by block: what is only tested
        self.trips, self.frames, self.roots = list[Trip](), list[Frame](), list[int]()
        self.inputs: dict[e.Expr, str] = dict(core.inputs)
        self.changed: set[str] = set(core.changed)
        self.homes: dict[e.Expr, str] = dict(core.homes)  # names of containers inside arguments
        self.stamps: dict[str, int] = {}  # how often a name was written
        self.read_at: dict[str, tuple[str, int]] = {}  # names that hold what a slot held
        self.stay, self.stayed = dict[str, str](), dict[str, str]()  # names of what stays whole
        self.picked: dict[str, str] = {}  # names of its elements
        self.bounds, self.sizes = dict[str, int](), dict[str, Any]()  # the most; `sizes.py`
        self.cells: dict[str, str] = {}  # variables of functions: the site of one put in, or ""
        self.waiting, self.gathering = False, set[int]()  # would kinds help? `sharers.gathered`
        self.attempts: list[Begun] = []  # the bodies around that may raise
        self.flags, self.derivatives = set[str](), set[str]()  # has a body raised; known soon

    # -- names and kinds --------------------------------------------------------------------

    def new_id(self) -> int:
        self.decisions.count += 1
        return self.decisions.count

    def new_name(self, stem: str) -> str:
        return self.counter.name(stem.partition(".")[0])

    def kind(self, tree: e.Expr) -> k.Kind:
        """The kind of a plain value."""
        return self.context.kind_of(tree, self._lookup)

    def _lookup(self, name: str) -> k.Kind:
        if name in self.state.env:
            return k.Unknown()
        found = self.state.known.get(name) or self.context.kinds.get(name, k.Unknown())
        return k.Unknown() if isinstance(found, k.Empty) else found

    def constant(self, tree: e.Expr) -> tuple[bool, Any]:
        """Is a value known, and what is it?"""
        held = self.state.env.get(tree.name) if isinstance(tree, e.Var) else None
        if isinstance(held, Ref) and self.state.heap[held.id].cls is tuple:
            parts = []
            for slot in self.state.heap[held.id].slots.values():
                if not isinstance(slot, str):
                    return False, None
                parts.append(self.constant(e.Var(slot)))
            return all(known for known, _ in parts), tuple(value for _, value in parts)
        found = self.kind(tree)
        return (True, k.value_of(found)) if k.constant(found) else (False, None)

    # -- emission ---------------------------------------------------------------------------

    def emit(self, node: s.Stmt, like: s.Stmt) -> None:
        node.origin = node.origin or like.origin
        self.out.append(node)

    @contextmanager
    def collect(self) -> Iterator[s.Block]:
        """Send what is emitted to a block of its own."""
        outer, self.out = self.out, []
        try:
            yield self.out
        finally:
            self.out = outer

    def bind_plain(self, name: str, tree: e.Expr, node: s.Stmt) -> None:
        """Assign a plain value."""
        found = self.kind(tree)
        self.emit(s.Assign(name, tree), node)
        taught.note(self, name, tree)
        self.state.env.pop(name, None)
        self.state.bound.add(name)
        self.stamps[name] = self.stamps.get(name, 0) + 1
        lasting = not isinstance(found, k.Unknown | k.Empty | k.List | k.Dict | k.Object)
        if (not lasting and k.general(found) != k.Opaque(slice)) or self.core.hides(name):
            self.state.known.pop(name, None)
        else:
            self.state.known[name] = found

    def site_of(self, name: str) -> str:
        """Where the container was made that a name holds, if it stays one."""
        return name if name in self.pins else self.stay.get(name, "")

    def bind_known(self, name: str, kind: k.Kind | None) -> None:
        """Note that a name is bound to a plain value of a kind, or of one that is not known."""
        self.state.env.pop(name, None)
        self.state.bound.add(name)
        self.stamps[name] = self.stamps.get(name, 0) + 1
        if kind is None or self.core.hides(name):
            self.state.known.pop(name, None)
        else:
            self.state.known[name] = kind

    def bind(self, name: str, value: Value | e.Expr, node: s.Stmt) -> None:
        """Let a name stand for a value."""
        if isinstance(value, e.Expr):
            self.bind_plain(name, value, node)
            return
        if isinstance(value, Ref) and name in dict(self.state.heap[value.id].calls).values():
            self.cells[name] = self.state.heap[value.id].site
        elif name in self.core.cells and isinstance(value, Ref | View | Choice):
            self.waiting = True  # functions made inside may read and bind it
            bases = parts(value.base if isinstance(value, View) else value)
            raise Pin(tuple(self.structure(base).site for base in bases), SHARES)
        self.state.env[name] = value
        self.stay.pop(name, None)
        self.state.known.pop(name, None)
        self.state.bound.add(name)

    def held(self, tree: e.Expr) -> Value | None:
        """The structure that an operand is, or None for a plain value."""
        if not isinstance(tree, e.Var):
            return None
        found = self.state.env.get(tree.name)
        if isinstance(found, Conflict):
            raise Pin(found.sites, found.reason, keyed=found.keyed)
        if isinstance(found, Ref) and (there := self.state.heap.peek(found.id)) and there.vacant:
            self.state.heap[found.id].vacant = False  # else Python had raised
        return None if isinstance(found, Alias) else found

    def structure(self, ref: Ref) -> Structure:
        """A structure whose slots are known."""
        found = self.state.heap[ref.id]
        if found.broken:
            raise Pin(found.site, found.broken, keyed=True)
        return found

    def touched(self, tree: e.Expr) -> bool:
        """Does an expression read a structure?"""
        return any(isinstance(p, e.Var) and p.name in self.state.env for p in nodes(tree))

    # -- statements -------------------------------------------------------------------------

    def block(self, block: s.Block, live: Names, leaving: Names = frozenset()) -> None:
        """Walk through statements; `live` is what is read after them."""
        later, place = self.later.after(block, live, leaving), 0
        while place < len(block) and not self.state.dead:
            found = choices.met(self.state, block[place])
            end = place + 1 if found is None else choices.run(self, block, place, found)
            if found is None:
                self.statement(block[place], later[place], leaving)
            else:
                choices.spread(self, block[place:end], found, later[end - 1], leaving)
            place = end

    def statement(self, node: s.Stmt, live: Names, leaving: Names) -> None:
        self.walked += 1 + (len(self.state.heap) // 16 if isinstance(node, s.If) else 0)
        if (error := optional.raised(self.state, node)) is not None:
            self.emit(s.Raise(error), node)
            self.state.dead = True
            return
        match node:
            case s.If():
                self.choose(node, live, leaving)
            case s.For() | s.While():
                self.loop_over(node, live)
            case s.Break():
                self.out.append(s.Break(origin=node.origin))
                self.trips[-1].breaks.append((self.out, self.state.copy()))
                self.state.dead = True
            case s.With() | s.Attempt() | s.Ensure():
                self.steps.guarded(self, node, live)
            case _:
                try:
                    self.steps.simple(self, node, reading(live, node))
                except Absent as found:
                    self.emit(s.Raise(found.raised), node)
                self.state.dead |= bool(self.out) and isinstance(self.out[-1], s.Raise)

    def choose(self, node: s.If, live: Names, leaving: Names) -> None:
        test = self.truth(node.test, node, live)
        known, value = self.constant(test)
        if known:
            self.block(node.body if value else node.orelse, live, leaving)
            return
        flag = optional.told(test, self.out, self.state)
        name, answer = attempted.asked(test, self.out)

        def way(block: s.Block, taken: bool) -> None:
            attempted.decide(self.state, name, answer == taken, self.stamps, self.flags)
            if flag is not None and (taken or not flag[2]):
                self.state.known[flag[0]] = self.kind(e.Const(flag[1] == taken))
            self.block(block, live, leaving)

        ways = partial(way, node.body, True), partial(way, node.orelse, False)
        self.branch(test, *ways, live | leaving, node)

    def branch(
        self, test: e.Expr, first: Callable[[], None], second: Callable[[], None],
        live: Names, node: s.Stmt,
    ) -> None:  # fmt: skip
        """Two ways, and one layout after them."""
        start = self.state
        states, blocks = [], []
        for way in (first, second):
            self.state = start.copy()
            with self.collect() as block:
                way()
            states.append(self.state)
            blocks.append(block)
        a, b = states
        if a.dead or b.dead:
            self.state = b if a.dead else a
        else:
            self.meet((a, b), (blocks[0], blocks[1]), live, node, test)
        self.emit(s.If(test, *blocks), node)

    def meet(
        self, ends: tuple[State, State], blocks: tuple[s.Block, s.Block], live: Names, node: s.Stmt,
        test: e.Expr | None = None,
    ) -> None:  # fmt: skip
        """One state of two; what each needs for it is put at the end of its block."""
        names, tested = (self.new_name, self.new_id), test is not None
        joining = Joining(*ends, *names, node, tested, self.decisions.apart, self.stamps)
        self.state = joining.run(kept(live, *ends, free=self.core.free), self.roots)
        taught.teach_all(self, self.state, *ends)
        filling.parted(self, joining.parted)
        for numbers, copies, block in zip(joining.numbers, joining.copies, blocks, strict=True):
            made: s.Block = [s.Assign(t, e.Var(v), origin=node.origin) for t, v in copies]
            append(numbers + made, block)
        for name in joining.chosen:
            self.emit(choices.test_of(self, test or e.NONE, name, node), node)

    def truth(self, tree: e.Expr, node: s.Stmt, live: Names) -> e.Expr:
        """A test as a plain value."""
        return self.steps.truth(self, tree, node, live)

    def plain(self, tree: e.Expr, node: s.Stmt) -> e.Expr:
        """An expression with the structures in it written out as containers."""
        return self.steps.plain(self, tree, node)

    def value(self, tree: e.Expr, node: s.Stmt, live: Names, target: str = "") -> Value | e.Expr:
        """The value of an operation; a display that is bound to `target` is a structure."""
        return self.steps.value(self, tree, node, live, target)

    def call_method(
        self, ref: Ref, base: e.Expr, name: str, args: tuple[e.Expr, ...], node: s.Stmt, live: Names
    ) -> Value | e.Expr:
        """`base.name(*args)`, as operators call it."""
        return self.steps.call_method(self, ref, base, name, args, node, live)

    def inline(
        self, function: Any, args: tuple[e.Expr, ...], kwargs: Any, node: s.Stmt, live: Names
    ) -> Value | e.Expr:
        """Walk through a function's own statements, and give what it returns."""
        return self.steps.inline(self, function, args, kwargs, node, live)

    def named(self, found: Value | e.Expr, stem: str, node: s.Stmt) -> e.Var:
        """A name for a value."""
        name = self.new_name(stem)
        self.bind(name, found, node)
        return e.Var(name)

    def loop_over(self, node: s.For | s.While, live: Names) -> None:
        if not self.steps.unroll(self, node, live):
            self.loop(node, live)

    def loop(self, node: s.For | s.While, live: Names) -> None:
        """A loop that stays one."""
        reach = kept(self.later.around(node, live), self.state, free=self.core.free)
        source = self.plain(node.source, node) if isinstance(node, s.For) else None
        start = self.state.copy()
        start.env = {n: v for n, v in start.env.items() if n in reach}
        head = loops.Head(self, start, reach, node, trips.exactly(self, node), bool(self.trips))
        head.apart = self.decisions.apart
        for _ in range(loops.ATTEMPTS):
            head.changed = False
            trip = Trip(node.mark, trips.at_most(self, node))
            prelude, test, middle, body = self._pass(node, head, trip, reach, live)
            ends = [self.state, *(state for _, state in trip.breaks)]
            if any(t != v for t, v in head.match(middle)[1]) and isinstance(node, s.While):
                raise Pin("", "the test of a loop changes a container")
            endings = [head.match(end) for end in ends]
            counter = {node.target} if isinstance(node, s.For) else set()
            written = loops.written_in(prelude, body) | counter
            copies = [made for _, made in endings]
            head.narrow([*ends, middle], [*copies, []], written)
            head.mark_shared()
            if not head.changed:
                break
        else:
            raise Pin("", "a loop whose containers change from pass to pass")
        for target in [body, *(block for block, _ in trip.breaks)]:
            close(endings.pop(0), target, self.new_name, node)
        for one in head.before:
            self.emit(one, node)
        self.state = middle if isinstance(node, s.While) else head.state.copy()
        for end, made in zip(ends, copies, strict=True):
            self.state.bound |= end.bound
            if not end.dead:
                met, held = loops.known_after(end, made), self.state.known.items()
                self.state.known = {n: x for n, x in held if (y := met.get(n)) is x or y == x}
        if isinstance(node, s.For) and source is not None:
            self.emit(s.For(node.target, source, body, mark=node.mark), node)
        else:
            self.emit(s.While(prelude, test, body, mark=node.mark), node)

    def _pass(
        self, node: s.For | s.While, head: loops.Head, trip: Trip, reach: Names, live: Names
    ) -> tuple[s.Block, e.Expr, State, s.Block]:
        """One walk through a loop's body: its blocks, and the state between test and body."""
        self.state = head.state.copy()
        self.trips.append(trip)
        prelude: s.Block = []
        test: e.Expr = e.Const(True)
        if isinstance(node, s.For):
            self.bind_known(node.target, k.Int() if loops.counts(node) else None)
        else:
            with self.collect() as prelude:
                self.block(node.prelude, reach | mentioned(node.body) | mentioned([node]))
                test = self.truth(node.test, node, reach)
        middle = self.state.copy()
        with self.collect() as body:
            self.block(node.body, reach, reach)
        self.trips.pop()
        return prelude, test, middle, body

    def stuck(self, held: Structure, reason: str, remedy: str = "") -> None:
        """An element that cannot be told now: in a loop that can be written out, it can."""
        for trip in reversed(self.trips):
            if self.context.limit.allows(trip.passes):
                raise Unroll(trip.mark)
        raise Pin(held.site, reason, remedy, keyed=True)

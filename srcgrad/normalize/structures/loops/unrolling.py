"""Loops over containers, and loops of a constant number of passes, are written out."""

from __future__ import annotations

from functools import partial
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, nodes, rebuild, replace, statements
from srcgrad.normalize.calls.inline import duplicate
from srcgrad.normalize.structures.containers import containers, rows
from srcgrad.normalize.structures.containers.sharers import gathered
from srcgrad.normalize.structures.layout import (
    UNROLLED,
    Absent,
    Method,
    Pin,
    Ref,
    View,
)
from srcgrad.normalize.structures.loops import decided, generators, trips
from srcgrad.normalize.structures.loops.flagging import breaks, flagged
from srcgrad.normalize.structures.loops.stepping import step_by_step
from srcgrad.normalize.structures.objects import sizes, standing
from srcgrad.normalize.structures.objects.elements import begun, makes_elements
from srcgrad.normalize.structures.objects.lengthening import refuse_caught
from srcgrad.normalize.structures.paths import attempted
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

LONGEST = 1000
RANGE = e.Ref("range", range)
CHANGING = "the loop over it changes its length"


def unroll(w: Walker, node: s.For | s.While, live: Names) -> bool:
    """Write a loop out; False where it stays a loop."""
    attempted.forget(w.state)
    if isinstance(node, s.While):
        return decided.written_out(w, node, live)
    apart = _held_apart(w, node, live)
    if apart is not None:
        w.loop_over(apart, live)
        return True
    held = w.held(node.source)
    try:
        sizes.check(w, held, node.source, node, live)
    except Absent as found:
        w.block([s.Raise(found.raised, origin=node.origin)], live)
        return True
    if isinstance(held, Method) and generators.iterator(held) is not None:
        if node.tried:
            raise Pin((), "a loop over an iterator stands in a `try`")
        generators.go_through(w, node, held, live)
        return True
    if isinstance(held, Ref) and w.structure(held).form == "object":
        inner = live | w.later.around(node, live)
        if standing.stands_in(w, held):
            return standing.loop(w, standing.counted(w, node, held, inner), live)
        gone = begun(w, held, node.source, node, inner)
        if isinstance(gone, Ref) and makes_elements(w, gone):
            step_by_step(w, node, gone, live)
            return True
        source = w.named(gone, "elements", node)
        again = s.For(
            node.target, source, node.body, node.tried, origin=node.origin, mark=node.mark
        )
        w.block([again], live)
        return True
    if isinstance(held, Ref) and w.structure(held).form == "rows":
        _counted(w, held, node, live)
        return True
    if isinstance(held, Ref | View):
        passes = _Passes(w, node, held, live)
    elif node.mark in w.unrolled and (most := trips.at_most(w, node)) is not None:
        if most > UNROLLED or _grows(w, node):
            return standing.loop(w, node, live)
        numbers = trips.numbers(w, node)
        if numbers is not None:
            passes = _Passes(w, node, list(numbers), live)
        else:
            assert isinstance(node.source, e.Call)
            limit = w.named(node.source.args[0], "limit", node)
            passes = _Passes(w, node, list(range(most)), live, limit)
    else:
        return _stays(w, node, live)
    passes.run()
    return True


def _gone_through(node: s.For) -> list[e.Expr]:
    """What the passes of a counted loop read at their own number: `enumerate` and `zip` do."""
    inside = (tree for one in statements(node.body) for tree in expressions(one))
    trees, own = (part for tree in inside for part in nodes(tree)), e.Var(node.target)
    return [x.base for x in trees if isinstance(x, e.Element) and x.index == own]


def _grows(w: Walker, node: s.For) -> bool:
    """Does a counted loop go through a list that was found to change its length there?"""
    sites = [w.site_of(x.name) for x in _gone_through(node) if isinstance(x, e.Var)]
    return any(w.pins[one].reason == CHANGING for one in sites if one in w.pins)


def _held_apart(w: Walker, node: s.For, live: Names) -> s.For | None:
    """The loop, where an object's `__iter__` goes through what an attribute holds as it begins.

        for k in range(n): a = curve[k]     ->     v.1 = curve.v
                                                   for k in range(n): a = v.1[k]

    What the object holds later is nothing to the loop.
    """
    found: dict[e.Expr, e.Expr] = {}
    for part in (x for one in node.body for tree in expressions(one) for x in nodes(tree)):
        if isinstance(part, e.Element) and part.index == e.Var(node.target) and part not in found:
            inside = containers.gone_through(w, part.base)
            if inside is not None:
                name = w.new_name("elements")
                w.bind(name, w.value(e.Attr(part.base, inside), node, live), node)
                found[part] = e.Element(e.Var(name), part.index)
    if not found:
        return None
    twin = node.twin()
    assert isinstance(twin, s.For)
    twin.body = duplicate(node.body)

    def apart(tree: e.Expr) -> e.Expr:
        return found.get(tree) or rebuild(tree, apart)

    for one in twin.body:
        replace(one, apart)
    return twin


def _stays(w: Walker, node: s.For, live: Names) -> bool:
    """Walk through a loop that stays one, if its objects keep their structure."""
    passes = trips.exactly(w, node)
    if passes is None:
        return standing.loop(w, node, live)

    def walk() -> None:
        if not standing.loop(w, node, live):
            w.loop(node, live)

    decided.attempt(w, node, walk, lambda: w.context.limit.allows(passes))
    return True


def _counted(w: Walker, held: Ref, node: s.For, live: Names) -> None:
    """A loop over rows counts them."""
    source = w.named(held, "rows", node)
    length = w.named(rows.length(w.structure(held)), "length", node)
    index = w.new_name("position")
    head = s.Assign(node.target, e.Element(source, e.Var(index)), origin=node.origin)
    twin = s.For(
        index, e.Call(RANGE, (length,)), [head, *node.body], origin=node.origin, mark=node.mark
    )
    fresh = _into_fresh(w, held, gathered(node))
    w.gathering |= fresh
    w.loop(twin, live | {source.name})
    w.gathering -= fresh


def _into_fresh(w: Walker, held: Ref, gathered: dict[int, str]) -> set[int]:
    """Of the statements that put rows into lists those whose list has no other, and none so far."""
    lists = {one: w.held(e.Var(name)) for one, name in gathered.items()}
    found = [x for x in lists.values() if isinstance(x, Ref)]
    new = {
        x
        for x in found
        if x != held and found.count(x) == 1 and held.id not in w.structure(x).sharers
    }
    return {one for one, x in lists.items() if x in new}


class _Passes:
    def __init__(
        self, w: Walker, node: s.For, held: Any, live: Names, limit: e.Var | None = None
    ) -> None:
        self.w, self.node, self.live = w, node, live
        self.reach = w.later.around(node, live)
        self.limit = limit  # how many there are, where only the run knows
        if limit is not None:
            self.reach |= {limit.name}
        self.source: e.Var | None = None
        self.counted: list[int] = []
        if isinstance(held, list):
            self.counted = held
        else:  # under a name of its own: the body may rebind the user's
            self.source = w.named(held, "elements", node)
            self.reach |= {self.source.name}
        self.breaks = breaks(node.body)
        self.flag = w.new_name("broke") if self.breaks else ""
        self.size = self._size()
        self.lengths = {ref: self._length(ref) for ref in self._read_by_position()}
        self.asked = sizes.asked_in_turn(w, node) if self.source is None else []

    @property
    def held(self) -> Any:
        """What is gone through, as it is now."""
        return self.counted if self.source is None else self.w.held(self.source)

    def run(self) -> None:
        if self.flag:
            self.w.bind_plain(self.flag, e.Const(False), self.node)
        self.one(0)

    def _size(self) -> int | None:
        """How many elements a dict has: it must not change; a list is gone through as it is."""
        match self.held:
            case View(base, _):
                return len(self.w.structure(base).slots)
            case Ref() if self.w.structure(self.held).form in ("dict", "set"):
                return len(self.w.structure(self.held).slots)
        return None

    def _read_by_position(self) -> set[Ref]:
        """The lists that passes which are counted go through: `enumerate`, `zip` and `map` do."""
        bases = _gone_through(self.node) if self.source is None else []
        found = set(map(self.w.held, bases))
        return {x for x in found if isinstance(x, Ref) and self.w.structure(x).form == "list"}

    def _length(self, ref: Ref) -> int:
        return len(self.w.structure(ref).slots)

    def element(self, position: int) -> Any:
        """What a pass starts with, or None after the last."""
        for ref, length in self.lengths.items():
            if self._length(ref) != length:
                raise Pin(self.w.structure(ref).site, CHANGING)
        if isinstance(self.held, list):
            ends = position >= len(self.held)
            last = position if ends or self.limit is not None else None
            if sizes.told(self.w, self.asked, last, self.node):
                return self._changed()
            return None if ends else e.Const(self.held[position])
        if self.size is not None and self._size() != self.size:
            if isinstance(self.held, View) or self.w.structure(self.held).form == "dict":
                return self._changed()
            raise Pin(containers.sites_of(self.w, self.held), CHANGING, keyed=True)
        if isinstance(self.held, View) and self.held.part == "items":
            held = self.w.structure(self.held.base)
            if position >= len(held.slots):
                return None
            key = list(held.slots)[position]
            return containers.build(
                self.w, "tuple", tuple, {0: containers.as_key(key), 1: held.slots[key]},
                self.node, f"{held.stem}_item",
            )  # fmt: skip
        found = containers.elements(self.w, self.held, self.node)
        return found[position] if position < len(found) else None

    def _changed(self) -> None:
        """A dict has another size by now."""
        through = [one.held for one in self.asked if one.held is not None]
        held = self.held if self.source is not None else through[0]
        refuse_caught(self.w, held, self.node)
        self.w.block([s.Raise(sizes.CHANGED, origin=self.node.origin)], self.reach)

    def _pass(self, element: Any) -> None:
        w, node = self.w, self.node
        w.bind(node.target, element, node)
        body = duplicate(node.body)
        if self.breaks:
            body = flagged(body, self.flag)
        w.block(body, self.reach | {self.flag})

    def _guarded(self, element: Any, position: int) -> None:
        """A pass that is there if the loop goes so far, and those after it."""
        self._pass(element)
        if not self.breaks:
            self.one(position + 1)
            return
        known, broke = self.w.constant(e.Var(self.flag))
        rest = partial(self.one, position + 1)
        if not known:
            reach = self.reach | {self.flag}
            self.w.branch(e.Var(self.flag), lambda: None, rest, reach, self.node)
        elif not broke:
            rest()

    def one(self, position: int) -> None:
        """A pass, and those after it."""
        w, node = self.w, self.node
        while True:
            if position > (UNROLLED if self.breaks else LONGEST):
                raise Pin(containers.sites_of(w, self.held), "a loop too long to be written out")
            element = self.element(position)
            if element is None or w.state.dead:
                return
            if self.limit is not None:
                test = w.named(e.Compare("<", e.Const(position), self.limit), "more", node)
                there = partial(self._guarded, element, position)
                w.branch(test, there, lambda: None, self.reach | {self.flag}, node)
                return
            self._pass(element)
            position += 1
            if not self.breaks:
                continue
            known, broke = w.constant(e.Var(self.flag))
            if known and broke:
                return
            if not known:
                rest = partial(self.one, position)
                w.branch(e.Var(self.flag), lambda: None, rest, self.reach | {self.flag}, node)
                return

"""Loops through objects that hold one another: written out where their structure decides.

node = Node(a, Node(b, None))          s = 0.0
s = 0.0                                s = s + a
while node is not None:        ->      s = s + b
    s = s + node.value
    node = node.next
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NoReturn

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names, used
from srcgrad.normalize.calls.inline import duplicate
from srcgrad.normalize.structures.layout import (
    UNROLLED,
    Choice,
    Conflict,
    Early,
    Pin,
    Ref,
    State,
    Unroll,
)
from srcgrad.normalize.structures.loops.flagging import breaks, flagged
from srcgrad.normalize.structures.loops.loops import STAYS
from srcgrad.normalize.structures.paths.live import Names, mentioned
from srcgrad.normalize.structures.walk import Walker

NESTED = 24  # passes within one another, where the run may end each


def written_out(w: Walker, node: s.While, live: Names) -> bool:
    """Write a loop out whose test a structure decides, if it cannot stay a loop."""
    if _given_up(node) in w.decisions.names:
        return False
    if node.mark in w.unrolled:
        _Passes(w, node, live).one(0)
        return True
    if not _asks_objects(w, node):
        return False
    attempt(w, node, partial(w.loop, node, live), lambda: True)
    return True


def attempt(
    w: Walker, node: s.For | s.While, walk: Callable[[], object], allowed: Callable[[], bool]
) -> None:
    """Walk through a loop; where objects do not keep their structure in it, it is written out."""
    start = w.state.copy()
    try:
        walk()
    except Pin as pin:
        ours = pin.sites == ("",) or _objects(start, pin.sites) or _objects(w.state, pin.sites)
        if ours and allowed():
            raise Unroll(node.mark) from None
        raise
    if _lose(start, w.state) and allowed():
        raise Unroll(node.mark)


def _lose(start: State, end: State) -> bool:
    """Are there objects of which a loop has made it unknown what they hold, or which they are?"""
    known = set(start.env.values())
    for found in end.env.values():
        if _lost(found) and found not in known and _objects(start, _sites(found)):
            return True
    for number, held in end.heap.items():
        if held.form != "object":
            continue
        before = start.heap.get(number)
        lost = {key for key, slot in held.slots.items() if _lost(slot)}
        lost -= {key for key, slot in (before.slots if before else {}).items() if _lost(slot)}
        if lost or (held.broken and not (before is None or before.broken)):
            return True
    return False


def _lost(found: object) -> bool:
    """Can something not be told any more?"""
    return isinstance(found, Conflict) and not isinstance(found, Choice)


def _sites(found: object) -> tuple[str, ...]:
    return found.sites if isinstance(found, Conflict) else ()


def _objects(state: State, sites: tuple[str, ...]) -> bool:
    """Is one of the structures an object?"""
    return any(held.form == "object" and held.site in sites for held in state.heap.values())


def _given_up(node: s.While) -> object:
    """What the decision is known by that a loop stays one."""
    return (node.mark, STAYS)


def _asks_objects(w: Walker, node: s.While) -> bool:
    """Does the test of a loop read objects, or the body of one without a test?"""
    asked = {*used(node.prelude), *names(node.test)}
    if isinstance(node.test, e.Const):
        asked |= set(used(node.body))
    held = [w.state.env.get(name) for name in sorted(asked)]
    found = [w.state.heap[one.id] for one in held if isinstance(one, Ref)]
    return any(one.form == "object" for one in found)


def tested(w: Walker, node: s.While, live: Names) -> e.Expr:
    """The test of one pass, after what stands before it."""
    reach = w.later.around(node, live)
    w.block(duplicate(node.prelude), reach | mentioned(node.body) | mentioned([node]))
    return w.truth(node.test, node, reach)


class _Passes:
    def __init__(self, w: Walker, node: s.While, live: Names) -> None:
        self.w, self.node, self.live = w, node, live
        self.flag = w.new_name("broke") if breaks(node.body) else ""
        self.ranks = not _asks_objects(w, node)  # what its test asks are ranks of arrays
        self.reach = w.later.around(node, live) | ({self.flag} if self.flag else frozenset())
        if self.flag:
            w.bind_plain(self.flag, e.Const(False), node)

    def one(self, position: int, inside: int = 0) -> None:
        """A pass, if there is one, and those after it; `inside` counts the tests around it."""
        w = self.w
        if position > UNROLLED or inside > NESTED:
            self._give_up()
        test = tested(w, self.node, self.live)
        known, more = w.constant(test)
        if not known and self.ranks:
            self._give_up()
        there = partial(self._pass, position, inside if known else inside + 1)
        if not known:
            w.branch(test, there, lambda: None, self.reach, self.node)
        elif more:
            there()

    def _give_up(self) -> NoReturn:
        """It is walked through as the loop that it is."""
        self.w.decisions.names[_given_up(self.node)] = True
        raise Early

    def _pass(self, position: int, inside: int) -> None:
        w = self.w
        body = duplicate(self.node.body)
        w.block(flagged(body, self.flag) if self.flag else body, self.reach)
        if w.state.dead:
            return
        known, broke = w.constant(e.Var(self.flag)) if self.flag else (True, False)
        if not known:
            rest = partial(self.one, position + 1, inside + 1)
            w.branch(e.Var(self.flag), lambda: None, rest, self.reach, self.node)
        elif not broke:
            self.one(position + 1, inside)

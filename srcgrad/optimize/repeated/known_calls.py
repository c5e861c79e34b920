"""Sines, inverses and the like that the program has computed under a name are not computed again.

    c = np.cos(a)                            c = np.cos(a)
    s = np.sin(a)                            s = np.sin(a)
    ...                                ->    ...
    a_bar = s_bar * np.cos(a)                a_bar = s_bar * c
    a_bar -= c_bar * np.sin(a)               a_bar -= c_bar * s

Where what they are computed from is still the same. What a loop computes in each pass is read in
the reverse of that pass, if it is recorded for another reason. An array without a name of the
user's is computed again if the reverse sweep does not read it: it would be held longer than it is.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import (
    expressions,
    mentions,
    names,
    nodes,
    rebuild,
    replace,
    statements,
    targets,
)
from srcgrad.late import dataclass
from srcgrad.optimize.asked.aliases import Aliases
from srcgrad.optimize.loops.tapes import appended
from srcgrad.optimize.unneeded.unread_records import all_blocks, drop_records, read

COSTLY = {
    *(np.sin, np.cos, np.sinh, np.cosh, np.exp, np.log),
    *(math.sin, math.cos, math.sinh, math.cosh, math.exp, math.log),
    *(np.linalg.inv, np.hypot),
}
LIGHT = {np.sign}  # of arrays that the reverse sweep reads anyway


@dataclass
class Place:
    """Statements that run one after the other, in a loop or not, and the loops around them."""

    block: s.Block
    loops: tuple[str, ...] = ()  # the names that they bind
    inside: bool = False


def read_calls(forward: s.Block, reverse: s.Block, results: list[e.Expr], facts: Facts) -> None:
    """Rewrite both sweeps in place; `results` are read at the end."""
    if any(_costly(part) for part in _parts(reverse)):
        calls = _Calls(forward, reverse, facts)
        calls.run()
        if calls.found:
            drop_records(forward, reverse, results)


class _Calls(Aliases):
    handed_on = False  # what the reverse sweep takes from a record is as it was

    def __init__(self, forward: s.Block, reverse: s.Block, facts: Facts) -> None:
        super().__init__(facts)
        self.forward, self.reverse, self.found = forward, reverse, False
        self.learn([*forward, *reverse])
        self.times = Counter(n for node in statements(forward) for n in targets(node))
        self.back = Counter(n for node in statements(reverse) for n in targets(node))
        self.behind = set(read(reverse))
        self.positions: dict[int, dict[str, int]] = {}  # by block
        self.firsts: dict[int, dict[str, int]] = {}  # by block
        self.values: dict[str, e.Expr] = {}  # of names, spelled
        self.numbered: dict[e.Expr, e.Expr] = {}
        self.made_of: dict[str, frozenset[str]] = {}  # the names in what is numbered
        self.made = {
            node.target: node.value
            for node in statements(forward)
            if isinstance(node, s.Assign) and self.times[node.target] == 1
        }

    def run(self) -> None:
        for name in self.made:  # in their order, so that each finds those before it
            self.spelled(e.Var(name))
        known: dict[e.Expr, str] = {}
        for place in _places(Place(self.forward)):
            own = dict(self.known(place))
            if not place.inside:
                known = {call: name for call, name in own.items() if not self.back[name]}
            elif own:
                self.in_passes(place, own)
        if known:
            self.read(self.reverse, known)

    def known(self, place: Place) -> Iterator[tuple[e.Expr, str]]:
        """What a block computes once under a name that stays."""
        for position, node in enumerate(place.block):
            if not isinstance(node, s.Assign) or not _costly(node.value):
                continue
            name, array = node.target, not k.is_number(self.facts.kind(node.value))
            if self.times[name] != 1 or name in self.facts.entry:
                continue
            light = any(isinstance(x, e.Ref) and x.target in LIGHT for x in nodes(node.value))
            if array and (light or "." in name) and name not in self.behind:
                continue
            if array and self.root(name) in self.changed:
                continue
            spelled = self.spelled(node.value)
            if all(self.steady(leaf, place, position) for leaf in self.leaves(spelled)):
                yield spelled, name

    def spelled(self, tree: e.Expr) -> e.Expr:
        """The expression in terms of what has a name, or is no element and no sum.

        Elements and sums are numbered, equal ones alike: written out they could be very long.
        """
        match tree:
            case e.Var(name):
                plain = name.removesuffix("~again")
                if plain not in self.values:
                    made = self.made.get(plain) if "." in plain else None
                    self.values[plain] = e.Var(plain)
                    if isinstance(made, e.Item | e.Binary | e.Unary) and self._number(plain):
                        self.values[plain] = self.spelled(made)
                return self.values[plain]
            case e.Item() | e.Binary() | e.Unary():
                spelled = rebuild(tree, self.spelled)
                if spelled not in self.numbered:
                    number = f"{len(self.numbered)}~value"
                    self.numbered[spelled] = e.Var(number)
                    self.made_of[number] = self.leaves(spelled)
                return self.numbered[spelled]
        return rebuild(tree, self.spelled)

    def leaves(self, spelled: e.Expr) -> frozenset[str]:
        """The names of the program that an expression hangs on."""
        return frozenset().union(*(self.made_of.get(n, (n,)) for n in names(spelled)))

    def _number(self, name: str) -> bool:
        return k.is_number(self.facts.kinds.get(name, k.Unknown()))

    def steady(self, name: str, place: Place, position: int) -> bool:
        """Has the name one value, or in each pass one value, which the reverse sweep has too?

        It is read at a position of the place.
        """
        if not self._number(name) and self.root(name) in self.changed:
            return False
        if name in place.loops:
            return self.times[name] == 1
        if not self.times[name]:
            return not self.back[name]
        if self.times[name] != 1 or name in self.facts.entry:
            return False
        own = self.bound_at(place.block).get(name, position)
        if own >= position or (not place.inside and self.back[name]):
            return False
        return not place.inside or self.met_at(place.block)[name] >= own

    def bound_at(self, block: s.Block) -> dict[str, int]:
        """Where a block binds names first, by statements of its own."""
        if id(block) not in self.positions:
            found = self.positions[id(block)] = {}
            for position, node in enumerate(block):
                for name in targets(node):
                    found.setdefault(name, position)
        return self.positions[id(block)]

    def met_at(self, block: s.Block) -> dict[str, int]:
        """Which statement of a block is the first that binds or reads each name, or one in it."""
        if id(block) not in self.firsts:
            found = self.firsts[id(block)] = {}
            for position, node in enumerate(block):
                for name in mentions([node]):
                    found.setdefault(name, position)
        return self.firsts[id(block)]

    def in_passes(self, place: Place, own: dict[e.Expr, str]) -> None:
        """Read in the reverse of each pass what it takes from the record of that pass."""
        ends = {name: i for i, node in enumerate(place.block) for name in targets(node)}
        taken = {}
        written: dict[str, list[s.Stmt]] = {}
        for node in statements(self.forward):
            written.setdefault(appended(node), []).append(node)
        for call, name in own.items():
            records = written.get(f"{name}~tape", [])
            later = place.block[ends[name] :]
            if len(records) == 1 and any(node is records[0] for node in later):
                match records[0]:
                    case s.Evaluate(e.Call(_, (e.Var(value),))) if value == name:
                        taken[name] = call
        for block in all_blocks(self.reverse):
            known: dict[e.Expr, str] = {}
            self.early(block, taken)
            for node in block:
                name = _taken(node)
                if name in taken and self.back[name] == 1:
                    known[taken[name]] = name
                if known:
                    self.read([node], known)

    def early(self, block: s.Block, taken: dict[str, e.Expr]) -> None:
        """Take records before what would compute them again, in a block of the reverse sweep."""
        for position, node in enumerate(block):
            name = _taken(node)
            if name in taken and self.back[name] == 1:
                for first, before in enumerate(block[:position]):
                    if self.computes(before, taken[name]):
                        block.insert(first, block.pop(position))
                        break

    def computes(self, node: s.Stmt, call: e.Expr) -> bool:
        """Does a statement compute a call whose value has a name?"""
        return any(_costly(part) and self.spelled(part) == call for part in _parts([node]))

    def read(self, block: s.Block, known: dict[e.Expr, str]) -> None:
        """Put names in the place of what they hold."""

        def mapped(tree: e.Expr) -> e.Expr:
            if _costly(tree) and (name := known.get(self.spelled(tree))) is not None:
                self.found = True
                return e.Var(name)
            return rebuild(tree, mapped)

        for node in statements(block):
            replace(node, mapped)


def _taken(node: s.Stmt) -> str:
    """The name that a statement gives to its record of the pass."""
    match node:
        case s.Assign(name, e.Call(e.Attr(e.Var(tape), "pop"), (), ())) if tape == f"{name}~tape":
            return name
    return ""


def _costly(tree: e.Expr) -> bool:
    match tree:
        case e.Call(e.Ref(_, function), (_,) | (_, _), ()):
            return function in COSTLY or function in LIGHT
    return False


def _parts(block: s.Block) -> Iterator[e.Expr]:
    for node in statements(block):
        for tree in expressions(node):
            yield from nodes(tree)


def _places(place: Place) -> Iterator[Place]:
    """A block, and the bodies of `for` loops in it: the test of a `while` reads the pass before."""
    yield place
    for node in place.block:
        if isinstance(node, s.For):
            yield from _places(Place(node.body, (*place.loops, node.target), True))

"""Which loops may be reversed pass by pass: their passes do not depend on one another.

The adjoints that enter the loop's reverse must be known before the loop runs, as where its passes
add to one sum; the reverse of a pass may only add to adjoints that outlive it; and whatever else it
reads must be the pass's own, or stay as it is from the loop on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import holds_memory, is_add_at
from srcgrad.infer.sharing.passes import occurrences
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import (
    blocks,
    bound,
    children,
    expressions,
    mentions,
    names,
    nodes,
    statements,
    stored,
    targets,
)
from srcgrad.normalize.arrays.effects import MARK
from srcgrad.optimize.asked.purity import pure
from srcgrad.optimize.loops.pairs import Pair, Record, place_of
from srcgrad.optimize.loops.tapes import appended, opens, popped

LIKE = (np.zeros_like, np.empty_like, np.full_like, np.ones_like)


def independent(
    forward: s.Block, reverse: s.Block, results: list[e.Expr], facts: Facts
) -> Iterator[Pair]:
    """The pairs of loops that record something, and need not."""
    uses = occurrences(forward), occurrences(reverse), occurrences([*map(s.Evaluate, results)])
    backs = [(node, {*popped(node.body)}) for node in reverse if isinstance(node, s.For)]
    for loop in [node for node in forward if isinstance(node, s.For)]:
        tapes = {tape for node in statements(loop.body) if (tape := appended(node))}
        for back, emptied in backs:
            pair = Pair(forward, reverse, loop, back, uses)
            if tapes.isdisjoint(emptied) and not _evaluates_again(pair, facts):
                continue
            plain = _same_passes(pair) and _recorded(pair, tapes)
            if plain and _Passes(pair, results, facts).alone():
                yield pair


def _evaluates_again(pair: Pair, facts: Facts) -> bool:
    """Does the reverse of a pass evaluate what the pass has, and not only read it?"""
    again = repeated(pair.returns)
    held = still_held(pair.passes, facts) if again else set()
    own = (n.value for n in again if n.target.removesuffix("~again") in held)
    return any(_dear(value, facts) for value in own)


def still_held(passes: s.Block, facts: Facts) -> set[str]:
    """The names of a pass whose one value it still has at its end."""
    times = Counter(n for node in statements(passes) for n in targets(node))
    changed = facts.reached(stored(passes))
    found = {n.target for n in passes if isinstance(n, s.Assign) and times[n.target] == 1}
    return {
        name
        for name in found
        if k.is_number(k.general(facts.kinds.get(name, k.Unknown())))
        or facts.root(name) not in changed
    }


def repeated(body: s.Block) -> list[s.Assign]:
    """What the reverse of a pass evaluates again."""
    return [n for n in body if isinstance(n, s.Assign) and n.target.endswith("~again")]


def _dear(tree: e.Expr, facts: Facts) -> bool:
    """Does it take more than reading?"""
    return any(
        isinstance(part, e.Call | e.Binary) and isinstance(facts.kind(part), k.Array)
        for part in nodes(tree)
    )


def _same_passes(pair: Pair) -> bool:
    """Are both loops over one range, whose passes all run?"""
    for loop, back in pair.nest:
        match loop.source, back.source:
            case e.Call(e.Ref(_, target)), e.Call(e.Ref()) if target is range:
                pass
            case _:
                return False
    whole = list(statements([pair.loop]))
    return (
        pair.loop.target == pair.back.target
        and len(pair.counters) == len(pair.nest)
        and pair.counters.isdisjoint(bound(pair.passes) | bound(pair.returns))
        and not any(isinstance(n, s.Break | s.Attempt | s.Ensure | s.With) for n in whole)
        and not any(MARK in _functions(tree) for n in whole for tree in expressions(n))
    )


def _functions(tree: e.Expr) -> list[e.Expr]:
    own = [tree.func] if isinstance(tree, e.Call) else []
    return own + [f for part in children(tree) for f in _functions(part)]


def _recorded(pair: Pair, tapes: set[str]) -> bool:
    """Does each pass fill each tape once at most, and its reverse empty it?"""
    fillings = {appended(n): n for n in _outside_loops(pair.passes) if appended(n)}
    if set(fillings) != tapes or set(popped(pair.returns)) != tapes:
        return False
    for tape in sorted(tapes):
        emptying = [
            n for n in _outside_loops(pair.returns) if not blocks(n) and tape in popped([n])
        ]
        made = [n for n in pair.before if opens(n, {tape})]
        filling = fillings[tape]
        if len(emptying) != 1 or len(made) != 1 or _count(pair, tape) != 3:
            return False
        assert isinstance(filling, s.Evaluate)
        pair.records.append(Record(tape, filling, emptying[0]))
    return True


def _count(pair: Pair, name: str) -> int:
    """How often the sweeps name something."""
    return pair.uses[0][name] + pair.uses[1][name]


def _outside_loops(block: s.Block) -> Iterator[s.Stmt]:
    """The statements that run once in a pass at most."""
    for node in block:
        yield node
        if isinstance(node, s.If):
            for inner in blocks(node):
                yield from _outside_loops(inner)


class _Passes:
    """Judges one pair."""

    def __init__(self, pair: Pair, results: list[e.Expr], facts: Facts) -> None:
        self.pair, self.facts = pair, facts
        back = pair.returns
        self.rest = [*pair.before, *pair.after, *map(s.Evaluate, results)]
        inside, results_ = occurrences([pair.loop, pair.back]), pair.uses[2]
        self.own = {
            name
            for name in bound(pair.passes)
            if _count(pair, name) == inside[name] and not results_[name]
            if fresh(pair.passes, name)
        }
        self.fresh = {name for name in bound(back) if fresh(back, name)}
        pair.sums = (bound(back) | stored(back) | _given(back, facts)) - self.fresh

    @cached_property
    def rebound(self) -> set[str]:
        """What the loop and all after it bind, beside the pass's own."""
        return bound([self.pair.loop, *self.pair.after]) - self.own

    @cached_property
    def written(self) -> set[str]:
        """The memory that the loop and all after it write."""
        later = [self.pair.loop, *self.pair.after]
        return self.facts.reached(stored(later) | _given(later, self.facts))

    def alone(self) -> bool:
        """Does the reverse of a pass need that pass alone?"""
        return self._early() and self._adds() and self._steady() and self._apart()

    def _early(self) -> bool:
        """Can what stands before the loop in the reverse sweep stand before it in the forward?"""
        if not all(isinstance(x, s.Assign | s.Store | s.Augment) for x in self.pair.head):
            return False
        forward = self.pair.uses[0]
        for node in self.pair.head:
            match node:
                case s.Assign(target, value) if target not in forward:
                    if holds_memory(self.facts.kind(value)) and self.facts.shares(value):
                        return False
                case s.Store() | s.Augment() if not any(n in forward for n in names(node.base)):
                    pass
                case _:
                    return False
            for tree in expressions(node):
                if not pure(tree, self.facts) or set(names(tree)) & (self.rebound | self.own):
                    return False
                if self.facts.reached(self._content(tree)) & self.written:
                    return False
        return True

    def _adds(self) -> bool:
        """Does the reverse of a pass only add to what outlives it?"""
        made = bound(self.pair.head)
        for name in self.pair.sums:
            if name not in made:
                return False
            for node in statements(self.pair.returns):
                if name in occurrences([bare(node)]) and not self._addition(node, name):
                    return False
        return True

    def _addition(self, node: s.Stmt, name: str) -> bool:
        match node:
            case s.Augment(e.Var(base), index, "+" | "-", value, None) if base == name:
                return name not in names(value) and name not in names(index)
            case s.Assign(target, e.Binary("+" | "-", e.Var(base), value)) if (
                target == base == name
            ):
                return name not in names(value)
            case s.Store(e.Var(base), index, value) if base == name:  # where it is zero still
                own = self.facts.root(name.removesuffix("~bar"))
                return own not in self.written and name not in {*names(value), *names(index)}
            case s.Evaluate(e.Call(e.Ref(_, function), (e.Var(base), index, value), ())) if (
                is_add_at(function) and base == name
            ):
                return name not in {*names(index), *names(value)}
        return False

    def _steady(self) -> bool:
        """Is what the reverse of a pass reads the pass's own, or the same from the loop on?"""
        forward = self.pair.uses[0]
        if any(name in forward for name in self.fresh - self.own):
            return False
        for node in statements(self.pair.returns):
            simple = s.Assign | s.Store | s.Augment | s.Evaluate | s.If | s.For
            if not isinstance(node, simple):
                return False
            if isinstance(node, s.Evaluate) and not _given([node], self.facts):
                return False
            for tree in expressions(node):
                for name in set(names(tree)) - self.fresh - self.pair.counters:
                    if name in self.rebound | self.own:
                        return False
                known = self.fresh | self.pair.sums
                if self.facts.reached(self._content(tree) - known) & self.written:
                    return False
        inner = [loop.source for loop, _ in self.pair.nest[1:]]
        return all(map(self._lasting, inner)) and all(map(self._kept, self.pair.records))

    def _lasting(self, source: e.Expr) -> bool:
        """Do the numbers that a loop within runs over stay the same from the outermost loop on?"""
        if set(names(source)) & (self.rebound - self.pair.counters | self.own):
            return False
        return not self.facts.reached(self._content(source)) & self.written

    def _content(self, tree: e.Expr) -> set[str]:
        """The names of arrays whose content an expression reads, and of all else in it."""
        return {*content(tree)} | {
            n for n in names(tree) if not k.is_array(self.facts.kind(e.Var(n)))
        }

    def _kept(self, record: Record) -> bool:
        """Does a pass end with what it recorded still under its name?"""
        if not isinstance(record.value, e.Var):
            return False
        rest = list(statements(self.pair.passes))
        rest = rest[place_of(rest, record.filling) :]
        name = record.value.name
        return name in self.own and not any(name in targets(node) for node in rest)

    def _apart(self) -> bool:
        """Is what a pass changes, beside the sums, memory of its own, and left to no one else?"""
        back = self.pair.returns
        changed = (stored(back) | _given(back, self.facts)) - self.pair.sums
        reached = set(changed)
        growing = True
        while growing:
            growing = False
            for node in statements(back):
                if isinstance(node, s.Assign):
                    linked = {node.target, *self.facts.shares(node.value)}
                    if linked & reached and not linked <= reached:
                        reached |= linked
                        growing = True
        taken = {n for r in self.pair.records for n in targets(r.emptying)}
        if not reached <= self.fresh or reached & taken:
            return False
        read = occurrences([*self.pair.tail, *self.rest])
        left = self.fresh - self.own  # by the reverse of the last pass
        return all(name not in read or fresh(self.pair.tail, name) for name in left)


def fresh(block: s.Block, name: str) -> bool:
    """Does each run of the block bind a name before it reads it, if it reads it?"""
    for position, node in enumerate(block):
        if name not in mentions([node]):
            continue
        if any(name in names(tree) for tree in expressions(node)):
            return False
        if isinstance(node, s.Assign | s.Unpack):
            return True
        bound_there = [fresh(inner, name) for inner in blocks(node)]
        if isinstance(node, s.If) and all(bound_there):
            return True
        if not isinstance(node, s.If | s.For) or name in mentions(block[position + 1 :]):
            return False
        return name in targets(node) or all(
            there or name not in mentions(inner)
            for there, inner in zip(bound_there, blocks(node), strict=True)
        )
    return False


def content(tree: e.Expr) -> Iterator[str]:
    """The names whose content an expression reads, not only their shape."""
    match tree:
        case e.Var(name):
            yield name
        case e.Attr(e.Var(), "shape" | "ndim" | "size" | "dtype") | e.Call(e.Ref("len"), _, _):
            pass
        case e.Call(e.Ref(_, function), (e.Var(), *others), _) if function in LIKE:
            for other in others:
                yield from content(other)
        case _:
            for part in children(tree):
                yield from content(part)


def _given(block: s.Block, facts: Facts) -> set[str]:
    """The names that calls may write: of additions at places the first, of others all."""
    found: set[str] = set()
    for node in statements(block):
        if appended(node):
            continue
        match node:
            case s.Evaluate(e.Call(e.Ref(_, function), (first, *_), _)) if is_add_at(function):
                found |= set(names(first))
            case s.Evaluate(value):
                found |= set(names(value))
            case _:
                for tree in expressions(node):
                    if not pure(tree, facts):
                        found |= {n for n in names(tree) if not n.endswith("~tape")}
    return {n for n in found if not k.is_number(facts.kinds.get(n, k.Unknown()))}


def bare(node: s.Stmt) -> s.Stmt:
    """A statement without its blocks."""
    match node:
        case s.If(test):
            return s.Evaluate(test)
        case s.For(target, source):
            return s.Assign(target, source)
    return node

"""Copies that a loop records go into the rows of an array, where the passes are known.

    kept_tape = []                         kept_tape = np.empty((max(n, 0), u.size))
    for i in range(n):                     for i in range(n):
        kept.1 = u.copy()                      kept_tape[i] = u
        kept_tape.append(kept.1)    ->         u[1:] *= u[:-1]
        u[1:] *= u[:-1]
    for i in range(n):                     for i in range(n - 1, -1, -1):
        kept.1 = kept_tape.pop()               kept.1 = kept_tape[i]
        u_bar[1:] *= kept.1[:-1]               u_bar[1:] *= kept.1[:-1]

A row costs no more than a copy, and has no header. What an expression has just made is kept in a
list as it is: a row would have to copy it. So is what has another shape in each pass, and the
records of loops that a `break` may end.
"""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Iterator, Sequence

import numpy as np

from srcgrad.analysis.kinks.selection import QUIET
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.ranges import RANGE, last_first
from srcgrad.ir.walk import bound, expressions, names, nodes, rebuild, replace, statements, targets
from srcgrad.late import dataclass
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.loops.tapes import appended, opens
from srcgrad.optimize.names.unnamed import recorded_alone

EMPTY = e.Ref("np.empty", np.empty)
MAX = e.Ref("max", max)


@dataclass
class _Record:
    """A tape of copies: what is copied where, and what the array for it is made of."""

    tape: str
    copying: s.Assign
    filling: s.Stmt
    made: e.Expr


def fill_rows(
    forward: s.Block,
    reverse: s.Block,
    results: Sequence[e.Expr],
    facts: Facts,
    counter: Counter,
) -> None:
    """Rewrite the two sweeps in place."""
    alone = recorded_alone(forward, reverse, results)
    if not alone:
        return
    used = Count(tape for block in (forward, reverse) for tape in _tapes(block))
    ends: list[s.Stmt] = [s.Evaluate(tree) for tree in results]
    read = _read_names([*forward, *reverse, *ends])
    backward = {id(node): block for block, node in _loops(reverse)}
    for block, loop in list(_loops(forward)):
        passes = _passes(loop)
        found = _records(block, loop, passes, alone, facts) if passes is not None else []
        for back in [node for _, node in _loops(reverse)] if found else []:
            own = [r for r in found if used[r.tape] == 3 and _pops(back).count(r.tape) == 1]
            if own and _same_passes(loop, back):
                _fill(block, loop, own, read, facts, counter)
                _read(backward[id(back)], back, loop, [r.tape for r in own])


def _tapes(block: s.Block) -> Iterator[str]:
    """The tapes that statements make or use, each time."""
    for node in statements(block):
        yield from (n for n in targets(node) if n.endswith("~tape"))
        yield from (n for tree in expressions(node) for n in names(tree) if n.endswith("~tape"))


def _loops(block: s.Block) -> Iterator[tuple[s.Block, s.For]]:
    """Loops that run once, each with the block that it stands in."""
    for node in block:
        if isinstance(node, s.For):
            yield block, node
        elif isinstance(node, s.With) and node.manager == QUIET:
            yield from _loops(node.body)


def _passes(loop: s.For) -> e.Expr | None:
    """How often a loop runs that binds its name to the numbers of the passes."""
    ends_early = any(isinstance(node, s.Break) for node in statements(loop.body))
    if loop.tried or ends_early or loop.target in bound(loop.body):
        return None
    match loop.source:
        case e.Call(func, (count,) | (e.Const(0 | 1), count), ()) if func == RANGE:
            return count if _plain(count) else None
    return None


def _plain(count: e.Expr) -> bool:
    """Can it be asked before the loop as well as by it?"""
    parts = [part for part in nodes(count) if isinstance(part, e.Call | e.Star)]
    return all(isinstance(one, e.Call) and one.func == e.Ref("len", len) for one in parts)


def _records(
    block: s.Block, loop: s.For, passes: e.Expr, alone: set[str], facts: Facts
) -> list[_Record]:
    before = block[: next(n for n, node in enumerate(block) if node is loop)]
    there = {*facts.entry, *facts.free} | {n for node in before for n in _bound_by(node)}
    steady = there - _rebound(loop.body, facts) - facts.nones - {loop.target}
    opened = {node.target for node in before if isinstance(node, s.Assign) and opens(node, None)}
    views: dict[str, e.Expr] = {}
    found = []
    for copying, filling in zip(loop.body, loop.body[1:], strict=False):
        match copying:
            case s.Assign(target, e.Call(e.Attr(source, "copy"), (), ())) if target in alone:
                source = views.get(source.name, source) if isinstance(source, e.Var) else source
                made = _made(source, passes, steady, facts)
                if made is not None and (tape := appended(filling)) in opened:
                    found.append(_Record(tape, copying, filling, made))
            case s.Assign(target, e.Item(e.Var(), _) as view) if _bound_once(target, loop):
                views[target] = view
    return found


def _bound_by(node: s.Stmt) -> tuple[str, ...]:
    return () if isinstance(node, s.Loop) else targets(node)


def _rebound(body: s.Block, facts: Facts) -> set[str]:
    """The names that get other arrays: `u += v` adds to the one that is there."""
    return {
        name
        for node in statements(body)
        if not (isinstance(node, s.Augment) and _sure(facts.kind(node.base)))
        for name in targets(node)
    }


def _bound_once(name: str, loop: s.For) -> bool:
    return sum(name in targets(node) for node in statements(loop.body)) == 1


def _made(source: e.Expr, passes: e.Expr, steady: set[str], facts: Facts) -> e.Expr | None:
    """The array that has a row for what is copied in each pass, made before the loop."""
    match source:
        case e.Var(name) | e.Item(e.Var(name), _) if name in steady:
            kind, whole = facts.kind(source), facts.kinds.get(name, k.Empty())
        case _:
            return None
    if not (_sure(kind) and _sure(whole) and k.rank(kind)):
        return None
    row = _row(source, e.Var(name), k.rank(whole) or 0, k.rank(kind) or 0, steady, facts)
    if row is None:
        return None
    double = isinstance(kind, k.Array) and kind.dtype == np.float64
    dtype = () if double else (e.Attr(e.Var(name), "dtype"),)
    return e.Call(EMPTY, (e.Sequence("tuple", (_at_least_none(passes), row)), *dtype))


def _row(
    source: e.Expr, whole: e.Var, given: int, rank: int, steady: set[str], facts: Facts
) -> e.Expr | None:
    """The lengths of a row of some `rank`, of a part of an array of rank `given`, or of it all."""
    if isinstance(source, e.Item) and k.is_number(facts.kind(source.index)) and given == rank + 1:
        shape = e.Attr(whole, "shape")
        return (
            e.Item(shape, e.Const(1)) if rank == 1 else e.Star(e.Item(shape, e.Slice(e.Const(1))))
        )
    if isinstance(source, e.Item) and not _steady_slices(source.index, steady):
        return None
    return e.Attr(source, "size") if rank == 1 else e.Star(e.Attr(source, "shape"))


def _sure(kind: k.Kind) -> bool:
    """Is it an array of a rank that is known?"""
    return isinstance(kind, k.Array) and not kind.mixed and kind.rank is not None


def _steady_slices(index: e.Expr, steady: set[str]) -> bool:
    """Does an index take the same part in each pass, whatever the lengths are?"""
    parts = index.items if isinstance(index, e.Sequence) and index.form == "tuple" else (index,)
    return all(isinstance(part, e.Slice) for part in parts) and set(names(index)) <= steady


def _at_least_none(passes: e.Expr) -> e.Expr:
    match passes:
        case e.Const(int(count)) if count >= 0:
            return passes
        case e.Call(e.Ref("len")) | e.Item(e.Attr(_, "shape"), _) | e.Attr(_, "size"):
            return passes
    return e.Call(MAX, (passes, e.Const(0)))


def _pops(loop: s.For) -> list[str]:
    """The tapes from which a pass takes a record, in each of its own statements and branches."""
    own = [node for node in statements(loop.body) if not _inner(node, loop)]
    return [tape for node in own for tree in expressions(node) for tape in _popped(tree)]


def _inner(node: s.Stmt, loop: s.For) -> bool:
    """Does a statement belong to a loop in this one?"""
    within = (one for one in statements(loop.body) if isinstance(one, s.Loop))
    return any(node is part for one in within for part in statements([one]))


def _popped(tree: e.Expr) -> Iterator[str]:
    for part in nodes(tree):
        match part:
            case e.Call(e.Attr(e.Var(tape), "pop"), (), ()) if tape.endswith("~tape"):
                yield tape


def _same_passes(loop: s.For, back: s.For) -> bool:
    """Does the reverse go through the same passes, last first, or in any order?"""
    if back.target in bound(back.body):
        return False
    turned = back.source == last_first(loop.source) and back.target == loop.target
    unread = back.source == loop.source and back.target not in _read_names(back.body)
    return turned or unread


def _read_names(block: s.Block) -> set[str]:
    return {n for node in statements(block) for tree in expressions(node) for n in names(tree)}


def _fill(
    block: s.Block,
    loop: s.For,
    records: list[_Record],
    read: set[str],
    facts: Facts,
    counter: Counter,
) -> None:
    """Let the forward loop store into rows; `read` are the names that anything reads."""
    if "~" in loop.target or (not loop.target.strip("_") and loop.target not in read):
        counter.count += 1
        loop.target = f"row.{counter.count}"
    tapes = {one.tape for one in records}
    block[:] = [node for node in block if not opens(node, tapes)]
    place = next(n for n, node in enumerate(block) if node is loop)
    block[place:place] = [s.Assign(r.tape, r.made, origin=loop.origin) for r in records]
    for one in records:
        assert isinstance(one.copying.value, e.Call) and isinstance(one.copying.value.func, e.Attr)
        copied = one.copying.value.func.base
        stored = s.Store(e.Var(one.tape), e.Var(loop.target), copied, origin=one.filling.origin)
        place = next(n for n, node in enumerate(loop.body) if node is one.copying)
        loop.body[place : place + 2] = [stored]
        kind = facts.kinds.get(one.copying.target)
        if isinstance(kind, k.Array):  # so that it is let go of where it is large
            facts.kinds[one.tape] = k.Array(kind.dtype, (None, *(kind.dims or ())))


def _read(block: s.Block, back: s.For, loop: s.For, tapes: list[str]) -> None:
    """Let the reverse loop read the rows, last first."""
    back.target = loop.target
    back.source = last_first(loop.source) or back.source

    def row(tree: e.Expr) -> e.Expr:
        match tree:
            case e.Call(e.Attr(e.Var(tape), "pop"), (), ()) if tape in tapes:
                return e.Item(e.Var(tape), e.Var(loop.target))
        return rebuild(tree, row)

    for node in statements(back.body):
        replace(node, row)

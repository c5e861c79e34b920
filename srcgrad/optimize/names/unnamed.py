"""What the forward sweep makes for a record alone has no name there.

    for i in range(n):                         for i in range(n):
        kept.1 = u.copy()                          kept_tape.append(u.copy())
        kept_tape.append(kept.1)       ->          u *= 1.0 - 0.5 * u ** 2
        u *= 1.0 - 0.5 * u ** 2

The name would hold the last of them to the end. Only a name of the compiler's, and one that the
reverse sweep binds to a record before it reads it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, statements, targets
from srcgrad.optimize.loops.tapes import appended


def leave_unnamed(forward: s.Block, reverse: s.Block, results: Iterable[e.Expr]) -> None:
    """Rewrite the forward sweep in place."""
    alone = recorded_alone(forward, reverse, results)
    if alone:
        _fold(forward, alone)


def recorded_alone(forward: s.Block, reverse: s.Block, results: Iterable[e.Expr]) -> set[str]:
    """The compiler's names that are of use to a record alone, which the next statement makes."""
    alone = _read_once(forward)
    if alone:
        end: list[s.Stmt] = [s.Evaluate(tree) for tree in results]
        _Reading(alone).block([*reverse, *end], set())
    return alone


def _read_once(forward: s.Block) -> set[str]:
    """The compiler's names that are bound once, and read by the next statement, a record, alone."""
    found: set[str] = set()
    read: Counter[str] = Counter()
    bound: Counter[str] = Counter()
    for node in statements(forward):
        bound.update(targets(node))
        read.update(n for tree in expressions(node) for n in names(tree))
        for block in blocks(node):
            found |= {x.target for x, _ in _pairs(block)}
    return {n for n in found if "." in n and read[n] == bound[n] == 1}


def _pairs(block: s.Block) -> list[tuple[s.Assign, s.Evaluate]]:
    """Assignments, each with the record that follows, if that is of the assigned name."""
    return [
        (one, two)
        for one, two in pairwise(block)
        if isinstance(one, s.Assign) and isinstance(two, s.Evaluate) and appended(two)
        if isinstance(two.value, e.Call) and two.value.args == (e.Var(one.target),)
    ]


def _fold(block: s.Block, chosen: set[str]) -> None:
    for node in block:
        for inner in blocks(node):
            _fold(inner, chosen)
    for one, two in _pairs(block):
        if one.target in chosen and isinstance(two.value, e.Call):
            two.value = e.Call(two.value.func, (one.value,))
            block.remove(one)


class _Reading:
    """Strikes the names that are read before they are bound."""

    def __init__(self, chosen: set[str]) -> None:
        self.chosen = chosen

    def block(self, block: s.Block, bound: set[str]) -> None:
        for node in block:
            read = {n for tree in expressions(node) for n in names(tree)}
            if isinstance(node, s.Augment):
                read |= set(targets(node))
            self.chosen -= read - bound
            for inner in blocks(node):
                self.block(inner, bound | set(targets(node)))
            if not blocks(node):
                bound |= set(targets(node))

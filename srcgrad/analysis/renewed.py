"""Stores into arrays that are made anew: they do not meet what was read before.

    for _ in range(n):
        f = u * u                       reads what `u` was given in the pass before
        u = u.copy()
        u[1:-1] -= f[1:] - f[:-1]       writes into the copy

Whatever runs between the read and the store, the copy is made in between, and is other memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from srcgrad.analysis.memory import Memory
from srcgrad.analysis.order import Order
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s


def later_writes(
    writes: Iterable[s.Stmt], at: s.Stmt, memory: Memory, order: Order
) -> Iterator[s.Stmt]:
    """Which of some stores may write, after a statement, memory that was there already."""
    for write in writes:
        if order.later(at, write) and not _renewed(write, at, memory, order):
            yield write


def _renewed(write: s.Stmt, at: s.Stmt, memory: Memory, order: Order) -> bool:
    """Is the array that a store writes made after `at`, each time that the store runs after it?"""
    if at is write or not isinstance(write, s.Store | s.Augment):
        return False
    made = _made(write, memory, order)
    return made is not None and made is not at and not order.between(made, write, at)


def _made(write: s.Store | s.Augment, memory: Memory, order: Order) -> s.Stmt | None:
    """The statement before a store that has made its array, whatever the way to the store."""
    base: e.Expr = write.base
    end: s.Stmt = write
    while isinstance(base, e.Var):
        last = _last(base.name, end, memory, order)
        if last is None or not isinstance(memory.facts.kinds.get(base.name), k.Array):
            return None
        if not memory.facts.shares(last.value):
            return last
        match last.value:
            case e.Item(e.Var() as whole, _) | (e.Var() as whole):
                base, end = whole, last
            case _:
                return None
    return None


def _last(name: str, end: s.Stmt, memory: Memory, order: Order) -> s.Assign | None:
    """What binds a name before a statement, whatever the way to it."""
    every = memory.definitions.get(name, [])
    for node in every:
        if isinstance(node, s.Assign) and order.dominates(node, end):
            others = (other for other in every if other is not node)
            if not any(order.between(node, end, other) for other in others):
                return node
    return None

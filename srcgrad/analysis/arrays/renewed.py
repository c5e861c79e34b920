"""Stores into arrays that are made anew: they do not meet what was read before.

    for _ in range(n):
        f = u * u                       reads what `u` was given in the pass before
        u = u.copy()
        u[1:-1] -= f[1:] - f[:-1]       writes into the copy

Whatever runs between the read and the store, the copy is made in between, and is other memory. So
is what is made after a name got its array, and before the name is read:

        v = np.zeros_like(u)
        v[1:] = u[:-1] * u[1:]
        u = v
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from srcgrad.analysis.arrays.memory import Memory
from srcgrad.analysis.order import Order
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s


def later_writes(
    name: str, writes: Iterable[s.Stmt], at: s.Stmt, memory: Memory, order: Order
) -> Iterator[s.Stmt]:
    """Which of some stores may write, after a statement, memory that a name has had there."""
    for write in writes:
        if order.later(at, write) and not _elsewhere(name, write, at, memory, order):
            yield write


def _elsewhere(name: str, write: s.Stmt, at: s.Stmt, memory: Memory, order: Order) -> bool:
    """Is the array that a store writes, each time that it runs after `at`, other than the name's?

    It is made after `at`, or before it but after the name got its array.
    """
    if not isinstance(write, s.Write):
        return False
    made = _made(write, memory, order)
    if made is None or made is at:
        return False
    return (at is not write and not order.between(made, write, at)) or _older(
        name, made, at, memory, order
    )


def _older(name: str, made: s.Assign, at: s.Stmt, memory: Memory, order: Order) -> bool:
    """Has an array its name, or what it views, at a statement since before another was made?"""
    if name == made.target or not isinstance(memory.facts.kinds.get(name), k.Array):
        return False
    if not order.dominates(made, at):
        return False
    if not any(order.between(made, at, x) for x in memory.definitions.get(name, [])):
        return True
    match _last(name, at, memory, order):
        case s.Assign(_, e.Item(e.Var(whole), _)) as view:
            return _older(whole, made, view, memory, order)
    return False


def _made(write: s.Store | s.Augment, memory: Memory, order: Order) -> s.Assign | None:
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

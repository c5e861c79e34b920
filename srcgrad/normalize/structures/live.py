"""Which names a program may still read, block by block."""

from __future__ import annotations

from collections.abc import Iterable

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, targets, used
from srcgrad.normalize.structures.layout import Method, Ref, State, Super

Names = frozenset[str]


def after(block: s.Block, out: Names, leaving: Names = frozenset()) -> list[Names]:
    """For each statement of a block, what may be read after it."""
    found: list[Names] = []
    for node in reversed(block):
        found.append(out)
        out = before(node, out, leaving)
    return found[::-1]


def before(node: s.Stmt, out: Names, leaving: Names) -> Names:
    """What may be read from the statement on; `leaving` is what a `break` leads to."""
    match node:
        case s.Break():
            return leaving
        case s.Raise():
            return frozenset().union(*map(names, expressions(node)))
        case s.If():
            either = _start(node.body, out, leaving) | _start(node.orelse, out, leaving)
            return either.union(names(node.test))
        case s.With():
            inner = _start(node.body, out, leaving)
            return inner.difference(targets(node)).union(names(node.manager))
        case s.Attempt():
            inner = _start(node.body, out, leaving) | out
            return inner.difference(targets(node)).union(*map(names, node.classes))
        case s.Ensure():
            after_body = _start(node.final, out, leaving)
            return _start(node.body, after_body, leaving) | after_body
        case s.For():
            return around(node, out).union(names(node.source))
        case s.While():
            return around(node, out)
    return reading(out.difference(targets(node)), node)


def reading(live: Names, node: s.Stmt) -> Names:
    """Some names, and those that a statement itself reads."""
    for tree in expressions(node):
        if not live.issuperset(names(tree)):
            live = live.union(names(tree))
    return live


def around(node: s.For | s.While, out: Names) -> Names:
    """What may be read at the head of a loop, or after it."""
    everywhere = out
    while True:
        if isinstance(node, s.For):
            head = _start(node.body, everywhere, everywhere) - {node.target}
        else:
            inner = _start(node.body, everywhere, everywhere) | frozenset(names(node.test))
            head = _start(node.prelude, inner | out, everywhere)
        if head | out <= everywhere:
            return everywhere
        everywhere |= head


def _start(block: s.Block, out: Names, leaving: Names) -> Names:
    for node in reversed(block):
        out = before(node, out, leaving)
    return out


def kept(live: Names, *states: State, free: Iterable[str] = ()) -> Names:
    """The names that are read later, and those that methods among them are bound to.

    Functions that are put in later may read `free` names: tuples, which are their defaults, stay.
    """
    found = set(live)
    for state in states:
        found |= {name for name in free if _is_tuple(state, name)}
        for name in live:
            match state.env.get(name):
                case Method(_, given):
                    found |= {a.name for a in given if isinstance(a, e.Var)}
                case Super(_, receiver, _):
                    found.add(receiver)
    return frozenset(found)


def _is_tuple(state: State, name: str) -> bool:
    held = state.env.get(name)
    found = state.heap.peek(held.id) if isinstance(held, Ref) else None
    return found is not None and found.form == "tuple"


def mentioned(block: s.Block) -> Names:
    """The names that statements read or write."""
    return frozenset(used(block))

"""Which names a program may still read, block by block."""

from __future__ import annotations

from collections.abc import Iterable

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, targets, used
from srcgrad.late import dataclass
from srcgrad.normalize.structures.layout import Method, Ref, State, Super

Names = frozenset[str]


@dataclass(frozen=True)
class Flow:
    """What a statement reads, and which of the names that are read after it, it leaves so.

    `hides` are those that it binds of what is read after it, `breaks` of what a `break` leads to;
    None where no path goes there.
    """

    reads: Names = frozenset()
    hides: Names | None = None
    breaks: Names | None = None

    def then(self, other: Flow) -> Flow:
        """Of this statement and one after it."""
        if self.hides is None:
            return self
        reads = self.reads | (other.reads - self.hides)
        hides = None if other.hides is None else self.hides | other.hides
        breaks = None if other.breaks is None else self.hides | other.breaks
        return Flow(reads, hides, _both(self.breaks, breaks))

    def beside(self, other: Flow) -> Flow:
        """Of one of two statements."""
        reads, hides = self.reads | other.reads, _both(self.hides, other.hides)
        return Flow(reads, hides, _both(self.breaks, other.breaks))

    def around(self, bound: Names, read: Names) -> Flow:
        """Of a statement that binds and reads these before it comes to this one."""
        return Flow(read, bound).then(self)

    def before(self, out: Names, leaving: Names) -> Names:
        """What may be read from the statement on."""
        found = frozenset() if self.hides is None else _without(out, self.hides)
        if self.breaks is not None:
            found |= _without(leaving, self.breaks)
        return found if self.reads <= found else found | self.reads


def _both(one: Names | None, other: Names | None) -> Names | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other


def _without(names: Names, bound: Names) -> Names:
    return names if bound.isdisjoint(names) else names - bound


class Later:
    """What the statements of one walk read; each is looked at once."""

    def __init__(self) -> None:
        self._flows: dict[int, tuple[s.Stmt, Flow]] = {}

    def after(self, block: s.Block, out: Names, leaving: Names = frozenset()) -> list[Names]:
        """For each statement of a block, what may be read after it."""
        found: list[Names] = []
        for node in reversed(block):
            found.append(out)
            out = self.before(node, out, leaving)
        return found[::-1]

    def before(self, node: s.Stmt, out: Names, leaving: Names) -> Names:
        """What may be read from the statement on; `leaving` is what a `break` leads to."""
        return self._flow(node).before(out, leaving)

    def around(self, node: s.For | s.While, out: Names) -> Names:
        """What may be read at the head of a loop, or after it."""
        return out | self._passes(node)

    def _flow(self, node: s.Stmt) -> Flow:
        held = self._flows.get(id(node))
        if held is None or held[0] is not node:
            held = self._flows[id(node)] = node, self._found(node)
        return held[1]

    def _block(self, block: s.Block) -> Flow:
        found = Flow(hides=frozenset())
        for node in reversed(block):
            found = self._flow(node).then(found)
        return found

    def _found(self, node: s.Stmt) -> Flow:
        bound = frozenset(targets(node))
        match node:
            case s.Break():
                return Flow(breaks=frozenset())
            case s.Raise():
                return Flow(reading(frozenset(), node))
            case s.If():
                either = self._block(node.body).beside(self._block(node.orelse))
                return either.around(frozenset(), frozenset(names(node.test)))
            case s.With():
                return self._block(node.body).around(bound, frozenset(names(node.manager)))
            case s.Attempt():
                read = frozenset().union(*map(names, node.classes))
                return self._block(node.body).beside(Flow(hides=frozenset())).around(bound, read)
            case s.Ensure():
                final = self._block(node.final)
                return self._block(node.body).then(final).beside(final)
            case s.For():
                return Flow(self._passes(node).union(names(node.source)), frozenset())
            case s.While():
                return Flow(self._passes(node), frozenset())
        return Flow(reading(frozenset(), node), bound)

    def _passes(self, node: s.For | s.While) -> Names:
        """What the passes of a loop read of what they have not bound themselves."""
        body = self._block(node.body).reads
        if isinstance(node, s.For):
            return body - {node.target}
        return self._block(node.prelude).then(Flow(body.union(names(node.test)))).reads


def reading(live: Names, node: s.Stmt) -> Names:
    """Some names, and those that a statement itself reads."""
    for tree in expressions(node):
        if not live.issuperset(names(tree)):
            live = live.union(names(tree))
    return live


def kept(live: Names, *states: State, free: Iterable[str] = ()) -> Names:
    """The names that are read later, and those that methods among them are bound to.

    Functions that are put in later may read `free` names: tuples, which are their defaults, stay,
    and what is outside, such as an attribute of a class.
    """
    found = set(live)
    for state in states:
        found |= {name for name in free if _stays(state, name)}
        found |= _bound_to(state, live)
    return frozenset(found)


def _bound_to(state: State, live: Names) -> set[str]:
    """What the methods among some names are bound to, and methods among that in turn."""
    found: set[str] = set()
    for name in live:
        match state.env.get(name):
            case Method(_, given):
                own = frozenset(a.name for a in given if isinstance(a, e.Var))
                found |= own | _bound_to(state, own)
            case Super(_, receiver, _):
                found.add(receiver)
    return found


def _stays(state: State, name: str) -> bool:
    held = state.env.get(name)
    found = state.heap.peek(held.id) if isinstance(held, Ref) else None
    return found is not None and (found.form == "tuple" or found.frozen)


def mentioned(block: s.Block) -> Names:
    """The names that statements read or write."""
    return frozenset(used(block))

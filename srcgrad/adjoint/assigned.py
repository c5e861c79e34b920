"""Definite assignment: which names are certainly bound at a statement."""

from __future__ import annotations

from srcgrad.ir import stmt as s
from srcgrad.ir.walk import bound, targets
from srcgrad.late import dataclass, field


@dataclass
class _Scope:
    """A block: what is bound at its start, and after which of its statements a name is bound."""

    above: tuple[_Scope, int] | None = None  # the block around it, and where in that it stands
    given: frozenset[str] = frozenset()
    first: dict[str, int] = field(default_factory=dict)

    def knows(self, name: str, place: int) -> bool:
        """Is the name bound before the statement at a place?"""
        if name in self.given or self.first.get(name, place) < place:
            return True
        return self.above is not None and self.above[0].knows(name, self.above[1])


class Assigned:
    """Which names are certainly bound at a statement."""

    def __init__(self, body: s.Block, entry: set[str]) -> None:
        self.at: dict[int, tuple[_Scope, int]] = {}
        self.left: set[int] = set()  # statements that do not end
        self.bodies: dict[int, set[str] | None] = {}  # what attempts bind that come to their ends
        self.told: dict[int, dict[str, frozenset[str]]] = {}  # by the names in blocks that end
        self._block(body, _Scope(None, frozenset(entry)))

    def _block(self, block: s.Block, scope: _Scope) -> set[str] | None:
        """What a block binds, if it comes to its end."""
        ended: dict[str, frozenset[str]] = {}  # what is bound where these names do not hold
        for place, node in enumerate(block):
            self.at[id(node)] = scope, place
            made = self._statement(node, (scope, place), ended)
            self._follow(node, ended)
            if made is None:
                self.left.add(id(node))
                return None
            for name in made:
                scope.first.setdefault(name, place)
        self.told[id(block)] = ended
        return set(scope.first)

    def _statement(
        self, node: s.Stmt, here: tuple[_Scope, int], ended: dict[str, frozenset[str]]
    ) -> set[str] | None:
        match node:
            case s.If():
                there = ended.get(s.asks_whether(node.test), frozenset())
                ends = [
                    self._block(node.body, _Scope(here)),
                    self._block(node.orelse, _Scope(here, there)),
                ]
                alive = [x for x in ends if x is not None]
                return set.intersection(*alive) if alive else None
            case s.For():
                self._block(node.body, _Scope(here, frozenset({node.target})))
                return set()
            case s.While():
                before = _Scope(here)
                tested = self._block(node.prelude, before)
                inside = here if tested is None else (before, len(node.prelude))
                self._block(node.body, _Scope(inside))
                return tested or set()
            case s.With():
                made = self._block(node.body, _Scope(here, frozenset(targets(node))))
                return None if made is None else made.union(targets(node))
            case s.Attempt():
                self.bodies[id(node)] = self._block(node.body, _Scope(here))
                return {node.raised}
            case s.Ensure():
                body = _Scope(here)
                done = self._block(node.body, body)
                if done is None:
                    return None
                last = self._block(node.final, _Scope((body, len(node.body))))
                return None if last is None else done | last
            case s.Break() | s.Raise():
                return None
        return set(targets(node))

    def before(self, node: s.Stmt, name: str, after: bool) -> bool:
        """Is the name certainly bound just before the statement, or just after it?"""
        scope, place = self.at[id(node)]
        return scope.knows(name, place + (after and id(node) not in self.left))

    def perhaps_unbound(self, node: s.Stmt, name: str) -> bool:
        """May a statement be reached where the name is not bound?"""
        return id(node) in self.at and not self.before(node, name, False)

    def _follow(self, node: s.Stmt, ended: dict[str, frozenset[str]]) -> None:
        """Note what is bound where an attempt has not raised, and under which names it is asked."""
        there: dict[str, frozenset[str] | None] = {}
        made = bound([node])
        match node:
            case s.Assign(target, value):
                there[target] = ended.get(s.asks_whether(value))
            case s.Attempt(raised=raised):
                there[raised] = frozenset(self.bodies.get(id(node)) or ())
            case s.If():
                told = [
                    (b, self.told[id(b)]) for b in (node.body, node.orelse) if id(b) in self.told
                ]
                sides = [(found, bound(b)) for b, found in told]  # what does not hold at their ends
                for name in made if sides else ():
                    there[name] = _in_all(
                        [(found if name in own else ended).get(name) for found, own in sides]
                    )
        for name in made:
            ended.pop(name, None)
        ended.update((name, found) for name, found in there.items() if found is not None)


def _in_all(found: list[frozenset[str] | None]) -> frozenset[str] | None:
    known = [one for one in found if one is not None]
    return frozenset.intersection(*known) if len(known) == len(found) else None

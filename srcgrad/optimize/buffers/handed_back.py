"""Shadows of arrays that a loop rebinds are handed back from pass to pass.

    new_bar_tape = []                           for _ in range(n):
    u_bar_tape = []                                 new = k * u
    u_bar = np.zeros_like(u)                        u = new
    for _ in range(n):
        new = k * u
        new_bar = np.zeros_like(new)
        new_bar_tape.append(new_bar)
        u = new                           ->
        u_bar_tape.append(u_bar)
        u_bar = new_bar
    u_bar += 2 * u                              u_bar = 2 * u
    for _ in range(n):                          for _ in range(n):
        new_bar = new_bar_tape.pop()                new_bar = u_bar
        u_bar = u_bar_tape.pop()                    u_bar = np.zeros_like(u_bar)
        u_bar += k * new_bar                        u_bar += k * new_bar

Where each pass of a loop leaves every name with an array of its own, of one shape: backwards, a
name's shadow before it was bound is that of the name that has its array afterwards, and zeros
where none has. The forward sweep then makes no shadows, and records none.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import function_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import same
from srcgrad.ir.walk import blocks, expressions, names, statements, targets
from srcgrad.late import dataclass, field
from srcgrad.optimize.buffers.taken_over import end_early, spell_parts, take_over

BAR, TAPE = "~bar", "~tape"
ZEROS_LIKE = e.Ref("np.zeros_like", np.zeros_like)
LAID_OUT = (np.reshape, np.ravel)  # what is a view of an array in one layout, and a copy in others
Object = tuple[str, str]  # the shadow that a name had when the pass began, or that the pass made


def hand_back(forward: s.Block, reverse: s.Block, facts: Facts) -> None:
    """Rewrite both sweeps in place."""
    for loop in _loops(forward):
        for group in _groups(loop):
            if group.follow() and group.alone(forward, facts) and group.wind(reverse):
                group.rewrite(forward, reverse, facts)


def _loops(block: s.Block) -> Iterator[s.For | s.While]:
    """The loops that begin and end all their passes, or raise what nobody catches."""
    for node in block:
        whole = not any(isinstance(x, s.Break) for x in statements([node]))
        if isinstance(node, s.Loop) and whole:
            yield node
        if isinstance(node, s.For | s.While | s.If):
            for inner in blocks(node):
                yield from _loops(inner)


def _groups(loop: s.For | s.While) -> list[_Group]:
    """The shadows that a loop binds to one another."""
    found: list[set[str]] = []
    for node in loop.body:
        match node:
            case s.Assign(target, e.Var(source)) if target.endswith(BAR) and source.endswith(BAR):
                together = {target, source}.union(*(one for one in found if target in one))
                together.update(*(one for one in found if source in one))
                found = [one for one in found if not one & together] + [together]
    return [_Group(loop, members) for members in found]


def _popped(node: s.Stmt) -> str | None:
    """The name that gets its record back."""
    match node:
        case s.Assign(target, e.Call(e.Attr(e.Var(tape), "pop"), (), ())) if tape == target + TAPE:
            return target
    return None


@dataclass
class _Group:
    """Shadows that change names in a loop."""

    loop: s.For | s.While
    members: set[str]
    own: list[s.Stmt] = field(default_factory=list)  # the forward sweep's statements about them
    made: set[str] = field(default_factory=set)  # those that each pass makes
    held: dict[str, Object] = field(default_factory=dict)  # what the names stand for, at the end
    recorded: dict[str, Object] = field(default_factory=dict)
    back: s.Stmt | None = None  # the loop of the reverse sweep

    def follow(self) -> bool:
        """Go through a pass; does each name have, at its end, an array that no other has?"""
        bindings = {n for x in self.loop.body for n in targets(x) if n in self.members}
        self.held = {name: ("old", name) for name in self.members}
        bound = set[str]()
        for node in self.loop.body:
            match node:
                case s.Assign(target, _) if target in bound:
                    return False
                case s.Assign(target, e.Var(source)) if target in self.members:
                    if source not in self.members or target not in self.recorded:
                        return False
                    self.held[target] = self.held[source]
                    bound.add(target)
                case s.Assign(target, value) if target in self.members:
                    if value != _zeros(target):
                        return False
                    self.held[target] = "new", target
                    self.made.add(target)
                    bound.add(target)
                case s.Evaluate(e.Call(e.Attr(e.Var(tape), "append"), (e.Var(name),), ())) if (
                    name in self.members and tape == name + TAPE
                ):
                    if name in self.recorded:
                        return False
                    self.recorded[name] = self.held[name]
                case _:
                    continue
            self.own.append(node)
        for name in self.made:
            if self.recorded.get(name) != ("new", name):
                return False
            del self.held[name]
        return bindings == set(self.recorded) and len(set(self.held.values())) == len(self.held)

    def alone(self, forward: s.Block, facts: Facts) -> bool:
        """Does the forward sweep do nothing else with them, and are they all alike?"""
        born = {n for x in forward for n in self.held if _is_birth(x, n)}
        opened = {n for x in forward for n in self.recorded if _opens(x, n)}
        if born != set(self.held) or opened != set(self.recorded):
            return False
        tapes = {n + TAPE for n in self.recorded}
        self.own += [x for x in forward if any(_is_birth(x, n) for n in born)]
        self.own += [x for x in forward if any(_opens(x, n) for n in opened)]
        mine, roots = set(map(id, self.own)), {facts.root(n) for n in self.members}
        roots |= {facts.root(n.removesuffix(BAR)) for n in self.members}
        for node in statements(forward):
            if id(node) not in mine and _mentioned(node) & (self.members | tapes):
                return False
            if isinstance(node, s.Assign) and isinstance(node.value, e.Call):
                laid_out = function_of(node.value, facts.kind) in LAID_OUT
                if laid_out and facts.root(node.target) in roots:
                    return False
        return len(mine) == len(self.own) and _alike(self.members, facts)

    def wind(self, reverse: s.Block) -> bool:
        """Go backwards through a pass; does each name come by what its record holds?"""
        tapes = {n + TAPE for n in self.recorded}
        loops = [x for x in _loops(reverse) if any(_popped(y) in self.recorded for y in x.body)]
        if len(loops) != 1:
            return False
        (self.back,) = loops
        pops = [x for x in loops[0].body if _popped(x) in self.recorded]
        if sorted(_popped(x) or "" for x in pops) != sorted(self.recorded):
            return False
        inside = {id(x) for x in statements(loops[0].body)}
        for node in statements(reverse):
            if any(node is x for x in pops):
                continue
            binds = set(targets(node)) if not isinstance(node, s.Augment) else set()
            if binds & self.members or _mentioned(node) & tapes:
                return False
            if id(node) not in inside and _mentioned(node) & self.made:
                return False
        held = dict(self.held)
        for node in pops:
            name = _popped(node) or ""
            wanted = self.recorded[name]
            if wanted not in held.values() and name in self.made:
                return False
            held[name] = wanted
        return all(held[name] == ("old", name) for name in self.held)

    def rewrite(self, forward: s.Block, reverse: s.Block, facts: Facts) -> None:
        """Take them out of the forward sweep, and bind them in the reverse sweep."""
        gone = set(map(id, self.own))
        self.loop.body[:] = [x for x in self.loop.body if id(x) not in gone]
        forward[:] = [x for x in forward if id(x) not in gone]
        held, fresh = dict(self.held), list[str]()
        assert isinstance(self.back, s.Loop)
        for node in self.back.body:
            name = _popped(node)
            if name not in self.recorded or not isinstance(node, s.Assign):
                continue
            wanted = self.recorded[name]
            holder = next((n for n, found in held.items() if found == wanted), None)
            node.value = e.Call(ZEROS_LIKE, (e.Var(name),)) if holder is None else e.Var(holder)
            held[name] = wanted
            if holder is None:
                fresh.append(name)
        for name in fresh:
            take_over(self.back.body, name, sorted(self.made))
        for name in sorted(self.made):
            end_early(self.back.body, name)
        for name in sorted(self.members):
            spell_parts(self.back.body, name, facts)
        for name in sorted(set(self.held)):
            self._bear(reverse, name, facts)

    def _bear(self, reverse: s.Block, name: str, facts: Facts) -> None:
        """Bind a shadow where the reverse sweep begins to add to it."""
        for position, node in enumerate(reverse):
            if not any(name in _mentioned(x) for x in statements([node])):
                continue
            match node:
                case s.Augment(e.Var(base), None, "+", e.Binary() | e.Unary() as value) if (
                    base == name and _fits(facts.kind(value), facts.kinds[name])
                ):
                    reverse[position] = s.Assign(name, value, origin=node.origin)
                case _:
                    reverse.insert(position, s.Assign(name, _zeros(name), origin=node.origin))
            return


def _zeros(name: str) -> e.Expr:
    return e.Call(ZEROS_LIKE, (e.Var(name.removesuffix(BAR)),))


def _is_birth(node: s.Stmt, name: str) -> bool:
    return isinstance(node, s.Assign) and node.target == name and node.value == _zeros(name)


def _opens(node: s.Stmt, name: str) -> bool:
    """Does a statement make the list of a name's records?"""
    empty = e.Sequence("list", ())
    return isinstance(node, s.Assign) and node.target == name + TAPE and node.value == empty


def _mentioned(node: s.Stmt) -> set[str]:
    return {*targets(node), *(n for tree in expressions(node) for n in names(tree))}


def _alike(bars: set[str], facts: Facts) -> bool:
    """Are all arrays, and their shadows, of one shape and dtype, wherever they are bound?"""
    kinds = [facts.kinds[n] for bar in bars for n in (bar, bar.removesuffix(BAR))]
    return all(_fits(kind, kinds[0]) for kind in kinds)


def _fits(kind: k.Kind, other: k.Kind) -> bool:
    if not isinstance(kind, k.Array) or not isinstance(other, k.Array):
        return False
    if kind.dtype is None or kind.dtype != other.dtype or kind.mixed or other.mixed:
        return False
    if kind.dims is None or other.dims is None or len(kind.dims) != len(other.dims):
        return False
    return all(map(same, kind.dims, other.dims))

"""Which names may share memory, and what the lists among them hold.

`xs[]` stands for whatever the list `xs` holds, `xs[][]` for what the lists in it hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import accumulate, repeat

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.elements import element_of, with_item
from srcgrad.infer.sharing.memory import holds_memory, slot
from srcgrad.infer.sharing.passes import timeless
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import remembered
from srcgrad.ir.mutating import changed_by_method
from srcgrad.ir.twice import changed

CONTAINERS = (k.List, k.Dict, k.Object, k.Tuple, k.Set)  # that may get other elements
HOLDING = (*CONTAINERS, k.Function)  # in which there may be a set
SET_METHODS = {
    "add", "clear", "copy", "difference", "discard", "intersection", "isdisjoint", "issubset",
    "issuperset", "pop", "remove", "symmetric_difference", "union", "update",
}  # fmt: skip
DEPTH = 5  # lists within lists that are followed: a list that holds itself has no end


class Classes:
    """The memory classes of one program, while they grow."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.changed = True
        self.inside: dict[str, set[str]] = {}  # by loop variable: what lives in one pass only
        self.settled: set[tuple[str, k.Kind]] = set()  # what classes have, as kinds are now
        self.containers: dict[str, None] = {}  # names of what may get other elements
        self.with_sets: dict[str, None] = {}  # names of sets, and of what holds them
        self.depths: dict[str, int] = {}  # of the lists in a container
        self.members: dict[str, dict[str, None]] = {}  # containers by class, once asked for
        for name, kind in facts.kinds.items():
            self.note_container(name, kind)

    def note_container(self, name: str, kind: k.Kind) -> None:
        """Remember the name of a container: there are few of them among all names."""
        self.settled.clear()
        if isinstance(kind, CONTAINERS):
            self.containers[name] = None
            if self.depths.get(name) != (depth := _nested(kind)):
                self.depths[name] = depth
                self.members.clear()
        if isinstance(kind, HOLDING) and _without_sets(kind) is not kind:
            self.with_sets[name] = None

    def timeless(self, name: str, kind: k.Kind) -> k.Kind:
        """The kind without lengths that hold in one pass only of a loop which the name outlives."""
        return timeless(kind, lambda variable: name not in self.inside.get(variable, (name,)))

    def unite(self, place: str, others: list[str]) -> None:
        """What stands at a place may be, or share memory with, what stands at the others."""
        for other in others:
            self._unite(place, other)

    def hold(self, place: str, value: e.Expr) -> None:
        """A value stands at a place from now on: a new list has no other name, what it holds may.

        ys = xs + [row]             ys[] may be xs[], and is row: a store into ys[0] changes xs[0]
        """
        is_list = isinstance(self.facts.kind(value), k.List)
        match value:
            case e.Sequence(_, items) if is_list:
                for item in items:
                    if isinstance(item, e.Star):
                        self.take(place, item.value)
                    else:
                        self.hold(slot(place), item)
            case e.Binary("+" | "*", left, right) if is_list:
                self.take(place, left)
                self.take(place, right)
            case _:  # what a tuple holds has no place of its own
                self.unite(place, [n for n in self.facts.shares(value) if n != place])

    def take(self, place: str, value: e.Expr) -> None:
        """A list gets what another one holds."""
        if isinstance(value, e.Sequence | e.Binary) and isinstance(self.facts.kind(value), k.List):
            self.hold(place, value)
        else:
            self.unite(slot(place), self.held_by(value))

    def _unite(self, a: str, b: str) -> None:
        first, second = self.facts.at(a), self.facts.at(b)
        if isinstance(first, k.List) == isinstance(second, k.List):
            self._join(a, b)
            if isinstance(first, k.List):
                self._unite(slot(a), slot(b))
            return
        held, other, kind = (a, b, second) if isinstance(first, k.List) else (b, a, first)
        if not isinstance(kind, k.Array):
            self._join(held, other)
        if not isinstance(kind, k.Empty):
            self._join(slot(held), other)  # rows of an array; a container of the list

    def _join(self, name: str, other: str) -> None:
        a, b = self.facts.root(name), self.facts.root(other)
        if a != b:
            self.facts.parents[a] = b
            self.settled.clear()
            self.members.clear()
            self.changed = True

    def held_by(self, source: e.Expr) -> list[str]:
        """What the elements of a value may share memory with."""
        found = self.facts.shares(source)
        return [slot(n) if isinstance(self.facts.at(n), k.List) else n for n in found]

    def grow(self, name: str, value: k.Kind) -> None:
        """A list gets an element: its structure is no longer fixed."""
        if name not in self.facts.grown:
            self.facts.grown.add(name)
            self.changed = True
        root = self.facts.root(name)
        added = k.general(value) if _depth(value) < DEPTH else k.Unknown()
        if (root, added) in self.settled:
            return
        self.settled.add((root, added))
        for other in self._within(root):
            kind = self.facts.kinds[other]
            if isinstance(kind, CONTAINERS):
                self._set(other, self._grown(other, kind, {root}, added))

    def _within(self, root: str) -> list[str]:
        """The containers that are of a class, or hold a list that is."""
        if not self.members:
            for name in self.containers:
                for place in _places(name, self.facts.kinds[name]):
                    self.members.setdefault(self.facts.root(place), {})[name] = None
        return [*self.members.get(root, ())]

    def changed_within(self, name: str) -> None:
        """A call that is still to be put in may change a container."""
        self.facts.grown.add(name)
        self.facts.held.add(name)

    def behind(self, given: list[str], hidden: bool) -> list[str]:
        """Names, and those of dicts that a callee that is `hidden` finds in what they hold.

        d = {"a": 2.0}; change([d])             `d` is what is in the list
        """
        if not hidden:
            return given
        roots = self.facts.reached(given)
        dicts = (n for n in self.containers if isinstance(self.facts.kinds[n], k.Dict | k.Object))
        return [*dict.fromkeys((*given, *(n for n in dicts if self.facts.root(n) in roots)))]

    def loosen(self, name: str) -> None:
        """A callee that is not known may have changed a container: its numbers are not known."""
        roots = self.facts.reached([name])
        for other in self.containers:
            kind = self.facts.kinds[other]
            loose = _loose(kind) if isinstance(kind, CONTAINERS) else kind
            if loose is kind:
                continue
            if any(self.facts.root(place) in roots for place in self.facts.places(other)):
                self._set(other, loose)

    def other_keys(self, name: str) -> None:
        """A dict from outside gets keys, or loses some, as only the run knows."""
        if not isinstance(self.facts.kinds.get(name), k.Dict):
            return
        root = self.facts.root(name)
        every = [n for n in self.facts.kinds if self.facts.root(n) == root]
        self.facts.grown.update(every)
        if not self.facts.entry.keys().isdisjoint(every):
            for other in every:
                self._set(other, k.Unknown())

    def by_methods(self, value: e.Expr) -> None:
        """What an expression changes by methods of dicts: their keys, and what is under them."""
        for name in changed_by_method(value):
            self.other_keys(name)
        match value:
            case e.Call(e.Attr(e.Var(name), "update" | "__ior__"), args, kwargs):
                found: list[tuple[k.Kind, k.Kind]] = []
                found += [(k.Known(key), self.facts.bare(given)) for key, given in kwargs]
                for one in map(self.facts.kind, args):
                    found += _items(one)
            case e.Call(e.Attr(e.Var(name), "setdefault"), (key, given)):
                found = [(self.facts.kind(key), self.facts.bare(given))]
            case _:
                return
        for label, kind in found if isinstance(self.facts.kinds.get(name), k.Dict) else ():
            self.store_item(name, label, kind)

    def joined(self, name: str, value: e.Expr, inside: bool) -> None:
        """`d |= value` of a dict; of one `inside` of a list nothing is known any more."""
        if inside:
            for other in self.behind([name], True):
                self.store_item(other, k.Unknown(), k.Unknown())
        for label, kind in () if inside else _items(self.facts.kind(value)):
            self.store_item(name, label, kind)

    def store_item(self, name: str, key: k.Kind, value: k.Kind) -> None:
        """A dict gets an item: under a key that it has, the kinds join."""
        for other, kind in list(self.facts.kinds.items()):
            if not isinstance(kind, k.Dict) or self.facts.root(other) != self.facts.root(name):
                continue
            new = with_item(kind, key, value)
            if new != kind:
                self.facts.kinds[other] = new
                self.note_container(other, new)
                self.changed = True

    def of_set(self, call: e.Call) -> bool:
        """Is it a method of a set, of which it is known what it may put into it?"""
        if not isinstance(call.func, e.Attr) or not isinstance(call.func.base, e.Var):
            return False
        name, method = call.func.base.name, call.func.name
        if not isinstance(self.facts.kind(call.func.base), k.Set) or method not in SET_METHODS:
            return False
        if method in ("add", "update"):
            for kind in map(self.facts.bare, call.args):
                self.grow(name, kind if method == "add" else element_of(kind))
        return True

    def open_sets(self, name: str) -> None:
        """A callee may put anything into the sets that it is given."""
        root = self.facts.root(name)
        for other in [*self.with_sets]:
            kind = self.facts.kinds[other]
            opened = _without_sets(kind)
            if opened is kind:
                continue
            if any(self.facts.root(place) == root for place in self.facts.places(other)):
                self._set(other, opened)

    def _set(self, name: str, kind: k.Kind) -> None:
        held = self.facts.kinds[name]
        if held is kind:
            return
        kind = self.timeless(name, kind)
        if held != kind:
            self.facts.kinds[name] = kind
            self.note_container(name, kind)
            self.changed = True

    def _grown(self, place: str, kind: k.Kind, roots: set[str], added: k.Kind) -> k.Kind:
        """The kind at a place, where the lists of some classes have got an element."""
        if roots.isdisjoint(map(self.facts.root, _places(place, kind))):
            return kind
        if isinstance(kind, k.Dict | k.Object | k.Tuple):  # all that is in it has its class
            parts = tuple(self._grown(place, item, roots, added) for item in kind.items)
            stored = isinstance(added, k.Unknown) and not isinstance(kind, k.Tuple)
            if stored and self.facts.root(place) in roots:
                parts = tuple(k.join(k.general(part), added) for part in parts)
            return kind if parts == kind.items else replace(kind, items=parts)
        if isinstance(kind, k.Set) and self.facts.root(place) in roots:
            return k.set_of(k.join(kind.element, added))
        if not isinstance(kind, k.List):
            return kind
        items, element = kind.items, kind.element
        if self.facts.root(place) in roots:
            items, element = None, k.join(element, added)
        grown = partial(self._grown, slot(place), roots=roots, added=added)
        found = k.List(*changed(items, element, grown))
        return kind if found == kind else found

    def spread(self) -> None:
        """What holds of one member of a memory class holds of all."""
        known = self.facts.kinds
        roots = {
            self.facts.root(n) for n in self.facts.varied if holds_memory(known.get(n, k.Empty()))
        }
        grown = {self.facts.root(n) for n in self.facts.grown}
        for name, kind in list(known.items()):
            if (
                name not in self.facts.varied
                and k.differentiable(kind)
                and holds_memory(kind)
                and any(self.facts.root(place) in roots for place in self.facts.places(name))
            ):
                self.facts.varied.add(name)
                self.changed = True
            if isinstance(kind, CONTAINERS):
                self._set(name, self._grown(name, kind, grown, k.Empty()))


@remembered
def _loose(kind: k.Kind) -> k.Kind:
    """The kind without what is known of the numbers and the lengths of its containers."""
    match kind:
        case k.Dict() | k.Object() | k.Tuple():
            parts = tuple(map(_loose, kind.items))
            return kind if parts == kind.items else replace(kind, items=parts)
        case k.List(items, element):
            found = _loose(element)
            for item in items or ():
                found = k.join(found, _loose(item))
            loose = k.List(None, found)
            return kind if loose == kind else loose
        case k.Set():
            return k.Unknown()
    return k.general(kind)


@remembered
def _without_sets(kind: k.Kind) -> k.Kind:
    """The kind where nothing is known of sets."""
    match kind:
        case k.Set():
            return k.Unknown()
        case k.Dict() | k.Object() | k.Tuple() | k.Function():
            items = tuple(map(_without_sets, kind.items))
            return kind if items == kind.items else replace(kind, items=items)
        case k.List(items, element):
            found = k.List(*changed(items, element, _without_sets))
            return kind if found == kind else found
    return kind


def _places(place: str, kind: k.Kind) -> Iterator[str]:
    """A place, and those in the lists that are there."""
    return accumulate(repeat("[]", _nested(kind)), initial=place)


@remembered
def _nested(kind: k.Kind) -> int:
    """How many lists are within one another, and sets in them, or in other containers."""
    match kind:
        case k.List(items, element):
            return 1 + max(map(_nested, (element, *(items or ()))))
        case k.Dict() | k.Object() | k.Tuple():
            return max(map(_nested, kind.items), default=0)
    return 0


def _depth(kind: k.Kind) -> int:
    """How many lists are within one another."""
    return 1 + _depth(kind.element) if isinstance(kind, k.List) else 0


def _items(kind: k.Kind) -> list[tuple[k.Kind, k.Kind]]:
    """What is under the keys of a dict; of anything else nothing is known."""
    if not isinstance(kind, k.Dict):
        return [(k.Unknown(), k.Unknown())]
    return [(k.Known(key), item) for key, item in zip(kind.keys, kind.items, strict=True)]

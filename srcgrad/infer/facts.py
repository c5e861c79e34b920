"""What `infer` finds out about a program."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from srcgrad.infer.kinds.expressions import KeptKinds
from srcgrad.infer.sharing.memory import several, shares, slot
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names
from srcgrad.late import dataclass, field
from srcgrad.normalize.calls.inline import Callee

MUTATORS = {"append", "extend", "insert", "pop", "remove", "reverse", "clear", "sort"}

EMPTY = k.Empty()


@dataclass
class Facts:
    """What `infer` found out about a program."""

    kinds: dict[str, k.Kind] = field(default_factory=dict)
    varied: set[str] = field(default_factory=set)  # names whose value may depend on wrt
    grown: set[str] = field(default_factory=set)  # containers that are changed after they are made
    held: set[str] = field(default_factory=set)  # containers that calls to be put in may change
    widened: set[str] = field(default_factory=set)  # written anew, of more kinds than were found
    free: tuple[str, ...] = ()  # globals and cells that the program reads
    overlap: tuple[str, ...] = ()  # arguments that share memory
    nones: set[str] = field(default_factory=set)  # names that may hold None at first
    present: set[str] = field(default_factory=set)  # those that do not, in the branch at hand
    clashes: dict[str, set[np.dtype[Any]]] = field(default_factory=dict)  # arrays of two dtypes
    lost: dict[str, tuple[k.Kind, k.Kind]] = field(default_factory=dict)  # what met under a name
    calls: list[tuple[s.Stmt, Callee]] = field(default_factory=list)  # what may be put in
    entry: dict[str, k.Kind] = field(default_factory=dict)  # the kinds of what is given
    at_least_one: set[str] = field(default_factory=set)  # arrays whose elements are, or NaN
    at_most_one: set[str] = field(default_factory=set)  # exponentials that add up to these
    limits: Any = None  # between which values lie (`analysis.limits`), once that is asked
    lengths: dict[str, tuple[str, ...]] = field(
        default_factory=dict
    )  # roots of sums of squares, to have a kink at 0, and the weights to be asked for
    squared: set[str] = field(default_factory=set)  # the sums below them
    straight: set[str] = field(default_factory=set)  # what is linear in all that moves
    parents: dict[str, str] = field(
        default_factory=dict
    )  # union-find of names that may share memory

    def __post_init__(self) -> None:
        found = KeptKinds(self._named)
        self.bare = found.bare  # the kind of an expression that is only handed on: it may be None
        self.kind = found.used  # the kind of an expression, where its value is used
        self._shared: dict[int, tuple[e.Expr, list[k.Kind], list[str]]] = {}

    def note_clash(self, name: str, first: k.Kind, second: k.Kind, both: k.Kind) -> None:
        """Remember kinds under one name that have none in common, and the dtypes of arrays."""
        if both == k.Unknown():
            if k.Unknown() not in (first, second):
                self.lost.setdefault(name, (first, second))
            if isinstance(first, k.Array) and isinstance(second, k.Array):
                self.clashes.setdefault(name, set()).update({first.dtype, second.dtype})
        elif isinstance(first, k.Array) and isinstance(second, k.Array):
            ranks = {None if one.dims is None else len(one.dims) for one in (first, second)}
            if len(ranks) > 1 and None not in ranks:
                self.lost.setdefault(name, (first, second))

    def root(self, name: str) -> str:
        """The representative of a name's memory class."""
        above = self.parents.get(name)
        while above is not None:
            name, above = above, self.parents.get(above)
        return name

    def at(self, place: str) -> k.Kind:
        """The kind of what stands at a place: under a name, or in a list."""
        if not place.endswith("[]"):
            return self.kinds.get(place, k.Empty())
        held = self.at(place.removesuffix("[]"))
        return held.element if isinstance(held, k.List) else held

    def places(self, name: str) -> list[str]:
        """A name, and the places in the list that it holds, in those within it, and so on."""
        found, kind = [name], self.kinds.get(name, k.Empty())
        while isinstance(kind, k.List):
            found.append(slot(found[-1]))
            kind = kind.element
        return found

    def reached(self, found: Iterable[str]) -> set[str]:
        """The memory classes of names, and of what the lists among them hold."""
        return {self.root(place) for name in found for place in self.places(name)}

    def mixed(self, name: str) -> bool:
        """Does a name hold a number now, and an array then?"""
        kind = self.kinds.get(name)
        return isinstance(kind, k.Array) and kind.mixed

    def bare_kinds(self) -> dict[str, k.Kind]:
        """The kinds of all names; what may be None says so."""
        return {name: self._named(name) for name in self.kinds}

    def _named(self, name: str) -> k.Kind:
        found = self.kinds.get(name, EMPTY)
        return k.Optional(found) if name in self.nones and name not in self.present else found

    def shares(self, tree: e.Expr) -> list[str]:
        """The names whose memory a value may be; kept until the kind of a name in it changes."""
        given = [*map(self._named, names(tree))]
        kept = self._shared.get(id(tree))
        if kept is None or kept[1] != given:
            kept = self._shared[id(tree)] = tree, given, shares(tree, self.kind)
        return kept[2]

    def any_complex(self) -> bool:
        """Is any value of the program complex?"""
        return any(map(k.is_complex, self.kinds.values()))

    def growing(self) -> set[str]:
        """The names of containers that are changed after they are made."""
        roots = {self.root(n) for n in self.grown}
        return {n for n in self.kinds if self.root(n) in roots}

    def several(self, call: e.Call) -> bool:
        """Does a call return a tuple of results, each with an adjoint of its own?"""
        return several(call, self.kind)

    def is_varied(self, tree: e.Expr) -> bool:
        """May the value of an expression depend on wrt?"""
        return not self.varied.isdisjoint(names(tree))

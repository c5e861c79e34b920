"""What the walk is given, and where it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Set
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core, Free
from srcgrad.late import dataclass, field
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.structures.layout import Limit, Pin, State

SURE = 8  # rounds that give something up, after which the next ones do not try
KindAmong = Callable[[e.Expr, Callable[[str], k.Kind]], k.Kind]


@dataclass
class Context:
    """What the compiler knows beside the program."""

    kind_of: KindAmong
    kinds: dict[str, k.Kind]  # what `infer` found in the round before
    free_kind: Callable[[Free], k.Kind]
    lower: Callable[[Any], Core]
    has_rule: Callable[[Any], bool]
    is_library: Callable[[Any], bool]  # leaves its arguments alone, and keeps none
    is_derivative: Callable[[Any], bool]  # is given copies of containers: it must not change them
    asked: Callable[[Any, int], Any]  # by which parameters does a call give gradients, or None
    stand_in: Callable[[Any], Any]  # the class of ours that objects of a class become, or None
    varied: Set[str]  # names that may depend on the differentiated arguments
    meaning: Callable[[Any, int, Iterable[str], bool], Any]  # a library function, in Python
    suspended: Callable[[Any], Code]  # the body of a generator, as that of an iterator
    stepping: Callable[[Any, type], Code | None]  # a `__next__` that tells whether there is more
    watch: Callable[[Any, str], None]  # an attribute of a class that the program relies on
    changed: Callable[[Any], list[str]]  # containers from outside that a function may change
    stores: Callable[[Any], bool]  # is it a function of the user's that may change what it gets?
    leaves: Callable[[Any, str, k.Object], bool]  # may a function hold its object made again?
    makes: Callable[[Any], bool]  # is it `grad`, or another that makes derivatives?
    looks_later: Callable[[Any], bool]  # do they see what happens until they are called?
    again: Callable[[Any, str, str, tuple[tuple[str, Any], ...]], Any]  # a text, checkpointed
    limit: Limit  # of loops that are written out
    kept: dict[str, Any]  # results of functions that keep them, and of which call


@dataclass
class Decisions:
    """What earlier walks through the same program found out."""

    pins: dict[str, Pin] = field(default_factory=dict)  # containers that stay as they are
    rows: dict[str, Any] = field(default_factory=dict)  # lists of rows, and their shape
    mixed: set[str] = field(default_factory=set)  # lists whose rows differ
    inside: dict[str, set[str]] = field(default_factory=dict)  # lists that are put into a list
    unrolled: set[object] = field(default_factory=set)  # loops that are written out
    watched: set[object] = field(default_factory=set)  # loops that see to what they go through
    apart: set[object] = field(default_factory=set)  # branches and loops that choose containers
    tabled: set[str] = field(default_factory=set)  # dicts of run-time keys that hold containers
    captured: set[e.Expr] = field(default_factory=set)  # containers inside of written arguments
    endless: set[Any] = field(default_factory=set)  # functions whose recursion the run ends
    lowered: dict[Any, Core] = field(default_factory=dict)  # callees, by place of the call
    names: dict[Any, Any] = field(default_factory=dict)  # that are made, by place
    entered: dict[str, Any] = field(default_factory=dict)  # containers from outside, by name
    count: int = 0  # of the structures of all walks


@dataclass
class Lasting:
    """What the walks of all rounds of one program have in common.

    What many rounds gave up, for the same reason each time, later ones need not find again;
    they say so, and before the program is taken for done a round asks anew.
    """

    walked: int = 0  # statements, in search of containers
    anew: bool = False  # does this round ask for everything?
    given_up: dict[Any, Counter[str]] = field(default_factory=dict)  # by place: the reasons
    sure: dict[str, Pin] = field(default_factory=dict)  # containers that stay; "" is all of them
    endless: set[Any] = field(default_factory=set)  # functions whose recursion the run ends

    def note(self, decisions: Decisions) -> None:
        """A round has given these up."""
        for site, pin in decisions.pins.items():
            if self._often(site, pin.reason):
                self.sure[site] = pin
        for function in decisions.endless:
            if self._often(function, ""):
                self.endless.add(function)

    def _often(self, place: Any, reason: str) -> bool:
        reasons = self.given_up.setdefault(place, Counter())
        reasons[reason] += 1
        return reasons[reason] >= SURE


@dataclass
class Trip:
    """A loop that the walk is in."""

    mark: object
    passes: int | None  # how often it runs at most, where that is constant
    breaks: list[tuple[s.Block, State]] = field(default_factory=list)


@dataclass
class Frame:
    """A function that the walk is in."""

    function: Any
    receiver: str | None


@dataclass
class Begun:
    """A body that may raise: how it began, and whose elements are others at some point of it."""

    start: State
    changed: set[int] = field(default_factory=set)

"""What is known of containers and objects at one point of a program.

A *structure* is one list, tuple, dict or object. Its slots hold names, which are plain variables
of the program, or other structures. A name stands in one slot of one structure only, so that a
store into a slot is an assignment to its name.
"""

from __future__ import annotations

import collections
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from srcgrad.errors import Location
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.late import dataclass, field

SHARES = "a function made inside shares the variable"
UNROLLED = 64  # passes of the longest loop that is written out for its containers' sake
FEW = 8  # of the longest one that is written out where there is a choice


@dataclass
class Limit:
    """How many passes a loop may have that is written out; `met` says that one had more.

    With `pieces`, the lists that `np.split` gives are taken apart, and with `numbers` lists of
    integers are followed through the loops that fill them; `met` says that there was one.
    """

    passes: int = FEW
    met: bool = False
    pieces: bool = False
    numbers: bool = False

    def allows(self, passes: int | None) -> bool:
        if passes is None or passes > UNROLLED:
            return False
        self.met |= passes > self.passes
        return passes <= self.passes

    def takes_apart(self, count: object) -> bool:
        """May a list of so many arrays be?"""
        few = type(count) is int and 0 < count <= FEW
        self.met |= few and not self.pieces
        return few and self.pieces

    def fills(self, passes: int | None, most: int) -> bool:
        """May a loop that fills a list of integers be written out?"""
        few = passes is not None and passes <= most
        self.met |= few and not self.numbers
        return few and self.numbers

    @staticmethod
    def widest() -> Limit:
        return Limit(UNROLLED, pieces=True, numbers=True)


@dataclass(frozen=True)
class Ref:
    """A structure of the heap."""

    id: int


@dataclass(frozen=True)
class Itself:
    """The key of a dict that is an object: found by what it is, not by what it holds."""

    id: int


@dataclass(frozen=True)
class View:
    """`d.keys()`, `d.values()` or `d.items()`, and `vars(obj)`: follows the dict or object."""

    base: Ref
    part: str


@dataclass(frozen=True)
class Method:
    """A function, and the arguments that come before those of the call."""

    function: Any
    bound: tuple[e.Expr, ...] = ()


@dataclass(frozen=True)
class Later:
    """`grad` with its options, of a function that holds objects: it sees what they hold then."""

    maker: Any
    path: str
    kwargs: tuple[tuple[str, e.Expr], ...]


@dataclass(frozen=True)
class Super:
    """`super()`: the classes after one, for an object that a name holds."""

    after: type
    receiver: str
    cls: type  # the object's class


@dataclass(frozen=True)
class Alias:
    """Another expression for a plain value."""

    tree: e.Expr


@dataclass(frozen=True)
class Conflict:
    """What cannot be told here; an error only where it is used."""

    reason: str
    sites: tuple[str, ...] = ()
    keyed: bool = False


@dataclass(frozen=True)
class Choice(Conflict):
    """One of several structures: `selector` holds the number of the one that the run has chosen."""

    selector: str = ""
    refs: tuple[Ref, ...] = ()
    first: Any = None  # the constant that is held where it is no container


Claim = tuple[str, bool, bool]


@dataclass(frozen=True)
class Perhaps(Conflict):
    """An attribute that is there, or is not, where a flag has a value.

    A claim is such a flag, a value of it, and whether the attribute is there then; it comes with
    how often the flag was bound until it was made.
    """

    name: str = ""
    claims: tuple[tuple[Claim, int], ...] = ()


ORDERED = (collections.OrderedDict, collections.defaultdict)
MISSING = Conflict("an attribute is read that some paths do not give the object")
HELD = Conflict("a method that the object itself holds")
Value = Ref | View | Method | Super | Alias | Conflict
Slot = str | Ref | Conflict


@dataclass
class Structure:
    """One container or object."""

    form: str  # "tuple", "list", "dict", "set" or "object"; "rows" is a list as in `rows`
    cls: type
    slots: dict[Any, Slot]
    site: str  # where it was made, for telling it to stay as it is
    stem: str  # what its elements are called after
    home: e.Expr | None = None  # where the container itself is, if somebody else can see it
    shared: bool = False  # another structure may be the same container
    vacant: bool = False  # a path may lead here on which it has not been made
    meets: frozenset[object] = frozenset()  # the branches and loops that made it so
    broken: str = ""  # why its slots are not known
    path: e.Ref | None = None  # how the program names its class
    frozen: bool = False
    kept: bool = False  # by a function that gives it to its next callers, too
    shape: Any = None  # of "rows": what each row looks like
    tabled: bool = False  # of "rows": its lists are elements of others
    sharers: frozenset[int] = frozenset()  # of "rows": what may hold the same, this one twice
    calls: tuple[tuple[str, str], ...] = ()  # of "function": the variable by which it calls itself
    shares: tuple[tuple[str, str], ...] = ()  # of "function": the plain variables that it shares
    row: tuple[int, tuple[Any, ...], e.Expr] | None = None  # of a row: the rows, and where in them
    strayed: bool = False  # was it a row, and it is not known any more which one?
    held: tuple[Ref, ...] | None = None  # what `inside` has found
    factory: Any = None  # of a `defaultdict`: what makes the values of missing keys

    def copy(self) -> Structure:
        """The same structure in another state."""
        made = object.__new__(Structure)
        vars(made).update(vars(self), slots=dict(self.slots), held=None)
        return made

    def stray(self) -> None:
        """What was an element of a list may be any of them from here on."""
        if self.row is not None:
            self.row, self.shared, self.strayed = None, True, True

    def inside(self) -> tuple[Ref, ...]:
        """The structures in its slots; asked of what nobody writes any more."""
        if self.held is None:
            slots = [slot for slot in self.slots.values() if not isinstance(slot, str)]
            self.held = tuple(ref for slot in slots for ref in parts(slot))
        return self.held


class Heap(dict[int, Structure]):
    """The structures at one point; a copy shares them with this one until either looks at them.

    What `[]` and `get` give may be written; what `peek` and going through all give is only read.
    """

    def __init__(self, held: Mapping[int, Structure] = MappingProxyType({})) -> None:
        super().__init__(held)
        self._own: set[int] = set()

    peek = dict.get

    def __getitem__(self, key: int) -> Structure:
        found = super().__getitem__(key)
        if key not in self._own:
            self[key] = found = found.copy()
        return found

    def get(self, key: int, default: Any = None) -> Any:
        if key not in self:
            return default
        return self[key]

    def __setitem__(self, key: int, held: Structure) -> None:
        super().__setitem__(key, held)
        self._own.add(key)

    def share(self, key: int, held: Structure) -> None:
        """Hold a structure of another point."""
        super().__setitem__(key, held)
        self._own.discard(key)

    def copy(self) -> Heap:
        self._own = set()
        return Heap(self)


@dataclass
class State:
    """What names and slots stand for at one point."""

    env: dict[str, Value] = field(default_factory=dict)
    heap: Heap = field(default_factory=Heap)
    known: dict[str, k.Kind] = field(default_factory=dict)
    bound: set[str] = field(default_factory=set)  # names that may be bound
    dead: bool = False  # no path leads here

    def copy(self) -> State:
        """A state of its own."""
        known, bound = dict(self.known), set(self.bound)
        return State(dict(self.env), self.heap.copy(), known, bound, self.dead)

    def reached(self, start: list[Ref]) -> Iterator[int]:
        """The structures that can be reached."""
        seen: set[int] = set()
        waiting = [r.id for r in start]
        while waiting:
            one = waiting.pop()
            held = None if one in seen else self.heap.peek(one)
            if held is None:
                continue
            seen.add(one)
            yield one
            for key, slot in held.slots.items():
                if not isinstance(slot, str):
                    waiting += [x.id for x in parts(slot)]
                if isinstance(key, Itself):
                    waiting.append(key.id)


def missing(slot: Slot | None) -> bool:
    """Has an object the attribute on some of the paths only?"""
    return slot is MISSING or isinstance(slot, Perhaps)


def parts(value: Value | Slot | None) -> tuple[Ref, ...]:
    """The structures that a value may be."""
    if isinstance(value, Choice):
        return value.refs
    return (value,) if isinstance(value, Ref) else ()


class Pin(Exception):
    """A container stays as it is at run time, from where it is made; the walk starts again."""

    def __init__(
        self, sites: str | tuple[str, ...], reason: str, remedy: str = "",
        location: Location | None = None, keyed: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(reason)
        self.sites = (sites,) if isinstance(sites, str) else sites
        self.reason, self.remedy, self.location = reason, remedy, location
        self.keyed = keyed  # only the run knows what it holds; nobody looks at it as a whole


class Absent(Exception):
    """An element is read that is not there: the program raises this exception."""

    def __init__(self, error: type[Exception], what: e.Expr) -> None:
        super().__init__(error.__name__)
        self.raised = e.Call(e.Ref(error.__name__, error), (what,))


class Capture(Exception):
    """Containers inside a written argument get names of their own; the walk starts again."""

    def __init__(self, homes: set[e.Expr]) -> None:
        super().__init__("capture")
        self.homes = homes


class Apart(Exception):
    """What may be one of several containers is written: they stay apart; the walk starts again."""

    def __init__(self, meets: frozenset[object]) -> None:
        super().__init__("apart")
        self.meets = meets


class Tabled(Exception):
    """A dict of run-time keys gets containers as values: it is a table; the walk starts again."""

    def __init__(self, site: str) -> None:
        super().__init__("tabled")
        self.site = site


class Endless(Exception):
    """A function calls itself as often as only the run decides; the walk starts again."""

    def __init__(self, function: Any) -> None:
        super().__init__("endless")
        self.function = function


class Early(Exception):
    """A loop meets a container of the module first; the walk starts again, and begins with it."""


class Watch(Exception):
    """What a loop goes through may change its size in a pass; the walk starts again."""

    def __init__(self, mark: object) -> None:
        super().__init__("watch")
        self.mark = mark


class Unroll(Exception):
    """A loop of a constant number of passes is written out; the walk starts again."""

    def __init__(self, mark: object) -> None:
        super().__init__("unroll")
        self.mark = mark


class Rows(Exception):
    """A list holds rows of this shape; the walk starts again."""

    def __init__(self, site: str, shape: Any, others: tuple[str, ...] = ()) -> None:
        super().__init__("rows")
        self.site, self.shape, self.others = site, shape, others

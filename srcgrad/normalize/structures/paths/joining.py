"""Where paths meet: one layout for both, by copies at the end of each.

if c:                                  if c:
    p = Point(x, 0.0)                      x.1 = x; y.2 = 0.0
else:                         ->       else:
    p = Point(0.0, x)                      x.1 = 0.0; y.2 = x
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.late import dataclass, field, replace
from srcgrad.normalize.structures.containers import sharers
from srcgrad.normalize.structures.layout import (
    MISSING,
    Choice,
    Conflict,
    Itself,
    Ref,
    Slot,
    State,
    Structure,
    Value,
    View,
    missing,
    parts,
)
from srcgrad.normalize.structures.paths import attempted, choices, optional, vacant

NewName = Callable[[str], str]
NewId = Callable[[], int]
Copies = list[tuple[str, str]]


@dataclass
class Joining:
    """Makes one state of two."""

    a: State
    b: State
    new_name: NewName
    new_id: NewId
    node: s.Stmt  # the branch that ends here
    tested: bool = False  # does a test say which of two paths was taken?
    apart: Set[object] = frozenset()  # where structures that were there before stay apart
    stamps: dict[str, int] = field(default_factory=dict)  # how often names were bound
    copies: tuple[Copies, Copies] = field(default_factory=lambda: ([], []))
    numbers: tuple[s.Block, s.Block] = field(default_factory=lambda: ([], []))  # before the copies
    chosen: list[str] = field(default_factory=list)  # names that hold the outcome of the test
    parted: list[tuple[State, Structure]] = field(default_factory=list)  # of two structures
    pairs: dict[tuple[int | None, int | None], int] = field(default_factory=dict)
    kept: dict[tuple[int | None, int | None], int] = field(default_factory=dict)  # whose names
    start: tuple[list[Ref], list[Ref]] = field(default_factory=lambda: ([], []))  # what is seen
    out: State = field(default_factory=State)

    def run(self, live: Iterable[str], roots: Iterable[int]) -> State:
        """The state after both."""
        a, b, out = self.a, self.b, self.out
        live, roots = sorted(live), list(roots)
        self.start = vacant.roots(a, live, roots), vacant.roots(b, live, roots)
        out.bound = a.bound | b.bound
        met = {n: _either(kind, b.known.get(n)) for n, kind in a.known.items()}
        out.known = {n: kind for n, kind in met.items() if kind is not None}
        for one in roots:
            if one in a.heap or one in b.heap:  # else it has come in on a path that has ended
                self.structure(one, one)
        for name in live:
            if name in a.env or name in b.env:
                out.env[name] = self.value(name)
        self._mark_shared()
        for side, state in enumerate((a, b)):
            now: dict[int, set[int]] = {}
            for pair, new in self.pairs.items():
                now.setdefault(pair[side] or 0, set()).add(new)
            sharers.carry(state.heap, out.heap, now)
        return out

    def value(self, name: str) -> Value:
        one, other = self.a.env.get(name), self.b.env.get(name)
        maybe = self.optional(name, one, other)
        if maybe is not None:
            return maybe
        if isinstance(one, Ref | Choice) and isinstance(other, Ref | Choice):
            return self.either(one, other)
        if isinstance(one, View) and isinstance(other, View) and one.part == other.part:
            base = self.refs(one.base, other.base)
            return View(base, one.part) if isinstance(base, Ref) else base
        if one == other and one is not None and not isinstance(one, View):
            return one
        if one is None and name not in self.a.bound and isinstance(other, Ref):
            return self.perhaps(None, other.id)
        if other is None and name not in self.b.bound and isinstance(one, Ref):
            return self.perhaps(one.id, None)
        plain = name.partition(".")[0]
        return Conflict(
            f"`{plain}` is a container on some paths and something else on others",
            (*sites(self.a, one), *sites(self.b, other)),
        )

    def perhaps(self, one: int | None, other: int | None) -> Ref:
        """A structure that a name stands for on one path only."""
        known = one if other is None else other
        if known in self.a.heap and known in self.b.heap:
            return Ref(self.structure(known, known))
        found = Ref(self.structure(one, other))
        vacant.vacate(self.out, found)
        return found

    def optional(self, name: str, one: Value | None, other: Value | None) -> Value | None:
        """A constant or a container, where a path leads here on which the name is the constant."""
        sides = ((self.a, one), (self.b, other))
        held = [optional.container(*side) for side in sides]
        refs = [ref for ref in held if ref is not None]
        constant = optional.meet(name, *sides)
        if not refs or constant is optional.NEITHER:
            return None
        if all(isinstance(value, Ref) for _, value in sides):
            return None
        first, last = refs[0], refs[-1]
        if len(refs) == 2 or all(first.id in state.heap for state, _ in sides):
            found = self.refs(first, last)
        else:
            missing = 0 if held[0] is None else 1
            leaves = optional.leaves(sides[1 - missing][0], first)
            if leaves is None:
                return None
            pair = (None, first.id) if missing == 0 else (first.id, None)
            found = Ref(self.structure(*pair))
            self.loose(found)
            self.numbers[missing].extend(
                s.Assign(leaf, e.Const(None), origin=self.node.origin) for leaf in leaves
            )
        if not isinstance(found, Ref):
            return found
        if isinstance(one, Choice) and isinstance(other, Choice) and one.selector == other.selector:
            selector = one.selector
        else:
            selector = self.new_name(f"{name.partition('.')[0]}_set")
            for block, (state, value) in zip(self.numbers, sides, strict=True):
                told = optional.flag(state, value)
                block.append(s.Assign(selector, told, origin=self.node.origin))
        return optional.made(self.out, found, selector, self.new_id(), constant)

    def loose(self, ref: Ref) -> None:
        """What was an element of a list on one path is none that is known by its place."""
        for one in list(self.out.reached([ref])):
            self.out.heap[one].stray()

    def either(self, one: Ref | Choice, other: Ref | Choice) -> Value:
        """The structure that stands for either, or a choice of the two."""
        refs = choices.union(parts(other), parts(one))
        there = all(ref.id in self.a.heap and ref.id in self.b.heap for ref in refs)
        apart = there and self.node.mark in self.apart
        missing = None if one == other else self.of_classes(one, other)
        if isinstance(one, Ref) and isinstance(other, Ref):
            if one == other or not (apart or missing is not None):
                return self.refs(one, other)
        elif not there and missing is None:
            choices.tell(self.apart, (self.a, one), (self.b, other))
            found = (*sites(self.a, one), *sites(self.b, other))
            return Conflict("a name may stand for one of several containers", found)
        for ref in refs:
            self.structure(ref.id, ref.id)
        if one == other:
            return one
        for block, leaves in zip(self.numbers, missing or ([], []), strict=True):
            block += [s.Assign(n, e.Const(None), origin=self.node.origin) for n in leaves]
        name = self.new_name("chosen")
        if self.tested and isinstance(one, Ref) and isinstance(other, Ref):
            self.chosen.append(name)
        else:
            for block, side in zip(self.numbers, (one, other), strict=True):
                block += choices.number(refs, side, name, self.new_name, self.node)
        return choices.choice(self.out, name, refs)

    def of_classes(self, *sides: Ref | Choice) -> tuple[list[str], list[str]] | None:
        """Of objects of several classes: the names of the parts that each path has not made."""
        missing: tuple[list[str], list[str]] = [], []
        classes: set[type] = set()
        for side, (state, value) in enumerate(zip((self.a, self.b), sides, strict=True)):
            for ref in parts(value):
                held = state.heap.peek(ref.id)
                if held is None or held.form != "object":
                    return None
                classes.add(held.cls)
                if ref.id not in (self.b, self.a)[side].heap:
                    leaves = optional.leaves(state, ref)
                    if leaves is None:
                        return None
                    missing[1 - side].extend(leaves)
        return missing if len(classes) > 1 else None

    def refs(self, one: Ref, other: Ref) -> Value:
        """The structure that stands for either."""
        if one.id == other.id:
            return Ref(self.structure(one.id, other.id))
        a, b = self.a.heap[one.id], self.b.heap[other.id]
        if not alike(a, b):
            return Conflict("containers of different structure meet here", (a.site, b.site), True)
        if (a.vacant or b.vacant) and not self.keep(one, other):
            return vacant.conflict(a, b)
        return Ref(self.structure(one.id, other.id))

    def keep(self, one: Ref, other: Ref) -> bool:
        """Let two structures meet in the names of the one that a path may not have made."""
        pair = one.id, other.id
        a, b = self.a.heap[one.id], self.b.heap[other.id]
        if pair in self.pairs or a.slots == b.slots:
            return True
        side = 0 if a.vacant else 1
        mine, yours = (self.a, self.b) if side == 0 else (self.b, self.a)
        if (a.vacant and b.vacant) or any(met[side] == pair[side] for met in self.pairs):
            return False
        if vacant.names(mine, [Ref(pair[side])]) & vacant.names(yours, self.start[1 - side]):
            return False
        self.kept[pair] = side
        return True

    def structure(self, one: int | None, other: int | None) -> int:
        if (one, other) in self.pairs:
            return self.pairs[one, other]
        a = None if one is None else self.a.heap.peek(one)
        b = None if other is None else self.b.heap.peek(other)
        if a is b and one is not None and one == other and self.untouched(one, a):
            return one
        new = one if one == other or other is None else other if one is None else self.new_id()
        assert new is not None
        self.pairs[one, other] = new
        if a is None or b is None:
            only = a or b
            assert only is not None
            made = only.copy()
            made.sharers = frozenset()
            self.out.heap[new] = made
            for key, slot in made.slots.items():
                if isinstance(slot, Choice):
                    for ref in slot.refs:
                        self.structure(*((None, ref.id) if a is None else (ref.id, None)))
                elif isinstance(slot, Ref):
                    inner = (None, slot.id) if a is None else (slot.id, None)
                    made.slots[key] = Ref(self.structure(*inner))
            return new
        made = replace(a, slots={}, shared=a.shared or b.shared, broken=a.broken or b.broken)
        made.vacant, made.sharers = a.vacant or b.vacant, frozenset()
        made.kept = a.kept or b.kept
        made.meets, made.strayed = a.meets | b.meets, a.strayed or b.strayed
        self.out.heap[new] = made
        if one != other:
            made.meets |= {self.node.mark}
            made.site = min(a.site, b.site)
            made.row = a.row or b.row
            made.stray()
            if a.home != b.home:
                made.home, made.shared = None, True
        if not alike(a, b):
            made.broken = "its structure differs between the paths that lead here"
            self.parted += [(self.a, a), (self.b, b)]
            return new
        for key in a.slots | b.slots:
            slots = a.slots.get(key, MISSING), b.slots.get(key, MISSING)
            if one == other and any(map(missing, slots)):
                made.slots[key] = attempted.meeting(self.stamps, key, (self.a, a), (self.b, b))
                continue
            made.slots[key] = self.slot(a, key, slots, self.kept.get((one, other)))
        return new

    def untouched(self, one: int, held: Structure | None) -> bool:
        """What neither path has looked at is the same after both; not so what it holds."""
        if held is None:
            return False
        refs = held.inside()
        if not all(ref.id in self.a.heap and ref.id in self.b.heap for ref in refs):
            return False
        self.pairs[one, one] = one
        self.out.heap.share(one, held)
        for ref in refs:
            if (ref.id, ref.id) not in self.pairs:
                self.structure(ref.id, ref.id)
        return True

    def slot(
        self, held: Structure, key: object, slots: tuple[Slot, Slot], kept: int | None
    ) -> Slot:
        one, other = slots
        if missing(one) or missing(other):
            return MISSING
        if isinstance(one, Ref | Choice) and isinstance(other, Ref | Choice):
            found = self.either(one, other)
            return found if isinstance(found, Ref | Conflict) else Conflict("")
        if isinstance(one, str) and isinstance(other, str):
            if one == other:
                return one
            name = self.new_name(label(held, key)) if kept is None else (one, other)[kept]
            self.out.known.pop(name, None)
            self.stamps[name] = self.stamps.get(name, 0) + 1
            for copies, source in zip(self.copies, (one, other), strict=True):
                if source != name:
                    copies.append((name, source))
            kind = self.a.known.get(one)
            if isinstance(kind, k.Opaque) and kind == self.b.known.get(other):
                self.out.known[name] = kind
            return name
        return Conflict(
            "an element is a container on some paths and something else on others", (held.site,)
        )

    def _mark_shared(self) -> None:
        """One container that several structures stand for from here on."""
        for side in (0, 1):
            moved = {pair[side] for pair in self.pairs if pair[0] != pair[1]}
            seen: dict[int, set[int]] = {}
            for pair, new in self.pairs.items():
                old = pair[side]
                if old is not None and old in moved:
                    seen.setdefault(old, set()).add(new)
            for group in seen.values():
                if len(group) > 1:
                    meets = frozenset().union(*(self.out.heap[one].meets for one in group))
                    for one in group:
                        self.out.heap[one].shared = True
                        self.out.heap[one].meets = meets


def _either(one: k.Kind, other: k.Kind | None) -> k.Kind | None:
    """What two paths know of a name, or that it is a text on both."""
    if one == other or other is None:
        return other
    return k.Str() if k.general(one) == k.general(other) == k.Str() else None


def alike(one: Structure, other: Structure) -> bool:
    """Have two structures the same parts? Of objects each may lack attributes of the other."""
    if one.form == "object" and (one.form, one.cls) == (other.form, other.cls):
        return True
    own = (one.factory, one.calls, one.shares) == (other.factory, other.calls, other.shares)
    return own and (one.form, one.cls, [*one.slots]) == (other.form, other.cls, [*other.slots])


def sites(state: State, value: Value | Slot | None) -> tuple[str, ...]:
    """Where the structures were made that a value may be."""
    held = [state.heap.peek(ref.id) for ref in parts(value)]
    return tuple(one.site for one in held if one is not None)


def label(held: Structure, key: object) -> str:
    """What the element under a key is called."""
    fields: tuple[str, ...] = getattr(held.cls, "_fields", ())
    if isinstance(key, int) and 0 <= key < len(fields):
        return f"{held.stem}_{fields[key]}"
    if isinstance(key, str) and key.isidentifier():
        return key
    if isinstance(key, Itself):
        return f"{held.stem}_item"
    word = "".join(c if c.isalnum() else "_" for c in str(key)).strip("_")
    return f"{held.stem}_{word}"


def parallel(copies: Copies, new_name: NewName, node: s.Stmt) -> s.Block:
    """Assignments that happen at once."""
    copies = [(t, v) for t, v in copies if t != v]
    written = {t for t, _ in copies}
    out: s.Block = []
    held: Copies = []
    for target, source in copies:
        if source in written:
            kept = new_name(source.partition(".")[0])
            out.append(s.Assign(kept, e.Var(source), origin=node.origin))
            source = kept
        held.append((target, source))
    return out + [s.Assign(t, e.Var(v), origin=node.origin) for t, v in held]

"""Loops: containers whose structure no pass changes, with their elements as loop-carried names.

A container that each pass replaces by another one of the same structure is followed by value:

    s = State(x, v)                        x.1 = x; v.2 = v
    for i in range(n):                     for i in range(n):
        s = State(s.v, s.x)      ->            x.3 = v.2; v.4 = x.1
                                               x.1 = x.3; v.2 = v.4
"""

from __future__ import annotations

from collections.abc import Set

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import bound
from srcgrad.late import dataclass, field
from srcgrad.normalize.structures.containers import sharers
from srcgrad.normalize.structures.layout import (
    MISSING,
    UNROLLED,
    Choice,
    Conflict,
    Ref,
    State,
    Structure,
    Unroll,
    Value,
    parts,
)
from srcgrad.normalize.structures.loops import filling
from srcgrad.normalize.structures.loops.walked import Walk
from srcgrad.normalize.structures.paths import choices, optional, taught, vacant
from srcgrad.normalize.structures.paths.endings import Ending
from srcgrad.normalize.structures.paths.joining import Copies, alike, label, sites

ATTEMPTS = 24
STAYS = "stays"  # the decision that a loop is not written out
RANGE = e.Ref("range", range)


@dataclass
class Head:
    """The layout that every pass starts with, and must end with."""

    walk: Walk
    state: State
    reach: frozenset[str]
    node: s.Stmt
    trips: int | None  # how often it runs, where that is constant
    nested: bool  # does it run in another loop's passes?
    merged: dict[int, int] = field(default_factory=dict)  # followed by value: and what it was
    before: s.Block = field(default_factory=list)
    apart: Set[object] = frozenset()  # where structures that were there before stay apart
    changed: bool = False

    def match(self, end: State) -> Ending:
        """What turns the layout at the end of a pass into this one."""
        if end.dead:
            return [], []
        matching = _Matching(self, end)
        matching.run()
        return matching.numbers, matching.copies

    def unroll(self) -> None:
        """Containers come and go: a loop of few passes is written out."""
        if self.walk.context.limit.allows(self.trips):
            raise Unroll(self.node.mark)

    def fill(self, most: int, trips: int | None) -> None:
        """A list of integers grows: where one must be known, the loop is written out."""
        if most and self.walk.context.limit.fills(trips, most):
            raise Unroll(self.node.mark)

    def part(self) -> None:
        """An array has another rank after each pass: where it must be known, as above."""
        passes = self.trips if isinstance(self.node, s.For) else 0  # its test says how many
        stays = (self.node.mark, STAYS) in self.walk.decisions.names
        self.fill(0 if stays else UNROLLED, passes)

    def narrow(self, ends: list[State], copies: list[Copies], written: set[str]) -> None:
        """Forget constants that a pass changes, itself or by the copies at its end."""
        known = self.state.known
        met = [known_after(*one) for one in zip(ends, copies, strict=True) if not one[0].dead]
        written = written | {target for one in copies for target, _ in one}
        for name in sorted(written & set(known)):
            if any(filling.of_another_length(end.get(name), known[name]) for end in met):
                self.unroll()
            if any(filling.of_another_rank(end.get(name), known[name]) for end in met):
                self.part()
            if any(end.get(name) != known[name] for end in met):
                del known[name]
                self.changed = True

    def mark_shared(self) -> None:
        """One container that several structures stand for in the first pass."""
        origins: dict[int, set[int]] = {}
        refs = [ref for value in self.state.env.values() for ref in parts(value)]
        alive = set(self.state.reached([*refs, *map(Ref, self.walk.roots)]))
        for new, old in self.merged.items():
            if new in alive:
                origins.setdefault(old, set()).add(new)
        self.changed |= sharers.carry(self.state.heap, self.state.heap, origins)
        for old, group in origins.items():
            together = group | ({old} & alive)
            if len(together) > 1:
                self.share(together)

    def share(self, ids: set[int]) -> None:
        group = [self.state.heap[one] for one in ids if one in self.state.heap]
        meets = frozenset([self.node.mark]).union(*(held.meets for held in group))
        for held in group:
            if not held.shared or held.meets != meets:
                held.shared, held.meets = True, meets
                self.changed = True


@dataclass
class _Matching:
    head: Head
    end: State
    copies: Copies = field(default_factory=list)
    numbers: s.Block = field(default_factory=list)  # of what was chosen, before the copies
    pairs: dict[tuple[int, int], Value] = field(default_factory=dict)

    def run(self) -> None:
        env = self.head.state.env
        for name in sorted(self.head.reach):
            here, there = env.get(name), self.end.env.get(name)
            if here == there and not isinstance(here, Ref | Choice):
                continue
            if isinstance(here, Conflict) and not isinstance(here, Choice):
                continue
            new = self.value(name, here, there)
            if new != here:
                env[name] = new
                self.head.changed = True
        for root in [r for r in self.head.walk.roots if r in self.head.state.heap]:
            self.refs(Ref(root), Ref(root))
        groups: dict[int, set[int]] = {}
        for (here_id, there_id), value in self.pairs.items():
            if value == Ref(here_id):
                groups.setdefault(there_id, set()).add(here_id)
        for group in groups.values():
            if len(group) > 1:
                self.head.share(group)
        self.head.changed |= sharers.carry(self.end.heap, self.head.state.heap, groups)

    def optional(self, name: str, here: Value | None, there: Value | None) -> Value | None:
        """A constant or a container at the head, where it is the constant in some passes."""
        head, walk, origin = self.head, self.head.walk, self.head.node.origin
        state, end = head.state, self.end
        mine, other = optional.container(state, here), optional.container(end, there)
        constant = optional.meet(name, (state, here), (end, there))
        if constant is optional.NEITHER:
            return None
        if (mine or other) is None or (isinstance(here, Ref) and isinstance(there, Ref)):
            return None
        leaves: list[str] | None = []
        if mine is None:
            assert other is not None
            leaves = optional.leaves(end, other)
            found: Value = Ref(0) if leaves is None else self.follow(end.heap[other.id], None)
        elif mine.id not in head.merged:
            found = self.follow(state.heap[mine.id], mine.id, optional.flag(state, here))
        else:
            found = mine if other is None else self.refs(mine, other)
        if leaves is None:
            return None
        if not isinstance(found, Ref):
            return found
        if found == mine and isinstance(here, Choice):
            told = optional.flag(end, there)
            if told == e.Var(here.selector):
                return here
            flag = walk.new_name(here.selector)
            self.numbers.append(s.Assign(flag, told, origin=origin))
            self.copies.append((here.selector, flag))
            return here
        if mine is None:
            empty = optional.leaves(state, found) or []
            head.before += [s.Assign(leaf, e.Const(None), origin=origin) for leaf in empty]
        selector = walk.new_name(f"{name.partition('.')[0]}_set")
        head.before.append(s.Assign(selector, optional.flag(state, here), origin=origin))
        state.known.pop(name, None)
        head.changed = True
        return optional.made(state, found, selector, walk.new_id(), constant)

    def value(self, name: str, here: Value | None, there: Value | None) -> Value:
        taught.teach(self.head.walk, name, (here, self.head.state), (there, self.end))
        if (maybe := self.optional(name, here, there)) is not None:
            return maybe
        if isinstance(here, Ref | Choice) and isinstance(there, Ref | Choice):
            return self.either(here, there)
        if (
            here is None
            and isinstance(there, Choice)
            and name not in self.head.state.bound
            and all(ref.id in self.head.state.heap for ref in there.refs)
        ):
            return self.chosen(None, there, there.refs)
        if here is None and isinstance(there, Ref) and name not in self.head.state.bound:
            return self.follow(self.end.heap[there.id], None)
        if isinstance(there, Ref) and isinstance(self.head.walk.kind(e.Var(name)), k.Tuple):
            self.head.unroll()  # it was the shape of an array at first
        plain = name.partition(".")[0]
        return Conflict(
            f"`{plain}` is a container in some passes and something else in others",
            (*sites(self.head.state, here), *sites(self.end, there)),
        )

    def either(self, here: Ref | Choice, there: Ref | Choice) -> Value:
        """What every pass starts with, where it may be one of several structures."""
        heap = self.head.state.heap
        refs = choices.union(parts(here), parts(there))
        several = isinstance(here, Choice) or isinstance(there, Choice)
        if isinstance(here, Ref) and isinstance(there, Ref):
            apart = self.head.node.mark in self.head.apart
            if here == there or not apart or not all(ref.id in heap for ref in refs):
                return self.refs(here, there)
        elif not all(ref.id in heap for ref in refs) or len(refs) > choices.MOST:
            choices.tell(self.head.apart, (self.head.state, here), (self.end, there))
            found = (*sites(self.head.state, here), *sites(self.end, there))
            return Conflict("a name may stand for one of several containers", found)
        for ref in refs:
            if ref.id in self.end.heap:  # else no pass leaves it for the next one
                self.refs(ref, ref)
        if several and here == there:
            return here
        return self.chosen(here, there, refs)

    def chosen(
        self, here: Ref | Choice | None, there: Ref | Choice, refs: tuple[Ref, ...]
    ) -> Choice:
        """A choice whose number each pass leaves for the next one."""
        head, walk = self.head, self.head.walk
        if isinstance(here, Choice) and here.refs == refs:
            found = here
        else:
            found = choices.choice(head.state, walk.new_name("chosen"), refs)
            head.changed = True
            if here is not None:
                head.before += choices.number(refs, here, found.selector, walk.new_name, head.node)
        name = walk.new_name("chosen")
        self.numbers += choices.number(refs, there, name, walk.new_name, head.node)
        self.copies.append((found.selector, name))
        return found

    def refs(self, here: Ref, there: Ref) -> Value:
        known = self.pairs.get((here.id, there.id))
        if known is not None:
            return known
        self.pairs[here.id, there.id] = here
        if here == there and self.untouched(here):
            return here
        mine, other = self.head.state.heap[here.id], self.end.heap[there.id]
        same = alike(mine, other)
        if here.id != there.id and not same:
            if mine.form == other.form == "tuple":  # no name holds tuples of many lengths
                self.head.unroll()
            found: Value = Conflict(
                "containers of different structure meet at the head of a loop",
                (mine.site, other.site),
                True,
            )
        elif here.id == there.id or here.id in self.head.merged or self.kept(mine, here, there):
            self.slots(mine, other, same)
            found = here
        elif mine.vacant:
            found = vacant.conflict(mine, other)
        else:
            found = self.follow(mine, here.id)
            self.head.state.heap[found.id].meets |= other.meets
        self.pairs[here.id, there.id] = found
        return found

    def untouched(self, ref: Ref) -> bool:
        """Has no pass looked at a structure? What it holds is matched all the same."""
        held = self.head.state.heap.peek(ref.id)
        if held is None or held is not self.end.heap.peek(ref.id):
            return False
        if held.broken:
            return True
        if any(isinstance(slot, Choice) for slot in held.slots.values()):
            return False
        for slot in held.slots.values():
            if isinstance(slot, Ref):
                self.refs(slot, slot)
        return True

    def kept(self, mine: Structure, here: Ref, there: Ref) -> bool:
        """Does a structure that may not have been made take the elements of each pass itself?"""
        head, other = self.head, self.end.heap[there.id]
        start = vacant.roots(head.state, head.reach, head.walk.roots)
        if not mine.vacant or (other.vacant and mine.slots != other.slots):
            return False
        if not vacant.alone(head.state, here, start):
            return False
        head.merged[here.id] = here.id
        mine.meets |= {head.node.mark}
        return True

    def slots(self, mine: Structure, other: Structure, same: bool) -> None:
        broken = other.broken or ("" if same else "its structure changes from pass to pass")
        strict, inside = list(mine.slots) == list(other.slots), other.slots.values()
        nested = self.head.nested or any(isinstance(x, Ref) for x in inside)
        named = mine.form == "dict" and mine.slots.keys() < other.slots.keys()
        if (not strict and nested) or (not same and (named or any(map(self.slices, inside)))):
            self.head.unroll()
        if not same:
            self.head.fill(filling.longest(self.end, other), self.head.trips)
        if broken and not mine.broken:
            mine.broken, self.head.changed = broken, True
        moved = other.row is not None and other.row != mine.row
        flags = mine.shared or other.shared or moved, mine.strayed or other.strayed or moved
        kept = mine.kept or other.kept
        if (*flags, kept) != (mine.shared, mine.strayed, mine.kept):
            (mine.shared, mine.strayed), mine.kept, self.head.changed = flags, kept, True
        if mine.broken:
            return
        for key in mine.slots | other.slots:
            slot, there = mine.slots.get(key, MISSING), other.slots.get(key, MISSING)
            if slot is MISSING and key not in mine.slots:
                mine.slots[key], self.head.changed = MISSING, True
            elif isinstance(slot, Ref | Choice) and isinstance(there, Ref | Choice):
                new = self.either(slot, there)
                if new != slot and isinstance(new, Ref | Conflict):
                    mine.slots[key], self.head.changed = new, True
            elif isinstance(slot, str) and isinstance(there, str):
                self.copies.append((slot, there))
            elif not isinstance(slot, Conflict):
                mine.slots[key] = Conflict(
                    "an element is a container in some passes only", (mine.site, other.site)
                )
                self.head.changed = True

    def slices(self, slot: object) -> bool:
        """Is it a slice, of which no list is followed whose length only the run knows?"""
        kind = self.head.walk.kind(e.Var(slot)) if isinstance(slot, str) else None
        return kind is not None and k.general(kind) == k.Opaque(slice)

    def follow(self, held: Structure, old: int | None, flag: e.Expr = e.NONE) -> Ref:
        """A structure of its own, that takes the elements of each pass."""
        walk, new = self.head.walk, self.head.walk.new_id()
        made, copies = held.copy(), list[s.Stmt]()
        made.stray()
        for key, slot in held.slots.items():
            if isinstance(slot, str):
                name = walk.new_name(label(held, key))
                made.slots[key] = name
                if old is not None:
                    copies.append(s.Assign(name, e.Var(slot), origin=self.head.node.origin))
            elif isinstance(slot, Ref) and old is None:
                made.slots[key] = self.follow(self.end.heap[slot.id], None)
        self.head.before += vacant.guarded(held, copies, flag)
        made.meets |= {self.head.node.mark}
        made.vacant = old is None
        if made.home is not None:  # writes would have to reach the container of each pass
            made.home, made.shared = None, True
        self.head.state.heap[new] = made
        self.head.merged[new] = -new if old is None else old
        self.head.changed = True
        return Ref(new)


def known_after(end: State, copies: Copies) -> dict[str, k.Kind]:
    """What is known once the copies at the end of a path are made, all at once."""
    found = dict(end.known)
    for target, source in copies:
        found.pop(target, None)
        if source in end.known:
            found[target] = end.known[source]
    return found


def counts(node: s.For) -> bool:
    """Is it a loop over a range?"""
    return isinstance(node.source, e.Call) and node.source.func == RANGE


def written_in(*parts: s.Block) -> set[str]:
    """The names that the rewritten loop binds."""
    return {name for part in parts for name in bound(part)}

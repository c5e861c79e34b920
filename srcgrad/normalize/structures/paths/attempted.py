"""Attributes that an object has on some paths only, which a flag tells: what asks it decides.

try:                                        q.1 = ...
    self.q = np.array([float(a), 0.0])  ->  (unless raised)
except TypeError:                           if raised:
    self.q = np.array(a)                        q.2 = np.array(a)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures.layout import (
    MISSING,
    Claim,
    Perhaps,
    Slot,
    State,
    Structure,
)

BOTH = (True, False)
Stamps = Mapping[str, int]  # how often names were bound


def note(state: State, flag: str, stamps: Stamps, start: State, end: State) -> None:
    """Attributes that only the end of a body has, which may have raised."""
    for number, held in end.heap.items():
        before, now = start.heap.peek(number), state.heap.peek(number)
        if held.form != "object" or before is None or now is None:
            continue
        for key, slot in held.slots.items():
            if isinstance(slot, str) and key not in before.slots and now.slots.get(key) is MISSING:
                claims = [(flag, False, True), (flag, True, False)]
                state.heap[number].slots[key] = _perhaps(slot, claims, stamps)


def forget(state: State) -> None:
    """What follows is gone through several times, with flags that change."""
    for held, key, _ in _found(state):
        held.slots[key] = MISSING


def asked(test: e.Expr, out: s.Block) -> tuple[str, bool]:
    """The flag that a test asks, and whether it is true where the test is."""
    answer, place = True, len(out)
    while not isinstance(test, e.Var) or place:
        last = out[place - 1] if place else None
        if isinstance(test, e.Unary) and test.op == "not":
            test, answer = test.operand, not answer
        elif (
            isinstance(test, e.Var)
            and isinstance(last, s.Assign)
            and last.target == test.name
            and isinstance(last.value, e.Var | e.Unary)
        ):
            test, place = last.value, place - 1
        else:
            break
    return (test.name, answer) if isinstance(test, e.Var) else ("", answer)


def decide(state: State, flag: str, value: bool, stamps: Stamps, told: Set[str]) -> None:
    """On one of the ways the attributes are there, and on the other they are not."""
    if flag in told:
        state.known[flag] = k.Known(value)
    for held, key, slot in _found(state) if flag else ():
        here = [there for there in BOTH if _holds(slot, (flag, value, there), stamps)]
        if here == [True]:
            held.slots[key] = slot.name
        elif here == [False]:
            del held.slots[key]


def meeting(stamps: Stamps, key: object, *sides: tuple[State, Structure]) -> Slot:
    """What an attribute is that may be there on one path only."""
    (a, one), (b, other) = sides
    slots = one.slots.get(key), other.slots.get(key)
    names = {slot.name if isinstance(slot, Perhaps) else slot for slot in slots} - {None}
    name = names.pop()
    if names or not isinstance(name, str):
        return MISSING
    flags = _flags(a, slots[0]) | _flags(b, slots[1])
    met = {
        flag for flag in flags if a.known.get(flag) is None or a.known[flag] != b.known.get(flag)
    }
    claims = [(flag, value, there) for flag in met for value in BOTH for there in BOTH]
    found = [
        claim
        for claim in claims
        if _implied(a, slots[0], claim, stamps) and _implied(b, slots[1], claim, stamps)
    ]
    return _perhaps(name, found, stamps) if found else MISSING


def _flags(state: State, slot: Slot | None) -> set[str]:
    """What may tell on one path whether the attribute is there."""
    if isinstance(slot, Perhaps):
        return {flag for (flag, _, _), _ in slot.claims}
    return {n for n, kind in state.known.items() if kind in (k.Known(True), k.Known(False))}


def _implied(state: State, slot: Slot | None, claim: Claim, stamps: Stamps) -> bool:
    """Is the attribute there, or not there, on one path where the flag has the value?"""
    flag, value, there = claim
    if state.known.get(flag) == k.Known(not value):
        return True
    if isinstance(slot, Perhaps):
        return _holds(slot, claim, stamps)
    return (slot is not None) is there


def _holds(slot: Perhaps, claim: Claim, stamps: Stamps) -> bool:
    return (claim, stamps.get(claim[0], 0)) in slot.claims


def _perhaps(name: str, claims: Iterable[Claim], stamps: Stamps) -> Perhaps:
    found = tuple((claim, stamps.get(claim[0], 0)) for claim in sorted(claims))
    return Perhaps(MISSING.reason, name=name, claims=found)


def _found(state: State) -> Iterator[tuple[Structure, object, Perhaps]]:
    for number, held in list(state.heap.items()):
        for key, slot in list(held.slots.items()):
            if isinstance(slot, Perhaps):
                yield state.heap[number], key, slot

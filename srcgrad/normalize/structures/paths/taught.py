"""Lists that nothing has been put into hold rows like those that they meet.

waiting = []                           waiting_0 = []; waiting_1 = []
for k in range(n):                     for k in range(n):
    waiting = [(t, q) ...]     ->          waiting_0 = [...]; waiting_1 = [...]
"""

from __future__ import annotations

from typing import Protocol

from srcgrad.ir import expr as e
from srcgrad.normalize.structures.context import Decisions
from srcgrad.normalize.structures.layout import Conflict, Ref, Rows, State, Value


class Walk(Protocol):
    """What is asked of the walk."""

    decisions: Decisions
    stay: dict[str, str]  # where what a name holds was made
    stayed: dict[str, str]  # where what a name has held was made
    picked: dict[str, str]  # where the list was made of which a name holds an element

    def site_of(self, name: str) -> str: ...


def note(w: Walk, name: str, tree: e.Expr) -> None:
    """Remember which container that stays one a name holds, or an element of it."""
    w.picked.pop(name, None)
    match tree:
        case e.Var(held):
            if site := w.site_of(held):
                w.stay[name] = w.stayed[name] = site
            if held in w.picked:
                w.picked[name] = w.picked[held]
        case e.Item(e.Var(held)) if site := w.site_of(held):
            w.picked[name] = site


def teach(w: Walk, name: str, *sides: tuple[Value | None, State]) -> None:
    """Start again where a name may hold rows, or a list that is not known to hold any."""
    for (one, state), (other, met) in (sides, sides[::-1]):
        held = state.heap.peek(one.id) if isinstance(one, Ref) else None
        if held is None or held.form != "rows":
            continue
        whole = w.site_of(name) or w.stayed.get(name, "")
        site = whole if other is None else _empty(other, met)
        if not site or site in w.decisions.rows or site in w.decisions.mixed:
            continue
        if other is not None or w.decisions.pins[site].keyed:
            raise Rows(site, held.shape)


def _empty(value: Value, state: State) -> str:
    """Where a list was made that holds nothing."""
    held = state.heap.peek(value.id) if isinstance(value, Ref) else None
    return held.site if held is not None and held.form == "list" and not held.slots else ""


def teach_all(w: Walk, met: State, *ends: State) -> None:
    """The same of all names where two paths have met."""
    for name, value in met.env.items():
        if isinstance(value, Conflict):
            teach(w, name, *((end.env.get(name), end) for end in ends))

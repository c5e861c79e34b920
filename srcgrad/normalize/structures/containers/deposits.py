"""Containers that somebody else can see are kept up to date while their elements are names."""

from __future__ import annotations

from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names, rebuild
from srcgrad.normalize.arrays.effects import REMOVE_ITEM, SET_ATTRIBUTE, SET_ITEM
from srcgrad.normalize.structures.containers import keeping
from srcgrad.normalize.structures.containers.sharers import shares
from srcgrad.normalize.structures.layout import Apart, Capture, Itself, Pin, Ref, Slot, Structure
from srcgrad.normalize.structures.objects.class_names import class_of
from srcgrad.normalize.structures.walk import Walker

SOMEWHERE = ...  # the index of a row that was put into a list: it is in there


def writable(w: Walker, ref: Ref) -> Structure:
    """A structure that may be written here."""
    found = w.structure(ref)
    if found.form == "tuple" or found.frozen:
        raise Pin(found.site, "it cannot be written")
    if found.kept:
        raise Pin(found.site, keeping.REASON)
    if found.shared:
        apart(w, found)
        raise Pin(
            found.site,
            f"a {found.cls.__name__} is written that two names may stand for",
            "make a copy, so that each name has an object of its own",
        )
    if found.home is not None:
        homes = [w.state.heap[one].home for one in w.state.reached([ref])]
        places = {home for home in homes if home is not None and not isinstance(home, e.Var)}
        if places:  # stores may move them
            raise Capture(places)
    return found


def apart(w: Walker, held: Structure) -> None:
    """Containers that meet in this one are to be told from one another, if they can be."""
    if not held.meets <= w.decisions.apart:
        raise Apart(held.meets)


def note(w: Walker, held: Structure) -> None:
    """The argument behind a container is changed by the program."""
    assert held.home is not None
    reached = set(names(held.home))
    reached |= {n for place, name in w.homes.items() if name in reached for n in names(place)}
    w.changed |= reached & {p.name for p in w.core.parameters}


def deposit(w: Walker, held: Structure, key: Any, node: s.Stmt) -> None:
    """One element has a new value."""
    if held.row is not None:
        store_part(w, held, key, node)
    if held.home is None:
        return
    if isinstance(key, Itself):
        raise Pin(held.site, "an object becomes a key of a dict that an argument holds")
    note(w, held)
    new = real(w, held.slots[key], node)
    where = SET_ATTRIBUTE if held.form == "object" else SET_ITEM
    w.emit(s.Evaluate(e.Call(where, (held.home, e.Const(key), new))), node)


def store_part(w: Walker, held: Structure, key: Any, node: s.Stmt) -> None:
    """An element of a row has a new value: so has the list."""
    assert held.row is not None
    number, above, index = held.row
    rows, slot = w.state.heap.get(number), held.slots[key]
    name = None if rows is None else rows.slots.get((*above, key))
    if not isinstance(name, str) or not isinstance(slot, str):
        raise Pin(held.site, "the structure of a row is changed")
    assert rows is not None
    lost = isinstance(index, e.Const) and index.value is SOMEWHERE
    several = bool(rows.sharers and w.attempts) or shares(w.state, w.roots, rows)
    if rows.shared or several or lost:
        raise Pin((rows.site, held.site), "a row is written that several lists may hold")
    w.emit(s.Store(e.Var(name), index, e.Var(slot)), node)
    for one, other in list(w.state.heap.items()):
        if other is held or other.broken or not _perhaps(w, other, held):
            continue
        mine = other.slots.get(key)
        same = other.row == held.row and not other.shared  # one object under two names
        if same and isinstance(mine, str):
            w.bind_plain(mine, e.Var(slot), node)
        else:
            w.state.heap[one].broken = "it may be the row that was written"


def _perhaps(w: Walker, other: Structure, written: Structure) -> bool:
    """May a structure be the row that is written, or another part of it?"""
    assert written.row is not None
    if other.row is None:
        return other.strayed and other.cls is written.cls
    rows = w.state.heap.peek(written.row[0])
    same = {written.row[0]} | (rows.sharers if rows is not None else set())
    return other.row[0] in same or other.row[0] not in w.state.heap


def deposit_all(w: Walker, held: Structure, node: s.Stmt) -> None:
    """A list has other elements than before."""
    if held.row is not None:
        raise Pin(held.site, "the structure of a row is changed")
    if held.home is None:
        return
    note(w, held)
    parts = tuple(real(w, slot, node) for slot in held.slots.values())
    w.emit(s.Evaluate(e.Call(SET_ITEM, (held.home, e.Slice(), e.Sequence("list", parts)))), node)


def withdraw(w: Walker, held: Structure, key: Any, node: s.Stmt) -> None:
    """An element of a dict is gone."""
    if held.row is not None:
        raise Pin(held.site, "the structure of a row is changed")
    if held.home is not None:
        note(w, held)
        w.emit(s.Evaluate(e.Call(REMOVE_ITEM, (held.home, e.Const(key)))), node)


def real(w: Walker, slot: Slot, node: s.Stmt) -> e.Expr:
    """The container itself, made now if there is none yet."""
    if isinstance(slot, str):
        return e.Var(slot)
    if not isinstance(slot, Ref):
        raise Pin(slot.sites, slot.reason)
    held = w.structure(slot)
    if held.home is not None:
        return held.home
    keyed = any(isinstance(key, Itself) for key in held.slots)
    named = held.form == "tuple" and hasattr(held.cls, "_fields")
    if held.form in ("object", "rows") or not (named or held.cls in (list, dict, tuple)) or keyed:
        raise Pin(held.site, f"an object of class {held.cls.__name__} is stored in an argument")
    parts = tuple(real(w, inner, node) for inner in held.slots.values())
    made: e.Expr = e.Sequence(held.form, parts)
    if held.form == "dict":
        made = e.Mapping(tuple(e.Const(key) for key in held.slots), parts)
    if named:
        return e.Call(class_of(w, held, held.site), parts)
    if held.form == "tuple":
        return made
    name = w.new_name(held.stem)
    w.emit(s.Assign(name, made), node)
    w.core.real.add(name)
    held.home = e.Var(name)
    return held.home


def again(w: Walker, func: e.Expr, args: tuple[e.Expr, ...], node: s.Stmt) -> tuple[e.Expr, ...]:
    """A walk before this one has written that an argument holds something else from here on.

    What that is may have been taken apart since: the container itself is made now.
    """

    def whole(tree: e.Expr) -> e.Expr:
        held = w.held(tree)
        return real(w, held, node) if isinstance(held, Ref) else rebuild(tree, whole)

    for one, found in list(w.state.heap.items()):
        if found.home != args[0]:
            continue
        held = w.state.heap[one]
        match args:
            case (_, e.Const(key), e.Var(name)) if func != REMOVE_ITEM and _is_plain(w, name):
                held.slots[key] = name
            case (_, e.Const(key), e.Var() as new) if isinstance(inside := w.held(new), Ref):
                held.slots[key] = inside
            case (_, e.Const(key)) if func == REMOVE_ITEM:
                held.slots.pop(key, None)
            case _:
                held.broken = held.broken or "what it holds has been stored into an argument"
    return args[0], *map(whole, args[1:])


def _is_plain(w: Walker, name: str) -> bool:
    return name not in w.state.env and name not in w.core.real

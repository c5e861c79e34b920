"""Containers that come from outside: arguments, globals, attributes of classes."""

from __future__ import annotations

from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.function import is_derived
from srcgrad.ir.owned import own_methods
from srcgrad.late import dataclass
from srcgrad.normalize.structures.layout import (
    HELD,
    Early,
    Method,
    Pin,
    Ref,
    Slot,
    State,
    Structure,
)
from srcgrad.normalize.structures.paths.joining import label
from srcgrad.normalize.structures.walk import Walker


def enter(w: Walker, name: str, kind: k.Kind, free: bool) -> None:
    """Take an argument or a free value apart, if it is a container of fixed structure."""
    if name in w.core.cells:
        w.pins.setdefault(name, Pin(name, "a function made inside shares the variable"))
        w.waiting = True
    made = again(w, name, kind, free)
    if made is not None:
        w.state.env[name] = made
        w.roots.append(made.id)
        _bind_derivatives(w, made, kind)
    w.state.bound.add(name)


def _bind_derivatives(w: Walker, made: Ref, kind: k.Kind) -> None:
    """What an object holds of its own methods' derivatives is as if it had made them here."""
    slots: dict[Any, Any] = w.state.heap[made.id].slots
    for name, own in own_methods(kind).items():
        if is_derived(own.function):
            instance = w.new_name("instance")
            w.state.env[instance] = made
            w.state.bound.add(instance)
            slots[name] = Method(own.function, (e.Var(instance),))


@dataclass(frozen=True)
class Entered:
    """What a walk has made of a container from outside; the next one does not make it anew."""

    made: Ref | None
    kind: k.Kind
    free: bool
    pins: set[str]  # what stays as it is in it
    heap: dict[int, Structure]
    inputs: dict[e.Expr, str]
    known: dict[str, k.Kind]


def again(w: Walker, name: str, kind: k.Kind, free: bool) -> Ref | None:
    """What an earlier walk has made of a container, or what this one makes of it."""
    moved = bool(w.decisions.captured or w.homes)
    pins = {site for site in w.pins if site.partition("[")[0] == name}
    found = None if moved else w.decisions.entered.get(name)
    if found is None or found.kind is not kind or (found.free, found.pins) != (free, pins):
        outer, inputs = w.state, dict(w.inputs)
        w.state = State()
        made = structure(w, e.Var(name), kind, name, name.partition(".")[0], free)
        state, w.state = w.state, outer
        new = {tree: held for tree, held in w.inputs.items() if tree not in inputs}
        found = Entered(made, kind, free, pins, dict(state.heap), new, state.known)
        w.decisions.entered[name] = found
    for one, held in found.heap.items():
        w.state.heap.share(one, held)
    w.inputs.update(found.inputs)
    w.state.known.update(found.known)
    w.state.bound.update(found.inputs.values())
    return found.made


def enter_free(w: Walker, name: str) -> None:
    """A global or a default that a function brings along."""
    kind = w.context.free_kind(w.core.free[name])
    enter(w, name, kind, True)
    if w.trips and name in w.state.env:
        raise Early
    if not isinstance(kind, k.Tuple | k.List | k.Dict | k.Object | k.Unknown):
        w.state.known[name] = kind


def resume(w: Walker) -> None:
    """Containers in arguments that earlier walks have read under names are what these hold."""
    for tree, name in list(w.inputs.items()):
        found = None if name in w.state.env or name in w.core.real else _leads(w, tree)
        if found is not None:
            w.state.env[name] = found
            w.state.bound.add(name)


def _leads(w: Walker, tree: e.Expr) -> Ref | None:
    """The structure at a place in an argument."""
    match tree:
        case e.Var(name):
            found: Any = w.state.env.get(name)
        case e.Item(base, e.Const(key)) | e.Attr(base, key):
            outer = _leads(w, base)
            found = None if outer is None else w.state.heap[outer.id].slots.get(key)
        case _:
            return None
    return found if isinstance(found, Ref) else None


def structure(
    w: Walker, place: e.Expr, kind: k.Kind, site: str, stem: str, free: bool
) -> Ref | None:
    """The structure behind an expression, or None for a plain value."""
    match kind:
        case k.Tuple(items, cls):
            form, keys = "tuple", tuple(range(len(items)))
        case k.List(items, _) if items is not None:
            form, cls, keys = "list", list, tuple(range(len(items)))
        case k.Dict(keys, items, cls):
            form = "dict"
        case k.Object(cls, keys, items, _):
            form = "object"
        case _:
            return None
    if site in w.pins:
        return None
    home = place
    if place in w.decisions.captured or place in w.homes:
        home = _captured(w, place, stem)
    made = Structure(form, cls, {}, site, stem, home=home, frozen=free)
    held: list[tuple[Any, k.Kind | None]] = [*zip(keys, items, strict=True)]
    for name, own in own_methods(kind).items():
        held.insert(own.place, (name, None))
    for key, item in held:
        if item is None:
            made.slots[key] = HELD
            continue
        tree: e.Expr = e.Item(place, e.Const(key))
        if form == "object":
            tree = e.Attr(place, str(key))
        made.slots[key] = _slot(w, made, key, tree, item, free)
    new = w.new_id()
    w.state.heap[new] = made
    return Ref(new)


def _captured(w: Walker, place: e.Expr, stem: str) -> e.Var:
    """A container inside an argument, under a name that it keeps when it is moved."""
    name = w.homes[place] = access(w, place, stem)
    w.core.real.add(name)
    return e.Var(name)


def access(w: Walker, tree: e.Expr, stem: str) -> str:
    """The name of an element of an argument, which is read at the head of the program."""
    if tree not in w.inputs:
        w.inputs[tree] = w.new_name(stem)
    w.state.bound.add(w.inputs[tree])
    return w.inputs[tree]


def whole(w: Walker, held: Structure) -> e.Expr:
    """The caller's own container or object, under a name."""
    assert held.home is not None
    return held.home if isinstance(held.home, e.Var) else e.Var(access(w, held.home, held.stem))


def _slot(w: Walker, held: Structure, key: Any, tree: e.Expr, kind: k.Kind, free: bool) -> Slot:
    part = f"{held.site}[{key!r}]"
    inner = structure(w, tree, kind, part, label(held, key), free)
    if inner is not None:
        return inner
    name = access(w, tree, label(held, key))
    if not isinstance(kind, k.Unknown | k.List | k.Dict | k.Object):
        w.state.known[name] = kind
    w.state.bound.add(name)
    return name

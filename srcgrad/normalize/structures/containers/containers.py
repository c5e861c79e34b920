"""Tuples, lists and dicts: how they are made, and what is read from them."""

from __future__ import annotations

import types
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.lists.spans import written_out
from srcgrad.normalize.structures.containers import own_methods
from srcgrad.normalize.structures.containers.deposits import (
    deposit,
    deposit_all,
    withdraw,
    writable,
)
from srcgrad.normalize.structures.layout import (
    MISSING,
    ORDERED,
    Absent,
    Choice,
    Conflict,
    Itself,
    Later,
    Method,
    Pin,
    Ref,
    Structure,
    Value,
    View,
    missing,
)
from srcgrad.normalize.structures.objects import iterated
from srcgrad.normalize.structures.paths.joining import label
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

ZEROS = {e.Ref("float", float): e.Const(0.0), e.Ref("int", int): e.Const(0)}


def build(
    w: Walker, form: str, cls: Any, slots: dict[Any, Any], node: s.Stmt, site: str,
    path: e.Ref | None = None,
) -> Ref:  # fmt: skip
    """A new structure; its slots are names of its own for the plain values among `slots`."""
    made = Structure(form, cls, {}, site, site.partition(".")[0], path=path)
    for key, slot in slots.items():
        put(w, made, key, as_value(slot), node)
    new = w.new_id()
    w.state.heap[new] = made
    return Ref(new)


def of_object(w: Walker, method: Method) -> Ref | None:
    """The object that a method is called with, if it is one of the user's, and nothing else is."""
    if not isinstance(method.function, types.FunctionType) or len(method.bound) != 1:
        return None
    found = w.held(method.bound[0])
    return found if isinstance(found, Ref) else None


def fresh(
    w: Walker,
    form: str,
    cls: type,
    slots: dict[Any, Any],
    node: s.Stmt,
    target: str,
    path: e.Ref | None = None,
) -> Value | e.Expr:
    """A new container: a structure, or the container itself where it must stay one."""
    made = build(w, form, cls, slots, node, target, path)
    if target not in w.pins or cls not in (tuple, list, dict):
        return made
    for slot in w.structure(made).slots.values():
        if isinstance(slot, Ref):
            for one in w.state.reached([slot]):
                if w.structure(Ref(one)).form != "tuple":
                    raise Pin(w.structure(Ref(one)).site, "a container that holds it stays one")
    return w.steps.whole(w, made, node)


def united(
    w: Walker, one: Structure, other: Structure, node: s.Stmt, target: str
) -> Value | e.Expr:
    """`one | other`, of dicts; that of `collections` says what the new one is."""
    first = other if one.cls is dict and other.cls in ORDERED else one
    cls = first.cls if first.cls in ORDERED else dict
    made = fresh(w, "dict", cls, one.slots | other.slots, node, target or one.site, first.path)
    if isinstance(made, Ref):
        w.structure(made).factory = first.factory
    return made


def put(w: Walker, held: Structure, key: Any, value: Any, node: s.Stmt) -> None:
    """Let a slot have a value: a plain one gets the slot's name."""
    if isinstance(value, e.Expr):
        before = held.slots.get(key)
        name = before if isinstance(before, str) else w.new_name(label(held, key))
        w.bind_plain(name, value, node)
        held.slots[key] = name
    elif isinstance(value, Ref | Conflict):
        held.slots[key] = value
    elif isinstance(value, Method) and (own := of_object(w, value)) is not None:
        held.slots[key] = build(w, "function", value.function, {"self": own}, node, held.site)
    elif isinstance(value, Method) and isinstance(value.function, Later):
        of = {"function": w.held(value.bound[0])}
        held.slots[key] = build(w, "function", value.function, of, node, held.site)
    else:
        sites = own_methods.owner_of(w, value) or (held.site,)
        held.slots[key] = Conflict("a method or a view is kept in a container", sites)


def as_value(slot: Any) -> Any:
    """What a slot holds, as a value."""
    return e.Var(slot) if isinstance(slot, str) else slot


def read(w: Walker, held: Structure, key: Any) -> Value | e.Expr:
    """What a slot holds, for use."""
    slot = held.slots[key]
    if isinstance(slot, Conflict) and not isinstance(slot, Choice):
        raise Pin((held.site, *slot.sites), slot.reason)
    found: Value | e.Expr = as_value(slot)
    return found


def remember(w: Walker, target: str, held: Structure, key: Any) -> None:
    """Note which slot a name was read from, for `+=`."""
    slot = held.slots.get(key)
    if target and isinstance(slot, str):
        w.read_at[target] = (slot, w.stamps.get(slot, 0))


def sites_of(w: Walker, held: Value) -> tuple[str, ...]:
    """Where a structure was made."""
    match held:
        case Ref(one) | View(Ref(one), _):
            return (w.state.heap[one].site,)
    return ()


def refuse_missing(held: Structure, name: str) -> None:
    """Whether an object has an attribute that only some paths give it, the run tells."""
    if missing(held.slots.get(name)):
        raise Pin(held.site, MISSING.reason)


def elements(w: Walker, held: Value, node: s.Stmt) -> list[Any]:
    """What a loop over a container gives: names, structures and constants."""
    if isinstance(held, View):
        found = w.structure(held.base)
        if any(map(missing, found.slots.values())):
            raise Pin(found.site, MISSING.reason)
        if held.part in ("keys", "vars"):
            return [as_key(key) for key in found.slots]
        if held.part == "values":
            return [as_value(slot) for slot in found.slots.values()]
        return [
            build(w, "tuple", tuple, {0: as_key(key), 1: slot}, node, f"{found.stem}_item")
            for key, slot in found.slots.items()
        ]
    assert isinstance(held, Ref)
    found = w.structure(held)
    if found.form in ("object", "rows", "function"):
        raise Pin(found.site, f"a {found.cls.__name__} is gone through")
    if found.form == "dict":
        return [as_key(key) for key in found.slots]
    return [as_value(slot) for slot in found.slots.values()]


def as_key(key: Any) -> Any:
    """A key as a value: an object, or a constant."""
    return Ref(key.id) if isinstance(key, Itself) else constant(key)


def constant(key: Any) -> e.Expr:
    """A key as an expression."""
    if isinstance(key, Itself):
        raise Pin((), "a dict whose keys are objects is used as a whole")
    if isinstance(key, tuple):
        return e.Sequence("tuple", tuple(map(constant, key)))
    return e.Const(key)


def position(w: Walker, held: Structure, index: e.Expr) -> int | None:
    """The position that a constant index means; an index out of range is the program's own."""
    known, found = (False, None) if w.touched(index) else w.constant(index)
    if not known:
        w.stuck(held, "an element is picked by an index that only the run knows")
    count = len(held.slots)
    if not isinstance(found, int) or not -count <= found < count:
        return None
    return found % count


def bounds(w: Walker, held: Structure, part: e.Slice) -> slice:
    """A slice of constant bounds."""
    found = []
    for one in (part.lower, part.upper, part.step):
        known, at = (True, None) if one is None else w.constant(one)
        if not known:
            w.stuck(held, "a slice whose bounds only the run knows")
        found.append(at)
    return slice(*found)


def item(
    w: Walker, ref: Ref, base: e.Expr, index: e.Expr, node: s.Stmt, live: Names, target: str,
    element: bool = False,
) -> Value | e.Expr:  # fmt: skip
    """`base[index]`."""
    held = w.structure(ref)
    if held.form == "rows":
        return w.steps.row(w, ref, index, node, target)
    if held.form == "object":
        placed = element and w.context.stand_in(held.cls) is held.cls
        if element and not placed and hasattr(held.cls, "__iter__"):
            return _iterated(w, held, base, index, node, live, target)
        name = "element_" if placed else "__getitem__"
        return w.call_method(ref, base, name, (subscript(w, index, node),), node, live)
    index = written_out(index, w.kind)
    if isinstance(index, e.Slice) and held.form in ("list", "tuple"):
        chosen = list(held.slots.values())[bounds(w, held, index)]
        cls: type = list if held.form == "list" else tuple
        return fresh(w, held.form, cls, dict(enumerate(chosen)), node, target or held.site)
    if not element and held.cls is not dict:
        gone = w.steps.missing(w, ref, base, index, node, live)
        if gone is not None:
            return gone
        if held.factory is not None:
            supply(w, ref, index, node, live)
            held = w.structure(ref)
    key = key_of(w, held, index, element, reads=held.form != "tuple" or held.cls is tuple)
    remember(w, target, held, key)
    return key if isinstance(key, e.Expr | Ref) else read(w, held, key)


def supply(w: Walker, ref: Ref, index: e.Expr, node: s.Stmt, live: Names) -> None:
    """A key that is read, and is not there, gets a value."""
    held = w.structure(ref)
    key = key_to(w, held, index)
    if key in held.slots or held.factory in (None, e.NONE):
        return
    name = w.new_name(f"{held.stem}_item")
    found = ZEROS.get(held.factory) or w.value(e.Call(held.factory, ()), node, live, name)
    held = writable(w, ref)
    put(w, held, key, found, node)
    deposit(w, held, key, node)


def gone_through(w: Walker, tree: e.Expr) -> str | None:
    """The attribute of an object of the user's through which its `__iter__` goes, if so."""
    held = w.held(tree)
    inside = w.state.heap.peek(held.id) if isinstance(held, Ref) else None
    if inside is None or inside.form != "object" or w.context.stand_in(inside.cls) is inside.cls:
        return None
    return iterated.attribute(inside.cls) if hasattr(inside.cls, "__iter__") else None


def _iterated(
    w: Walker, held: Structure, base: e.Expr, index: e.Expr, node: s.Stmt, live: Names, target: str
) -> Value | e.Expr:
    """What the `__iter__` of an object gives at a position."""
    inside = iterated.attribute(held.cls)
    whole: e.Expr = e.Call(e.Ref("tuple", tuple), (base,))
    if inside is not None:
        whole = e.Attr(base, inside)
    elif not iterated.repeatable(held.cls):
        raise Pin(held.site, "what its `__iter__` gives is taken by position")
    name = w.named(w.value(whole, node, live, ""), "elements", node)
    return w.value(e.Element(name, index), node, live | {name.name}, target)


def subscript(w: Walker, index: e.Expr, node: s.Stmt) -> e.Expr:
    """What `__getitem__` gets: slices are objects."""
    match index:
        case e.Slice(lower, upper, step):
            parts = tuple(e.NONE if part is None else part for part in (lower, upper, step))
            return w.named(e.Call(e.Ref("slice", slice), parts), "part", node)
        case e.Sequence("tuple", items) if any(isinstance(one, e.Slice) for one in items):
            return e.Sequence("tuple", tuple(subscript(w, one, node) for one in items))
    return index


def key_of(
    w: Walker, held: Structure, index: e.Expr, element: bool = False, reads: bool = False
) -> Any:
    """The key of an element that is there."""
    if held.form == "dict" and not element:
        key = key_to(w, held, index)
        if key not in held.slots:
            if reads:
                raise Absent(KeyError, constant(key))
            raise Pin(held.site, f"it has no key {key!r}", keyed=True)
        return key
    key = position(w, held, index)
    if key is None:
        if reads and not element:
            raise Absent(IndexError, e.Const(f"{held.form} index out of range"))
        raise Pin(held.site, "an index is out of range")
    return as_key(list(held.slots)[key]) if held.form == "dict" else key


def key_to(w: Walker, held: Structure, index: e.Expr) -> Any:
    """A dict's key, which must be a constant."""
    known, key = w.constant(index)
    found = w.held(index)
    if not known and isinstance(found, Ref) and w.structure(found).form != "tuple":
        known, key = True, itself(w, index, held)
    if not known:
        w.stuck(held, "a key that only the run knows", "use a constant key")
    for other in held.slots:
        if other == key and type(other) is type(key):
            return other
    return key


def by_identity(cls: type) -> bool:
    """Are objects of a class equal to themselves alone?"""
    own: Any = object
    return cls.__hash__ is own.__hash__ and cls.__eq__ is own.__eq__


def perhaps_one(one: Structure, other: Structure) -> bool:
    """May two containers or objects of the caller's be one?"""
    return one.home is not None and other.home is not None and one.cls is other.cls


def itself(w: Walker, tree: e.Expr, held: Structure) -> Itself:
    """An object as a key, which no other key of a dict may be unless it is told."""
    ref = w.held(tree)
    assert isinstance(ref, Ref)
    found = w.structure(ref)
    if found.form != "object" or not by_identity(found.cls):
        raise Pin((held.site, found.site), "a container, or what has an `__eq__`, is a key")
    keys = [key.id for key in held.slots if isinstance(key, Itself)]
    for one in (ref.id, *keys):
        other = w.state.heap.get(one)
        unsure = other is None or other.shared or other.row is not None
        if unsure or (one != ref.id and other is not None and perhaps_one(found, other)):
            raise Pin((held.site, found.site), "a key that may be one of several objects")
    return Itself(ref.id)


def key_of_attributes(w: Walker, held: Structure, index: e.Expr) -> Any:
    """The name of an attribute that is there, read from `vars(obj)`."""
    key = key_to(w, held, index)
    if key not in held.slots:
        raise Absent(KeyError, constant(key))
    return key


def item_of_view(w: Walker, held: View, index: e.Expr, node: s.Stmt) -> Value | e.Expr:
    """An element of `d.items()` in a loop that counts."""
    found = w.structure(held.base)
    key = position(w, found, index)
    if key is None:
        raise Pin(found.site, "an index is out of range")
    return elements(w, held, node)[key]


def delete(w: Walker, ref: Ref, place: e.Expr, node: s.Stmt, live: Names) -> None:
    """`del base[place]`."""
    held = writable(w, ref)
    if held.form in ("object", "rows"):
        raise Pin(held.site, "an element of it is deleted")
    place = written_out(place, w.kind)
    if isinstance(place, e.Slice):
        gone = set(range(len(held.slots))[bounds(w, held, place)])
    else:
        gone = {key_of(w, held, place)}
    kept = {key: slot for key, slot in held.slots.items() if key not in gone}
    held.slots = kept if held.form == "dict" else dict(enumerate(kept.values()))
    if held.form == "dict":
        for key in gone:
            withdraw(w, held, key, node)
    else:
        deposit_all(w, held, node)

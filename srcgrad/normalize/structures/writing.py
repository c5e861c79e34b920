"""Stores into containers and attributes."""

from __future__ import annotations

import functools
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, names
from srcgrad.normalize.arrays.effects import SET_LATER
from srcgrad.normalize.lists.spans import written_out
from srcgrad.normalize.scope import Counter
from srcgrad.normalize.structures.calls import inlining
from srcgrad.normalize.structures.containers import containers, methods, rows, subclasses
from srcgrad.normalize.structures.containers.deposits import deposit, deposit_all, writable
from srcgrad.normalize.structures.containers.escaping import escaping
from srcgrad.normalize.structures.layout import Pin, Ref, Structure, Tabled, Value, View
from srcgrad.normalize.structures.objects import instances, operators
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker


def operand(w: Walker, tree: e.Expr, node: s.Stmt) -> Value | e.Expr:
    """What a store puts in place."""
    held = w.held(tree)
    return w.plain(tree, node) if held is None else held


def write(w: Walker, held: Structure, key: Any, value: Value | e.Expr, node: s.Stmt) -> None:
    """Let an element have a value."""
    containers.put(w, held, key, value, node)
    deposit(w, held, key, node)


def store(w: Walker, node: s.Store, base: e.Expr, place: e.Expr, new: e.Expr, live: Names) -> None:
    """`base[place] = new`."""
    ref = w.held(base)
    if isinstance(ref, View) and ref.part == "vars":
        held = methods.attributes_written(w, ref)
        write(w, held, containers.key_to(w, held, place), operand(w, new, node), node)
        return
    if not isinstance(ref, Ref):
        kind = w.kind(base)
        if not isinstance(kind, k.Array):
            _tabled(w, base, kind, new)
            escaping(w, new)
        new = operators.beside_array(w, new, base, node)
        made = s.Store(w.plain(base, node), w.plain(place, node), w.plain(new, node), node.into)
        w.emit(made, node)
        return
    if w.structure(ref).form == "object":
        place = containers.subscript(w, place, node)
        w.call_method(ref, base, "__setitem__", (place, new), node, live)
        return
    held, place = writable(w, ref), written_out(place, w.kind)
    if held.form == "rows" and not isinstance(place, e.Slice) and not w.touched(place):
        rows.store(w, ref, place, w.held(new), node)
        return
    if isinstance(place, e.Slice):
        _store_slice(w, held, place, new, node)
        return
    if held.form == "dict":
        write(w, held, containers.key_to(w, held, place), operand(w, new, node), node)
        return
    key = containers.position(w, held, place)
    if key is None:
        raise Pin(held.site, "an index is out of range")
    write(w, held, key, operand(w, new, node), node)


def _tabled(w: Walker, base: e.Expr, kind: k.Kind, new: e.Expr) -> None:
    """A dict of run-time keys that gets a container is a table from the start."""
    site = w.site_of(base.name) if isinstance(base, e.Var) else ""
    holds = isinstance(w.held(new), Ref) or isinstance(w.kind(new), k.List)
    keyed = site and w.pins[site].keyed and not isinstance(kind, k.List)
    if holds and keyed and site not in w.decisions.tabled:
        raise Tabled(site)


def _store_slice(w: Walker, held: Structure, place: e.Slice, new: e.Expr, node: s.Stmt) -> None:
    source = w.held(new)
    if source is None or held.form != "list":
        raise Pin(held.site, "what is stored into a slice is no container of known structure")
    values = list(held.slots.values())
    added = containers.elements(w, source, node)
    fresh = containers.build(w, "list", list, dict(enumerate(added)), node, held.stem)
    try:
        values[containers.bounds(w, held, place)] = list(w.structure(fresh).slots.values())
    except ValueError:
        raise Pin(held.site, "a slice has another number of elements") from None
    held.slots = dict(enumerate(values))
    deposit_all(w, held, node)


def augment(w: Walker, node: s.Augment, live: Names) -> None:
    """`base op= value`, of a name, an element or an attribute."""
    if isinstance(node.base, e.Attr):
        _augment_attribute(w, node, node.base, live)
        return
    ref = w.held(node.base)
    if node.index is None:
        _augment_name(w, node, ref, live)
    elif isinstance(ref, View) and ref.part == "vars":
        held = methods.attributes_written(w, ref)
        key = containers.key_to(w, held, node.index)
        old = w.named(containers.read(w, held, key), "item", node)
        write(w, held, key, result(w, old, node, live), node)
    elif isinstance(ref, Ref):
        held = w.structure(ref)
        if held.form == "object":
            place = containers.subscript(w, node.index, node)
            reach = live | set(names(place))
            found = w.call_method(ref, node.base, "__getitem__", (place,), node, reach)
            new = w.named(result(w, w.named(found, "item", node), node, reach), "item", node)
            w.call_method(ref, node.base, "__setitem__", (place, new), node, live)
            return
        if held.form == "rows":
            raise Pin(held.site, "an element of it is changed by an operator")
        place = written_out(node.index, w.kind)
        if isinstance(place, e.Slice):
            part = node.old or containers.item(w, ref, node.base, place, node, live, "")
            old = w.named(part, "part", node)
            new = w.named(result(w, old, node, live), "part", node)
            _store_slice(w, writable(w, again(w, node.base, held)), place, new, node)
            return
        if held.factory is not None:
            containers.supply(w, ref, node.index, node, live)
        key = containers.key_of(w, writable(w, ref), node.index)
        _augment_slot(w, ref, node.base, key, node, live)
    else:
        if not isinstance(w.kind(node.base), k.Array):
            escaping(w, node.value)
        beside = operators.beside_array(w, node.value, node.base, node)
        made = s.Augment(
            w.plain(node.base, node), w.plain(node.index, node), node.op,
            w.plain(beside, node), None if node.old is None else w.plain(node.old, node),
        )  # fmt: skip
        w.emit(made, node)


def result(w: Walker, old: e.Expr, node: s.Augment, live: Names) -> Value | e.Expr:
    """What `old op= value` leaves, of structures and plain values."""
    held = w.held(old)
    if isinstance(held, Ref):
        found = w.structure(held)
        in_place = _IN_PLACE.get((found.form, node.op))
        if in_place is not None and not _makes_array(w, found, node):
            in_place(w, held, node)
            return held
        if found.form == "object" and isinstance(old, e.Var):
            name = operators.BINARY[node.op].replace("__", "__i", 1)
            if instances.find(found.cls, name) is not None:
                return w.call_method(held, old, name, (node.value,), node, live)
    if held is not None or (w.held(node.value) is not None and not _changes(w, old, node)):
        return w.value(e.Binary(node.op, old, node.value), node, live, "")
    plain = w.named(old, "item", node)
    w.emit(s.Augment(plain, None, node.op, w.plain(node.value, node)), node)
    return plain


def _makes_array(w: Walker, held: Structure, node: s.Augment) -> bool:
    """Is an array, or a number of NumPy's, added to a list? That makes an array."""
    kind = None if w.held(node.value) is not None else k.general(w.kind(node.value))
    w.waiting |= isinstance(kind, k.Unknown)
    return held.form != "dict" and node.op == "+" and isinstance(kind, k.Array | k.Scalar)


def _changes(w: Walker, old: e.Expr, node: s.Augment) -> bool:
    """Is it something from outside that `+=` changes in place? What is put in is held there."""
    value, kind = w.held(node.value), k.general(w.kind(old))
    if isinstance(kind, k.Tuple) or not isinstance(value, Ref):
        return False
    if w.structure(value).form == "object":
        return False
    if not isinstance(kind, k.Array):
        escaping(w, node.value)
    return True


def _augment_name(w: Walker, node: s.Augment, ref: Value | None, live: Names) -> None:
    assert isinstance(node.base, e.Var)
    name = node.base.name
    if ref is None and isinstance(w.kind(node.base), k.Tuple):  # `shape += (1,)`: a new tuple
        w.bind(name, w.value(e.Binary(node.op, node.base, node.value), node, live), node)
        return
    if ref is None and w.held(node.value) is None:
        found = w.kind(e.Binary(node.op, node.base, node.value))
        in_place = isinstance(w.kind(node.base), k.Array)
        if not in_place:
            escaping(w, node.value)
        w.emit(s.Augment(node.base, None, node.op, w.plain(node.value, node)), node)
        if not in_place:
            w.bind_known(name, None if isinstance(found, k.Unknown) else found)
        return
    if ref is None and not isinstance(w.held(node.value), Ref):
        raise Pin(containers.sites_of(w, w.held(node.value) or Ref(0)), "it is added to a value")
    if ref is None:
        value = w.held(node.value)
        assert isinstance(value, Ref)
        if w.structure(value).form == "object":
            w.bind(name, w.value(e.Binary(node.op, node.base, node.value), node, live), node)
            return
        if not isinstance(w.kind(node.base), k.Array):
            escaping(w, node.value)
        w.emit(s.Augment(node.base, None, node.op, w.plain(node.value, node)), node)
        return
    w.bind(name, result(w, node.base, node, live), node)


def _augment_slot(
    w: Walker, ref: Ref, base: e.Expr, key: Any, node: s.Augment, live: Names
) -> None:
    """An element gets a new value, in place where it is an array."""
    held = writable(w, ref)
    slot = held.slots[key]
    if node.old is not None and isinstance(node.old, e.Var) and isinstance(slot, str):
        seen = w.read_at.get(node.old.name)
        if seen != (slot, w.stamps.get(slot, 0)):
            raise Pin(held.site, "the value of `+=` stores into the same place")
    if isinstance(slot, str) and w.held(node.value) is None:
        found = w.kind(e.Binary(node.op, e.Var(slot), node.value))
        in_place = isinstance(w.kind(e.Var(slot)), k.Array)
        w.emit(s.Augment(e.Var(slot), None, node.op, w.plain(node.value, node)), node)
        w.stamps[slot] = w.stamps.get(slot, 0) + 1
        if not in_place:
            w.bind_known(slot, None if isinstance(found, k.Unknown) else found)
    else:
        old = w.named(containers.read(w, held, key), "item", node)
        value = result(w, old, node, live)
        held = writable(w, again(w, base, held))  # a method may have had branches
        containers.put(w, held, key, value, node)
    deposit(w, held, key, node)


def again(w: Walker, base: e.Expr, held: Structure) -> Ref:
    """The structure that a name stands for after what else the statement does."""
    found = w.held(base)
    if not isinstance(found, Ref):
        raise Pin(held.site, "what is written is replaced by what the statement calls")
    return found


def _augment_attribute(w: Walker, node: s.Augment, place: e.Attr, live: Names) -> None:
    ref = w.held(place.base)
    if isinstance(ref, Ref) and w.structure(ref).form == "object":
        held = w.structure(ref)
        own = instances.descriptor(held.cls, place.name) is None
        if own and place.name in held.slots and instances.setter(held.cls) is None:
            _augment_slot(w, ref, place.base, place.name, node, live)
            return
    old = node.old or w.named(w.value(place, node, live, ""), place.name, node)
    if isinstance(ref, Ref):
        new = w.named(result(w, old, node, live), place.name, node)
        set_attribute(w, ref, place.base, place.name, new, node, live)
        return
    assert isinstance(old, e.Var)
    w.emit(s.Augment(old, None, node.op, w.plain(node.value, node)), node)
    w.bind_known(old.name, None)
    base = w.plain(place.base, node)
    w.emit(s.Evaluate(e.Call(SET_LATER, (base, e.Const(place.name), old))), node)


def set_attribute(
    w: Walker, ref: Ref, base: e.Expr, name: str, new: e.Expr, node: s.Stmt, live: Names,
    by_force: bool = False,
) -> None:  # fmt: skip
    """`base.name = new`."""
    held = w.structure(ref)
    if held.form == "function":
        raise Pin(held.site, "an attribute of a function is written")
    if subclasses.stores_items(held):
        w.context.watch(held.cls, "__setattr__")
        write(w, writable(w, ref), name, operand(w, new, node), node)
        return
    special = instances.setter(held.cls)
    if held.form != "object" and special is None:
        raise Pin(held.site, "an attribute of a container is written")
    if special is not None:
        if held.home is not None and held.form == "object":
            raise Pin(held.site, "its class has a `__setattr__` of its own")
        if not by_force:
            w.context.watch(special[0], "__setattr__")
            call = (base, e.Const(name), new)
            inlining.must(w, special[1], call, (), node, live, (held.site,))
            return
    own = instances.descriptor(held.cls, name)
    if isinstance(own, property) and own.fset is not None:
        w.context.watch(held.cls, name)
        w.inline(own.fset, (base, new), (), node, live)
        return
    if own is not None and not isinstance(own, functools.cached_property):
        stored = instances.stored_by(w, held.cls, name, node)
        if stored is not None:
            code, by = stored
            inlining.must(w, code, (by, base, new), (), node, live | {by.name}, (held.site,))
            return
        raise Pin(held.site, f"`{name}` is a descriptor, whose stores are code")
    if by_force and held.home is None:
        frozen, held.frozen = held.frozen, False
        writable(w, ref)
        held.frozen = frozen
    else:
        if instances.frozen(held.cls):
            raise Pin(held.site, "it cannot be written")
        writable(w, ref)
    write(w, held, name, operand(w, new, node), node)


def set_by_force(
    w: Walker, ref: Ref, base: e.Expr, name: str, new: e.Expr, node: s.Stmt, live: Names
) -> None:
    """`object.__setattr__(base, name, new)`."""
    set_attribute(w, ref, base, name, new, node, live, by_force=True)


def _extend(w: Walker, ref: Ref, node: s.Augment) -> None:
    methods.extend(w, ref, node.value, node)


def _update(w: Walker, ref: Ref, node: s.Augment) -> None:
    methods.update(w, ref, node.value, node)


def _repeat(w: Walker, ref: Ref, node: s.Augment) -> None:
    """`xs *= n`: the list itself gets longer, under all its names."""
    held = writable(w, ref)
    known, told = (False, None) if w.touched(node.value) else w.constant(node.value)
    times = told if isinstance(told, int) else 0
    if not known or not isinstance(told, int):
        w.stuck(held, "a list repeated as often as only the run knows")
    old = containers.elements(w, ref, node)
    more = containers.build(w, "list", list, dict(enumerate(old * (times - 1))), node, held.stem)
    slots = [*held.slots.values(), *w.structure(more).slots.values()] if times > 0 else []
    held.slots = dict(enumerate(slots))
    deposit_all(w, held, node)


_IN_PLACE = {
    ("list", "*"): _repeat,
    ("list", "+"): _extend,
    ("rows", "+"): _extend,
    ("dict", "|"): _update,
}


def leave(block: s.Block, counter: Counter) -> None:
    """Augmented attributes as a read, an operation and a store, where nothing is known of objects.

    obj.x += v          ->          x.1 = obj.x; x.1 += v; obj.x = x.1
    """
    out: s.Block = []
    for node in block:
        for inner in blocks(node):
            leave(inner, counter)
        match node:
            case s.Augment(e.Attr(base, name), None, op, value):
                held = e.Var(counter.name(name))
                out.append(s.Assign(held.name, node.old or node.base, origin=node.origin))
                out.append(s.Augment(held, None, op, value, origin=node.origin))
                store = e.Call(SET_LATER, (base, e.Const(name), held))
                out.append(s.Evaluate(store, origin=node.origin))
            case _:
                out.append(node)
    block[:] = out

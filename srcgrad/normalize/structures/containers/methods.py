"""The methods of lists, dicts, tuples and of the views of dicts."""

from __future__ import annotations

import collections
from collections.abc import Callable
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures.calls import functions
from srcgrad.normalize.structures.containers import rows, sets
from srcgrad.normalize.structures.containers.containers import (
    as_key,
    as_value,
    build,
    elements,
    fresh,
    key_of,
    key_to,
    position,
    put,
    read,
)
from srcgrad.normalize.structures.containers.deposits import (
    deposit,
    deposit_all,
    withdraw,
    writable,
)
from srcgrad.normalize.structures.layout import (
    ORDERED,
    Absent,
    Pin,
    Ref,
    Structure,
    Value,
    View,
)
from srcgrad.normalize.structures.objects.operators import places_of
from srcgrad.normalize.structures.walk import Walker

Result = Value | e.Expr
NOTHING = e.Const(None)
KEYWORDS = {("dict", "update"), ("dict", "popitem"), ("dict", "move_to_end")}  # are taken


def method(w: Walker, ref: Ref, name: str, call: e.Call, node: s.Stmt, target: str) -> Result:
    """A call of a method of a list, dict or tuple."""
    held = w.structure(ref)
    if held.form == "set":
        return sets.method(w, ref, name, call, node, target)
    if held.form == "rows":
        return _of_rows(w, ref, name, call, node, target)
    found = _METHODS.get((held.form, name))
    if found is None or (call.kwargs and (held.form, name) not in KEYWORDS):
        w.waiting = True
        raise Pin(held.site, f"`{name}` of a {held.form} is outside the language")
    return found(w, ref, call, node, target)


def _of_rows(w: Walker, ref: Ref, name: str, call: e.Call, node: s.Stmt, target: str) -> Result:
    """A method of a list whose rows are of known structure."""
    held = w.structure(ref) if name == "copy" else writable(w, ref)
    plain = not call.kwargs and not any(map(w.touched, call.args))
    if name == "append" and len(call.args) == 1:
        rows.append(w, ref, functions.as_row(w, call.args[0], node, held.site), node)
        return NOTHING
    if name == "pop" and plain:
        return rows.pop(w, ref, call.args, node, target)
    if name == "copy" and plain:
        return rows.copy(w, held, node, target)
    if name == "extend" and len(call.args) == 1:
        extend(w, ref, call.args[0], node)
        return NOTHING
    if name == "insert" and len(call.args) == 2 and not w.touched(call.args[0]):
        row = functions.as_row(w, call.args[1], node, held.site)
        rows.insert(w, ref, w.plain(call.args[0], node), row, node)
        return NOTHING
    if name in ("reverse", "clear") and plain:
        rows.together(w, held, name, node)
        return NOTHING
    raise Pin(held.site, f"`{name}` of a list of containers is outside the language")


def method_of_view(
    w: Walker, view: View, name: str, call: e.Call, node: s.Stmt, target: str
) -> Result:
    """A call of a method of `vars(obj)`; of `d.keys()` and its like none is followed."""
    if view.part == "vars" and name in ("keys", "values", "items"):
        return View(view.base, name)
    if view.part == "vars" and name == "update":
        attributes_written(w, view)
        return _update(w, view.base, call, node, target)
    if view.part == "vars" and name == "get":
        return _get(w, view.base, call, node, target)
    if view.part == "vars" and name == "copy":
        slots = dict(w.structure(view.base).slots)
        return build(w, "dict", dict, slots, node, target or "attributes")
    raise Pin(w.structure(view.base).site, f"`{name}` of a view is outside the language")


def attributes_written(w: Walker, view: View) -> Structure:
    """The object whose `__dict__` is written."""
    held = writable(w, view.base)
    own: Any = object
    if held.home is not None and held.cls.__setattr__ is not own.__setattr__:
        raise Pin(held.site, "its class has a `__setattr__` of its own")
    return held


def _argument(w: Walker, call: e.Call, node: s.Stmt, at: int = 0) -> Result:
    if len(call.args) <= at:
        raise Pin((), "an argument is missing")
    found = w.held(call.args[at])
    return w.plain(call.args[at], node) if found is None else found


def _renumber(held: Structure, slots: list[Any]) -> None:
    held.slots = dict(enumerate(slots))


def _append(w: Walker, ref: Ref, call: e.Call, node: s.Stmt, target: str) -> Result:
    held = writable(w, ref)
    put(w, held, len(held.slots), _argument(w, call, node), node)
    deposit_all(w, held, node)
    return NOTHING


def extend(w: Walker, ref: Ref, source: e.Expr, node: s.Stmt) -> None:
    """`xs.extend(source)`, `xs += source`."""
    held, other = writable(w, ref), w.held(source)
    if not isinstance(other, Ref | View):
        w.waiting = True
        raise Pin(held.site, "it is extended by what is no container of known structure")
    if held.form == "rows" and isinstance(other, Ref):
        rows.extend(w, ref, other, node)
        return
    for element in elements(w, other, node):
        put(w, held, len(held.slots), element, node)
    deposit_all(w, held, node)


def _extend(w: Walker, ref: Ref, call: e.Call, node: s.Stmt, target: str) -> Result:
    extend(w, ref, call.args[0], node)
    return NOTHING


def _insert(w: Walker, ref: Ref, call: e.Call, node: s.Stmt, target: str) -> Result:
    held = writable(w, ref)
    known, at = w.constant(call.args[0])
    if not known or not isinstance(at, int):
        w.stuck(held, "`insert` at a position that only the run knows")
    single = build(w, "list", list, {0: _argument(w, call, node, 1)}, node, held.stem)
    slots = list(held.slots.values())
    slots.insert(at, w.structure(single).slots[0])
    _renumber(held, slots)
    deposit_all(w, held, node)
    return NOTHING


def _pop(w: Walker, ref: Ref, call: e.Call, node: s.Stmt, target: str) -> Result:
    held = writable(w, ref)
    at = position(w, held, call.args[0] if call.args else e.Const(-1))
    if at is None:
        raise Pin(held.site, "an index is out of range")
    gone = read(w, held, at)
    slots = list(held.slots.values())
    del slots[at]
    _renumber(held, slots)
    deposit_all(w, held, node)
    return gone


def _clear(w: Walker, ref: Ref, call: e.Call, node: s.Stmt, target: str) -> Result:
    held = writable(w, ref)
    for key in list(held.slots):
        if held.form == "dict":
            withdraw(w, held, key, node)
    held.slots = {}
    if held.form == "list":
        deposit_all(w, held, node)
    return NOTHING


def _reverse(w: Walker, ref: Ref, call: e.Call, node: s.Stmt, target: str) -> Result:
    held = writable(w, ref)
    _renumber(held, list(held.slots.values())[::-1])
    deposit_all(w, held, node)
    return NOTHING


def copied(w: Walker, ref: Ref, node: s.Stmt, target: str) -> Result:
    """What `copy.copy` gives."""
    held = w.structure(ref)
    if held.form == "rows":
        return rows.copy(w, held, node, target)
    made = fresh(w, held.form, held.cls, dict(held.slots), node, target or held.site, held.path)
    if isinstance(made, Ref):
        w.structure(made).factory = held.factory
    return made


def _copy(w: Walker, ref: Ref, call: e.Call, node: s.Stmt, target: str) -> Result:
    held = w.structure(ref)
    if held.cls in ORDERED:
        return copied(w, ref, node, target)
    cls: type = {"list": list, "dict": dict}[held.form]  # of a derived class too
    return fresh(w, held.form, cls, dict(held.slots), node, target or held.site)


def _search(w: Walker, ref: Ref, call: e.Call, node: s.Stmt, target: str) -> Result:
    """`index` and `count`: of what the elements are now."""
    assert isinstance(call.func, e.Attr)
    if isinstance(w.held(call.args[0]), Ref):
        places = places_of(w, call.args[0], w.structure(ref), call.func.name)
        if call.func.name == "count" or places:
            return e.Const(len(places) if call.func.name == "count" else places[0])
        raise Absent(ValueError, e.Const("the value is not in list"))
    found = [w.constant(as_value(x)) for x in w.structure(ref).slots.values() if isinstance(x, str)]
    wanted = (False, None) if w.touched(call.args[0]) else w.constant(call.args[0])
    if len(found) == len(w.structure(ref).slots) and all(known for known, _ in [*found, wanted]):
        values = [value for _, value in found]
        if call.func.name == "count" or wanted[1] in values:
            return e.Const(getattr(values, call.func.name)(wanted[1]))
    raise Pin(w.structure(ref).site, f"`{call.func.name}` compares values that only the run knows")


def _remove(w: Walker, ref: Ref, call: e.Call, node: s.Stmt, target: str) -> Result:
    at = _search(w, ref, e.Call(e.Attr(e.NONE, "index"), call.args), node, target)
    _pop(w, ref, e.Call(e.NONE, (at,)), node, target)  # type: ignore[arg-type]
    return NOTHING


def _get(w: Walker, ref: Ref, call: e.Call, node: s.Stmt, target: str) -> Result:
    held = w.structure(ref)
    default = _argument(w, call, node, 1) if len(call.args) > 1 else NOTHING
    if isinstance(default, e.Expr):
        one = functions.chosen(w, ref, call.args[0], node, target, frozenset(), default)
        if one is not None:
            return one
    key = key_to(w, held, call.args[0])
    return read(w, held, key) if key in held.slots else default


def _set_default(w: Walker, ref: Ref, call: e.Call, node: s.Stmt, target: str) -> Result:
    held = writable(w, ref)
    key = key_to(w, held, call.args[0])
    if key not in held.slots:
        put(w, held, key, _argument(w, call, node, 1) if len(call.args) > 1 else NOTHING, node)
        deposit(w, held, key, node)
    return read(w, held, key)


def _take(w: Walker, ref: Ref, call: e.Call, node: s.Stmt, target: str) -> Result:
    held = writable(w, ref)
    key = key_to(w, held, call.args[0])
    if key not in held.slots:
        if len(call.args) < 2:
            raise Pin(held.site, f"it has no key {key!r}", keyed=True)
        return _argument(w, call, node, 1)
    gone = read(w, held, key)
    del held.slots[key]
    withdraw(w, held, key, node)
    return gone


def _take_item(w: Walker, ref: Ref, call: e.Call, node: s.Stmt, target: str) -> Result:
    held = writable(w, ref)
    if not held.slots:
        raise Pin(held.site, "`popitem` of an empty dict", keyed=True)
    key = list(held.slots)[-1 if _at_end(w, held, call, 0) else 0]
    pair = build(w, "tuple", tuple, {0: as_key(key), 1: held.slots[key]}, node, target or "pair")
    del held.slots[key]
    withdraw(w, held, key, node)
    return pair


def _to_end(w: Walker, ref: Ref, call: e.Call, node: s.Stmt, target: str) -> Result:
    """`move_to_end` of an `OrderedDict`."""
    held = writable(w, ref)
    if held.cls is not collections.OrderedDict or held.home is not None or not call.args:
        raise Pin(held.site, "`move_to_end` of what is not made here")
    key, last = key_of(w, held, call.args[0], reads=True), _at_end(w, held, call, 1)
    slots, moved = held.slots, {key: held.slots[key]}
    rest = {name: slot for name, slot in slots.items() if name != key}
    held.slots = rest | moved if last else moved | rest
    return NOTHING


def _at_end(w: Walker, held: Structure, call: e.Call, place: int) -> bool:
    """Is `last` true, which `popitem` and `move_to_end` of an `OrderedDict` take?"""
    given = [*call.args[place:], *(value for _, value in call.kwargs)]
    known, last = w.constant(given[0]) if len(given) == 1 else (not given, True)
    own = held.cls is collections.OrderedDict and {name for name, _ in call.kwargs} <= {"last"}
    if not known or (given and not own):
        raise Pin(held.site, "`last` of what is no OrderedDict, or that only the run knows")
    return bool(last)


def update(w: Walker, ref: Ref, source: e.Expr, node: s.Stmt) -> None:
    """`d.update(source)`, `d |= source`."""
    held, other = writable(w, ref), w.held(source)
    if isinstance(other, View) and other.part == "vars":
        for key, value in w.structure(other.base).slots.items():
            put(w, held, key, as_value(value), node)
            deposit(w, held, key, node)
        return
    if not isinstance(other, Ref):
        w.waiting = True
        raise Pin(held.site, "it is updated by what is no dict of known structure", keyed=True)
    for key, value in pairs(w, other, node):
        put(w, held, key, as_value(value), node)
        deposit(w, held, key, node)


def pairs(w: Walker, ref: Ref, node: s.Stmt) -> list[tuple[Any, Any]]:
    """The items of a dict, or of a sequence of pairs."""
    held = w.structure(ref)
    if held.form == "dict":
        return list(held.slots.items())
    found = []
    for element in elements(w, ref, node):
        if not isinstance(element, Ref):
            raise Pin(held.site, "its elements are no pairs of known structure")
        parts = elements(w, element, node)
        known, key = w.constant(parts[0]) if isinstance(parts[0], e.Expr) else (False, None)
        if not known or len(parts) != 2:
            w.stuck(held, "a key that only the run knows")
        found.append((key, parts[1]))
    return found


def _update(w: Walker, ref: Ref, call: e.Call, node: s.Stmt, target: str) -> Result:
    held = writable(w, ref)
    for argument in call.args:
        update(w, ref, argument, node)
    for key, tree in call.kwargs:
        found = w.held(tree)
        put(w, held, key, w.plain(tree, node) if found is None else found, node)
        deposit(w, held, key, node)
    return NOTHING


def _view(part: str) -> Callable[..., Result]:
    def of(w: Walker, ref: Ref, call: e.Call, node: s.Stmt, target: str) -> Result:
        return View(ref, part)

    return of


_METHODS: dict[tuple[str, str], Callable[..., Result]] = {
    ("list", "append"): _append,
    ("list", "extend"): _extend,
    ("list", "insert"): _insert,
    ("list", "pop"): _pop,
    ("list", "clear"): _clear,
    ("list", "reverse"): _reverse,
    ("list", "copy"): _copy,
    ("list", "index"): _search,
    ("list", "count"): _search,
    ("list", "remove"): _remove,
    ("tuple", "index"): _search,
    ("tuple", "count"): _search,
    ("dict", "get"): _get,
    ("dict", "setdefault"): _set_default,
    ("dict", "pop"): _take,
    ("dict", "popitem"): _take_item,
    ("dict", "move_to_end"): _to_end,
    ("dict", "update"): _update,
    ("dict", "copy"): _copy,
    ("dict", "clear"): _clear,
    ("dict", "keys"): _view("keys"),
    ("dict", "values"): _view("values"),
    ("dict", "items"): _view("items"),
}

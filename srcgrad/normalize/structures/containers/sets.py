"""Sets of objects, each of which is equal to itself alone.

The order in which Python goes through such a set is that of addresses, which no run repeats: here
it is the order in which the objects came in.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures.containers.containers import build, elements, itself
from srcgrad.normalize.structures.layout import Absent, Itself, Pin, Ref, Structure, Value, View
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

NOTHING = e.Const(None)


def made(cls: type) -> Callable[..., Value | e.Expr | None]:
    """`set(...)` and `frozenset(...)`, of nothing or of objects."""

    def of(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Value | None:
        if not target or target in w.pins or len(tree.args) > 1 or tree.kwargs:
            return None
        source = w.held(tree.args[0]) if tree.args else None
        if tree.args and not _of_objects(w, source, node):
            return None
        held = Structure("set", cls, {}, target, target.partition(".")[0])
        new = Ref(w.new_id())
        w.state.heap[new.id] = held
        for one in elements(w, source, node) if source is not None else ():
            _put(w, held, one, node)
        return new

    return of


def display(w: Walker, items: tuple[e.Expr, ...], node: s.Stmt, target: str) -> Ref | None:
    """`{a, b}`, of objects."""
    if not all(isinstance(w.held(one), Ref) for one in items):
        return None
    ref = build(w, "set", set, {}, node, target)
    for one in items:
        _put(w, w.structure(ref), w.held(one), node)
    return ref


def _of_objects(w: Walker, source: Value | None, node: s.Stmt) -> bool:
    if isinstance(source, Ref) and w.structure(source).form not in ("list", "tuple", "dict", "set"):
        return False
    if not isinstance(source, Ref | View):
        return False
    found = elements(w, source, node)
    return all(isinstance(one, Ref) and w.structure(one).form == "object" for one in found)


def _put(w: Walker, held: Structure, one: Any, node: s.Stmt) -> None:
    name = w.named(one, "element", node)
    try:
        held.slots.setdefault(itself(w, name, held), one)
    except Pin as unsure:  # told where the set is used
        if any(_told_by_class(w.structure(Ref(n)).cls) for n in w.state.reached([one])):
            raise
        held.broken = held.broken or unsure.reason


def _told_by_class(cls: type) -> bool:
    """Does a class say itself what its objects' hash is? It may change something, when asked."""
    return isinstance(getattr(cls, "__hash__", None), types.FunctionType)


def contains(w: Walker, tree: e.Expr, held: Structure) -> bool:
    """Is an object in a set?"""
    if not isinstance(w.held(tree), Ref):
        w.stuck(held, "it is asked for what is no object of known structure")
    return itself(w, tree, held) in held.slots


def _add(w: Walker, held: Structure, call: e.Call, node: s.Stmt) -> Value | e.Expr:
    if not isinstance(w.held(call.args[0]), Ref):
        w.stuck(held, "it gets what is no object of known structure")
    _put(w, held, w.held(call.args[0]), node)
    return NOTHING


def _update(w: Walker, held: Structure, call: e.Call, node: s.Stmt) -> Value | e.Expr:
    for argument in call.args:
        source = w.held(argument)
        if not _of_objects(w, source, node):
            raise Pin(held.site, "it gets what are no objects of known structure")
        assert source is not None
        for one in elements(w, source, node):
            _put(w, held, one, node)
    return NOTHING


def _discard(w: Walker, held: Structure, call: e.Call, node: s.Stmt) -> Value | e.Expr:
    if contains(w, call.args[0], held):
        del held.slots[itself(w, call.args[0], held)]
    return NOTHING


def _remove(w: Walker, held: Structure, call: e.Call, node: s.Stmt) -> Value | e.Expr:
    if not contains(w, call.args[0], held):
        raise Absent(KeyError, e.Const("the object is not in the set"))
    return _discard(w, held, call, node)


def _clear(w: Walker, held: Structure, call: e.Call, node: s.Stmt) -> Value | e.Expr:
    held.slots = {}
    return NOTHING


def method(
    w: Walker, ref: Ref, name: str, call: e.Call, node: s.Stmt, target: str
) -> Value | e.Expr:
    """A call of a method of a set."""
    held = w.structure(ref)
    if name in ("copy", "union") and not call.kwargs:
        parts = [_items(w, ref), *(_items(w, w.held(a)) for a in call.args)]
        return build(w, "set", held.cls, _union(parts), node, target or held.site)
    found = _METHODS.get(name)
    if found is None or call.kwargs or held.cls is frozenset:
        raise Pin(held.site, f"`{name}` of a set of objects is outside the language")
    if held.shared:
        raise Pin(held.site, "a set is changed that two names may stand for")
    return found(w, held, call, node)


def _items(w: Walker, held: Value | None) -> dict[Any, Any]:
    if not isinstance(held, Ref) or w.structure(held).form != "set":
        raise Pin((), "a set meets what is none")
    slots: dict[Any, Any] = w.structure(held).slots
    return slots


def _union(parts: list[dict[Any, Any]]) -> dict[Any, Any]:
    return {key: slot for part in parts for key, slot in part.items()}


def combined(w: Walker, op: str, left: Ref, right: Ref, node: s.Stmt, target: str) -> Ref | None:
    """`a | b`, `a & b`, `a - b` of sets of objects."""
    a, b = _items(w, left), _items(w, right)
    if op == "|":
        slots = _union([a, b])
    elif op in "&-":
        slots = {key: slot for key, slot in a.items() if (key in b) == (op == "&")}
    else:
        return None
    for key in (*a, *b):
        assert isinstance(key, Itself)
    return build(w, "set", w.structure(left).cls, slots, node, target or w.structure(left).site)


_METHODS: dict[str, Callable[..., Value | e.Expr]] = {
    "add": _add,
    "update": _update,
    "discard": _discard,
    "remove": _remove,
    "clear": _clear,
}

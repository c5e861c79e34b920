"""`min`, `max` and the order of tuples, lists and objects, which are compared as they say."""

from __future__ import annotations

from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures.calls import inlining
from srcgrad.normalize.structures.containers import containers, rows
from srcgrad.normalize.structures.containers.containers import sites_of
from srcgrad.normalize.structures.layout import Method, Ref, Value, View
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker
from srcgrad.runtime import place_of_greatest, place_of_least, positions

PLACES: dict[Any, Any] = {min: place_of_least, max: place_of_greatest}


def itself(value: Any) -> Any:
    """The key by which values are compared as they are."""
    return value


KEY = (("key", e.Ref("itself", itself)),)
OBJECTS = (("objects", e.Const(True)),)


def objects(w: Walker, held: Value | None) -> bool:
    """Is it a list of objects, whose class says how they are compared?"""
    if not isinstance(held, Ref):
        return False
    found = w.structure(held)
    if found.form == "rows":
        return bool(found.shape.form == "object")
    slots = found.slots.values() if found.form in ("list", "tuple") else ()
    return any(isinstance(x, Ref) and w.structure(x).form == "object" for x in slots)


def flat(w: Walker, held: Ref) -> bool:
    """Is it a list, of a length that only the run knows, of what Python itself compares?"""
    return w.structure(held).form == "rows" and not objects(w, held)


def meant(
    w: Walker, function: Any, tree: e.Call, kwargs: inlining.Keywords, node: s.Stmt, live: Names
) -> Value | e.Expr:
    """What a function means of the structures that it is given."""
    meaning = w.context.meaning(function, len(tree.args), dict(kwargs), False)
    sites = [site for a in tree.args if (held := w.held(a)) for site in sites_of(w, held)]
    return inlining.must(w, meaning, tree.args, kwargs, node, live, tuple(sites))


def by_class(w: Walker, function: Any, tree: e.Call, node: s.Stmt, live: Names) -> Value | e.Expr:
    """What a function does with objects, by the operators of their class."""
    return meant(w, function, tree, (*tree.kwargs, *OBJECTS), node, live)


def order(w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str) -> Value | e.Expr | None:
    """The positions of rows, as tuples, lists or objects are compared."""
    held = w.held(tree.args[0]) if tree.args else None
    if not isinstance(held, Ref):
        return None
    if objects(w, held) and not tree.kwargs:
        return by_class(w, positions, tree, node, live)
    if not flat(w, held):
        return None
    keys = rows.compared(w, w.structure(held), node)
    return e.Call(tree.func, (keys, *(w.plain(a, node) for a in tree.args[1:])), tree.kwargs)


def _hold_structures(w: Walker, held: list[Ref | View], node: s.Stmt) -> bool:
    """Are there structures among some operands, or in the only one?"""
    if len(held) != 1 or (isinstance(held[0], Ref) and w.structure(held[0]).form == "object"):
        return bool(held)
    if isinstance(held[0], Ref) and w.structure(held[0]).form == "rows":
        return True
    return any(isinstance(one, Ref) for one in containers.elements(w, held[0], node))


def _is_line(w: Walker, held: Ref | View) -> bool:
    """Is it a tuple, a list, or what a dict holds: no keys?"""
    if isinstance(held, View):
        return held.part == "values"
    return w.structure(held).form in ("tuple", "list")


def extreme(
    w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str
) -> Value | e.Expr | None:
    """The row at a place that the run finds, or one of those that are given."""
    if not isinstance(tree.func, e.Ref):
        return None
    held = [found for a in tree.args if isinstance(found := w.held(a), Ref | View)]
    if tree.kwargs:
        own = [name for name, _ in tree.kwargs] == ["key"] and bool(held)
        of_dict = own and isinstance(w.held(tree.kwargs[0][1]), Method)
        by_key = own and (of_dict or _hold_structures(w, held, node))
        return meant(w, tree.func.target, tree, tree.kwargs, node, live) if by_key else None
    if len(tree.args) == 1 and held:
        [one] = held
        if isinstance(one, Ref) and flat(w, one):
            keys = rows.compared(w, w.structure(one), node)
            function = PLACES[tree.func.target]
            place = w.named(e.Call(e.Ref(function.__name__, function), (keys,)), "place", node)
            return w.value(e.Element(tree.args[0], place), node, live, target)
        if not objects(w, one):
            parts = containers.elements(w, one, node)
            if len(parts) == 1 and isinstance(parts[0], e.Expr) and _is_line(w, one):
                return parts[0]  # nothing to compare it with: it may be an array
            held = [x for x in parts if isinstance(x, Ref)]
    forms = [w.structure(x) for x in held if isinstance(x, Ref)]
    sites = [one.site for one in forms if one.form != "dict"]  # as Python compares them
    if not sites:
        return None
    return meant(w, tree.func.target, tree, KEY, node, live)

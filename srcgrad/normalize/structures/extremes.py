"""`min` and `max` of tuples and lists, which are compared element by element."""

from __future__ import annotations

from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures import containers, inlining, rows
from srcgrad.normalize.structures.layout import Ref, Value, View
from srcgrad.normalize.structures.live import Names
from srcgrad.normalize.structures.walk import Walker
from srcgrad.runtime import place_of_greatest, place_of_least

PLACES: dict[Any, Any] = {min: place_of_least, max: place_of_greatest}


def itself(value: Any) -> Any:
    """The key by which values are compared as they are."""
    return value


KEY = (("key", e.Ref("itself", itself)),)


def extreme(
    w: Walker, tree: e.Call, node: s.Stmt, live: Names, target: str
) -> Value | e.Expr | None:
    """The row at a place that the run finds, or one of those that are given."""
    if tree.kwargs or not isinstance(tree.func, e.Ref):
        return None
    held = [found for a in tree.args if isinstance(found := w.held(a), Ref | View)]
    if len(tree.args) == 1 and held:
        [one] = held
        if isinstance(one, Ref) and w.structure(one).form == "rows":
            keys = rows.compared(w, w.structure(one), node)
            function = PLACES[tree.func.target]
            place = w.named(e.Call(e.Ref(function.__name__, function), (keys,)), "place", node)
            return w.value(e.Element(tree.args[0], place), node, live, target)
        held = [x for x in containers.elements(w, one, node) if isinstance(x, Ref)]
    forms = [w.structure(x) for x in held if isinstance(x, Ref)]
    sites = [one.site for one in forms if one.form in ("tuple", "list")]  # as Python compares them
    if not sites:
        return None
    meaning = w.context.meaning(tree.func.target, len(tree.args), dict(KEY), False)
    return inlining.must(w, meaning, tree.args, KEY, node, live, tuple(sites))

"""What the operands of a call hold, as far as its meaning depends on it."""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir.walk import nodes
from srcgrad.normalize.structures.layout import Ref
from srcgrad.normalize.structures.objects import standing
from srcgrad.normalize.structures.walk import Walker


def hold_objects(w: Walker, tree: e.Call) -> bool:
    """Is a call given objects of the user's, by themselves or in a container?"""
    held = [found for one in tree.args if isinstance(found := w.held(one), Ref)]
    parts = [x for one in held for x in w.structure(one).slots.values() if isinstance(x, Ref)]
    return any(w.structure(one).form == "object" for one in (*held, *parts))


def rows_among(w: Walker, tree: e.Call) -> tuple[str, ...]:
    """Where lists of rows were made that a call is given."""
    held = [w.structure(found) for a in tree.args if isinstance(found := w.held(a), Ref)]
    return tuple(one.site for one in held if one.form == "rows")


def standing_among(w: Walker, tree: e.Call) -> tuple[str, ...]:
    """Where objects were made that stand for a library's, and that a call is given."""
    operands = (*tree.args, *(value for _, value in tree.kwargs))
    parts = [part for tree in operands for part in nodes(tree)]
    held = [found for one in parts if isinstance(found := w.held(one), Ref)]
    reached = [Ref(one) for one in w.state.reached(held)]
    return tuple(w.structure(one).site for one in reached if standing.in_place(w, one))

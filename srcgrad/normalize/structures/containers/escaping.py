"""Structures that go where they cannot be followed stay containers."""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import children
from srcgrad.normalize.structures.containers.containers import as_value
from srcgrad.normalize.structures.layout import Conflict, Pin, Ref, Value
from srcgrad.normalize.structures.walk import Walker


def escaping(w: Walker, tree: e.Expr) -> None:
    """A container that goes where it cannot be followed stays a container."""
    held = w.held(tree)
    if held is not None:
        let_go(w, held)
    elif isinstance(tree, e.Closure | e.Sequence | e.Mapping):
        for part in children(tree):
            escaping(w, part)


def let_go(w: Walker, held: Value) -> None:
    """A structure, and what it holds, goes where it cannot be followed."""
    if not isinstance(held, Ref):
        raise Pin((), "it is stored where it cannot be followed")
    for one in w.state.reached([held]):
        found = w.structure(Ref(one))
        if found.form != "tuple":
            w.waiting = True
            raise Pin(found.site, "it is stored where it cannot be followed")


def given_away(w: Walker, tree: e.Call, node: s.Stmt) -> e.Expr:
    """A callee that is not known may write and keep what it is given."""
    for part in (*tree.args, *(v for _, v in tree.kwargs)):
        held = w.held(part)
        if isinstance(held, Ref):
            for one in w.state.reached([held]):
                found = w.structure(Ref(one))
                if found.form != "tuple" or found.cls is not tuple:
                    w.waiting = True
                    raise Pin(found.site, "it is given to a function that cannot be looked into")
        elif held is not None:
            raise Pin((), "a method is given to a function that cannot be looked into")
        elif isinstance(part, e.Sequence | e.Mapping):
            escaping(w, part)
    return w.plain(tree, node)


def stays_whole(w: Walker, left: e.Expr, right: e.Expr) -> None:
    """Lists are put together to one that stays one: what they hold cannot be followed."""
    for side, other in ((left, right), (right, left)):
        held = w.held(side)
        listed = isinstance(held, Ref) and w.structure(held).form in ("list", "tuple")
        if not (listed or isinstance(side, e.Sequence)) or isinstance(w.kind(other), k.Array):
            continue  # an array meets each of the numbers
        if not isinstance(held, Ref):
            escaping(w, side)
            continue
        for found in map(as_value, w.structure(held).slots.values()):
            if not isinstance(found, e.Expr | Conflict):
                let_go(w, found)

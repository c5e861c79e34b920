"""Objects that a program makes, where the derivative of a function gets them.

slope = grad(energy)(state)   ->   slope = grad(energy)(instance(State, {"q": q, "p": p}))

The generated function takes them apart again where it is put in. That is the same where the
function leaves them alone.
"""

from __future__ import annotations

from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.function import is_derived
from srcgrad.normalize.names.outputs import INSTANCE
from srcgrad.normalize.structures.calls import handed_on
from srcgrad.normalize.structures.containers import containers
from srcgrad.normalize.structures.layout import Conflict, Pin, Ref
from srcgrad.normalize.structures.objects.class_names import class_of
from srcgrad.normalize.structures.walk import Walker


def written_out(w: Walker, function: Any, tree: e.Call, node: s.Stmt) -> e.Call:
    """The call of a derivative, with what is made of their parts."""
    if not is_derived(function):
        return tree
    primal = function.primal

    def part(one: e.Expr) -> e.Expr:
        held = w.held(one)
        if not isinstance(held, Ref) or not _is_made(w, primal, held):
            return one
        w.waiting = True
        return _made(w, held, node)

    kwargs = tuple((name, part(value)) for name, value in tree.kwargs)
    return e.Call(tree.func, tuple(map(part, tree.args)), kwargs)


def _made(w: Walker, ref: Ref, node: s.Stmt) -> e.Expr:
    """What is made of parts, each statement making one thing."""
    inside = w.structure(ref)
    parts = tuple(_part(w, slot, node) for slot in inside.slots.values())
    if inside.form == "tuple":
        return w.named(e.Sequence("tuple", parts), "tuple", node)
    keys = tuple(map(containers.constant, inside.slots))
    given = w.named(e.Mapping(keys, parts), "parts", node)
    cls = class_of(w, inside, inside.site)
    return w.named(e.Call(INSTANCE, (cls, given)), "object", node)


def _part(w: Walker, slot: Any, node: s.Stmt) -> e.Expr:
    found = containers.as_value(slot)
    if isinstance(found, Conflict):
        raise Pin(found.sites, found.reason)
    if isinstance(found, Ref):
        return _made(w, found, node)
    assert isinstance(found, e.Expr)
    return found


def _is_made(w: Walker, primal: Any, ref: Ref) -> bool:
    """Is it an object, or a tuple with some, that the function leaves alone?"""
    met: list[Ref] = []
    waiting = [ref]
    while waiting:
        one = waiting.pop()
        inside = w.structure(one)
        plain = inside.form == "object" or inside.cls is tuple
        if one in met or inside.home is not None or not plain:
            return False
        met.append(one)
        waiting += [slot for slot in inside.slots.values() if isinstance(slot, Ref)]
    objects = [one for one in met if w.structure(one).form == "object"]
    return bool(objects) and all(handed_on.left(w, primal, "", one) for one in objects)

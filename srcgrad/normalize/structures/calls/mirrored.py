"""Gradients have the structure of their arguments, before the derivative is put in.

g = grad(loss)([{"w": w}], x)[1]   ->   slope = grad(loss)([{"w": w}], x)
                                        bar = slope[1]; bar.1 = bar[0]
                                        g.1 = bar.1["w"]

So loops go through them, and comprehensions over an argument and its gradient are written out.
"""

from __future__ import annotations

import inspect
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures.containers import containers
from srcgrad.normalize.structures.layout import Itself, Ref, Structure, Value
from srcgrad.normalize.structures.walk import Walker

FORMS = {"tuple": tuple, "list": list, "dict": dict}


def mirrored(
    w: Walker, function: Any, tree: e.Call, parts: e.Call, node: s.Stmt, target: str
) -> Value | e.Expr:
    """What the call of a derivative gives; `parts` is the call with objects as their parts."""
    given: e.Expr = w.steps.plain_call(w, parts, node, named=True)
    asked = None if not target or target in w.pins else w.context.asked(function, len(tree.args))
    if asked is None:
        return given
    signature, names, several = asked
    arguments = _bound(signature, tree)
    held = [w.held(arguments[name]) if name in arguments else None for name in names]
    if not any(isinstance(one, Ref) and _plain(w, w.structure(one)) for one in held):
        return given
    slope = w.named(given, "slope", node)
    bars: e.Expr = e.Item(slope, e.Const(1))
    places = [bars]
    if several:
        bars = w.named(bars, "bars", node)
        places = [e.Item(bars, e.Const(n)) for n in range(len(names))]
    found: list[Any] = [
        _like(w, one, place, node, target) for one, place in zip(held, places, strict=True)
    ]
    gradient = found[0]
    if several:
        gradient = containers.build(w, "tuple", tuple, dict(enumerate(found)), node, target)
    slots = {0: e.Item(slope, e.Const(0)), 1: gradient}
    return containers.build(w, "tuple", tuple, slots, node, target)


def _bound(signature: inspect.Signature, tree: e.Call) -> dict[str, Any]:
    """The operands by the names of the parameters that get one each."""
    if any(isinstance(one, e.Star) for one in tree.args):
        return {}
    kwargs = {name: value for name, value in tree.kwargs if name in signature.parameters}
    try:
        found = signature.bind_partial(*tree.args, **kwargs).arguments
    except TypeError:  # refused where it is put in
        return {}
    return {name: tree for name, tree in found.items() if isinstance(tree, e.Expr)}


def _like(w: Walker, held: Any, place: e.Expr, node: s.Stmt, site: str) -> Any:
    """A structure like that of an argument; what is no plain container is read as it is."""
    inside = w.structure(held) if isinstance(held, Ref) else None
    if inside is None or not _plain(w, inside):
        return place
    place = w.named(place, "bar", node)
    slots = {
        key: _like(w, slot, e.Item(place, containers.constant(key)), node, site)
        for key, slot in inside.slots.items()
    }
    return containers.build(w, inside.form, inside.cls, slots, node, site)


def _plain(w: Walker, held: Structure) -> bool:
    """Is it a container whose elements are all known?"""
    return (
        held.cls is FORMS.get(held.form)
        and all(isinstance(slot, str | Ref) for slot in held.slots.values())
        and not any(isinstance(key, Itself) for key in held.slots)
    )

"""Derivatives of functions that hold objects made inside: they see what these hold when called.

slope = grad(model.energy)         model.stiffness = 2.0 * model.stiffness
model.stiffness *= 2.0       ->    y = grad(model.energy)(x)
y = slope(x)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures.calls.handed_on import of_objects
from srcgrad.normalize.structures.containers.containers import as_value
from srcgrad.normalize.structures.layout import Later, Method, Ref, Value
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

Known = Callable[[Walker, Any, e.Call, s.Stmt, Names, str], Value | e.Expr]


def later(w: Walker, function: Any, tree: e.Call, node: s.Stmt) -> Method | None:
    """`grad(model.energy)`: the object may change before the derivative is called."""
    if not (w.context.looks_later(function) and isinstance(tree.func, e.Ref)):
        return None
    if len(tree.args) != 1:
        return None
    options = [(name, w.constant(value)) for name, value in tree.kwargs]
    held: Any = w.held(tree.args[0])
    if not of_objects(w, held) or not all(known for _, (known, _) in options):
        return None
    kwargs = tuple((name, e.Const(value)) for name, (_, value) in options)
    return Method(Later(function, tree.func.path, kwargs), (w.named(held, "function", node),))


def in_slot(w: Walker, held: Ref, node: s.Stmt) -> Method | None:
    """Such a derivative that a container or an object holds."""
    inside = w.structure(held)
    if not isinstance(inside.cls, Later):
        return None
    of = w.named(as_value(inside.slots["function"]), "function", node)
    return Method(inside.cls, (of,))


def derivative(w: Walker, held: Method, node: s.Stmt, live: Names, known: Known) -> e.Var:
    """The derivative of a function that holds objects, of what they hold now."""
    later, of = held.function, held.bound[0]
    inner = w.held(of)
    if isinstance(inner, Ref):
        inner = in_slot(w, inner, node)
    if isinstance(inner, Method) and isinstance(inner.function, Later):
        of = derivative(w, inner, node, live, known)
    made = e.Call(e.Ref(later.path, later.maker), (of,), later.kwargs)
    name = w.new_name("slope")
    w.derivatives.add(name)
    w.bind(name, known(w, later.maker, made, node, live, name), node)
    return e.Var(name)

"""Generators that are given structures: what is done with each element is put where it is made.

for a, b in pairs(model):              for i in range(2):
    s = s + a * b              ->          a, b = model_x[i], model_w[i]
                                           s = s + a * b
"""

from __future__ import annotations

from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import bound, statements
from srcgrad.normalize.calls.closures import Code
from srcgrad.normalize.calls.inline import (
    Callee,
    bindings,
    duplicate,
    prepared,
)
from srcgrad.normalize.iterators.weaving import weave
from srcgrad.normalize.structures import entering
from srcgrad.normalize.structures.calls.inlining import NESTED, NotInlined, Passage
from srcgrad.normalize.structures.layout import Conflict, Method, Value
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

TWICE = "an iterator is gone through at several places, or in several passes of a loop"


def iterator(found: Value | None) -> Code | None:
    """The body of the iterator that a value is."""
    code = found.function if isinstance(found, Method) else None
    return code if isinstance(code, Code) and code.iterates else None


def go_through(w: Walker, node: s.For, found: Method, live: Names) -> None:
    """A loop over such an iterator."""
    code: Code = found.function
    for name, held in list(w.state.env.items()):
        if held == found:
            w.state.env[name] = Conflict(TWICE)
    callee = Callee(code, found.bound)
    through = node.origin.through if node.origin is not None else ()
    if sum(getattr(one, "code", None) is code for one in through) > NESTED:
        raise NotInlined("it calls itself")
    key: Any = (node.mark, code)
    if key not in w.lowered:
        w.lowered[key] = prepared(w.core, node, callee, w.context.lower, Passage(code))
    lowered = w.lowered[key]
    free = set(w.core.free)
    before = bindings(w.core, lowered, callee, e.Call(node.source, ()), node)
    for name in sorted(set(w.core.free) - free):
        entering.enter_free(w, name)
    steps = duplicate(lowered.body)
    for count, one in enumerate(statements([*before, *steps])):
        one.mark = (node.mark, code.name, count)
    loop = s.For(node.target, node.source, duplicate(node.body), origin=node.origin)
    woven = weave(steps, loop, w.counter)
    for count, one in enumerate(statements(woven)):
        one.mark = one.mark or (node.mark, code.name, "woven", count)
    w.block([*before, *woven], live)
    for name in bound(lowered.body) | {p.name for p in lowered.parameters}:
        w.state.env.pop(name, None)


def listed(w: Walker, source: e.Expr, node: s.Stmt, live: Names, place: int = 0) -> e.Var:
    """A list of all elements of an iterator, or of an object that makes one."""
    key: Any = (node.mark, "listed", place)
    if key not in w.decisions.names:
        w.decisions.names[key] = w.new_name("elements"), w.new_name("element")
    name, element = w.decisions.names[key]
    append = e.Call(e.Attr(e.Var(name), "append"), (e.Var(element),))
    loop = s.For(element, source, [s.Evaluate(append)])
    made: s.Block = [s.Assign(name, e.Sequence("list", ())), loop]
    for count, one in enumerate(statements(made)):
        one.mark, one.origin = (*key, count), node.origin
    w.block(made, live | {name})
    return e.Var(name)

"""Loops over objects that make their elements one by one.

for v in countdown:                    while True:
    s += v                 ->              more, given = <countdown.__next__>
                                           if more: v = given; s += v
                                           else: break
"""

from __future__ import annotations

from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements
from srcgrad.normalize.calls.inline import duplicate
from srcgrad.normalize.structures.layout import Method, Pin, Ref
from srcgrad.normalize.structures.objects.instances import find
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

STEMS = ("steps", "step", "pair", "more", "given")


def step_by_step(w: Walker, node: s.For, held: Ref, live: Names) -> None:
    """A loop over such an object asks it before each pass."""
    cls = w.structure(held).cls
    found = find(cls, "__next__")
    assert found is not None
    made = w.context.stepping(found[1], cls)
    if made is None or node.tried:
        raise Pin(w.structure(held).site, "what its `__next__` does may end for another reason")
    w.context.watch(cls, "__next__")
    key: Any = (node.mark, "steps")
    if key not in w.decisions.names:
        w.decisions.names[key] = [w.new_name(stem) for stem in STEMS]
        w.decisions.names[(*key, "code")] = made
    source, step, pair, more, given = w.decisions.names[key]
    w.bind(source, held, node)
    w.bind(step, Method(w.decisions.names[(*key, "code")], (e.Var(source),)), node)
    first = s.Assign(node.target, e.Var(given))
    body: s.Block = [
        s.Assign(pair, e.Call(e.Var(step), ())),
        s.Unpack((more, given), e.Var(pair)),
        s.If(e.Var(more), [first, *duplicate(node.body)], [s.Break()]),
    ]
    loop = s.While([], e.Const(True), body, origin=node.origin, mark=node.mark)
    for count, one in enumerate(statements(body)):
        one.mark, one.origin = one.mark or (*key, count), one.origin or node.origin
    w.block([loop], live | {source, step})

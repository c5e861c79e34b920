"""Loops over what may change its size, where it is not known what happens then.

for k in islice(d, 2):             does Python ask `d` for a third, and find that it has changed?
    d[k + 1] = v
"""

from __future__ import annotations

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements
from srcgrad.normalize.structures.layout import Ref, Value, View
from srcgrad.normalize.structures.walk import Walker

LEN, MIN, RANGE = e.Ref("len", len), e.Ref("min", min), e.Ref("range", range)


def refusal(w: Walker, held: Value, node: s.For) -> UnsupportedSyntaxError:
    """The loop is not one that can be foreseen."""
    base = held.base if isinstance(held, View) else held
    reason = "the loop changes the length of what it goes through"
    if isinstance(base, Ref) and w.structure(base).form == "dict":
        reason = f"the loop over `{w.structure(base).stem}` changes its length"
    return UnsupportedSyntaxError(
        reason,
        "loop over a copy, or use a `while` loop",
        node.origin,
    )


def refuse_caught(w: Walker, held: Value, node: s.For) -> None:
    """Refuse a loop that may raise between two passes, which a handler around it would catch."""
    for one in statements(node.body):
        if isinstance(one, s.Attempt) and s.catches(one.classes, RuntimeError):
            raise refusal(w, held, node)


def refuse_bounded(w: Walker, held: Value, node: s.For) -> None:
    """Refuse a loop that may end before it asks what it goes through for a next element."""
    bounds = {one.target: one.value for one in w.out if isinstance(one, s.Assign)}
    match node.source:
        case e.Call(_, (e.Var(name),)):
            count = bounds.get(name)
            if isinstance(count, e.Call) and count.func == LEN and isinstance(count.args[0], e.Var):
                count = bounds.get(count.args[0].name)
            if isinstance(count, e.Call) and count.func in (MIN, RANGE):
                raise refusal(w, held, node)

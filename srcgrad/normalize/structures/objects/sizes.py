"""Dicts that iterators with a name go through: none may change its size meanwhile.

    it = iter(d)                    it = 0
    next(it)                ->      size = d.size_()
    d[k] = v                        ...
    next(it)                        d.unchanged_(size)

Of one whose structure is known it is known whether it has: then the program raises what Python
raises. `zip` does not ask a dict where what stands before it has ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, nodes
from srcgrad.normalize.structures.layout import Absent, Ref, Value, View
from srcgrad.normalize.structures.objects import standing
from srcgrad.normalize.structures.objects.lengthening import refusal
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

SAID = e.Const("dictionary changed size during iteration")
CHANGED = e.Call(e.Ref("RuntimeError", RuntimeError), (SAID,))


def fixed(w: Walker, held: Value | None) -> int | None:
    """How many items a dict of known structure has, or the one behind a view."""
    base = held.base if isinstance(held, View) else held
    if not isinstance(base, Ref) or w.structure(base).form != "dict":
        return None
    return len(w.structure(base).slots)


def note(w: Walker, held: Value, base: e.Expr, target: str, node: s.Stmt, live: Names) -> None:
    """An iterator that goes through a dict is made: it remembers its size."""
    w.sizes.pop(target, None)
    size = fixed(w, held)
    if size is not None:
        w.sizes[target] = size
    elif _tells(w, held):
        found = w.call_method(held, base, standing.SIZE, (), node, live)  # type: ignore[arg-type]
        w.sizes[target] = w.named(found, "size", node)


def check(w: Walker, held: Value | None, base: e.Expr, node: s.Stmt, live: Names) -> None:
    """The iterator is asked for an element."""
    before = w.sizes.get(base.name) if isinstance(base, e.Var) else None
    if isinstance(before, int):
        if fixed(w, held) not in (None, before):
            raise Absent(RuntimeError, SAID)
    elif before is not None and _tells(w, held):
        w.call_method(held, base, standing.UNCHANGED, (before,), node, live)  # type: ignore[arg-type]


class Turn(NamedTuple):
    """What a loop asks for an element in each pass, and how long it was, if that is known."""

    held: Value | None
    length: int | None


def asked_in_turn(w: Walker, node: s.For) -> list[Turn]:
    """What a loop that is counted goes through, in order."""
    found = []
    for tree in _asked(node.body, {node.target}):
        held = w.held(tree.base) if isinstance(tree, e.Element) else None  # or one of a range
        length = fixed(w, held)
        if isinstance(held, Ref) and w.structure(held).form in ("list", "tuple"):
            length = len(w.structure(held).slots)
        found.append(Turn(held, length))
    return found


def _asked(block: s.Block, own: set[str]) -> Iterator[e.Item]:
    """What is read at a place that follows from a counter, but in the loops inside."""
    for node in block:
        if isinstance(node, s.Loop):
            continue
        for tree in expressions(node):
            for part in nodes(tree):
                if isinstance(part, e.Item) and own.intersection(names(part.index)):
                    yield part
        if isinstance(node, s.Assign) and own.intersection(names(node.value)):
            own.add(node.target)
        for inner in blocks(node):
            yield from _asked(inner, own)


def told(w: Walker, turns: list[Turn], last: int | None, node: s.For) -> bool:
    """Is a dict asked that has another size by now? No pass is at the place `last`, if given."""
    changed = [fixed(w, one.held) not in (None, one.length) for one in turns]
    if last is None or not any(changed):
        return any(changed)
    first = changed.index(True)
    ended = [one.length is not None and one.length <= last for one in turns]
    if any(ended[:first]):
        return False
    if any(one.length is None for one in turns[:first]) or not any(ended):
        held = turns[first].held
        assert held is not None
        raise refusal(w, held, node)
    return True


def _tells(w: Walker, held: Value | None) -> bool:
    """Is it an object in place of a dict of which only the run knows the keys?"""
    if not isinstance(held, Ref) or w.structure(held).form != "object":
        return False
    return standing.stands_in(w, held) and hasattr(w.structure(held).cls, standing.SIZE)

"""Dicts that iterators with a name go through: none may change its size meanwhile.

    it = iter(d)                    it = 0
    next(it)                ->      size = d.size_()
    d[k] = v                        ...
    next(it)                        d.unchanged_(size)

Of one whose structure is known it is known whether it has: then the program raises what Python
raises.
"""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures.layout import Absent, Ref, Value, View
from srcgrad.normalize.structures.objects import standing
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

SAID = e.Const("dictionary changed size during iteration")


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


def _tells(w: Walker, held: Value | None) -> bool:
    """Is it an object in place of a dict of which only the run knows the keys?"""
    if not isinstance(held, Ref) or w.structure(held).form != "object":
        return False
    return standing.stands_in(w, held) and hasattr(w.structure(held).cls, standing.SIZE)

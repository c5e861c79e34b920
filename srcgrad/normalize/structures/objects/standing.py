"""Objects of our own classes in place of a library's containers, and what goes through them.

for v in window:                       for k in range(window.__len__()):
    s += v                 ->              v = window.element_(k)
                                           s += v
"""

from __future__ import annotations

import collections
import copy
import math
from collections.abc import Iterator
from typing import Any

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, expressions, nodes, statements
from srcgrad.normalize.calls.inline import duplicate
from srcgrad.normalize.structures.layout import Pin, Ref, Watch
from srcgrad.normalize.structures.objects.lengthening import refuse_bounded, refuse_caught
from srcgrad.normalize.structures.paths.endings import leaves
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker

ELEMENT, LISTED, SIZE, UNCHANGED = "element_", "listed_", "size_", "unchanged_"
OWN = "own"  # what an object of ours calls the one of a library's that it stands for
GOING: set[Any] = {  # they look at each element once, in order, and keep nothing
    *(list, tuple, set, frozenset, sum, min, max, any, all, sorted, reversed),
    *(enumerate, zip, map, filter, math.fsum, math.prod),
}
TELLING: set[Any] = {  # what they say of the object would be wrong
    *(isinstance, issubclass, type, hasattr, getattr, super, id, callable),
    *(copy.copy, copy.deepcopy, str, repr, print, vars, dir, hash, iter),
}


def stands_in(w: Walker, ref: Ref) -> bool:
    """Is it an object in place of a library's container?"""
    cls = w.structure(ref).cls
    return w.context.stand_in(cls) is cls


def in_place(w: Walker, ref: Ref) -> bool:
    """Is it an object in place of a library's, of active values, that holds the library's own?"""
    if w.state.heap[ref.id].form == "set":
        return False
    held = w.structure(ref)
    return held.form == "object" and OWN in held.slots and of_scipy(held.cls)


def of_scipy(cls: type) -> bool:
    """Is it a class of ours whose objects stand for those of one of SciPy's?"""
    return cls.__module__.startswith("srcgrad.rules.scipy.")


def seen_whole(w: Walker, tree: e.Expr, reason: str) -> None:
    """It must stay an object that nobody looks at as a whole."""
    held = w.held(tree)
    if isinstance(held, Ref) and stands_in(w, held):
        raise Pin(w.structure(held).site, reason)


def listed(w: Walker, function: Any, tree: e.Call, node: s.Stmt, live: Names) -> e.Call:
    """The call, with a list of its elements for each such object that the function looks into."""
    if function in TELLING:
        for argument in tree.args:
            seen_whole(w, argument, "it is looked at as a whole")
    module = "" if isinstance(function, type) else getattr(function, "__module__", None) or ""
    going = function in GOING or module.startswith("srcgrad.rules.")
    array = module.startswith("numpy") or isinstance(function, np.ufunc)

    def part(tree: e.Expr) -> e.Expr:
        held = w.held(tree)
        if not isinstance(held, Ref) or not stands_in(w, held):
            return tree
        if not going and not (array and _sequence(w, held)):
            return tree
        found = w.call_method(held, tree, LISTED, (), node, live)
        return found if isinstance(found, e.Expr) else w.named(found, "items", node)

    return e.Call(tree.func, tuple(map(part, tree.args)), tree.kwargs)


def _sequence(w: Walker, ref: Ref) -> bool:
    """Does NumPy make an array of what it holds?"""
    return w.structure(ref).cls is w.context.stand_in(collections.deque)


def counted(w: Walker, node: s.For, held: Ref, live: Names) -> s.For:
    """A loop over such an object as one over positions."""
    source = w.named(held, "elements", node)
    length = w.named(w.call_method(held, source, "__len__", (), node, live), "length", node)
    index = w.new_name("position")
    element = e.Element(source, e.Var(index))
    first = s.Assign(node.target, element, origin=node.origin, mark=(node.mark, "element"))
    passes = e.Call(e.Ref("range", range), (length,))
    return s.For(index, passes, [first, *node.body], origin=node.origin, mark=node.mark)


def loop(w: Walker, node: s.For, live: Names) -> bool:
    """A loop whose passes read such objects by position: no pass may change their size."""
    found = {name: w.state.env.get(name) for name in _bases(node.body)}
    through = {n: x for n, x in found.items() if isinstance(x, Ref) and stands_in(w, x)}
    if not through:
        return False
    watched = node.mark in w.decisions.watched
    own = {name: w.named(held, name, node) for name, held in through.items()}
    live |= {one.name for one in own.values()}
    body = duplicate(node.body)
    for name, held in through.items():
        if watched and hasattr(w.structure(held).cls, SIZE):
            size = w.named(w.call_method(held, own[name], SIZE, (), node, live), "size", node)
            live |= {size.name}
            check = e.Call(e.Attr(own[name], UNCHANGED), (size,))
            mark = (node.mark, "unchanged", name)
            _last(body, s.Evaluate(check, origin=node.origin, mark=mark))
    w.loop(s.For(node.target, node.source, body, origin=node.origin, mark=node.mark), live)
    made = w.out[-1]
    assert isinstance(made, s.For)
    for one in own.values():
        now = w.held(one)
        assert isinstance(now, Ref)
        if not _changed(w, now, made.body):
            continue
        if not hasattr(w.structure(now).cls, SIZE):
            raise Pin(w.structure(now).site, "the loop over it changes its length")
        refuse_caught(w, now, node)
        refuse_bounded(w, now, node)
        if not watched:
            raise Watch(node.mark)
    return True


def _bases(block: s.Block) -> Iterator[str]:
    """What the passes of a loop read by position, not counting loops inside."""
    for node in block:
        for tree in expressions(node):
            for part in nodes(tree):
                if isinstance(part, e.Element) and isinstance(part.base, e.Var):
                    yield part.base.name
        if not isinstance(node, s.Loop):
            for inner in blocks(node):
                yield from _bases(inner)


def _last(block: s.Block, node: s.Stmt) -> None:
    """Put a statement at the end of each pass that does not leave the loop."""
    last = block[-1] if block else None
    if isinstance(last, s.If) and any(map(leaves, (last.body, last.orelse))):
        for inner in (last.body, last.orelse):
            if not (inner and isinstance(inner[-1], s.Break)):
                _last(inner, node)
    elif not isinstance(last, s.Break):
        block.append(duplicate([node])[0])


def _changed(w: Walker, held: Ref, block: s.Block) -> bool:
    """Does a loop's body call methods of the containers behind an object, or bind them anew?"""
    own = {
        slot
        for one in w.state.reached([held])
        if w.state.heap[one].form == "rows" or stands_in(w, Ref(one))
        for slot in w.structure(Ref(one)).slots.values()
        if isinstance(slot, str)
    }
    if own & bound(block):
        return True
    for node in statements(block):
        if isinstance(node, s.Assign) and isinstance(node.value, e.Var) and node.value.name in own:
            own.add(node.target)
    called = {
        part.base.name
        for node in statements(block)
        for tree in expressions(node)
        for part in nodes(tree)
        if isinstance(part, e.Attr) and isinstance(part.base, e.Var)
    }
    return bool(own & called)

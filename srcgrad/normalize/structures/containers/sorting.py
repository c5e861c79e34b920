"""`xs.sort(key=...)` of what is known here, or by a function that changes what is.

xs.sort(key=f)              ->          items = xs.copy()
                                        xs.clear()
                                        ordered = sorted(items, key=f)
                                        for place in range(len(ordered)): xs.append(ordered[place])

While it is sorted, a list holds nothing: the function may look at it.
"""

from __future__ import annotations

from srcgrad.errors import UnsupportedSyntaxError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names
from srcgrad.normalize.structures.containers import rows
from srcgrad.normalize.structures.containers.deposits import writable
from srcgrad.normalize.structures.layout import Pin, Ref, Value
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.walk import Walker


def of_rows(w: Walker, ref: Ref, base: e.Expr, tree: e.Call, node: s.Stmt, live: Names) -> e.Expr:
    """`rows.sort(key=..., reverse=...)`."""
    held = writable(w, ref)
    keys = [key for key in (w.held(value) for _, value in tree.kwargs) if isinstance(key, Ref)]
    if ref.id in w.state.reached(keys):
        raise UnsupportedSyntaxError(
            "a list is sorted by a function that may look at it, and is empty meanwhile",
            "use `sorted`, which makes another list",
            node.origin,
        )
    ordered = _ordered(w, base, tree, node, live)
    if tree.args or not isinstance(ordered, Ref):
        raise Pin(held.site, "`sort` of a list of containers is outside the language")
    rows.become(w, w.structure(ref), w.structure(ordered))
    return e.NONE


def changes(w: Walker, tree: e.Call) -> bool:
    """Is the key a function of the program that may change what it holds?"""
    kinds = [w.kind(value) for _, value in tree.kwargs]
    return any(
        isinstance(kind, k.Function) and not all(map(k.is_number, kind.items)) for kind in kinds
    )


def written_out(w: Walker, base: e.Expr, tree: e.Call, node: s.Stmt, live: Names) -> e.Expr:
    """A list of numbers: what the calls of the function do is seen as in any other call."""
    items = w.named(e.Call(e.Attr(base, "copy"), ()), "items", node)
    w.block([s.Evaluate(e.Call(e.Attr(base, "clear"), ()), origin=node.origin)], live)
    ordered = w.named(_ordered(w, items, tree, node, live | set(names(base))), "ordered", node)
    length = w.named(e.Call(e.Ref("len", len), (ordered,)), "length", node)
    place, element = e.Var(w.new_name("place")), w.new_name("element")
    append = e.Call(e.Attr(base, "append"), (e.Var(element),))
    body: s.Block = [
        s.Assign(element, e.Item(ordered, place), origin=node.origin),
        s.Evaluate(append, origin=node.origin),
    ]
    passes = e.Call(e.Ref("range", range), (length,))
    mark = (node.mark, "sorted")
    w.block([s.For(place.name, passes, body, origin=node.origin, mark=mark)], live)
    return e.NONE


def _ordered(w: Walker, base: e.Expr, tree: e.Call, node: s.Stmt, live: Names) -> Value | e.Expr:
    made = e.Call(e.Ref("sorted", sorted), (base,), tree.kwargs)
    return w.value(made, node, live | set(names(base)))

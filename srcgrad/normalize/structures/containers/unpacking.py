"""Containers that are taken apart by a tuple of targets.

(a, b), *more = rows        a, *more_0 = rows_0; b, *more_1 = rows_1
s = b * more[0][1]     ->   s = b * more_1[0]
"""

from __future__ import annotations

from typing import Any

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures.containers import containers, rows
from srcgrad.normalize.structures.layout import Conflict, Pin, Ref, Slot, Structure, View
from srcgrad.normalize.structures.objects.elements import iterated
from srcgrad.normalize.structures.paths.live import Names
from srcgrad.normalize.structures.reading import plain
from srcgrad.normalize.structures.walk import Walker


def unpack(w: Walker, node: s.Unpack, live: Names) -> None:
    """One statement; of rows, each of their lists is taken apart."""
    held = w.held(node.value)
    if isinstance(held, Ref) and w.structure(held).form == "object":
        gone = iterated(w, held, node.value, node, live)
        if isinstance(gone, e.Expr):
            node = s.Unpack(node.targets, gone, node.star, origin=node.origin, mark=node.mark)
        held = None if isinstance(gone, e.Expr) else gone
    if not isinstance(held, Ref | View):
        w.emit(s.Unpack(node.targets, plain(w, node.value, node), node.star), node)
        for target in node.targets:
            w.state.env.pop(target, None)
            w.state.known.pop(target, None)
            w.state.bound.add(target)
        return
    if isinstance(held, Ref) and w.structure(held).form == "rows":
        for target, row in zip(node.targets, _rows(w, held, node), strict=True):
            w.bind(target, row, node)
        return
    elements = containers.elements(w, held, node)
    count = len(node.targets)
    if (node.star is None and len(elements) != count) or len(elements) < count - 1:
        raise Pin(containers.sites_of(w, held), "it has another number of elements")
    made: list[Slot | e.Expr] = list(elements)
    if node.star is not None:
        tail = len(elements) - (count - node.star - 1)
        rest = containers.build(
            w, "list", list, dict(enumerate(elements[node.star : tail])), node,
            node.targets[node.star],
        )  # fmt: skip
        made = [*elements[: node.star], rest, *elements[tail:]]
    for target, element in zip(node.targets, made, strict=True):
        w.bind(target, containers.as_value(element), node)


def _rows(w: Walker, ref: Ref, node: s.Unpack) -> list[Ref]:
    """`a, *b = rows`: Python counts each list."""
    held, star, count = w.structure(ref), node.star, len(node.targets)
    columns: dict[rows.Path, tuple[str, ...]] = {}
    for place, name in held.slots.items():
        columns[place] = tuple(w.new_name(str(name)) for _ in node.targets)
        w.emit(s.Unpack(columns[place], e.Var(str(name)), star), node)
        for one in columns[place]:
            w.bind_known(one, None)

    def made(shape: rows.Shape, above: rows.Path, at: int, index: e.Expr) -> Ref | Conflict:
        if shape is rows.LOST:
            return Conflict(rows.GONE, (held.site,))
        slots: dict[Any, Any] = {}
        for key, part in shape.parts:
            here = (*above, key)
            slots[key] = columns[here][at] if part is None else made(part, here, at, index)
        row = Structure(
            shape.form, shape.cls, slots, held.site, node.targets[at].partition(".")[0],
            path=shape.path, frozen=shape.frozen, kept=held.kept, row=(ref.id, above, index),
        )  # fmt: skip
        new = w.new_id()
        w.state.heap[new] = row
        return Ref(new)

    found: list[Ref | Conflict] = []
    for at in range(count):
        if at == star:
            rest = {place: e.Var(names[at]) for place, names in columns.items()}
            found.append(rows.each(w, held, node, lambda place, _, rest=rest: rest[place]))
        else:
            index = e.Const(at if star is None or at < star else at - count)
            found.append(made(held.shape, (), at, rows.place_of(w, held, index, node)))
    return [one for one in found if isinstance(one, Ref)]

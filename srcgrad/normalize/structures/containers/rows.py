"""Lists of rows whose number only the run knows: one list for each element of a row.

path = []                              path_0 = []; path_1 = []
for i in range(n):                     for i in range(n):
path.append((x, v))      ->            path_0.append(x); path_1.append(v)
x, v = path[-1]                        x = path_0[-1]; v = path_1[-1]
"""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.late import dataclass
from srcgrad.normalize.structures.containers.containers import build, put
from srcgrad.normalize.structures.containers.deposits import SOMEWHERE
from srcgrad.normalize.structures.containers.sharers import tell
from srcgrad.normalize.structures.layout import Conflict, Pin, Ref, Rows, Slot, Structure, Value
from srcgrad.normalize.structures.paths.joining import label
from srcgrad.normalize.structures.walk import Walker
from srcgrad.runtime import compared as compared_rows

Path = tuple[Any, ...]
LEN, LIST = e.Ref("len", len), e.Ref("list", list)


@dataclass(frozen=True)
class Shape:
    """What every row looks like; a part without a shape is a plain value."""

    form: str
    cls: type
    parts: tuple[tuple[Any, Shape | None], ...]
    path: e.Ref | None
    frozen: bool
    inner: Shape | None = None  # of "rows" in a table: what each of their rows looks like


LOST = Shape("lost", object, (), None, True)  # of a part that no row is asked for
GONE = "a set of objects, or a function that holds objects, is read from an element of a list"


def shape_of(w: Walker, ref: Ref) -> Shape:
    """The shape of a row."""
    held = w.structure(ref)
    if held.form == "rows":
        if not flat(held.shape):
            raise Pin(held.site, "a list of containers is put into a list")
        columns = tuple((place, None) for place in held.slots)
        return Shape("rows", list, columns, None, False, held.shape)
    parts: list[tuple[Any, Shape | None]] = []
    for key, slot in held.slots.items():
        if lost(w, held, slot):
            parts.append((key, LOST))
        elif isinstance(slot, str | Ref):
            parts.append((key, shape_of(w, slot) if isinstance(slot, Ref) else None))
        else:
            raise Pin(held.site, slot.reason)
    return Shape(held.form, held.cls, tuple(parts), held.path, held.frozen)


def flat(shape: Shape) -> bool:
    """A tuple of plain values?"""
    return shape.form == "tuple" and all(part is None for _, part in shape.parts)


def lost(w: Walker, held: Structure, slot: Slot) -> bool:
    """Is a part of a row one that no list holds: a set of objects, a function of them?"""
    if held.form != "object":
        return False
    if isinstance(slot, str):
        return k.is_function(w.kind(e.Var(slot)))
    if not isinstance(slot, Ref):
        return True
    inside = w.state.heap[slot.id]
    holds = any(isinstance(part, Ref) for part in inside.slots.values())
    return inside.form == "set" or (inside.form == "function" and holds)


def alike(one: Shape, other: Shape) -> bool:
    """Are rows of two shapes the same but for their values?"""
    return (
        (one.form, one.cls) == (other.form, other.cls)
        and (one.inner is None or other.inner is None or alike(one.inner, other.inner))
        and all(
            a == b and (p is None) == (q is None) and (p is None or q is None or alike(p, q))
            for (a, p), (b, q) in zip(one.parts, other.parts, strict=False)
        )
        and len(one.parts) == len(other.parts)
    )


def leaves(shape: Shape, above: Path = ()) -> list[Path]:
    """The places of a row's plain values."""
    found: list[Path] = []
    for key, part in shape.parts:
        here = (*above, key)
        found += [here] if part is None else leaves(part, here)
    return found


def start(w: Walker, target: str, items: list[Ref], node: s.Stmt) -> Ref:
    """A list of rows, with the first ones in it."""
    shape = w.rows[target]
    held = Structure("rows", list, {}, target, target.partition(".")[0], shape=shape)
    for row in items:
        check(w, held, row)
    for place in leaves(shape):
        name = w.new_name(label(held, "_".join(map(str, place))))
        first = tuple(e.Var(_leaf(w, row, place, held)) for row in items)
        w.bind_plain(name, e.Sequence("list", first), node)
        held.slots[place] = name
    new = w.new_id()
    w.state.heap[new] = held
    for row in items:
        _join(w, check(w, held, row), held, new, node)
    return Ref(new)


def _leaf(w: Walker, row: Ref, place: Path, held: Structure) -> str:
    for key in place[:-1]:
        inner = w.structure(row).slots[key]
        assert isinstance(inner, Ref)
        row = inner
    found = w.structure(row).slots[place[-1]]
    assert isinstance(found, str)
    return found


def _join(
    w: Walker, row: Ref, held: Structure, number: int, node: s.Stmt, above: Path = ()
) -> None:
    """The row is an element of the list from now on, and of no other."""
    found = w.structure(row)
    if found.form == "rows":
        found.tabled = True  # each of its lists is in another one, as it is
        return
    if found.form != "tuple":
        source = None if found.row is None else w.state.heap.get(found.row[0])
        if found.home is not None:  # nobody writes it from here on, and no row of the list
            held.sharers |= {number}
        elif found.row is not None and source is not None:  # it is read only from here on
            tell(w.state.heap, found.row[0], number, id(node) in w.gathering)
        elif found.row is not None or found.shared:
            raise Pin((held.site, found.site), "one container is put into a list twice")
        else:
            found.row = number, above, e.Const(SOMEWHERE)
        found.shared = True
    for key, slot in found.slots.items():
        if isinstance(slot, Ref) and not lost(w, found, slot):
            _join(w, slot, held, number, node, (*above, key))


def check(w: Walker, held: Structure, row: Value | None) -> Ref:
    """A row that fits the others."""
    if not isinstance(row, Ref) or not alike(shape_of(w, row), held.shape):
        raise Pin(held.site, "its elements are of different structure")
    return row


def append(w: Walker, ref: Ref, row: Value | None, node: s.Stmt) -> None:
    """One more row."""
    held = w.structure(ref)
    if held.shape.form == "rows" and isinstance(row, Ref):
        found, told = w.structure(row), {*w.decisions.rows, *w.decisions.mixed}
        if found.form == "list" and not found.slots and found.site not in told:
            raise Rows(found.site, held.shape.inner)
    fitting = check(w, held, row)
    for place, name in held.slots.items():
        value = e.Var(_leaf(w, fitting, place, held))
        call = e.Call(e.Attr(e.Var(str(name)), "append"), (value,))
        w.emit(s.Evaluate(call), node)
    _join(w, fitting, held, ref.id, node)


def insert(w: Walker, ref: Ref, at: e.Expr, row: Value | None, node: s.Stmt) -> None:
    """`rows.insert(at, row)`."""
    held = w.structure(ref)
    fitting = check(w, held, row)
    detach(w, held)
    for place, name in held.slots.items():
        value = e.Var(_leaf(w, fitting, place, held))
        w.emit(s.Evaluate(e.Call(e.Attr(e.Var(str(name)), "insert"), (at, value))), node)
    _join(w, fitting, held, ref.id, node)


def _columns(w: Walker, held: Structure, ref: Ref) -> dict[Path, e.Expr]:
    """The lists of rows that fit others, by the places of their values."""
    found = w.structure(ref)
    if found.form == "rows" and alike(held.shape, found.shape):
        return {place: e.Var(str(name)) for place, name in found.slots.items()}
    if found.form != "list":
        raise Pin((held.site, found.site), "its elements are of different structure")
    slots = found.slots.values()
    items = [check(w, held, slot if isinstance(slot, Ref) else None) for slot in slots]
    return {
        place: e.Sequence("list", tuple(e.Var(_leaf(w, row, place, held)) for row in items))
        for place in leaves(held.shape)
    }


def extend(w: Walker, ref: Ref, other: Ref, node: s.Stmt) -> None:
    """`rows.extend(other)`, `rows += other`."""
    held = w.structure(ref)
    for place, more in _columns(w, held, other).items():
        call = e.Call(e.Attr(e.Var(str(held.slots[place])), "extend"), (more,))
        w.emit(s.Evaluate(call), node)
    _share(w, ref, other, node)


def joined(w: Walker, one: Ref, other: Ref, node: s.Stmt, target: str) -> Ref:
    """`one + other`; one of them is a list of rows, and the other may be a list of known rows."""
    held = w.structure(one if w.structure(one).form == "rows" else other)
    first, second = _columns(w, held, one), _columns(w, held, other)
    made = each(w, held, node, lambda at, _: e.Binary("+", first[at], second[at]))
    _share(w, made, one, node)
    _share(w, made, other, node)
    return made


def _share(w: Walker, ref: Ref, other: Ref, node: s.Stmt) -> None:
    """The rows of one list are those of another as well."""
    held, found = w.structure(ref), w.structure(other)
    if found.form != "rows":
        for row in found.slots.values():
            if isinstance(row, Ref):
                _join(w, row, held, ref.id, node)
    elif held.shape.form != "tuple":
        held.shared = found.shared = True


def length(held: Structure) -> e.Expr:
    """How many rows there are."""
    if not held.slots:
        raise Pin(held.site, "its rows hold nothing")
    return e.Call(LEN, (e.Var(str(next(iter(held.slots.values())))),))


def item(w: Walker, ref: Ref, index: e.Expr, node: s.Stmt, target: str) -> Value:
    """The row at a position; a slice gives a list of rows."""
    held = w.structure(ref)
    if w.touched(index):
        raise Pin(held.site, "an index that is a container")
    if isinstance(index, e.Slice):
        return each(w, held, node, lambda _, name: e.Item(e.Var(name), index))
    index = place_of(w, held, index, node)
    return _row(w, ref, held, held.shape, (), index, node, target or held.site)


def place_of(w: Walker, held: Structure, index: e.Expr, node: s.Stmt) -> e.Expr:
    """A position; of a row that may be written, counted from the front."""
    if held.shape.form == "tuple":
        return index
    known, at = w.constant(index)
    if known and isinstance(at, int) and at < 0:
        count = w.named(length(held), "length", node)
        return w.named(e.Binary("-", count, e.Const(-at)), "position", node)
    return e.Const(at) if known else w.named(index, "position", node)


def _row(
    w: Walker, ref: Ref, held: Structure, shape: Shape, above: Path, index: e.Expr,
    node: s.Stmt, target: str,
) -> Ref:  # fmt: skip
    made = Structure(
        shape.form, shape.cls, {}, held.site, target.partition(".")[0], path=shape.path,
        frozen=shape.frozen, kept=held.kept, row=(ref.id, above, index),
    )  # fmt: skip
    if shape.inner is not None:
        made.row, made.shape, made.tabled = None, shape.inner, True
    for key, part in shape.parts:
        here = (*above, key)
        if part is None:
            put(w, made, key, e.Item(e.Var(str(held.slots[here])), index), node)
        elif part is LOST:
            made.slots[key] = Conflict(GONE, (held.site,))
        else:
            made.slots[key] = _row(w, ref, held, part, here, index, node, target)
    new = w.new_id()
    w.state.heap[new] = made
    return Ref(new)


def each(w: Walker, held: Structure, node: s.Stmt, made: Any) -> Ref:
    """A new list of rows, made list by list."""
    other = Structure("rows", list, {}, held.site, held.stem, shape=held.shape)
    for place, name in held.slots.items():
        new = w.new_name(str(name))
        w.bind_plain(new, made(place, str(name)), node)
        other.slots[place] = new
    if held.shape.form != "tuple":
        other.shared = True  # its rows are those of the first list
        held.shared = True
    new_id = w.new_id()
    w.state.heap[new_id] = other
    return Ref(new_id)


def copy(w: Walker, held: Structure, node: s.Stmt, target: str) -> Ref:
    """A shallow copy."""
    return each(w, held, node, lambda _, name: e.Call(LIST, (e.Var(name),)))


def store(w: Walker, ref: Ref, index: e.Expr, row: Value | None, node: s.Stmt) -> None:
    """`rows[index] = row`."""
    held = w.structure(ref)
    fitting = check(w, held, row)
    detach(w, held)
    for place, name in held.slots.items():
        value = e.Var(_leaf(w, fitting, place, held))
        w.emit(s.Store(e.Var(str(name)), index, value), node)
    _join(w, fitting, held, ref.id, node)


def detach(w: Walker, held: Structure) -> None:
    """Rows that were read keep their values; stores to them would miss the list."""
    for one, other in list(w.state.heap.items()):
        if other.row is not None and w.state.heap.get(other.row[0]) is held:
            w.state.heap[one].shared = True


def pop(w: Walker, ref: Ref, args: tuple[e.Expr, ...], node: s.Stmt, target: str) -> Value:
    """`rows.pop()`."""
    held = w.structure(ref)
    detach(w, held)
    popped: dict[Path, str] = {}
    for place, name in held.slots.items():
        new = w.new_name(str(name))
        w.bind_plain(new, e.Call(e.Attr(e.Var(str(name)), "pop"), args), node)
        popped[place] = new

    def made(shape: Shape, above: Path) -> Ref | Conflict:
        if shape is LOST:
            return Conflict(GONE, (held.site,))
        slots: dict[Any, Any] = {
            key: e.Var(popped[(*above, key)]) if part is None else made(part, (*above, key))
            for key, part in shape.parts
        }
        row = build(w, shape.form, shape.cls, slots, node, held.site, shape.path)
        w.structure(row).shared = shape.form != "tuple"
        return row

    return made(held.shape, ())


def become(w: Walker, held: Structure, other: Structure) -> None:
    """The list holds the rows of another one, which is dropped."""
    if other.form != "rows" or not alike(held.shape, other.shape):
        raise Pin(held.site, "its elements are of different structure")
    if held.tabled:
        raise Pin(held.site, "a list that is held by another one is sorted")
    detach(w, held)
    held.slots, held.sharers = dict(other.slots), held.sharers | other.sharers


def compared(w: Walker, held: Structure, node: s.Stmt) -> e.Expr:
    """The rows as tuples, to be compared and nothing else."""
    flat = all(part is None for _, part in held.shape.parts)
    if held.shape.form not in ("tuple", "list") or not flat or not held.slots:
        raise Pin(held.site, "rows of this structure are compared")
    columns = tuple(e.Var(str(name)) for name in held.slots.values())
    return w.named(e.Call(e.Ref("compared", compared_rows), columns), "rows", node)


def together(w: Walker, held: Structure, method: str, node: s.Stmt) -> None:
    """`reverse` and `clear`, on each list."""
    detach(w, held)
    for name in held.slots.values():
        w.emit(s.Evaluate(e.Call(e.Attr(e.Var(str(name)), method), ())), node)


def array(w: Walker, call: e.Call, held: Structure, node: s.Stmt) -> e.Expr:
    """`np.array(rows)`, perhaps of a dtype."""
    if any(part is not None for _, part in held.shape.parts) or held.shape.form not in (
        "tuple", "list",
    ):  # fmt: skip
        raise Pin(held.site, "an array is made of rows that are no flat tuples or lists")
    columns = []
    for name in held.slots.values():
        made = e.Call(e.Ref("np.array", np.array), (e.Var(str(name)), *call.args[1:]), call.kwargs)
        columns.append(w.named(made, str(name), node))
    listed = e.Sequence("list", tuple(columns))
    return e.Call(e.Ref("np.stack", np.stack), (listed,), (("axis", e.Const(1)),))

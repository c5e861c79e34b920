"""Records of one pass that are kept together are one row of one tape.

    x_tape.append(x)               values_tape.append((x, y, z, t))
    y_tape.append(y)
    z_tape.append(z)       ->
    t_tape.append(t)
    t = t_tape.pop()               x, y, z, t = values_tape.pop()
    z = z_tape.pop()
    y = y_tape.pop()
    x = x_tape.pop()

Each list takes time and memory: from four on they are one. Not where a name is bound between the
place of the row and that of its own record, where the pass may end there, or where a value would be
put back while another one of that name is still read.
"""

from __future__ import annotations

from collections import Counter as Count
from dataclasses import dataclass

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, statements, targets
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.loops.tapes import appended, opens

FEWEST = 4  # fewer lists cost less time and memory


@dataclass
class _Record:
    """One tape: where it is made, filled and emptied, each once."""

    tape: str
    name: str  # the value that is recorded
    target: str  # the name under which it comes back
    opening: s.Stmt
    filling: s.Stmt
    emptying: s.Stmt


def join_tapes(forward: s.Block, reverse: s.Block, counter: Counter) -> None:
    """Join tapes of the two sweeps, in place."""
    records = _records(forward, reverse)
    owner = {
        id(node): block for whole in (forward, reverse) for block in _all(whole) for node in block
    }
    together: dict[tuple[int, int, int], list[_Record]] = {}
    for record in records:
        nodes = (record.opening, record.filling, record.emptying)
        if all(id(node) in owner for node in nodes):
            key = tuple(id(owner[id(node)]) for node in nodes)
            together.setdefault(key, []).append(record)  # type: ignore[arg-type]
    for rows in together.values():
        opening, filling, emptying = (
            owner[id(node)] for node in (rows[0].opening, rows[0].filling, rows[0].emptying)
        )
        for place, run in _runs(filling, rows):
            chosen = _early(emptying, run)
            if len(chosen) >= FEWEST:
                _join(opening, filling, emptying, chosen, place, counter)


def _records(forward: s.Block, reverse: s.Block) -> list[_Record]:
    """The tapes that are used in this way alone."""
    openings: dict[str, s.Stmt] = {}
    fillings: dict[str, s.Stmt] = {}
    used: Count[str] = Count()
    for node in statements(forward):
        used.update(n for tree in expressions(node) for n in names(tree) if n.endswith("~tape"))
        if opens(node, None):
            assert isinstance(node, s.Assign)
            used[node.target] += 1
            openings[node.target] = node
        if tape := appended(node):
            fillings[tape] = node
    emptyings: dict[str, s.Assign] = {}
    for node in statements(reverse):
        used.update(n for tree in expressions(node) for n in names(tree) if n.endswith("~tape"))
        match node:
            case s.Assign(target, e.Call(e.Attr(e.Var(tape), "pop"), (), ())) if (
                "~bar" not in target
            ):
                emptyings[tape] = node
    found = []
    for tape, filling in fillings.items():
        value = _value(filling)
        if isinstance(value, e.Var) and used[tape] == 3 and tape in openings and tape in emptyings:
            out = emptyings[tape]
            found.append(_Record(tape, value.name, out.target, openings[tape], filling, out))
    return found


def _value(filling: s.Stmt) -> e.Expr:
    assert isinstance(filling, s.Evaluate) and isinstance(filling.value, e.Call)
    return filling.value.args[0]


def _all(block: s.Block) -> list[s.Block]:
    """A block and those in it, but for what an exception may leave half done."""
    found = [block]
    for node in block:
        if not isinstance(node, s.Attempt | s.Ensure | s.With):
            for inner in blocks(node):
                found += _all(inner)
    return found


def _runs(filling: s.Block, records: list[_Record]) -> list[tuple[s.Stmt, list[_Record]]]:
    """Records that can be made at one place, and the place: where one of them is made."""
    left = list(records)
    runs = []
    while left:
        options = [(one.filling, _made_at(filling, one.filling, left)) for one in left]
        place, run = max(options, key=lambda option: len(option[1]))
        runs.append((place, run))
        left = [record for record in left if record not in run]
    return runs


def _made_at(filling: s.Block, place: s.Stmt, records: list[_Record]) -> list[_Record]:
    """The records whose names have the same value at a place, and that are made in any case."""
    here = _place(filling, place)
    found = []
    for record in records:
        there = _place(filling, record.filling)
        between = list(statements(filling[min(here, there) : max(here, there)]))
        ends = any(isinstance(node, s.Break) for node in between)
        if not ends and all(record.name not in targets(node) for node in between):
            found.append(record)
    return found


def _early(emptying: s.Block, run: list[_Record]) -> list[_Record]:
    """Those that can come back at the place of the first of them."""
    by_node = {id(record.emptying): record for record in run}
    chosen: list[_Record] = []
    met: set[str] = set()
    for node in emptying:
        record = by_node.get(id(node))
        if record is not None and _plain(record.target) not in met:
            chosen.append(record)
        if chosen and any(isinstance(one, s.Break) for one in statements([node])):
            break
        if chosen:
            for one in statements([node]):
                if id(one) not in by_node:
                    met.update(map(_plain, targets(one)))
                    met.update(_plain(n) for tree in expressions(one) for n in names(tree))
    return chosen if len({_plain(r.target) for r in chosen}) == len(chosen) else []


def _plain(name: str) -> str:
    return name.replace("~again", "")


def _join(
    opening: s.Block,
    filling: s.Block,
    emptying: s.Block,
    chosen: list[_Record],
    place: s.Stmt,
    counter: Counter,
) -> None:
    counter.count += 1
    tape = f"values.{counter.count}~tape"
    chosen = sorted(chosen, key=lambda record: _place(filling, record.filling))
    first = min(chosen, key=lambda record: _place(opening, record.opening)).opening
    out = min(chosen, key=lambda record: _place(emptying, record.emptying)).emptying
    row = e.Sequence("tuple", tuple(e.Var(record.name) for record in chosen))
    append = e.Call(e.Attr(e.Var(tape), "append"), (row,))
    made: dict[int, s.Stmt] = {  # each before what stands there
        id(first): s.Assign(tape, e.Sequence("list", ()), origin=first.origin),
        id(place): s.Evaluate(append, origin=place.origin),
        id(out): s.Unpack(
            tuple(record.target for record in chosen),
            e.Call(e.Attr(e.Var(tape), "pop"), ()),
            origin=out.origin,
        ),
    }
    gone = {id(n) for r in chosen for n in (r.opening, r.filling, r.emptying)}
    for block in (opening, filling, emptying):
        both = [one for node in block for one in (made.get(id(node)), node) if one is not None]
        block[:] = [node for node in both if id(node) not in gone]


def _place(block: s.Block, node: s.Stmt) -> int:
    return next(i for i, one in enumerate(block) if one is node)

"""Records of one pass that are kept together are one row of one tape.

    x_tape.append(x)               values_tape.append((x, y, z, t))
    y_tape.append(y)
    z_tape.append(z)       ->
    t_tape.append(t)
    t = t_tape.pop()               x, y, z, t = values_tape.pop()
    z = z_tape.pop()
    y = y_tape.pop()
    x = x_tape.pop()

Each list takes time and memory: from four on they are one, made and taken back where most of them
can be. Not where a name is bound between the place of the row and that of its own record, where the
pass may end there, or where a value would be put back while another one of that name is read.
"""

from __future__ import annotations

from collections import Counter as Count

from srcgrad.analysis.kinks.selection import QUIET
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, statements, targets
from srcgrad.late import dataclass
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
        while len(rows) >= FEWEST:
            chosen, made, back = _most(_placed(rows, filling, emptying))
            if len(chosen) < FEWEST:
                break
            _join(opening, filling, emptying, chosen, filling[made], emptying[back], counter)
            rows = [record for record in rows if record not in chosen]


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
        left = isinstance(node, s.With) and node.manager != QUIET
        if not left and not isinstance(node, s.Attempt | s.Ensure):
            for inner in blocks(node):
                found += _all(inner)
    return found


@dataclass
class _Placed:
    """A record, and the statements before which it could be made as well, and come back."""

    record: _Record
    made: int
    back: int
    makes: range
    backs: range


def _placed(records: list[_Record], filling: s.Block, emptying: s.Block) -> list[_Placed]:
    bound = [_met(node, read=False) for node in filling]
    met = [_met(node, read=True) for node in emptying]
    found = []
    for one in records:
        made, back = _place(filling, one.filling), _place(emptying, one.emptying)
        makes = _reach(bound, made, one.name)
        found.append(_Placed(one, made, back, makes, _reach(met, back, _plain(one.target))))
    return found


def _met(node: s.Stmt, read: bool) -> set[str] | None:
    """The names that a statement binds, or also reads; None where it may end the pass."""
    found: set[str] = set()
    for one in statements([node]):
        if isinstance(one, s.Break):
            return None
        found.update(targets(one))
        if read:
            found.update(n for tree in expressions(one) for n in names(tree))
    return {_plain(n) for n in found} if read else found


def _reach(met: list[set[str] | None], place: int, name: str) -> range:
    """The places to which a statement can be moved: not past one that meets its name."""

    def barred(position: int) -> bool:
        there = met[position]
        return there is None or name in there

    first = last = place
    while first > 0 and not barred(first - 1):
        first -= 1
    while last + 1 < len(met) and (last == place or not barred(last)):
        last += 1
    return range(first, last + 1)


def _most(records: list[_Placed]) -> tuple[list[_Record], int, int]:
    """The most that can be made at one place, and come back at one: which, and where."""
    best: list[_Record] = []
    where = 0, 0
    for made in sorted({one.made for one in records}):
        here = [one for one in records if made in one.makes]
        if len(here) <= len(best):
            continue
        for back in sorted({one.back for one in here}):
            found = [one.record for one in here if back in one.backs]
            if len(found) > len(best) and _differ(found):
                best, where = found, (made, back)
    return best, *where


def _differ(records: list[_Record]) -> bool:
    """Do they come back under names of their own?"""
    return len({_plain(one.target) for one in records}) == len(records)


def _plain(name: str) -> str:
    return name.replace("~again", "")


def _join(
    opening: s.Block,
    filling: s.Block,
    emptying: s.Block,
    records: list[_Record],
    place: s.Stmt,
    out: s.Stmt,
    counter: Counter,
) -> None:
    counter.count += 1
    tape = f"values.{counter.count}~tape"
    records = sorted(records, key=lambda record: _place(filling, record.filling))
    first = min(records, key=lambda record: _place(opening, record.opening)).opening
    row = e.Sequence("tuple", tuple(e.Var(record.name) for record in records))
    append = e.Call(e.Attr(e.Var(tape), "append"), (row,))
    made: dict[int, s.Stmt] = {  # each before what stands there
        id(first): s.Assign(tape, e.Sequence("list", ()), origin=first.origin),
        id(place): s.Evaluate(append, origin=place.origin),
        id(out): s.Unpack(
            tuple(record.target for record in records),
            e.Call(e.Attr(e.Var(tape), "pop"), ()),
            origin=out.origin,
        ),
    }
    gone = {id(n) for r in records for n in (r.opening, r.filling, r.emptying)}
    for block in (opening, filling, emptying):
        both = [one for node in block for one in (made.get(id(node)), node) if one is not None]
        block[:] = [node for node in both if id(node) not in gone]


def _place(block: s.Block, node: s.Stmt) -> int:
    return next(i for i, one in enumerate(block) if one is node)

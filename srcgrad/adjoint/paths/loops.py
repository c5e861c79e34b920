"""The reverse of loops: the same passes, last first."""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.adjoint.environment import Adjoint, bar
from srcgrad.adjoint.memory.shadows import born, fits_views, zeros
from srcgrad.adjoint.paths.checkpointed import mark_reverse
from srcgrad.adjoint.records.marks import Enter, Restore, Wind
from srcgrad.adjoint.records.shape_records import reads
from srcgrad.adjoint.records.winding import unwinding
from srcgrad.adjoint.sweep import RANGE, ZEROS_LIKE, Sweep
from srcgrad.analysis.rules.fields import zero_of
from srcgrad.errors import InvalidProgramError
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.ranges import last_first, less
from srcgrad.ir.walk import bound, expressions, names, statements, targets, used

COUNTS = ("shape", "size", "length")


def reverse_loop(
    sweep: Sweep, node: s.For | s.While, reverse: Callable[[Sweep, s.Block], None]
) -> None:
    """Reverse a loop; `reverse` reverses a block."""
    sweep.settle()
    unwinding(sweep, node)
    passes = sweep.passes.get(id(node))
    if isinstance(node, s.While):
        reverse(sweep, node.prelude)  # the test that ended the loop
        sweep.node = node
    crossing = _crossing(sweep, node)
    for name in crossing:
        sweep.protect(bar(name), in_place=True, owner=name)
        _before_loop(sweep, node, name)
    entries = dict(sweep.env.entries)
    out = _one_pass(sweep, node, crossing, entries, reverse)
    mark_reverse(sweep, node, out)
    for name in list(sweep.env.entries):
        if name not in entries:
            del sweep.env.entries[name]
        elif name in crossing:  # there may have been no pass
            before, after = entries[name], sweep.env.entries[name]
            sweep.env.entries[name] = after.with_(
                owned=before.owned and after.owned,
                full=before.full and after.full,
                blank=False,
                filled=None,
                memory=before.memory | after.memory,
            )
    _emit_loop(sweep, node, passes, out)


def _one_pass(
    sweep: Sweep,
    node: s.For | s.While,
    crossing: list[str],
    entries: dict[str, Adjoint],
    reverse: Callable[[Sweep, s.Block], None],
) -> s.Block:
    """The reverse of one pass, which leaves the adjoints as known as it met them.

    `entries` are the adjoints before the loop; those that a pass makes less known are changed.
    """
    redefined = bound(node.body)
    kinds, kept = dict(sweep.kinds), dict(sweep.kept)
    numbered = sweep.counter.count
    records = _records(sweep)
    for _attempt in range(4):
        for name in crossing:
            entry = sweep.env.entries.get(name)
            if entry is not None:
                owned = entry.owned and (name not in redefined or sweep.is_shadow(name))
                sweep.env.entries[name] = entry.with_(
                    owned=owned, blank=False, filled=None, memory=frozenset()
                )
        start = {n: sweep.kinds.get(bar(n)) for n in crossing}
        full = {n: sweep.env.entries[n].full for n in crossing if n in sweep.env.entries}
        with sweep.block() as out:
            reverse(sweep, node.body)
            if isinstance(node, s.While):
                reverse(sweep, node.prelude)
            sweep.node = node
            if isinstance(node, s.For):  # a pass binds it to a number of the loop's own
                sweep.env.entries.pop(node.target, None)
            for name in crossing:
                _at_end_of_pass(sweep, name)
        changed = {
            bar(n): k.join(a, b)
            for n in crossing
            if (a := start[n]) is not None
            and (b := sweep.kinds.get(bar(n))) is not None
            and k.join(a, b) != a
        }
        thinner = {n for n in full if full[n] and not sweep.env.entries[n].full}
        if not changed and not thinner:
            for n in crossing:  # there may be no pass at all
                if start[n] is not None and bar(n) in sweep.kinds:
                    sweep.kinds[bar(n)] = k.join(start[n] or k.Empty(), sweep.kinds[bar(n)])
            break
        # the pass leaves an adjoint less known than it met it: start again from that
        sweep.env.entries, sweep.kinds, sweep.kept = dict(entries), {**kinds, **changed}, dict(kept)
        sweep.before, sweep.after = records[0], records[1]
        records = _records(sweep)
        sweep.counter.count = numbered
        kinds = dict(sweep.kinds)
        for n in thinner:
            entries[n] = entries[n].with_(full=False)
        sweep.env.entries = dict(entries)
    else:
        raise InvalidProgramError("the adjoints of a loop do not settle", "adjoint")
    return out


def _records(sweep: Sweep) -> tuple[dict[int, s.Block], dict[int, s.Block]]:
    """Copies of the records to make before and after statements, as they stand now."""
    before, after = ({i: list(b) for i, b in one.items()} for one in (sweep.before, sweep.after))
    return before, after


def _emit_loop(sweep: Sweep, node: s.For | s.While, passes: str | None, out: s.Block) -> None:
    """The loop of the reverse sweep: the same passes, last first; none if nothing is to be done."""
    if all(isinstance(one, Enter) for one in out):
        return
    if isinstance(node, s.While):
        assert passes is not None
        sweep.emit(
            s.For(sweep.counter.name("pass") + "~unused", e.Call(RANGE, (e.Var(passes),)), out)
        )
        return
    if passes is None:
        source = sweep.demand(node.source, node)
        if isinstance(source, e.Call) and source.func == RANGE and not _reads(out, node.target):
            sweep.emit(s.For(node.target, source, out))  # any order will do
        else:
            sweep.emit(s.For(node.target, backwards(sweep, source), out))
    else:
        _emit_counted(sweep, node, passes, out)
    sweep.rebinding((node.target,))
    sweep.emit(Restore(node, (node.target,)))


def _reads(block: s.Block, name: str) -> bool:
    """Does the reverse of a pass mention a name, or may something put back there mention it?"""
    for node in statements(block):
        if isinstance(node, Restore | Enter | Wind):
            inside = node.block if isinstance(node, Enter) else [node.node]
            if name in used(inside):
                return True
    return name in used(block)


def _emit_counted(sweep: Sweep, node: s.For, passes: str, out: s.Block) -> None:
    """A loop that may have ended early: its passes were counted."""
    source = sweep.demand(node.source, node)
    if isinstance(source, e.Var):  # a range that has a name
        count = sweep.counter.name("position")
        head = s.Assign(node.target, e.Item(source, e.Var(count)), origin=node.origin)
        last = e.Call(RANGE, (less(e.Var(passes), 1), e.Const(-1), e.Const(-1)))
        sweep.emit(s.For(count, last, [head, *out]))
        return
    if not isinstance(source, e.Call):
        backwards(sweep, source)  # refuses it
    assert isinstance(source, e.Call)
    args = source.args
    last = e.Call(RANGE, (less(e.Var(passes), 1), e.Const(-1), e.Const(-1)))
    if source.func != RANGE:
        sweep.guard("a loop over this iterable that may end early")
    if not _reads(out, node.target):
        sweep.emit(s.For(node.target, e.Call(RANGE, (e.Var(passes),)), out))
        return
    if len(args) == 1 or (args[0] == e.Const(0) and len(args) == 2):
        sweep.emit(s.For(node.target, last, out))
        return
    count = sweep.counter.name("position")
    step = e.Var(count) if len(args) < 3 else e.Binary("*", e.Var(count), args[2])
    head = s.Assign(node.target, e.Binary("+", args[0], step), origin=node.origin)
    sweep.emit(s.For(count, last, [head, *out]))


def _crossing(sweep: Sweep, node: s.For | s.While) -> list[str]:
    """The names whose adjoints live from one pass to the next."""
    head = sweep.live.at_head[id(node)]
    found: set[str] = set()
    for inner in statements([node]):
        found |= {n for n in (*targets(inner), *mentioned(inner)) if n in sweep.active}
    inside = bound([node])
    values = {n for inner in statements([node]) for n in _of_values(inner)} | inside
    out = set()
    for name in found:
        if sweep.is_shadow(name):
            root = sweep.root(name)
            if name in inside & head and name not in sweep.forward and sweep.perhaps_view(name):
                sweep.node = node  # the pass before has left another view, or another copy
                sweep.refuse(
                    f"`{name.partition('.')[0]}` may be a view of an array that is written or a "
                    "copy, and is read beyond the pass that binds it",
                    "take it anew after the loop, or bind it before it",
                )
            if root in sweep.forward or (root in inside and not {root, name} & head):
                continue
            out.add(root)
        elif name in (head if name in inside else values):
            out.add(name)
        elif isinstance(node, s.For) and name == node.target and name in sweep.env.entries:
            if not k.is_number(sweep.facts.kinds[name]):
                sweep.refuse(
                    f"`{name.partition('.')[0]}` is a number or what it was before the loop",
                    "give the loop's variable a name of its own",
                )
            out.add(name)  # it is what it was where there is no pass
    return sorted(out)


def _before_loop(sweep: Sweep, node: s.For | s.While, name: str) -> None:
    """An adjoint that lives across passes has its own name and memory, and its full shape."""
    entry = sweep.env.entries.get(name)
    kind = sweep.facts.kinds[name]
    if sweep.is_shadow(name):
        born(sweep, name)
        return
    if entry is None:
        zero(sweep, name, kind)
        return
    own = bar(name)
    if isinstance(kind, k.Array) and not (entry.owned and entry.full and entry.expr == e.Var(own)):
        if not entry.full and k.rank(sweep.kind(entry.expr)) == 0:
            value: e.Expr = sweep.filled(name, entry.expr)
        elif not entry.full:
            value = e.Binary("+", e.Call(ZEROS_LIKE, (e.Var(name),)), entry.expr)
        elif name in bound(node.body):
            sweep.materialize(name)
            return
        else:
            value = sweep.copied(entry.expr, ordered=not fits_views(sweep, name, entry.expr))
        value = sweep.protected(own, value, in_place=False, owner=name)
        sweep.emit(s.Assign(own, value))
        sweep.kinds[own] = kind
        sweep.env.entries[name] = Adjoint(e.Var(own), True, owned=True)
        return
    sweep.materialize(name)


def _at_end_of_pass(sweep: Sweep, name: str) -> None:
    kind = sweep.facts.kinds[name]
    if name not in sweep.env.entries and isinstance(kind, k.List) and kind.items is None:
        sweep.emit(s.Assign(bar(name), zeros(sweep, name, kind)))
        sweep.env.entries[name] = Adjoint(e.Var(bar(name)), True, owned=True)
    elif name not in sweep.env.entries:
        zero(sweep, name, kind)
    else:
        entry = sweep.env.entries[name]
        if entry.expr != e.Var(bar(name)):
            sweep.materialize(name)
    entry = sweep.env.entries[name]
    if not entry.full and isinstance(sweep.facts.kinds[name], k.Array):
        own = e.Var(bar(name))
        sweep.protect(own.name, in_place=False, owner=name)
        number = k.rank(sweep.kind(own)) == 0 and k.is_number(sweep.kind(own))
        spread = e.Binary("+", e.Call(ZEROS_LIKE, (e.Var(name),)), own)
        sweep.emit(s.Assign(own.name, sweep.filled(name, own) if number else spread))
        sweep.env.entries[name] = Adjoint(own, True, owned=True)


def zero(sweep: Sweep, name: str, kind: k.Kind, holds: bool | None = None) -> None:
    """Bind a name's adjoint to zeros; it may be known whether it `holds` something, or None."""
    own = bar(name)
    number = zero_of(kind)
    value: e.Expr = e.Call(ZEROS_LIKE, (e.Var(name),)) if isinstance(kind, k.Array) else number
    if name in sweep.facts.nones and isinstance(kind, k.Array) and holds is not True:
        absent = e.Compare("is", e.Var(name), e.NONE)
        value = number if holds is False else e.Choice(absent, number, value)
    sweep.protect(own, in_place=False, owner=name)
    sweep.emit(s.Assign(own, value))
    sweep.kinds[own] = kind
    array = isinstance(kind, k.Array) and name not in sweep.facts.nones
    sweep.env.entries[name] = Adjoint(e.Var(own), True, owned=array, blank=array)


def mentioned(node: s.Stmt) -> set[str]:
    """The names in a statement's expressions."""
    return {n for tree in expressions(node) for n in names(tree)}


def _of_values(node: s.Stmt) -> set[str]:
    """Those of which a statement reads more than how many elements there are."""
    return {n for tree in expressions(node) for n, how in reads(tree) if how not in COUNTS}


def backwards(sweep: Sweep, source: e.Expr) -> e.Expr:
    """A range, last number first."""
    if isinstance(source, e.Var) and isinstance(sweep.kind(source), k.Range):
        return e.Call(e.Ref("reversed", reversed), (source,))
    turned = last_first(source)
    if turned is not None:
        return turned
    sweep.refuse(
        "a loop over this iterable is outside the language",
        "loop over a range, an array, a list or a tuple",
    )

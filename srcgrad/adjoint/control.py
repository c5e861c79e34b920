"""The reverse of blocks, branches and loops."""

from __future__ import annotations

from srcgrad.adjoint.environment import Adjoint, Environment, bar
from srcgrad.adjoint.lists import pops
from srcgrad.adjoint.marks import Enter, Restore
from srcgrad.adjoint.operations import reverse_assign
from srcgrad.adjoint.shadows import born
from srcgrad.adjoint.stores import reverse_augment, reverse_effect, reverse_store
from srcgrad.adjoint.sweep import FULL_LIKE, RANGE, ZEROS_LIKE, Sweep
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import bound, expressions, names, statements, targets


def reverse_block(sweep: Sweep, block: s.Block) -> None:
    """Reverse the statements of a block, last first."""
    sweep.emit(Enter(block))
    for node in reversed(block):
        sweep.node = node
        _reverse(sweep, node)
    sweep.settle()


def _reverse(sweep: Sweep, node: s.Stmt) -> None:
    if any(node is partner for partner in sweep.partners.values()):
        return  # wound back together with the array's own binding
    match node:
        case s.Assign():
            reverse_assign(sweep, node)
        case s.Store():
            reverse_store(sweep, node)
        case s.Augment():
            reverse_augment(sweep, node)
        case s.Evaluate():
            reverse_effect(sweep, node)
        case s.If():
            _branch(sweep, node)
        case s.For() | s.While():
            _for(sweep, node)
        case s.Permute():
            _permute(sweep, node)
        case s.Unpack():
            _unpack(sweep, node)


def _unpack(sweep: Sweep, node: s.Unpack) -> None:
    from srcgrad.adjoint.accumulate import contribute_item

    count = len(node.targets)
    for position, target in enumerate(node.targets):
        entry = sweep.env.entries.pop(target, None) if target in sweep.active else None
        if entry is None:
            continue
        if position == node.star or not isinstance(node.value, e.Var):
            sweep.refuse(
                "a starred target of active values is outside the language", "index the elements"
            )
        index = position if node.star is None or position < node.star else position - count
        contribute_item(sweep, node.value.name, e.Const(index), entry.expr)
    sweep.rebinding(node.targets)
    sweep.emit(Restore(node, node.targets))


def _permute(sweep: Sweep, node: s.Permute) -> None:
    """`a, b = b, a`: the adjoints change names back."""
    taken = {t: sweep.env.entries.pop(t, None) for t in node.targets}
    if any(sweep.is_shadow(t) for t in node.targets if t in sweep.active):
        sweep.root(node.targets[0])
    moved = {src: taken[t] for t, src in zip(node.targets, node.sources, strict=True)}
    own = {t for t, entry in taken.items() if entry is not None and entry.expr == e.Var(bar(t))}
    if own:
        order = [(t, src) for t, src in zip(node.targets, node.sources, strict=True) if t in own]
        for t, src in order:
            sweep.protect(bar(src), in_place=False, owner=t)
        if {t for t, _ in order} == {src for _, src in order}:
            sweep.emit(
                s.Permute(tuple(bar(src) for _, src in order), tuple(bar(t) for t, _ in order))
            )
            for t, src in order:
                entry = taken[t]
                assert entry is not None
                moved[src] = Adjoint(e.Var(bar(src)), entry.full, entry.owned, memory=entry.memory)
        else:
            for t, src in order:  # first every adjoint under another name, then each under its own
                name = sweep.counter.name("swapped") + "~local"
                sweep.emit(s.Assign(name, e.Var(bar(t))))
                sweep.kinds[name] = sweep.kind(e.Var(bar(t)))
                entry = taken[t]
                assert entry is not None
                moved[src] = entry.with_(expr=e.Var(name), owned=False)
    kinds = {
        bar(src): sweep.kinds.get(bar(t)) for t, src in zip(node.targets, node.sources, strict=True)
    }
    sweep.kinds.update({n: kind for n, kind in kinds.items() if kind is not None})
    sweep.env.entries.update({src: entry for src, entry in moved.items() if entry is not None})
    sweep.rebinding(node.targets)
    sweep.emit(Restore(node, node.targets))
    partner = sweep.partners.get(id(node))
    if isinstance(partner, s.Permute):
        sweep.rebinding(partner.targets)
        sweep.emit(Restore(partner, partner.targets))


def _branch(sweep: Sweep, node: s.If) -> None:
    if not _matters(sweep, [node]):
        _skip(sweep, node)
        return
    sweep.settle()
    test = sweep.demand(node.test, node)
    touched = {
        n
        for inner in statements([node])
        for n in (*targets(inner), *_written(inner))
        if n in sweep.active
    }
    for name in sorted(touched):
        sweep.protect(bar(name), in_place=False, owner=name)
    before = sweep.env
    results: list[tuple[s.Block, Environment]] = []
    met: dict[str, k.Kind] = {}
    for block in (node.body, node.orelse):
        sweep.env = before.copy()
        kinds = dict(sweep.kinds)
        with sweep.block() as out:
            reverse_block(sweep, block)
        results.append((out, sweep.env))
        if block is node.body:
            met = {n: kind for n, kind in sweep.kinds.items() if kinds.get(n) != kind}
            sweep.kinds = kinds
    for name, kind in met.items():
        sweep.kinds[name] = k.join(kind, sweep.kinds.get(name, k.Empty()))
    sweep.node = node
    sweep.env = _merged(sweep, results, met)
    sweep.emit(s.If(test, results[0][0], results[1][0]))


def _matters(sweep: Sweep, block: s.Block) -> bool:
    """Does anything happen to an adjoint in the reverse of the statements?"""
    for inner in statements(block):
        if any(n in sweep.active for n in targets(inner)):
            return True
        if isinstance(inner, s.Store | s.Augment | s.Evaluate) and any(
            n in sweep.active for n in _written(inner)
        ):
            return True
        if isinstance(inner, s.Assign) and pops(sweep, inner.value):
            return True
    return False


def _skip(sweep: Sweep, node: s.Stmt) -> None:
    """A statement without a reverse; the names that it binds still get their earlier values."""
    rebound = tuple(sorted(bound([node])))
    sweep.rebinding(rebound)
    sweep.emit(Restore(node, rebound))


def _written(node: s.Stmt) -> set[str]:
    return {n for tree in expressions(node) for n in names(tree)}


def _merged(
    sweep: Sweep, results: list[tuple[s.Block, Environment]], met: dict[str, k.Kind]
) -> Environment:
    """Both branches leave each adjoint under one name, zeros where one has none."""
    merged = Environment()
    keys = sorted({name for _, env in results for name in env.entries})
    for name in keys:
        found = [env.entries.get(name) for _, env in results]
        first, second = found
        if first is not None and second is not None and first.expr == second.expr:
            merged.entries[name] = Adjoint(
                first.expr,
                first.full and second.full,
                first.owned and second.owned,
                memory=first.memory | second.memory,
            )
            continue
        own = bar(name)
        joined: k.Kind = k.Empty()
        for number, entry in enumerate(found):
            if entry is not None:
                known = met.get(own) if number == 0 and entry.expr == e.Var(own) else None
                joined = k.join(joined, known or sweep.kind(entry.expr))
        for (out, env), entry in zip(results, found, strict=True):
            sweep.env = env
            outer, sweep.out = sweep.out, out
            _canonical(sweep, name)
            sweep.out = outer
            if entry is None:
                joined = k.join(joined, sweep.kind(e.Var(own)))
        sweep.kinds[own] = joined
        ends = [env.entries[name] for _, env in results]
        merged.entries[name] = Adjoint(
            e.Var(bar(name)),
            all(x.full for x in ends),
            all(x.owned for x in ends),
            memory=ends[0].memory | ends[1].memory,
        )
    return merged


def _canonical(sweep: Sweep, name: str) -> None:
    """Bind an adjoint to its own name, as zeros if it has no value yet."""
    entry = sweep.env.entries.get(name)
    kind = sweep.facts.kinds[name]
    if entry is not None:
        if entry.expr != e.Var(bar(name)):
            sweep.materialize(name)
        return
    if sweep.is_shadow(name):
        born(sweep, name)
        return
    _zero(sweep, name, kind)


def _zero(sweep: Sweep, name: str, kind: k.Kind) -> None:
    own = bar(name)
    value: e.Expr = e.Call(ZEROS_LIKE, (e.Var(name),)) if isinstance(kind, k.Array) else e.ZERO
    sweep.protect(own, in_place=False, owner=name)
    sweep.emit(s.Assign(own, value))
    sweep.kinds[own] = kind
    sweep.env.entries[name] = Adjoint(
        e.Var(own), True, owned=isinstance(kind, k.Array), blank=isinstance(kind, k.Array)
    )


def _for(sweep: Sweep, node: s.For | s.While) -> None:
    if not _matters(sweep, [node]):
        _skip(sweep, node)
        return
    sweep.settle()
    passes = sweep.passes.get(id(node))
    if isinstance(node, s.While):
        reverse_block(sweep, node.prelude)  # the test that ended the loop
        sweep.node = node
    crossing = _crossing(sweep, node)
    redefined = bound(node.body)
    for name in crossing:
        sweep.protect(bar(name), in_place=True, owner=name)
        _before_loop(sweep, node, name)
    entries, kinds, kept = dict(sweep.env.entries), dict(sweep.kinds), dict(sweep.kept)
    numbered = sweep.counter.count
    records = (
        {i: list(b) for i, b in sweep.before.items()},
        {i: list(b) for i, b in sweep.after.items()},
    )
    for _attempt in range(4):
        for name in crossing:
            entry = sweep.env.entries.get(name)
            if entry is not None:
                owned = entry.owned and (name not in redefined or sweep.is_shadow(name))
                sweep.env.entries[name] = entry.with_(owned=owned, blank=False, memory=frozenset())
        start = {n: sweep.kinds.get(bar(n)) for n in crossing}
        full = {n: sweep.env.entries[n].full for n in crossing if n in sweep.env.entries}
        with sweep.block() as out:
            reverse_block(sweep, node.body)
            if isinstance(node, s.While):
                reverse_block(sweep, node.prelude)
            sweep.node = node
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
            break
        # the pass leaves an adjoint less known than it met it: start again from that
        sweep.env.entries, sweep.kinds, sweep.kept = dict(entries), {**kinds, **changed}, dict(kept)
        sweep.before, sweep.after = records[0], records[1]
        records = (
            {i: list(b) for i, b in sweep.before.items()},
            {i: list(b) for i, b in sweep.after.items()},
        )
        sweep.counter.count = numbered
        kinds = dict(sweep.kinds)
        for n in thinner:
            entries[n] = entries[n].with_(full=False)
        sweep.env.entries = dict(entries)
    for name in list(sweep.env.entries):
        if name not in entries:
            del sweep.env.entries[name]
        elif name in crossing:  # there may have been no pass
            before, after = entries[name], sweep.env.entries[name]
            sweep.env.entries[name] = after.with_(
                owned=before.owned and after.owned,
                full=before.full and after.full,
                blank=False,
                memory=before.memory | after.memory,
            )
    _emit_loop(sweep, node, passes, out)


def _emit_loop(sweep: Sweep, node: s.For | s.While, passes: str | None, out: s.Block) -> None:
    """The loop of the reverse sweep: the same passes, last first."""
    if isinstance(node, s.While):
        assert passes is not None
        sweep.emit(
            s.For(sweep.counter.name("pass") + "~unused", e.Call(RANGE, (e.Var(passes),)), out)
        )
        return
    if passes is None:
        source = sweep.demand(node.source, node)
        sweep.emit(s.For(node.target, backwards(sweep, source), out))
    else:
        _emit_counted(sweep, node, passes, out)
    sweep.rebinding((node.target,))
    sweep.emit(Restore(node, (node.target,)))


def _emit_counted(sweep: Sweep, node: s.For, passes: str, out: s.Block) -> None:
    """A loop that may have ended early: its passes were counted."""
    source = sweep.demand(node.source, node)
    assert isinstance(source, e.Call)
    args = source.args
    last = e.Call(RANGE, (_less(e.Var(passes), 1), e.Const(-1), e.Const(-1)))
    if source.func != RANGE:
        sweep.refuse(
            "a loop over this iterable that may end early is outside the language",
            "loop over a range",
        )
    if len(args) == 1 or (args[0] == e.Const(0) and len(args) == 2):
        sweep.emit(s.For(node.target, last, out))
        return
    count = sweep.counter.name("k")
    step = e.Var(count) if len(args) < 3 else e.Binary("*", e.Var(count), args[2])
    head = s.Assign(node.target, e.Binary("+", args[0], step), origin=node.origin)
    sweep.emit(s.For(count, last, [head, *out]))


def _crossing(sweep: Sweep, node: s.For | s.While) -> list[str]:
    """The names whose adjoints live from one pass to the next."""
    head = sweep.live.at_head[id(node)]
    mentioned: set[str] = set()
    for inner in statements([node]):
        mentioned |= {n for n in (*targets(inner), *_written(inner)) if n in sweep.active}
    inside = bound([node])
    out = set()
    for name in mentioned:
        if sweep.is_shadow(name):
            name = sweep.root(name)
            if name in sweep.forward:
                continue
            if name in inside and name not in head:
                continue
            out.add(name)
        elif name not in inside or name in head:
            out.add(name)
    return sorted(out)


def _before_loop(sweep: Sweep, node: s.For | s.While, name: str) -> None:
    """An adjoint that lives across passes has its own name, its full shape, and memory of its own."""
    entry = sweep.env.entries.get(name)
    kind = sweep.facts.kinds[name]
    if sweep.is_shadow(name):
        born(sweep, name)
        return
    if entry is None:
        _zero(sweep, name, kind)
        return
    own = bar(name)
    if isinstance(kind, k.Array) and not (entry.owned and entry.full and entry.expr == e.Var(own)):
        if not entry.full and k.rank(sweep.kind(entry.expr)) == 0:
            value: e.Expr = e.Call(FULL_LIKE, (e.Var(name), entry.expr))
        elif not entry.full:
            value = e.Binary("+", e.Call(ZEROS_LIKE, (e.Var(name),)), entry.expr)
        elif name in bound(node.body):
            sweep.materialize(name)
            return
        else:
            value = e.Call(e.Attr(entry.expr, "copy"), ())
        sweep.protect(own, in_place=False, owner=name)
        sweep.emit(s.Assign(own, value))
        sweep.kinds[own] = kind
        sweep.env.entries[name] = Adjoint(e.Var(own), True, owned=True)
        return
    sweep.materialize(name)


def _at_end_of_pass(sweep: Sweep, name: str) -> None:
    if name not in sweep.env.entries:
        _zero(sweep, name, sweep.facts.kinds[name])
    else:
        entry = sweep.env.entries[name]
        if entry.expr != e.Var(bar(name)):
            sweep.materialize(name)
    entry = sweep.env.entries[name]
    if not entry.full and isinstance(sweep.facts.kinds[name], k.Array):
        own = e.Var(bar(name))
        sweep.protect(own.name, in_place=False, owner=name)
        sweep.emit(s.Assign(own.name, e.Binary("+", e.Call(ZEROS_LIKE, (e.Var(name),)), own)))
        sweep.env.entries[name] = Adjoint(own, True, owned=True)


def backwards(sweep: Sweep, source: e.Expr) -> e.Expr:
    """A range, last number first."""
    match source:
        case e.Call(e.Ref("range", target), args, ()):
            low = e.Const(0) if len(args) == 1 else args[0]
            high = args[0] if len(args) == 1 else args[1]
            step = args[2] if len(args) == 3 else e.Const(1)
            if step == e.Const(1):
                return e.Call(e.Ref("range", target), (_less(high, 1), _less(low, 1), e.Const(-1)))
            if step == e.Const(-1):
                return e.Call(e.Ref("range", target), (_less(high, -1), _less(low, -1)))
            return e.Call(e.Ref("reversed", reversed), (source,))
        case e.Call(e.Ref("reversed"), (inner,), ()):
            return inner
    sweep.refuse(
        "a loop over this iterable is outside the language",
        "loop over a range, an array, a list or a tuple",
    )


def _less(tree: e.Expr, by: int) -> e.Expr:
    match tree:
        case e.Const(int(value)):
            return e.Const(value - by)
        case e.Binary("+", left, e.Const(int(value))):
            return _offset(left, value - by)
        case e.Binary("-", left, e.Const(int(value))):
            return _offset(left, -value - by)
    return _offset(tree, -by)


def _offset(tree: e.Expr, by: int) -> e.Expr:
    if by == 0:
        return tree
    return e.Binary("+" if by > 0 else "-", tree, e.Const(abs(by)))

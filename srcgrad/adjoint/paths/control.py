"""The reverse of blocks and branches."""

from __future__ import annotations

import numpy as np

from srcgrad.adjoint.environment import Adjoint, Environment, bar
from srcgrad.adjoint.memory.lists import pops
from srcgrad.adjoint.memory.shadows import born
from srcgrad.adjoint.memory.stores import reverse_augment, reverse_effect, reverse_store
from srcgrad.adjoint.operations.accumulate import contribute, contribute_item, full_expression
from srcgrad.adjoint.operations.operations import reverse_assign
from srcgrad.adjoint.operations.results import reverse_results
from srcgrad.adjoint.paths.attempts import follows, reverse_attempt, reverse_with
from srcgrad.adjoint.paths.loops import mentioned, reverse_loop, zero
from srcgrad.adjoint.records.marks import Enter, Restore
from srcgrad.adjoint.records.winding import unwinding, wind
from srcgrad.adjoint.sweep import ZEROS_LIKE, Sweep
from srcgrad.infer.narrowing import empty, shown
from srcgrad.infer.sharing.memory import function_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import bound, mentions, statements, targets

ARRAY = e.Ref("np.array", np.array)
FLOAT = np.dtype(float)
SPLITS = {np.split, np.array_split, np.hsplit, np.vsplit, np.dsplit}


def reverse_block(sweep: Sweep, block: s.Block) -> None:
    """Reverse the statements of a block, last first."""
    sweep.emit(Enter(block))
    waiting = list(block)
    while waiting:
        node = sweep.node = waiting.pop()
        if waiting and follows(node, waiting[-1]):
            _attempt(sweep, waiting.pop(), node)
        else:
            _reverse(sweep, node)
    sweep.settle()


def _attempt(sweep: Sweep, node: s.Stmt, then: s.Stmt | None) -> None:
    assert isinstance(node, s.Attempt) and (then is None or isinstance(then, s.If))
    reverse_attempt(sweep, node, then, _branch)


def _reverse(sweep: Sweep, node: s.Stmt) -> None:
    if any(node is partner for partner in sweep.partners.values()):
        return  # wound back together with the array's own binding
    match node:
        case s.Assign():
            reverse_assign(sweep, node)
        case s.Store() | s.Augment():
            _stored(sweep, node)
        case s.Evaluate():
            reverse_effect(sweep, node)
        case s.If():
            _branch(sweep, node)
        case s.For() | s.While():
            _loop(sweep, node)
        case s.With():
            reverse_with(sweep, node, reverse_block)
        case s.Attempt():
            _attempt(sweep, node, None)
        case s.Ensure():
            reverse_block(sweep, node.final)
            sweep.node = node
            reverse_block(sweep, node.body)
            sweep.node = node
        case s.Permute():
            _permute(sweep, node)
        case s.Unpack():
            _unpack(sweep, node)


def _stored(sweep: Sweep, node: s.Store | s.Augment) -> None:
    """What stood there is put back before it may be read, after the last use of the result."""
    divided = isinstance(node, s.Augment) and node.op == "/"
    if not divided:
        wind(sweep, node)
    if isinstance(node, s.Store):
        reverse_store(sweep, node)
    else:
        reverse_augment(sweep, node)
    if divided:
        wind(sweep, node)


def _unpack(sweep: Sweep, node: s.Unpack) -> None:
    if isinstance(node.value, e.Call):
        reverse_results(sweep, node, node.value)
        return
    entries = [
        sweep.env.entries.pop(target, None) if target in sweep.active else None
        for target in node.targets
    ]
    if _pieces(sweep, node, entries):
        entries = []
    whole = _vector(sweep, node, entries)
    if whole is not None and isinstance(node.value, e.Var):
        contribute(sweep, node.value.name, whole, True, None)
        entries = []
    count = len(node.targets)
    for position, entry in enumerate(entries):
        if entry is None:
            continue
        if position == node.star or not isinstance(node.value, e.Var):
            sweep.guard("a starred target of active values")
        index = position if node.star is None or position < node.star else position - count
        contribute_item(sweep, node.value.name, e.Const(index), entry.expr)
    sweep.rebinding(node.targets)
    sweep.emit(Restore(node, node.targets))


def _vector(sweep: Sweep, node: s.Unpack, entries: list[Adjoint | None]) -> e.Expr | None:
    """The adjoint of a vector of floats whose elements were unpacked, if this is its first part.

    As many names as elements: the one statement needs no zeros, and no vector to be like.
    """
    source = node.value
    if node.star is not None or not isinstance(source, e.Var) or not any(entries):
        return None
    kind = sweep.facts.kinds[source.name]
    if not isinstance(kind, k.Array) or kind.dtype != FLOAT or k.rank(kind) != 1:
        return None
    if sweep.is_shadow(source.name) or source.name in sweep.env.entries:
        return None
    parts = [e.Const(0.0) if entry is None else entry.expr for entry in entries]
    if not {k.general(sweep.kind(part)) for part in parts} <= {k.Real(), k.Scalar(FLOAT)}:
        return None
    return e.Call(ARRAY, (e.Sequence("list", tuple(parts)),))


def _pieces(sweep: Sweep, node: s.Unpack, entries: list[Adjoint | None]) -> bool:
    """Give a list of pieces that is only unpacked the list of their adjoints, which none adds to.

    What split the array reads it.
    """
    source, of = node.value, sweep.facts.kinds
    if node.star is not None or not isinstance(source, e.Var) or not any(entries):
        return False
    made = sweep.memory.definitions.get(source.name, [])
    if len(made) != 1 or not isinstance(made[0], s.Assign) or source.name in sweep.forward:
        return False
    if not isinstance(made[0].value, e.Call) or source.name in sweep.env.entries:
        return False
    if function_of(made[0].value, sweep.facts.kind) not in SPLITS:
        return False
    block, alone = sweep.order.block_of[id(node)], mentions(sweep.core.body).count(source.name) == 2
    after = block[: block.index(node)][-1:] == made  # nothing may change what the list holds
    if not alone or not after or not all(isinstance(of[one], k.Array) for one in node.targets):
        return False
    if any(map(sweep.is_shadow, node.targets)):
        return False
    parts = [
        e.Call(ZEROS_LIKE, (e.Var(target),))
        if entry is None
        else _own(sweep, full_expression(sweep, target, entry), entry)
        for target, entry in zip(node.targets, entries, strict=True)
    ]
    sweep.bind(source.name, e.Sequence("list", tuple(parts)), True)
    sweep.kinds[bar(source.name)] = of[source.name]
    return True


def _own(sweep: Sweep, tree: e.Expr, entry: Adjoint) -> e.Expr:
    """An adjoint that what waits to be cleared is no part of."""
    apart = entry.owned or not sweep.env.pending or k.rank(sweep.kind(entry.expr)) == 0
    return tree if apart else sweep.copied(tree)


def _permute(sweep: Sweep, node: s.Permute) -> None:
    """`a, b = b, a`: the adjoints change names back."""
    _ready(sweep, [t for t in node.targets if t in sweep.active and sweep.is_shadow(t)])
    taken = {t: sweep.env.entries.pop(t, None) for t in node.targets}
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


def _ready(sweep: Sweep, arrays: list[str]) -> None:
    """Shadows that are to change names are all there, and nothing waits to be done to them."""
    roots = [sweep.root(name) for name in arrays]
    for root in roots:
        sweep.flush(root)
    if any(sweep.has_shadow(root) for root in roots):
        for root in roots:
            born(sweep, root)


def _branch(sweep: Sweep, node: s.If, before: s.Block | None = None) -> bool:
    """Reverse a branch, if it matters; `before` has run before its second block, and only then."""
    before = before or []
    if not _matters(sweep, [node, *before]):
        _skip(sweep, node)
        return False
    taken = _taken(sweep, node)
    if taken is not None:
        reverse_block(sweep, taken)
        reverse_block(sweep, before if taken is node.orelse else [])
        return True
    sweep.settle()
    unwinding(sweep, node, *before)
    test = sweep.demand(node.test, node)
    touched = {
        n
        for inner in statements([node, *before])
        for n in (*targets(inner), *mentioned(inner))
        if n in sweep.active
    }
    for name in sorted(touched):
        sweep.protect(bar(name), in_place=False, owner=name)
    outer = sweep.env
    results: list[tuple[s.Block, Environment]] = []
    met: dict[str, k.Kind] = {}
    for block in (node.body, node.orelse):
        sweep.env = outer.copy()
        kinds = dict(sweep.kinds)
        with sweep.block() as out:
            reverse_block(sweep, block)
            if block is node.orelse and before:
                reverse_block(sweep, before)
        results.append((out, sweep.env))
        if block is node.body:
            met = {n: kind for n, kind in sweep.kinds.items() if kinds.get(n) != kind}
            sweep.kinds = kinds
    for name, kind in met.items():
        sweep.kinds[name] = k.join(kind, sweep.kinds.get(name, k.Empty()))
    sweep.node = node
    sweep.env = _merged(sweep, results, met, _held(sweep, node))
    sweep.emit(s.If(test, results[0][0], results[1][0]))
    return True


def _held(sweep: Sweep, node: s.If) -> tuple[dict[str, bool], dict[str, bool]]:
    """Names of which the test shows, in either block, that they hold something, or None."""
    test = node.test
    if isinstance(test, e.Var) and "." in test.name:  # it stands right before the branch
        definitions = sweep.memory.definitions.get(test.name, [])
        if len(definitions) == 1 and isinstance(definitions[0], s.Assign):
            test = definitions[0].value
    first, second = (
        dict.fromkeys(shown(test, holds), True) | dict.fromkeys(empty(test, holds), False)
        for holds in (True, False)
    )
    return first, second


def _taken(sweep: Sweep, node: s.If) -> s.Block | None:
    """The block that ran if the other one raises: nobody comes here from that one."""
    if node.body and isinstance(node.body[-1], s.Raise):
        taken = node.orelse
    elif node.orelse and isinstance(node.orelse[-1], s.Raise):
        taken = node.body
    else:
        return None
    catching = s.Attempt | s.Ensure | s.With
    caught = any(isinstance(other, catching) for other in statements(sweep.core.body))
    return None if caught else taken


def _matters(sweep: Sweep, block: s.Block) -> bool:
    """Does anything happen to an adjoint in the reverse of the statements?"""
    for inner in statements(block):
        if any(n in sweep.active for n in targets(inner)):
            return True
        if isinstance(inner, s.Store | s.Augment | s.Evaluate) and any(
            n in sweep.active for n in mentioned(inner)
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


def _merged(
    sweep: Sweep,
    results: list[tuple[s.Block, Environment]],
    met: dict[str, k.Kind],
    held: tuple[dict[str, bool], dict[str, bool]],
) -> Environment:
    """Both branches leave each adjoint under one name, zeros where one has none."""
    keys = sorted({name for _, env in results for name in env.entries})
    joined: dict[str, k.Kind] = {}
    while True:  # to bind one adjoint to its own name may bind another that was held under it
        apart = [n for n in keys if n not in joined and not _agree(results, n)]
        if not apart:
            break
        for name in apart:
            joined[name] = _bound_in_both(sweep, results, met, held, name)
            sweep.kinds[bar(name)] = joined[name]
    merged = Environment()
    for name in keys:
        first, second = (env.entries[name] for _, env in results)
        merged.entries[name] = Adjoint(
            first.expr,
            first.full and second.full,
            first.owned and second.owned,
            memory=first.memory | second.memory,
        )
    return merged


def _agree(results: list[tuple[s.Block, Environment]], name: str) -> bool:
    first, second = (env.entries.get(name) for _, env in results)
    return first is not None and second is not None and first.expr == second.expr


def _bound_in_both(
    sweep: Sweep,
    results: list[tuple[s.Block, Environment]],
    met: dict[str, k.Kind],
    held: tuple[dict[str, bool], dict[str, bool]],
    name: str,
) -> k.Kind:
    """Bind an adjoint to its own name in both branches; the kind that it has then."""
    own = bar(name)
    joined: k.Kind = k.Empty()
    found = [env.entries.get(name) for _, env in results]
    for number, entry in enumerate(found):
        if entry is not None:
            known = met.get(own) if number == 0 and entry.expr == e.Var(own) else None
            joined = k.join(joined, known or sweep.kind(entry.expr))
    for (out, env), entry, known_to_hold in zip(results, found, held, strict=True):
        sweep.env = env
        outer, sweep.out = sweep.out, out
        _canonical(sweep, name, k.is_number(joined), known_to_hold.get(name))
        sweep.out = outer
        if entry is None:
            joined = k.join(joined, sweep.kind(e.Var(own)))
    return joined


def _canonical(sweep: Sweep, name: str, number: bool, holds: bool | None) -> None:
    """Bind an adjoint to its own name, as zeros if it has no value yet, or as the number zero.

    It may be known whether the name `holds` something, or None.
    """
    entry = sweep.env.entries.get(name)
    kind = sweep.facts.kinds[name]
    if entry is not None:
        if entry.expr != e.Var(bar(name)):
            sweep.materialize(name)
        return
    if sweep.is_shadow(name):
        born(sweep, name)
        return
    if number and isinstance(kind, k.Array):
        sweep.env.entries[name] = Adjoint(e.Const(0.0), full=False, owned=False)
        sweep.materialize(name)
        return
    zero(sweep, name, kind, holds)


def _loop(sweep: Sweep, node: s.For | s.While) -> None:
    if _matters(sweep, [node]):
        reverse_loop(sweep, node, reverse_block)
    else:
        _skip(sweep, node)

"""The two sweeps as two functions: what the first saves, and what the second may change.

The second may be called many times, so it works on copies of what it changes; and what the
caller can reach is copied when it is saved, because the caller may change it in between. That of a
recursive function is called once.
"""

from __future__ import annotations

from collections import Counter

from srcgrad.adjoint.assigned import Assigned
from srcgrad.infer.facts import MUTATORS, Facts
from srcgrad.infer.sharing.memory import holds_memory, is_add_at
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, expressions, names, nodes, statements, targets, used
from srcgrad.late import dataclass
from srcgrad.normalize.arrays.effects import KEPT
from srcgrad.runtime import replicas

REPLICAS = e.Ref("replicas", replicas)


@dataclass
class Halves:
    """What the forward function returns beside the value, and how the reverse function begins."""

    saved: e.Sequence
    taken: tuple[str, ...]  # the names of what was saved, in order
    reverse: s.Block


def halve(
    forward: s.Block,
    reverse: s.Block,
    result: e.Expr,
    gradient: e.Expr,
    facts: Facts,
    entry: set[str],
    alone: bool = False,
) -> Halves:
    """Split a pair of sweeps; `forward` is changed so that all that is saved is bound.

    Where they are `alone`, so that the second is called once, before anybody else writes, only what
    it changes and others hold is copied.
    """
    there = bound(forward) | entry
    literal = _literals(forward, entry)
    read = (used(reverse) | set(names(gradient))) & there
    again: s.Block = [literal[name] for name in sorted(read & literal.keys())]
    wanted = sorted(read - literal.keys())
    certain = entry | {n for node in forward for n in _certain(node)}
    unsure = [n for n in wanted if n not in certain]
    known = Assigned(forward, entry)
    held = {n: f"{n}~there" for n in unsure if asked(n, forward, known)}
    _hold(held, forward, facts)
    forward[:0] = [s.Assign(held.get(n, n), e.NONE) for n in unsure]
    seen = [*entry, *_returned(forward, result, facts), *_given_away(forward)]
    reached = {facts.root(place) for n in seen for place in facts.places(n)}
    changed = _changed(reverse, set(wanted), facts)
    exposed = [n for n in wanted if _exposed(n, facts, reached)]
    if set(exposed) & set(changed):  # they may share memory with the others that change
        exposed = [n for n in wanted if n in exposed or (n in changed and not _shadow(n))]
    if alone:
        exposed, changed = [n for n in exposed if n in changed], []
    private = [n for n in wanted if n not in exposed]
    items: list[e.Expr] = [e.Var(held.get(n, n)) for n in private]
    if exposed:
        items.append(e.Star(e.Call(REPLICAS, tuple(e.Var(held.get(n, n)) for n in exposed))))
    head = again
    if changed:
        head = [s.Unpack(tuple(changed), e.Call(REPLICAS, tuple(map(e.Var, changed)))), *again]
    return Halves(e.Sequence("tuple", tuple(items)), (*private, *exposed), [*head, *reverse])


def _literals(forward: s.Block, entry: set[str]) -> dict[str, s.Stmt]:
    """What binds a name to a number that is written out: the second function does it again."""
    times = Counter(name for node in statements(forward) for name in targets(node))
    return {
        node.target: s.Assign(node.target, node.value)
        for node in forward
        if isinstance(node, s.Assign)
        and isinstance(node.value, e.Const)
        and isinstance(node.value.value, float)
        and times[node.target] == 1
        and node.target not in entry
    }


def asked(name: str, forward: s.Block, known: Assigned) -> s.Stmt | None:
    """Where is a name read, if anywhere, and the program catches that it is not bound?"""
    for node in statements(forward):
        match node:
            case s.Attempt(body, _, _, classes) if s.catches(classes, UnboundLocalError):
                for inner in statements(body):
                    reads = any(name in names(tree) for tree in expressions(inner))
                    if reads and known.perhaps_unbound(inner, name):
                        return inner
    return None


def _hold(held: dict[str, str], block: s.Block, facts: Facts) -> None:
    """Keep what some names are bound to under others, which are always bound."""
    if not held:
        return
    for node in list(block):
        for inner in blocks(node):
            _hold(held, inner, facts)
        at = block.index(node) + 1
        found = [n for n in targets(node) if n in held and not blocks(node)]
        block[at:at] = [s.Assign(held[n], e.Var(n)) for n in found]
        facts.kinds |= {held[n]: facts.kinds[n] for n in found if n in facts.kinds}


def _returned(forward: s.Block, result: e.Expr, facts: Facts) -> set[str]:
    """The names of what is returned, also within a container that has got a name before."""
    found = set(names(result))
    for node in reversed(forward):
        if not isinstance(node, s.Assign) or node.target not in found:
            continue
        if not isinstance(facts.kinds.get(node.target), k.Array):
            found |= set(names(node.value))
    return found


def _given_away(forward: s.Block) -> list[str]:
    """The names of what is stored into containers that the caller holds."""
    found: list[str] = []
    for node in statements(forward):
        match node:
            case s.Evaluate(e.Call(func, (_, _, value))) if func in KEPT:
                found += names(value)
    return found


def _certain(node: s.Stmt) -> tuple[str, ...]:
    """The names that a statement at the top level certainly binds."""
    match node:
        case s.Assign(target, _):
            return (target,)
        case s.Unpack() | s.Permute():
            return node.targets
    return ()


def _exposed(name: str, facts: Facts, reached: set[str]) -> bool:
    """May somebody else hold the memory of a saved value?"""
    kind = facts.kinds.get(name, k.Unknown())
    if _shadow(name):
        return False
    if isinstance(kind, k.List) and k.is_number(kind.element) and name.endswith("~tape"):
        return False
    if isinstance(kind, k.Array):
        return facts.root(name) in reached
    return holds_memory(kind)


def _shadow(name: str) -> bool:
    """Is it an adjoint that the forward sweep made, or a tape of such?"""
    return "~bar" in name


def _changed(reverse: s.Block, saved: set[str], facts: Facts) -> list[str]:
    """What the reverse sweep may write, or has in a container that it changes."""
    parents: dict[str, str] = {}

    def root(name: str) -> str:
        name = facts.root(name)
        while name in parents:
            name = parents[name]
        return name

    def join(a: str, b: str) -> None:
        first, second = root(a), root(b)
        if first != second:
            parents[first] = second

    for node in statements(reverse):
        if isinstance(node, s.Assign | s.Unpack):
            targets = (node.target,) if isinstance(node, s.Assign) else node.targets
            for source in _sources(node.value, facts):
                for target in targets:
                    join(target, source)
        elif isinstance(node, s.For):
            for source in names(node.source):
                join(node.target, source)
        elif isinstance(node, s.Permute):
            for target, source in zip(node.targets, node.sources, strict=True):
                join(target, source)
    written = {root(n) for node in statements(reverse) for n in _written(node)}
    shadows = {n for n in saved if _shadow(n)}  # one may be another, or a view of it
    return sorted(shadows | {n for n in saved if root(n) in written})


def _sources(value: e.Expr, facts: Facts) -> list[str]:
    """The names whose memory a value may be, or hold."""
    match value:
        case e.Call(e.Attr(_, "copy"), _, _):
            return []
        case e.Call(e.Attr(base, "pop"), _, _):
            return list(names(base))
    found = facts.shares(value)
    return [n.partition("[")[0] for n in found]


def _written(node: s.Stmt) -> list[str]:
    """The names through which a statement writes."""
    found: list[str] = []
    if isinstance(node, s.Write):
        found += names(node.base)
    for tree in expressions(node):
        for call in nodes(tree):
            match call:
                case e.Call(e.Attr(base, method), _, _) if method in MUTATORS:
                    found += names(base)
                case e.Call(e.Ref(_, function), (first, *_), _) if is_add_at(function):
                    found += names(first)
                case e.Call() if isinstance(node, s.Evaluate) and call is node.value:
                    found += [n for a in call.args for n in names(a)]
    return found

"""Branches on constants, decided before kinds of names are joined.

    if w is None:                      (w is None in this specialisation)
        w = x * 0.5          ->        w = x * 0.5

Kinds are followed in order through straight-line code, so a parameter that is rebound later
still counts with what it holds at the test.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, names, statements, targets
from srcgrad.normalize.jumps.foreseen import foreseen, has_attempts, names_read

KindOf = Callable[[e.Expr, dict[str, k.Kind]], k.Kind]


MUTABLE = (k.List, k.Dict, k.Object)  # what is known of them may change without a binding


def decide(
    block: s.Block,
    known: dict[str, k.Kind],
    kind_of: KindOf,
    hidden: Collection[str] = (),
    read: Collection[str] | None = None,
) -> s.Block:
    """A block without the branches that are never taken; `known` is updated on the way.

    What is bound to the `hidden` names, the statements do not tell. `read` are the names that
    are read anywhere.
    """
    if read is None:
        read = names_read(block) if has_attempts(block) else ()
    for name, kind in known.items():
        if isinstance(kind, MUTABLE):
            known[name] = _lasting(kind)

    def within(inner: s.Block) -> s.Block:
        return decide(inner, dict(known), kind_of, hidden, read) if asks(inner) else inner

    out: s.Block = []
    waiting = list(block)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, s.If):
            test = kind_of(node.test, known)
            if k.constant(test) or isinstance(test, k.Function):
                taken = isinstance(test, k.Function) or k.value_of(test)
                waiting[:0] = node.body if taken else node.orelse
                continue
            node.body, node.orelse = within(node.body), within(node.orelse)
            truth = _truth(node, lambda tree: kind_of(tree, known))
            if truth is not None and waiting and _asked(node.test, waiting[0]):
                told = waiting.pop(0)
                assert isinstance(told, s.If)
                waiting[:0] = told.body if truth else told.orelse
        elif isinstance(node, s.With):
            _forget(targets(node), known)
            node.body = decide(node.body, known, kind_of, hidden, read)
            out.append(node)
            continue
        elif isinstance(node, s.Attempt) and (
            instead := foreseen(node, lambda tree: kind_of(tree, known), read, _bound(known))
        ):
            waiting[:0] = instead
            continue
        elif isinstance(node, s.Attempt | s.Ensure):
            for inner in blocks(node):
                inner[:] = within(inner)
        elif isinstance(node, s.Loop):
            _forget(bound([node]), known)
            node.body = within(node.body)
        if isinstance(node, s.Assign):
            kind = kind_of(node.value, known)
            known[node.target] = k.Unknown() if node.target in hidden else _lasting(kind)
        else:
            _forget(bound([node]), known)
        out.append(node)
    return out


def _forget(names: Collection[str], known: dict[str, k.Kind]) -> None:
    known.update((name, k.Unknown()) for name in names)


def _truth(
    node: s.If, kind_of: Callable[[e.Expr], k.Kind], changed: Collection[str] = frozenset()
) -> bool | None:
    """What the name that a branch asks for is after it, taken as true or false, if that is known.

    t = x > 0.0                        (k < 3 is false in this specialisation)
    if t: t = k < 3          ->        t is false after this
    """
    if bool(node.body) == bool(node.orelse) or not isinstance(node.test, e.Var):
        return None
    *first, last = node.body or node.orelse
    changed, other = {*changed, *bound(first)}, bool(node.orelse)
    found: bool | None = None
    if isinstance(last, s.Assign) and last.target == node.test.name:
        kind = kind_of(last.value) if changed.isdisjoint(names(last.value)) else k.Unknown()
        found = bool(k.value_of(kind)) if k.constant(kind) else None
    elif isinstance(last, s.If) and last.test == node.test:
        found = _truth(last, kind_of, changed)
    return found if found == other else None


def _asked(test: e.Expr, node: s.Stmt) -> bool:
    return isinstance(node, s.If) and node.test == test


def asks(block: s.Block) -> bool:
    """Is there a branch or an attempt in a block? Else there is nothing to decide."""
    return any(isinstance(node, s.If | s.Attempt) for node in statements(block))


def _lasting(kind: k.Kind) -> k.Kind:
    """What stays true of a value while its name is not bound again."""
    if isinstance(kind, k.List):
        return k.List(None, k.Unknown())
    return k.Unknown() if isinstance(kind, MUTABLE) else kind


def _bound(known: dict[str, k.Kind]) -> Callable[[str], bool]:
    """Is a name bound on every path that leads here? Of others nothing is known."""
    return lambda name: not isinstance(known.get(name, k.Unknown()), k.Unknown)

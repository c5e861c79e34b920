"""How often a loop runs, and how often at most: `zip` of a list and an array ends with either."""

from __future__ import annotations

from typing import Protocol

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.normalize.structures.loops import loops

MIN = e.Ref("min", min)


class Walk(Protocol):
    """What is known of numbers."""

    bounds: dict[str, int]

    def constant(self, tree: e.Expr) -> tuple[bool, object]: ...

    def kind(self, tree: e.Expr) -> k.Kind: ...


def numbers(w: Walk, node: s.Stmt) -> range | None:
    """The constant range that a loop goes through, by its name or written out."""
    match node:
        case s.For(source=e.Call(_, args, ())) if loops.counts(node):
            bounds = [value for known, value in map(w.constant, args) if known]
            found = [value for value in bounds if isinstance(value, int)]
            return range(*found) if len(found) == len(args) else None
        case s.For(source=e.Var() as source) if isinstance(kind := w.kind(source), k.Range):
            return kind.value
    return None


def exactly(w: Walk, node: s.Stmt) -> int | None:
    """How often a loop over a constant range runs."""
    found = numbers(w, node)
    return None if found is None else len(found)


def at_most(w: Walk, node: s.Stmt) -> int | None:
    """How often a loop runs at most."""
    found = exactly(w, node)
    if found is not None or not isinstance(node, s.For) or not loops.counts(node):
        return found
    assert isinstance(node.source, e.Call)
    args = node.source.args
    return w.bounds.get(args[0].name) if len(args) == 1 and isinstance(args[0], e.Var) else None


def note(w: Walk, name: str, tree: e.Expr) -> None:
    """What a number of the compiler's own is at most."""
    w.bounds.pop(name, None)
    if not (isinstance(tree, e.Call) and tree.func == MIN and "." in name):
        return
    found = [value for known, value in map(w.constant, tree.args) if known]
    limits = [value for value in found if type(value) is int]
    if limits:
        w.bounds[name] = max(min(limits), 0)

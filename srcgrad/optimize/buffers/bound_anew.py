"""An array that is kept as it was, and changed as a whole, is bound anew.

    p = a * b                              p = a * b
    p_kept = p.copy()                      p_kept = p
    total = np.sum(p)              ->      total = np.sum(p)
    p /= total                             p = p / total

Where the name alone holds the array, and what is computed has its shape, type and layout for
certain: each element is the same, and there is one pass over memory less. Layouts can only differ
where both operands have several axes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import rule_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import same
from srcgrad.ir.walk import (
    blocks,
    bound,
    expressions,
    names,
    replace,
    statements,
    stored,
    targets,
    used,
)
from srcgrad.optimize.asked.aliases import Aliases
from srcgrad.optimize.loops.tapes import appended

OPERATORS = {"+", "-", "*", "/"}
WHOLE = e.Slice(None, None, None)
Pure = Callable[[e.Expr], bool]


def bind_anew(
    forward: s.Block,
    reverse: s.Block,
    records: Collection[str],
    entry: Collection[str],
    facts: Facts,
    pure: Pure,
) -> None:
    """Rewrite the forward sweep in place; `records` are the names that the reverse sweep reads."""
    if any(_copied(node, records) for node in statements(forward)):
        _Anew([*forward, *reverse], records, entry, facts, pure).block(forward)


def _copied(node: s.Stmt, records: Collection[str]) -> str | None:
    """The array of which a statement keeps a copy for the reverse sweep."""
    match node:
        case s.Assign(target, e.Call(e.Attr(e.Var(name), "copy"), (), ())) if target in records:
            return name
        case s.Evaluate(e.Call(_, (e.Call(e.Attr(e.Var(name), "copy"), (), ()),))) if appended(
            node
        ):
            return name
    return None


class _Anew:
    def __init__(
        self,
        both: s.Block,
        records: Collection[str],
        entry: Collection[str],
        facts: Facts,
        pure: Pure,
    ) -> None:
        self.records, self.entry, self.facts, self.pure = records, entry, facts, pure
        aliases = Aliases.of(both, facts)
        self.classes: dict[str, set[str]] = {}
        for name in used(both) | bound(both):
            self.classes.setdefault(aliases.root(name), set()).add(name)
        self.root = aliases.root
        self.written = {aliases.root(name) for name in stored(both)}
        self.bindings: dict[str, list[e.Expr]] = {}
        self.elsewhere: set[str] = set()  # what is bound in another way, or handed on
        for node in statements(both):
            self.learn(node)

    def learn(self, node: s.Stmt) -> None:
        match node:
            case s.Assign(target, value):
                self.bindings.setdefault(target, []).append(value)
                self.elsewhere |= set() if self.pure(value) else set(names(value))
            case s.Augment() | s.Store() | s.If() | s.While():
                pass
            case s.Evaluate() if appended(node):
                pass
            case _:
                self.elsewhere |= set(targets(node))
                self.elsewhere |= {n for tree in expressions(node) for n in names(tree)}

    def block(self, block: s.Block) -> None:
        """Bind anew in a block, and inside of its statements."""
        for position, node in enumerate(block):
            for inner in blocks(node):
                self.block(inner)
            name = _copied(node, self.records)
            if name is not None and self.alone(name) and self.kept(node):
                at = self.changed(block, position, name)
                if at is not None:
                    replace(node, partial(_uncopied, name=name))
                    change = block[at]
                    assert isinstance(change, s.Augment)
                    value = e.Binary(change.op, e.Var(name), change.value)
                    block[at] = s.Assign(name, value, origin=change.origin)

    def alone(self, name: str) -> bool:
        """Is the name bound to new arrays only, which nothing else holds?"""
        known = name not in self.entry and name not in self.elsewhere
        mine = self.classes.get(self.root(name)) == {name}
        return known and mine and all(map(self.new, self.bindings.get(name, [e.NONE])))

    def kept(self, record: s.Stmt) -> bool:
        """Does nothing change the record itself?"""
        holders = {tape} if (tape := appended(record)) else set(targets(record))
        for name, values in self.bindings.items():
            if any(tape in names(value) for value in values if tape):
                holders.add(name)
        return all(self.root(name) not in self.written for name in holders)

    def new(self, tree: e.Expr) -> bool:
        match tree:
            case e.Binary() | e.Unary():
                return k.is_array(self.facts.kind(tree))
            case e.Call(e.Attr(base, "copy"), (), ()):
                return k.is_array(self.facts.kind(base))
            case e.Call():
                rule = rule_of(tree, self.facts.kind)
                fresh = rule is not None and rule.memory == "fresh"
                return fresh and not self.facts.shares(tree) and k.is_array(self.facts.kind(tree))
        return False

    def changed(self, block: s.Block, position: int, name: str) -> int | None:
        """Where the array is changed next, if that is as a whole and in this block."""
        for at, node in enumerate(block[position + 1 :], position + 1):
            match node:
                case s.Augment(e.Var(base), None, op, value) if base == name:
                    return at if op in OPERATORS and self.fits(name, op, value) else None
            if name in stored([node]) | bound([node]) or blocks(node):
                return None
        return None

    def fits(self, name: str, op: str, value: e.Expr) -> bool:
        """Has the result the shape, the type and the layout of the array?"""
        kind, made = self.facts.kinds.get(name), self.facts.kind(e.Binary(op, e.Var(name), value))
        if not isinstance(kind, k.Array) or not kind.dims or kind.mixed or made != kind:
            return False
        other = k.general(self.facts.kind(value))
        lengths = () if k.is_number(other) else k.dims(other)
        if lengths is None or not all(same(n, n) for n in kind.dims):
            return False
        return len(kind.dims) == 1 or sum(n != 1 for n in lengths) < 2


def _uncopied(tree: e.Expr, name: str) -> e.Expr:
    """An expression that reads the array itself where it copied it."""
    copy = e.Call(e.Attr(e.Var(name), "copy"), ())
    if tree == copy:
        return e.Var(name)
    match tree:
        case e.Call(func, args, kwargs):
            return e.Call(func, tuple(_uncopied(arg, name) for arg in args), kwargs)
    return tree

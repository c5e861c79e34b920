"""A part of an adjoint that is read before the adjoint changes is not copied.

    t_bar = u_bar[1:-1].copy()             t_bar = u_bar[1:-1]
    s_bar = t_bar * 0.5            ->      s_bar = t_bar * 0.5
    u_bar[1:-1] -= t_bar * k               u_bar[1:-1] -= t_bar * k
    u_bar[2:] += s_bar                     u_bar[2:] += s_bar

What is added is computed as a whole before it is stored. Where the part is read later than that,
or is changed itself, or may be held by another name, it is copied as before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import is_basic
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, mentions, names, statements, targets
from srcgrad.optimize.asked.aliases import Aliases

Pure = Callable[[e.Expr], bool]


def drop_late_copies(
    forward: s.Block, reverse: s.Block, results: list[e.Expr], facts: Facts, pure: Pure
) -> None:
    """Rewrite both sweeps in place: passes may have been reversed in the forward sweep."""
    blocks_with = [
        block
        for block in (forward, reverse)
        if any(_part(node, facts) is not None for node in statements(block))
    ]
    if blocks_with:
        copies = _Copies(forward, reverse, results, facts, pure)
        for block in blocks_with:
            copies.block(block)


def _part(node: s.Stmt, facts: Facts) -> e.Expr | None:
    """The adjoint, or the part of one, of which a statement makes a copy that may be left out."""
    match node:
        case s.Assign(target, e.Call(e.Attr(part, "copy"), (), ())) if "~" in target:
            kind, inner = facts.kind(part), part
            while isinstance(inner, e.Item) and is_basic(inner.index, facts.kind):
                inner = inner.base
            whole = isinstance(inner, e.Var) and inner.name.endswith("~bar")
            shaped = isinstance(kind, k.Array) and bool(k.rank(kind))
            return part if whole and shaped else None
    return None


class _Copies:
    def __init__(
        self,
        forward: s.Block,
        reverse: s.Block,
        results: list[e.Expr],
        facts: Facts,
        pure: Pure,
    ) -> None:
        self.facts, self.pure = facts, pure
        self.aliases = Aliases.of([*forward, *reverse], facts)
        everything = [*statements(forward), *statements(reverse)]
        self.definitions = Counter(n for node in everything for n in targets(node))
        trees = [tree for node in everything for tree in expressions(node)]
        self.mentioned = Counter(n for tree in (*trees, *results) for n in names(tree))

    def block(self, block: s.Block) -> None:
        """Drop copies in a block, and in those inside of it."""
        for position, node in enumerate(block):
            for inner in blocks(node):
                self.block(inner)
            part = _part(node, self.facts)
            if part is None or not isinstance(node, s.Assign):
                continue
            if self.in_time(node.target, part, block[position + 1 :]):
                node.value = part

    def in_time(self, copy: str, part: e.Expr, rest: s.Block) -> bool:
        """Is a copy only read, by what follows, and before what it shows has changed?"""
        readers = [node for node in rest if copy in mentions([node])]
        trees = [tree for node in statements(readers) for tree in expressions(node)]
        reads = sum(list(names(tree)).count(copy) for tree in trees)
        if self.definitions[copy] != 1 or not readers or reads != self.mentioned[copy]:
            return False
        if not all(self.only_reads(node, copy) for node in statements(readers)):
            return False
        for node in rest:
            if self.aliases.disturbed(part, node, self.pure):
                return node is readers[-1] and self.stores_after(node, copy)
            if node is readers[-1]:
                return True
        return False

    def only_reads(self, node: s.Stmt, copy: str) -> bool:
        """Does a statement compute with an array, and neither change it nor keep it?"""
        match node:
            case s.Assign(_, value):
                return copy not in self.facts.shares(value) and self.pure(value)
            case s.Store(base, index, value) | s.Augment(base, index, _, value):
                held = isinstance(self.facts.kind(base), k.Array) or not self.facts.shares(value)
                placed = copy in names(base) or (index is not None and copy in names(index))
                return held and not placed and self.pure(value)
        return all(copy not in names(tree) for tree in expressions(node))

    def stores_after(self, node: s.Stmt, copy: str) -> bool:
        """Is a value made of the copy in memory of its own, before it is stored?"""
        match node:
            case s.Store(_, _, value) | s.Augment(_, _, _, value):
                fresh = isinstance(value, e.Binary | e.Unary | e.Call)
                return fresh and not self.facts.shares(value)
        return False

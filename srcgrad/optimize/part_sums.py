"""Two additions to one part of an adjoint are one.

    q_bar[:, k] += p_bar * r[k, j]           ...
    ...                               ->     q_bar[:, k] += p_bar * r[k, j] + moved * a
    q_bar[:, k] += moved * a

A part is taken, and stored, once less. Where nothing in between reads the array, or changes what
the first of the two reads; and where the sum still reads well.
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks as blocks_of
from srcgrad.ir.walk import bound, expressions, names, statements
from srcgrad.optimize.aliases import Aliases

Pure = Callable[[e.Expr], bool]
SIGN = {"+": 1, "-": -1}


def join_parts(forward: s.Block, reverse: s.Block, facts: Facts, pure: Pure, widest: int) -> None:
    """Rewrite the reverse sweep in place."""
    parts = _Parts(facts, pure, widest)
    if sum(map(parts.starts, statements(reverse))) > 1:
        parts.learn([*forward, *reverse])
        parts.block(reverse)


class _Parts(Aliases):
    def __init__(self, facts: Facts, pure: Pure, widest: int) -> None:
        super().__init__(facts)
        self.pure, self.widest = pure, widest

    def block(self, block: s.Block) -> None:
        """Join within one block, and within those inside of it."""
        position = 0
        while position < len(block):
            node = block[position]
            for inner in blocks_of(node):
                self.block(inner)
            if self.starts(node) and self.into_later(block, position):
                del block[position]
            else:
                position += 1

    def starts(self, node: s.Stmt) -> bool:
        """Does a statement put doubles into a part of an adjoint?"""
        match node:
            case s.Store(e.Var(name) as base, index, _) if not node.into:
                pass
            case s.Augment(e.Var(name) as base, e.Expr() as index, "+" | "-", _):
                pass
            case _:
                return False
        kind = self.facts.kind(base)
        whole = index == e.Const(...) or (isinstance(node, s.Augment) and node.old is not None)
        return name.endswith("~bar") and isinstance(kind, k.Array) and not whole

    def into_later(self, block: s.Block, position: int) -> bool:
        """Let a later statement add both terms, if there is one that can."""
        node = block[position]
        assert isinstance(node, s.Store | s.Augment) and isinstance(node.base, e.Var)
        assert node.index is not None
        root = self.root(node.base.name)
        moved = e.Sequence("tuple", (node.value, node.index))
        if any(self.root(n) == root for n in names(moved)):
            return False
        for later in block[position + 1 :]:
            if (
                isinstance(later, s.Augment)
                and (later.base, later.index) == (node.base, node.index)
                and later.op in SIGN
                and later.old is None
            ):
                if any(self.root(n) == root for n in names(later.value)):
                    return False
                return self.joined(block, node, later)
            if any(isinstance(x, s.Break) for x in statements([later])):
                return False
            if node.base.name in bound([later]) or self.disturbed(moved, later, self.pure):
                return False
            read = {n for x in statements([later]) for t in expressions(x) for n in names(t)}
            if any(self.root(n) == root for n in read):
                return False
        return False

    def joined(self, block: s.Block, node: s.Store | s.Augment, later: s.Augment) -> bool:
        first = SIGN[node.op] if isinstance(node, s.Augment) else 1
        second = SIGN[later.op]
        one, other = node.value, later.value
        assert later.index is not None
        if one == other and first == second:
            total: e.Expr = e.Binary("*", one, e.Const(2))
        elif first == second:
            total = e.Binary("+", one, other)
        elif first > 0:
            total = e.Binary("-", one, other)
        else:
            total = e.Binary("-", other, one)
        if len(repr(total)) > self.widest:
            return False
        if isinstance(node, s.Store):
            new: s.Stmt = s.Store(later.base, later.index, total, origin=later.origin)
        else:
            op = "-" if first < 0 and second < 0 else "+"
            new = s.Augment(later.base, later.index, op, total, origin=later.origin)
        block[next(n for n, x in enumerate(block) if x is later)] = new
        return True

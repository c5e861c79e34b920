"""Two additions to one part of an adjoint are one.

    q_bar[:, k] += p_bar * r[k, j]           ...
    ...                               ->     q_bar[:, k] += p_bar * r[k, j] + moved * a
    q_bar[:, k] += moved * a

    x_bar[1] = -a                            x_bar[0] = b
    x_bar[0] = b                      ->     x_bar[1] = c - a
    x_bar[1] += c

A part is taken, and stored, once less. Where nothing in between reads the array, or changes what
the first of the two reads; and where the sum still reads well. Other additions commute with them,
and so does what is stored elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import parts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks as blocks_of
from srcgrad.ir.walk import bound, expressions, names, statements
from srcgrad.optimize.algebra.arithmetic import without_sign
from srcgrad.optimize.asked.aliases import Aliases
from srcgrad.optimize.axes.subscripts import join_subscripts

Pure = Callable[[e.Expr], bool]
SIGN = {"+": 1, "-": -1}


def join_parts(forward: s.Block, reverse: s.Block, facts: Facts, pure: Pure, widest: int) -> None:
    """Rewrite the reverse sweep in place."""
    join_subscripts(reverse, facts.kind)  # two ways to write one part are one
    joined = _Parts(facts, pure, widest)
    if sum(map(joined.starts, statements(reverse))) > 1:
        joined.learn([*forward, *reverse])
        joined.block(reverse)


def _array(base: e.Expr) -> e.Var | None:
    """The array of which a base is the whole, or a part of a part."""
    while isinstance(base, e.Item):
        base = base.base
    return base if isinstance(base, e.Var) else None


def _places(base: e.Expr) -> list[e.Expr]:
    """Where the part of the array is."""
    return [base.index, *_places(base.base)] if isinstance(base, e.Item) else []


def _commutes(node: s.Write, other: s.Write) -> bool:
    """Does a statement write to an array what another one, of the same array, leaves alone?"""
    if node.base != other.base or node.index is None or other.index is None:
        return False
    sums = [isinstance(one, s.Augment) and one.op in SIGN for one in (node, other)]
    return all(sums) or _apart(node.index, other.index)


def _apart(index: e.Expr, other: e.Expr) -> bool:
    """Are two places never the same, as a position in them is another constant?"""
    for one, two in zip(parts(index), parts(other), strict=False):
        match one, two:
            case e.Const(int(a)), e.Const(int(b)) if a != b and (a < 0) == (b < 0):
                return True
            case e.Const(int()) | e.Slice(), e.Const(int()) | e.Slice():
                continue
            case _:
                return False
    return False


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
            case s.Store(base, index, _) if not node.into:
                pass
            case s.Augment(base, e.Expr() as index, "+" | "-", _):
                pass
            case _:
                return False
        kind, array = self.facts.kind(base), _array(base)
        whole = index == e.Const(...) or (isinstance(node, s.Augment) and node.old is not None)
        return (
            array is not None
            and array.name.endswith("~bar")
            and isinstance(kind, k.Array)
            and not whole
        )

    def into_later(self, block: s.Block, position: int) -> bool:
        """Let a later statement add both terms, if there is one that can."""
        node = block[position]
        assert isinstance(node, s.Write) and node.index is not None
        array = _array(node.base)
        assert array is not None
        root = self.root(array.name)
        moved = e.Sequence("tuple", (node.value, node.index, *_places(node.base)))
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
            if array.name in bound([later]) or self.disturbed(moved, later, self.pure):
                return False
            trees = [t for x in statements([later]) for t in expressions(x)]
            if isinstance(later, s.Write) and _commutes(node, later):
                trees = [tree for tree in (later.index, later.value) if tree is not None]
            if any(self.root(n) == root for tree in trees for n in names(tree)):
                return False
        return False

    def joined(self, block: s.Block, node: s.Store | s.Augment, later: s.Augment) -> bool:
        first = SIGN[node.op] if isinstance(node, s.Augment) else 1
        second = SIGN[later.op]
        one, other = node.value, later.value
        assert later.index is not None
        if one in (e.ZERO, e.Const(0.0)) and isinstance(node, s.Store):
            total: e.Expr = other if second > 0 else e.Unary("-", other)
        elif one == other and first == second:
            total = e.Binary("*", one, e.Const(2))
        elif first == second:
            total = self.sum_of(one, other) if first > 0 else e.Binary("+", one, other)
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

    def sum_of(self, one: e.Expr, other: e.Expr) -> e.Expr:
        """A sum, which begins with the term that has no sign."""
        positive = without_sign(one, self.facts.kind)
        if positive is None or without_sign(other, self.facts.kind) is not None:
            return e.Binary("+", one, other)
        return e.Binary("-", other, positive)

"""An adjoint that is bound and then added to is bound to the sum.

    y_bar = a * x                          y_bar = a * x - b
    y_bar -= b                     ->
    u_bar = p_bar                          u_bar = p_bar + 2 * t
    p_bar = -t                             p_bar = -t
    u_bar = u_bar + 2 * t
    v_bar = np.zeros_like(v)
    h_bar[0] = 0.0                 ->      h_bar[0] = 0.0
    v_bar -= h_bar                         v_bar = -h_bar

The second term comes to the first, or the first to the second, whichever nothing in between would
change; and the sum has to read well. A matrix is added to in place: that takes less memory. What
two sides of one choice give is one choice (`both_sides`), of an array with any number of axes.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import same
from srcgrad.ir.walk import blocks, mentions, names, statements
from srcgrad.optimize.algebra.arithmetic import without_sign
from srcgrad.optimize.asked.aliases import Aliases
from srcgrad.optimize.asked.width import width
from srcgrad.optimize.branches.both_sides import KindOf, both_sides

Pure = Callable[[e.Expr], bool]
REACH = 20  # statements between the two


def join_first(forward: s.Block, reverse: s.Block, facts: Facts, pure: Pure, widest: int) -> None:
    """Rewrite the reverse sweep in place; a sum is at most so wide."""
    sums = _Sums(facts, pure, widest)
    if any(map(_adds, statements(reverse))):
        sums.learn([*forward, *reverse])
        sums.block(reverse)


def _adds(node: s.Stmt) -> bool:
    """Does a statement add to a name?"""
    match node:
        case s.Assign(target, e.Binary("+" | "-", e.Var(name), _)):
            return target == name
        case s.Augment(e.Var(), None, "+" | "-", _, None):
            return True
    return False


class _Sums(Aliases):
    def __init__(self, facts: Facts, pure: Pure, widest: int) -> None:
        super().__init__(facts)
        self.pure, self.widest = pure, widest

    def block(self, block: s.Block) -> None:
        """Join within one block, and within those inside of it."""
        position = 0
        while position < len(block):
            node = block[position]
            for inner in blocks(node):
                self.block(inner)
            if not (self.starts(node) and self.joined(block, position)):
                position += 1

    def starts(self, node: s.Stmt) -> bool:
        """Does a statement bind a name of the reverse sweep, and not to nothing yet?"""
        match node:
            case s.Assign(target, value):
                return "~" in target and not isinstance(value, e.Const)
        return False

    def joined(self, block: s.Block, position: int) -> bool:
        """Join a binding with the next statement that names its target, if that adds to it."""
        node = block[position]
        assert isinstance(node, s.Assign)
        for later in range(position + 1, min(len(block), position + REACH)):
            other = block[later]
            if node.target not in mentions([other]):
                if blocks(other) or isinstance(other, s.Break):
                    return False
                continue
            found = self.term(node, other)
            if found is None:
                return False
            total = self.total(node.value, *found)
            if width(total) > self.widest or not self.pure(found[1]):
                return False
            between = block[position + 1 : later]
            if not any(self.disturbed(found[1], x, self.pure) for x in between):
                node.value = total
                del block[later]
                return True
            if self.pure(node.value) and not any(
                self.disturbed(node.value, x, self.pure) for x in between
            ):
                block[later] = s.Assign(node.target, total, origin=other.origin)
                del block[position]
                return True
            return False
        return False

    def total(self, first: e.Expr, op: str, second: e.Expr) -> e.Expr:
        """The sum of both terms; of zeros and an array like them, that or its negative."""
        if self.nothing(first, second):
            if op == "-":
                return e.Unary("-", second)
            if self.alone(second):
                return second
        return both_sides(first, op, second, self.facts.kind) or _sum(
            first, op, second, self.facts.kind
        )

    def nothing(self, tree: e.Expr, other: e.Expr) -> bool:
        """Is it an array of zeros, of another one's shape and precision?"""
        match tree, self.facts.kind(tree), self.facts.kind(other):
            case e.Call(e.Ref(_, np.zeros_like), _, ()), k.Array() as kind, k.Array() as found:
                if not kind.dims or not found.dims or len(kind.dims) != len(found.dims):
                    return False
                return kind.dtype == found.dtype and all(map(same, kind.dims, found.dims))
        return False

    def term(self, node: s.Assign, other: s.Stmt) -> tuple[str, e.Expr] | None:
        """The sign and the term that a statement adds to what another one binds."""
        match other:
            case s.Assign(target, e.Binary("+" | "-" as op, e.Var(name), value)) if (
                target == name == node.target
            ):
                found = op, value
            case s.Augment(e.Var(name), None, "+" | "-" as op, value, None) if (
                name == node.target and self.alone(node.value)
            ):
                chosen = both_sides(node.value, op, value, self.facts.kind)
                turned = op == "-" and self.nothing(node.value, value)
                if chosen is None and not turned and not self.alike(node.value, value):
                    return None
                found = op, value
            case _:
                return None
        return None if node.target in names(found[1]) else found

    def alone(self, tree: e.Expr) -> bool:
        """Is the value in no other memory, which would be added to as well?"""
        return k.is_number(self.facts.kind(tree)) or not self.facts.shares(tree)

    def alike(self, tree: e.Expr, value: e.Expr) -> bool:
        """Is the sum of two numbers, or vectors, what the first is after the addition?"""
        kind, added = self.facts.kind(tree), k.general(self.facts.kind(value))
        if k.is_number(kind):
            return k.rank(added) == 0
        if not isinstance(kind, k.Array) or kind.rank != 1 or k.rank(added) not in (0, 1):
            return False
        if isinstance(added, k.Array | k.Scalar):
            return np.result_type(kind.dtype, added.dtype) == kind.dtype
        return kind.dtype.kind == "c" or not isinstance(added, k.Complex)


def _sum(first: e.Expr, op: str, second: e.Expr, kind_of: KindOf) -> e.Expr:
    """The sum, without the sign of the one that can stand behind."""
    positive = without_sign(first, kind_of) if op == "+" else None
    return e.Binary(op, first, second) if positive is None else e.Binary("-", second, positive)

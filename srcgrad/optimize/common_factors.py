"""What two terms of an adjoint have in common is multiplied once.

    p_bar -= t_bar * left                  p_bar += t_bar * (right - left)
    p_bar += t_bar * right         ->

    y_bar = s_bar * a - s_bar * b  ->      y_bar = s_bar * (a - b)

Only doubles, and where nothing between the two statements would change what they read, or meets
the memory that they add to. Values of the program that are evaluated again stay as they are in
every bit: tests may hang on them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, mentions, names, rebuild, replace, statements
from srcgrad.optimize.aliases import Aliases
from srcgrad.optimize.width import width

Pure = Callable[[e.Expr], bool]
REACH = 12  # statements between the two
SIGN = {"+": 1, "-": -1}


def multiply_once(
    forward: s.Block, reverse: s.Block, facts: Facts, pure: Pure, widest: int
) -> None:
    """Rewrite the reverse sweep in place; a sum of two statements is at most so wide."""
    factors = _Factors(facts, pure, widest)
    factors.learn([*forward, *reverse])
    factors.block(reverse)
    for node in statements(reverse):
        replace(node, factors.sums)


class _Factors(Aliases):
    def __init__(self, facts: Facts, pure: Pure, widest: int) -> None:
        super().__init__(facts)
        self.pure, self.widest = pure, widest

    def sums(self, tree: e.Expr) -> e.Expr:
        """An expression in which sums of products take out what is common."""
        whole = rebuild(tree, self.sums)
        match whole:
            case e.Binary("+" | "-" as op, left, right):
                return self.common(left, op, right) or whole
        return whole

    def common(self, left: e.Expr, op: str, right: e.Expr) -> e.Expr | None:
        """The sum or difference of two products, as a product, if they have a factor in common.

        >>> t, y, z = e.Var("t~bar"), e.Var("y"), e.Var("z")
        >>> factors = _Factors(Facts(kinds=dict.fromkeys("tyz", k.Real())), lambda tree: True, 80)
        >>> factors.common(e.Binary("*", t, y), "-", e.Binary("*", z, t))
        t~bar * (y - z)
        """
        if not (_is_adjoint(left) and _is_adjoint(right)):
            return None
        one, other = _factors(left), _factors(right)
        if min(len(one), len(other)) < 2:
            return None
        both = [f for f in one if isinstance(f, e.Var) and f in other]
        if not both or not all(map(self.double, (*one, *other))):
            return None
        factor = max(both, key=lambda f: k.rank(self.kind(f)) or 0)
        one.remove(factor)
        other.remove(factor)
        return e.Binary("*", factor, e.Binary(op, _product(one), _product(other)))

    def kind(self, tree: e.Expr) -> k.Kind:
        if isinstance(tree, e.Var) and tree.name not in self.facts.kinds:
            tree = e.Var(tree.name.removesuffix("~bar"))
        return self.facts.kind(tree)

    def double(self, tree: e.Expr) -> bool:
        """Is it a number or an array of doubles, or a constant?"""
        kind = self.kind(tree)
        if isinstance(kind, k.Array | k.Scalar):
            return kind.dtype == np.float64 and not kind.mixed
        value = tree.value if isinstance(tree, e.Const) else None
        return isinstance(kind, k.Real) or type(value) in (int, float)

    def block(self, block: s.Block) -> None:
        """Join statements of one block, and of those inside of it."""
        position = 0
        while position < len(block):
            for inner in blocks(block[position]):
                self.block(inner)
            if not self.into_later(block, position):
                position += 1

    def into_later(self, block: s.Block, position: int) -> bool:
        """Let the next statement that adds to a name add both terms, if they have a factor."""
        node = block[position]
        match node:
            case s.Assign(target, first) if "~" in target:
                sign = 1
            case s.Augment(e.Var(target), None, "+" | "-" as op, first, None):
                sign = SIGN[op]
            case _:
                return False
        if len(_factors(first)) < 2:
            return False
        for later in range(position + 1, min(len(block), position + REACH)):
            match block[later]:
                case s.Augment(e.Var(name), None, "+" | "-" as op, second, None) if name == target:
                    return self.joined(block, position, later, sign, SIGN[op], first, second)
            met = {self.root(name) for name in mentions([block[later]])}
            if self.root(target) in met or self.disturbed(first, block[later], self.pure):
                return False
        return False

    def joined(
        self,
        block: s.Block,
        position: int,
        later: int,
        sign: int,
        other: int,
        first: e.Expr,
        second: e.Expr,
    ) -> bool:
        node, last = block[position], block[later]
        both = self.common(first, "+" if sign == other else "-", second)
        if sign < 0 < other:
            both = self.common(second, "-", first)
        if both is None or width(both) > self.widest or not self.pure(first):
            return False
        if isinstance(node, s.Assign):
            block[later] = s.Assign(node.target, both, origin=last.origin)
        else:
            assert isinstance(node, s.Augment)
            op = "-" if sign < 0 and other < 0 else "+"
            block[later] = s.Augment(node.base, None, op, both, origin=last.origin)
        del block[position]
        return True


def _is_adjoint(tree: e.Expr) -> bool:
    """Has it an adjoint in it, so that it is no value of the program?"""
    return any(name.endswith("~bar") for name in names(tree))


def _factors(tree: e.Expr) -> list[e.Expr]:
    """The factors of a product; what stands in brackets is one of them."""
    match tree:
        case e.Binary("*", left, right):
            return [*_factors(left), right]
    return [tree]


def _product(factors: list[e.Expr]) -> e.Expr:
    first, *rest = factors
    for one in rest:
        first = e.Binary("*", first, one)
    return first

"""A number that scales what has a number already goes to where that is made.

    q_bar = t_bar * (1.5 * np.exp(-q))           q_bar = t_bar * (0.75 * np.exp(-q))
    x_bar = q_bar * 0.5 + s_bar           ->     x_bar = q_bar + s_bar

Of what is read once: a pass over an array less, or a product of numbers. Both are known while
compiling, or are roots of such numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import (
    blocks,
    expressions,
    mentions,
    names,
    rebuild,
    replace,
    statements,
    targets,
)
from srcgrad.ir.wrapping import wraps
from srcgrad.optimize.algebra.one_scale import is_moderate, product_of, told_number

Roots = dict[str, float]


def carry_scales(
    forward: s.Block, reverse: s.Block, results: Iterable[e.Expr], facts: Facts
) -> None:
    """Rewrite the reverse sweep in place."""
    read = Counter(
        n for node in statements(reverse) for tree in expressions(node) for n in names(tree)
    )
    read.update(n for tree in results for n in names(tree))
    bound = Counter(name for node in statements(reverse) for name in targets(node))
    once = {
        n for n, times in bound.items() if times == read[n] == 1 and n.endswith(("~bar", "~local"))
    }
    if once:
        _Scales(facts, once, _roots(forward)).block(reverse)


def _roots(forward: s.Block) -> Roots:
    """Names that stand for the root of a number that the text tells."""
    found: Roots = {}
    bound = Counter(name for node in statements(forward) for name in targets(node))
    for node in forward:
        match node:
            case s.Assign(
                name, e.Call(e.Ref(_, np.sqrt), (e.Const() | e.Binary() as tree,), ())
            ) if bound[name] == 1 and (value := told_number(tree)) is not None and value > 0:
                found[name] = float(np.sqrt(value))
    return found


class _Scales:
    def __init__(self, facts: Facts, once: set[str], roots: Roots) -> None:
        self.facts, self.once, self.roots = facts, once, roots

    def block(self, block: s.Block) -> None:
        """Rewrite a block, last statement first: a number may go on from where it has come."""
        for position in range(len(block) - 1, -1, -1):
            node = block[position]
            for inner in blocks(node):
                self.block(inner)
            for name in dict.fromkeys(n for tree in expressions(node) for n in names(tree)):
                if name in self.once:
                    self.carry(name, block, position)

    def carry(self, name: str, block: s.Block, position: int) -> None:
        """Take a number that a statement scales a name by to where the name is bound, before it.

        What a pass of a loop binds after it has read the name is not all that it has read.
        """
        reader, before = block[position], block[:position]
        made = next((x for x in before if isinstance(x, s.Assign) and x.target == name), None)
        if made is None or blocks(reader) or wraps(self.facts.kind(made.value)):
            return
        taken: list[float] = []

        def without(tree: e.Expr) -> e.Expr:
            if not taken and name in names(tree):
                found = self.scaled(tree, name)
                if found is not None and self.alike(tree, found[0]):
                    value = self.times(made.value, found[1])
                    if value is not None and self.alike(made.value, value):
                        taken.append(found[1])
                        made.value = value
                        return found[0]
                return rebuild(tree, without)
            return tree

        replace(reader, without)
        if taken:
            self.renamed(made, block, position)

    def renamed(self, made: s.Assign, block: s.Block, last: int) -> None:
        """Let what would get a second name have that name alone."""
        reader = block[last]
        if not isinstance(reader, s.Assign) or reader.value != e.Var(made.target):
            return
        first = next(i for i, x in enumerate(block) if x is made)
        if reader.target not in mentions(block[first:last]):
            made.target = reader.target
            del block[last]

    def scaled(self, tree: e.Expr, name: str) -> tuple[e.Expr, float] | None:
        """What is left of a product that has the name, without a number in it, and that number."""
        match tree:
            case e.Binary("*" | "/" as op, left, right) if not wraps(self.facts.kind(tree)):
                if (factor := self.number(right)) is not None and self.has(left, name):
                    by = factor if op == "*" else 1 / factor
                    return (left, by) if is_moderate(by) else None
                if (
                    op == "*"
                    and (factor := self.number(left)) is not None
                    and self.has(right, name)
                ):
                    return (right, factor) if is_moderate(factor) else None
                if op == "*" and self.has(left, name):
                    return self.in_right(left, right)
                if self.has(left, name) and (found := self.scaled(left, name)) is not None:
                    return e.Binary(op, found[0], right), found[1]
        return None

    def in_right(self, left: e.Expr, right: e.Expr) -> tuple[e.Expr, float] | None:
        """`name * (2 * a)`: the number of what it is multiplied by."""
        match right:
            case e.Binary("*", e.Const() as number, rest) if factor := self.number(number):
                return (e.Binary("*", left, rest), factor) if is_moderate(factor) else None
        return None

    def has(self, tree: e.Expr, name: str) -> bool:
        """Is the name a factor of a product, or what is divided?"""
        match tree:
            case e.Var(held):
                return held == name
            case e.Binary("*", left, right):
                return self.has(left, name) or self.has(right, name)
            case e.Binary("/", left, _):
                return self.has(left, name)
        return False

    def number(self, tree: e.Expr) -> float | None:
        value = self.roots.get(tree.name) if isinstance(tree, e.Var) else told_number(tree)
        return value or None

    def times(self, tree: e.Expr, by: float) -> e.Expr | None:
        """`tree * by`, where a number in it takes the factor."""
        match tree:
            case e.Binary("*", left, e.Const() as number) if self.fits(number, by):
                return self.put(left, number, by)
            case e.Binary("*", e.Const() as number, right) if self.fits(number, by):
                return self.put(right, number, by, first=True)
            case e.Binary("*", left, right):
                if (found := self.times(right, by)) is not None:
                    return e.Binary("*", left, found)
                found = self.times(left, by)
                return None if found is None else e.Binary("*", found, right)
            case e.Binary("/", left, right) if (found := self.times(left, by)) is not None:
                return e.Binary("/", found, right)
            case e.Unary("-", inner) if (found := self.times(inner, by)) is not None:
                return e.Unary("-", found)
        return None

    def fits(self, number: e.Const, by: float) -> bool:
        value = told_number(number)
        return value is not None and is_moderate(value) and is_moderate(value * by)

    def put(self, rest: e.Expr, number: e.Const, by: float, first: bool = False) -> e.Expr:
        whole = product_of(number, e.Const(int(by) if by.is_integer() else by))
        if told_number(whole) == 1:
            return rest
        return e.Binary("*", whole, rest) if first else e.Binary("*", rest, whole)

    def alike(self, tree: e.Expr, other: e.Expr) -> bool:
        """Have they the same type?"""
        before, after = self.facts.kind(tree), self.facts.kind(other)
        if isinstance(before, k.Array) and isinstance(after, k.Array):
            return before.dtype == after.dtype
        return k.general(before) == k.general(after)

"""How values are made of others: element by element, as sums of them, or in another way."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from srcgrad.analysis.activity import carriers
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import function_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, statements, targets

# A value that does not move, one that moves apart from those in question, a function of each
# element of one of them, a sum of such functions with fixed weights, and anything else.
FIXED, OTHER, SINGLE, SUMMED, MIXED = range(5)

SMOOTH: set[Any] = {
    math.exp,
    math.sin,
    math.cos,
    math.tan,
    math.tanh,
    math.sinh,
    math.cosh,
    math.atan,
}
SMOOTH |= {math.log, math.log1p, math.expm1, np.exp, np.expm1, np.exp2, np.log, np.log1p, np.log2}
SMOOTH |= {np.sin, np.cos, np.tan, np.tanh, np.sinh, np.cosh, np.arctan, np.square, np.log10}
SUMS: set[Any] = {
    np.sum,
    np.mean,
    np.ravel,
    np.reshape,
    np.transpose,
    np.array,
    np.asarray,
    np.copy,
    sum,
}
SUMS |= {np.squeeze, np.expand_dims, np.atleast_1d, np.stack, np.concatenate, np.broadcast_to}
SUMS |= {np.diff, np.cumsum, np.roll, np.flip, np.trace, np.negative, np.average, float}
PRODUCTS: set[Any] = {np.dot, np.inner, np.vdot, np.matmul, np.outer, np.tensordot, np.kron}
OPERATORS: dict[Any, str] = {
    np.add: "+",
    np.subtract: "-",
    np.multiply: "*",
    np.divide: "/",
    np.power: "**",
}
SIZES = {"shape", "ndim", "size", "dtype"}


class Parts:
    """Classes of values, by their names; what is `moving` and has none is apart from the rest."""

    def __init__(
        self, body: s.Block, facts: Facts, moving: set[str], classes: dict[str, int]
    ) -> None:
        self.facts, self.moving, self.classes = facts, moving, classes
        self.kinked = next(iter(classes), "")
        self.nodes = list(statements(body))
        self.times = Counter(name for node in self.nodes for name in targets(node))
        self.bound = {n: at for at, node in enumerate(self.nodes) for n in targets(node)}
        self.at = len(self.nodes)  # the statement in question

    def of(self, tree: e.Expr) -> int:
        """The class of an expression."""
        match tree:
            case e.Var(name):
                found = self.classes.get(name, OTHER if name in self.moving else FIXED)
                earlier = found == SINGLE and self.bound[name] >= self.at  # of an earlier pass
                return SUMMED if earlier else found
            case e.Unary("-" | "+", operand):
                return self.of(operand)
            case e.Binary(op, left, right):
                return self.combined(op, left, right)
            case e.Compare():
                return self.decision(tree)
            case e.Choice(test, body, orelse):
                return self.chosen(test, body, orelse)
            case e.Attr(_, name) if name in SIZES:
                return FIXED
            case e.Attr(base, "T") | e.Item(base, _):
                inside = tree.index if isinstance(tree, e.Item) else e.NONE
                return self.summed([self.of(base)]) if self.of(inside) == FIXED else MIXED
            case e.Sequence(_, items):
                return self.summed(list(map(self.of, items)))
            case e.Call():
                return self.call(tree)
        return self.whole(tree)

    def whole(self, tree: e.Expr) -> int:
        """The class of a value that may depend on its parts in any way."""
        read = carriers(tree, self.facts)
        found = max((self.of(e.Var(name)) for name in read), default=FIXED)
        return found if found <= OTHER else MIXED

    def combined(self, op: str, left: e.Expr, right: e.Expr) -> int:
        """That of the result of an operator."""
        one, other = self.of(left), self.of(right)
        high = max(one, other)
        if high <= OTHER or high == MIXED:
            return high
        apart = OTHER not in (one, other) and high == SINGLE
        match op:
            case "+" | "-":
                return SINGLE if apart else SUMMED
            case "*" if apart or FIXED in (one, other):
                return high
            case "@" if FIXED in (one, other):
                return SUMMED
            case "/" if apart or other == FIXED:
                return high
            case "**" if one == SINGLE and _is_whole(self.facts.kind(right)):
                return SINGLE
        return MIXED

    def summed(self, found: Sequence[int]) -> int:
        """That of a sum of values of these classes."""
        high = max(found, default=FIXED)
        return SUMMED if high == SINGLE else high

    def chosen(self, test: e.Expr, body: e.Expr, orelse: e.Expr) -> int:
        """That of one of two values."""
        if self.of(test) == MIXED:
            return MIXED
        one, other = self.of(body), self.of(orelse)
        return max(one, other) if {one, other} <= {FIXED, SINGLE} else self.summed([one, other])

    def decision(self, tree: e.Compare) -> int:
        """Fixed, if what is compared decides the same at a kink and beyond it."""
        one, other = self.of(tree.left), self.of(tree.right)
        if max(one, other) <= OTHER:
            return FIXED
        if tree.left != e.Var(self.kinked) or other != FIXED:
            return MIXED
        kind = self.facts.kind(tree.right)
        bound = k.value_of(kind) if k.constant(kind) else None
        apart = isinstance(bound, int | float) and bound != 0
        return FIXED if tree.op in ("<", ">=") or (apart and tree.op in ("<=", ">")) else MIXED

    def call(self, tree: e.Call) -> int:
        """That of what a call returns."""
        function = function_of(tree, self.facts.kind)
        base = (tree.func.base,) if isinstance(tree.func, e.Attr) else ()
        args = (*base, *tree.args)
        found = list(map(self.of, args))
        if any(self.of(given) != FIXED for _, given in tree.kwargs):
            return self.whole(tree)
        if function is np.where and len(args) == 3:
            return self.chosen(*args)
        if function in OPERATORS and len(args) == 2 and not tree.kwargs:
            return self.combined(OPERATORS[function], *args)
        if function in SMOOTH and len(args) == 1 and not tree.kwargs and found[0] == SINGLE:
            return SINGLE
        if function in SUMS and set(found[1:]) <= {FIXED}:
            return self.summed(found)
        if function in PRODUCTS and len(found) == 2 and FIXED in found and max(found) != MIXED:
            return self.summed(found)
        return self.whole(tree)

    def are_sums(self, made: s.Stmt) -> bool:
        """Do all statements but one make nothing else of the values than sums?"""
        while True:
            before = dict(self.classes)
            for at, node in enumerate(self.nodes):
                self.at = at
                if node is not made and not self.takes(node):
                    return False
            if self.classes == before:
                return True

    def takes(self, node: s.Stmt) -> bool:
        """Note what a statement makes of the values; is it nothing else than sums?"""
        match node:
            case s.Assign(target, value):
                found = self.of(value)
                alone = self.times[target] == 1 and target not in names(value)
                if found == MIXED:
                    return target not in self.moving
                self.note(target, found if alone else self.summed([found]))
                return True
            case s.Store(e.Var(base), _, value) | s.Augment(e.Var(base), _, "+" | "-", value):
                return self.stores(base, node.index, value)
            case s.If(test, _, _):
                return self.of(test) != MIXED
        read = max((self.whole(tree) for tree in expressions(node)), default=FIXED)
        held = max((self.classes.get(name, FIXED) for name in targets(node)), default=FIXED)
        return max(read, held) <= OTHER

    def stores(self, base: str, index: e.Expr | None, value: e.Expr) -> bool:
        """Note what is put into an array, which other names may have too."""
        found = self.summed([self.of(value)])
        together = [n for n in self.facts.kinds if self.facts.root(n) == self.facts.root(base)]
        single = any(self.classes.get(name) == SINGLE for name in together)
        if found == MIXED or single or (index is not None and self.of(index) != FIXED):
            return False
        for name in together:
            self.note(name, found)
        return True

    def note(self, name: str, found: int) -> None:
        """Join a class to that of a name."""
        if found > OTHER or name in self.classes:
            self.classes[name] = max(found, self.classes.get(name, found))

    def bent(self, node: s.Stmt) -> set[str]:
        """The names of what a statement does not make as a sum of what moves."""
        match node:
            case s.Assign(target, value):
                return {target} if self.of(value) == MIXED else set()
            case s.Store(e.Var(base), _, value) | s.Augment(e.Var(base), _, "+" | "-", value):
                if MIXED not in (self.of(value), self.of(node.index or e.NONE)):
                    return set()
                root = self.facts.root(base)
                return {name for name in self.facts.kinds if self.facts.root(name) == root}
            case s.If() | s.While() | s.Assert() | s.Raise():
                return set()
        read = {name for tree in expressions(node) for name in carriers(tree, self.facts)}
        if all(self.of(e.Var(name)) == FIXED for name in read):
            return set()
        return {*targets(node), *read} & self.moving


def _is_whole(kind: k.Kind) -> bool:
    value = k.value_of(kind) if k.constant(kind) else None
    return isinstance(value, int | float) and value >= 1 and value == int(value)

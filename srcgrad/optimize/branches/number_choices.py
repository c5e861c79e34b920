"""A choice between two numbers is one of Python's: `np.where` makes arrays of all that it is given.

    x_bar[i] = t * np.where(p == q, 0.5, q > p)   ->   x_bar[i] = t * (0.5 if p == q else
                                                           1.0 if q > p else 0.0)

    z_bar[i] = t / np.where(z, z, 1)              ->   z_bar[i] = t / (z if z else 1)
    c_bar = t / (max(n, 1) * np.where(s, s, 1))        c_bar = t / (max(n, 1) * (s if s else 1))

In the reverse sweep, where it is part of arithmetic that stays NumPy's, or that raises nothing in
Python's numbers either: they cannot be divided by zero. What the program chooses is left alone.
"""

from __future__ import annotations

import math
from collections import Counter

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import children, expressions, names, nodes, rebuild, statements, targets

NOWHERE, OPERAND, DIVISOR = range(3)  # where a choice may stand
ASKED = {np.isinf: "isinf", np.isnan: "isnan"}


def choose_numbers(reverse: s.Block, results: list[e.Expr], facts: Facts) -> None:
    """Rewrite the reverse sweep in place."""
    trees = [tree for node in statements(reverse) for tree in expressions(node)]
    if any(_is_where(part) for tree in trees for part in nodes(tree)):
        choosing = _Choosing(facts, reverse, [*trees, *results])
        for node in statements(reverse):
            choosing.statement(node)


class _Choosing:
    calm = True  # until it is known: then all operands are counted

    def __init__(self, facts: Facts, reverse: s.Block, reads: list[e.Expr]) -> None:
        self.facts = facts
        self.reads = Counter(name for tree in reads for name in names(tree))
        self.operands = Counter[str]()  # reads of names as operands
        self.divisors = Counter[str]()  # and as what divides
        whole = list(statements(reverse))
        times = Counter(name for node in whole for name in targets(node))
        self.nonzero = {
            node.target
            for node in whole
            if isinstance(node, s.Assign) and times[node.target] == 1 and _is_nonzero(node.value)
        }
        trees = [tree for node in whole for tree in expressions(node)]
        for tree in trees:
            self.count(tree, NOWHERE)
        self.calm = all(map(self.raises_nothing, trees))

    def statement(self, node: s.Stmt) -> None:
        """Rewrite the choices of one statement."""
        match node:
            case s.Assign(target, value) if "~" in target and not target.endswith("~again"):
                fit = self.operands[target]
                fit += self.divisors[target] if target in self.nonzero else 0
                alone = self.reads[target] == fit and self.calm
                node.value = self.chosen(value, OPERAND if alone else NOWHERE)
            case s.Store(e.Var(name), _, value) if "~" in name:
                array = isinstance(self.facts.kind(node.base), k.Array)
                node.value = self.chosen(value, OPERAND if array else NOWHERE)
            case s.Augment(e.Var(name), index, "+" | "-", value) if "~" in name:
                kept = self.calm or index is not None
                node.value = self.chosen(value, OPERAND if kept else NOWHERE)

    def places(self, tree: e.Expr, place: int) -> list[tuple[e.Expr, int]]:
        """The parts of an expression, and what may stand there."""
        match tree:
            case e.Binary("*", left, right) if place == DIVISOR and _is_positive(left):
                return [(left, NOWHERE), (right, DIVISOR)]
            case e.Binary("+" | "-" | "*", left, right):
                first, second = (self.beside(right), self.beside(left))
                return [(left, first), (right, second)]
            case e.Binary("/", left, right):
                return [(left, self.beside(right)), (right, DIVISOR)]
            case e.Unary("-", operand):
                return [(operand, place)]
            case e.Compare("==" | "!=" | "<" | "<=" | ">" | ">=", left, right):
                return [(left, OPERAND), (right, OPERAND)]
            case e.Call(e.Ref(_, np.ufunc()), args, ()):
                return [(arg, OPERAND) for arg in args]
            case e.Call(e.Ref(_, np.where), (test, one, other), ()):
                return [(test, OPERAND), (one, OPERAND), (other, OPERAND)]
            case e.Choice(test, one, other):
                return [(test, OPERAND), (one, place), (other, place)]
        return []

    def beside(self, other: e.Expr) -> int:
        """What may stand beside an operand: the result is NumPy's, or may as well be Python's."""
        numpys = isinstance(k.general(self.facts.kind(other)), k.Array | k.Scalar)
        return OPERAND if self.calm or numpys else NOWHERE

    def count(self, tree: e.Expr, place: int) -> None:
        """Count the names that are read as operands."""
        if isinstance(tree, e.Var) and place != NOWHERE:
            (self.operands if place == OPERAND else self.divisors)[tree.name] += 1
        wanted = dict(self.places(tree, place))
        for part in children(tree):
            self.count(part, wanted.get(part, NOWHERE))

    def raises_nothing(self, tree: e.Expr) -> bool:
        """Would it do in Python's numbers as well, and is no number asked for what those lack?"""
        for part in nodes(tree):
            match part:
                case e.Binary("/", _, right) if not _is_nonzero(right):
                    by = k.general(self.facts.kind(right))
                    if not isinstance(by, k.Array | k.Scalar) or not all(
                        map(self.lasting, names(right))
                    ):
                        return False
                case e.Binary("**" | "//" | "%"):
                    return False
                case e.Attr(e.Var(name), _) | e.Item(e.Var(name), _) if "~" in name:
                    if k.rank(self.facts.kind(part.base)) == 0:
                        return False
        return True

    def lasting(self, name: str) -> bool:
        """Is it a value of the program's, which is left alone, or one that may divide?"""
        return "~" not in name or name.endswith("~again") or name in self.nonzero

    def chosen(self, tree: e.Expr, place: int) -> e.Expr:
        """An expression with Python's choices, where they may stand."""
        if place != NOWHERE and self.fits(tree):
            assert isinstance(tree, e.Call)
            if place == OPERAND or _is_nonzero(tree):
                test, *sides = tree.args
                return e.Choice(self.asked(test), *(self.side(one) for one in sides))
        wanted = dict(self.places(tree, place))
        return rebuild(tree, lambda part: self.chosen(part, wanted.get(part, NOWHERE)))

    def side(self, tree: e.Expr) -> e.Expr:
        """What is chosen: for a test, the number that it stands for."""
        if isinstance(tree, e.Compare):
            return e.Choice(tree, e.Const(1.0), e.ZERO)
        return self.chosen(tree, OPERAND)

    def asked(self, test: e.Expr) -> e.Expr:
        """The same test of a number."""
        match test:
            case e.Call(e.Ref(_, np.ufunc() as function), (number,), ()) if function in ASKED:
                name = ASKED[function]
                if not k.is_complex(self.facts.kind(number)):
                    return e.Call(e.Ref(f"math.{name}", getattr(math, name)), (number,))
        return self.chosen(test, OPERAND)

    def fits(self, tree: e.Expr) -> bool:
        """Is it a choice between numbers by a test of numbers?"""
        if not _is_where(tree):
            return False
        test, *sides = tree.args  # type: ignore[attr-defined]
        return self.number(test) and all(map(self.side_fits, sides))

    def side_fits(self, tree: e.Expr) -> bool:
        return self.fits(tree) or (self.number(tree) and not self.truth(tree))

    def truth(self, tree: e.Expr) -> bool:
        """Is it a truth that no comparison gives here?"""
        kind = k.general(self.facts.kind(tree))
        boolean = isinstance(kind, k.Bool) or (isinstance(kind, k.Scalar) and kind.dtype == bool)
        return boolean and not isinstance(tree, e.Compare)

    def number(self, tree: e.Expr) -> bool:
        return k.is_number(self.facts.kind(tree))


def _is_where(tree: e.Expr) -> bool:
    match tree:
        case e.Call(e.Ref(_, np.where), (_, _, _), ()):
            return True
    return False


def _is_positive(tree: e.Expr) -> bool:
    """Is it a count that is 1 at least?"""
    match tree:
        case e.Call(e.Ref(_, function), (_, e.Const(int() as least)), ()):
            return function is max and least > 0
    return False


def _is_nonzero(tree: e.Expr) -> bool:
    """Does its form show that it is not zero?"""
    match tree:
        case e.Const(int() | float() as value):
            return value != 0
        case e.Call(e.Ref(_, np.where), (test, value, e.Const(int() | float() as other)), ()):
            return test == value and other != 0
        case e.Choice(test, value, e.Const(int() | float() as other)):
            return test == value and other != 0
    return False

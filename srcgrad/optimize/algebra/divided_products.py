"""What is divided by a product, and multiplied by one of its factors, is divided by the other.

    p = 3 * h                          p = 3 * h
    p_bar = v_bar / p                  p_bar = v_bar / p
    h_bar = p_bar * 3          ->      h_bar = v_bar / h

    q = a / b                          q = a / b
    q_bar = v_bar / q                  q_bar = v_bar / q
    a_bar = q_bar / b          ->      a_bar = v_bar / a
    b_bar = -(q_bar / b) * q           b_bar = -v_bar / b

    p = x ** 2                         p = x ** 2
    p_bar = v_bar / p                  p_bar = v_bar / p
    slope = 2 * x              ->      slope = 2 * x
    x_bar = p_bar * slope              x_bar = v_bar * 2 / x

So are the slopes of logarithms. Real values only, where the result is as long and of the same type;
a number that Python would refuse to divide by is one by which the program has divided, or that its
logarithm would not take. What is not read any more is dropped afterwards.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim, Length, same
from srcgrad.ir.walk import (
    blocks,
    bound,
    expressions,
    names,
    nodes,
    rebuild,
    replace,
    statements,
    targets,
)
from srcgrad.late import dataclass
from srcgrad.optimize.loops.tapes import appended

TWO = e.Const(2)
SUM = e.Ref("np.sum", np.sum)
Made = dict[str, e.Expr]  # what names stand for


@dataclass(frozen=True)
class _Quotient:
    """`above / name`, guarded where the name may be 0."""

    above: e.Expr
    name: str
    guard: e.Expr | None


def divide_products(
    forward: s.Block, reverse: s.Block, facts: Facts, pure: Callable[[e.Expr], bool]
) -> bool:
    """Rewrite the reverse sweep in place; was anything changed?"""
    divided = {
        q.name
        for node in statements(reverse)
        if isinstance(node, s.Assign) and (q := _quotient(node.value)) is not None
    }
    if not divided:
        return False
    products = _Products(facts, pure, divided)
    products.sweep(reverse, products.lasting(forward, reverse))
    return products.changed


def _quotient(tree: e.Expr) -> _Quotient | None:
    """What divides by a name."""
    match tree:
        case e.Binary("/", above, e.Var(name)):
            return _Quotient(above, name, None)
        case e.Binary(
            "*", above, e.Choice(e.Var(name), e.Binary("/", e.Const(1), e.Var(below)), guard)
        ) if name == below:
            return _Quotient(above, name, guard)
    return None


class _Products:
    def __init__(self, facts: Facts, pure: Callable[[e.Expr], bool], divided: set[str]) -> None:
        self.facts, self.pure, self.divided = facts, pure, divided
        self.changed = False

    def lasting(self, forward: s.Block, reverse: s.Block) -> Made:
        """What names stand for all through the reverse sweep."""
        whole = [*statements(forward), *statements(reverse)]
        times = Counter(name for node in whole for name in targets(node))
        changed = set(self.written(whole))
        return {
            node.target: node.value
            for node in forward
            if isinstance(node, s.Assign)
            and self.tells(node)
            and all(
                times[name] < 2 and self.facts.root(name) not in changed
                for name in (node.target, *names(node.value))
            )
        }

    def tells(self, node: s.Assign) -> bool:
        """Is it a product that something is divided by, such a quotient, or a slope?"""
        match node.value:
            case e.Binary("*", e.Const(), e.Var()):
                return True
            case e.Binary("*" | "/") | e.Binary("**", e.Var(), e.Const(2)):
                return node.target in self.divided or _quotient(node.value) is not None
        return False

    def sweep(self, block: s.Block, made: Made) -> None:
        """Rewrite a block; `made` tells what names stand for at its start."""
        for node in block:
            inner = blocks(node)
            if inner:
                self.forget(made, node, {name for one in inner for name in bound(one)})
                for one in inner:
                    self.sweep(one, dict(made))
                continue
            replace(node, lambda tree: self.read(tree, made))
            self.forget(made, node, set())
            if isinstance(node, s.Assign) and self.tells(node) and _anew(node):
                made[node.target] = node.value

    def forget(self, made: Made, node: s.Stmt, again: set[str]) -> None:
        """Drop what a statement makes untrue."""
        again.update(targets(node))
        roots = set(self.written(statements([node])))
        for target, value in list(made.items()):
            every = {target, *names(value)}
            if every & again or any(self.facts.root(name) in roots for name in every):
                del made[target]

    def written(self, block: Iterator[s.Stmt] | s.Block) -> Iterator[str]:
        """The memory that statements may change."""
        for node in block:
            trees: tuple[e.Expr, ...] = ()
            if isinstance(node, s.Write):
                trees = (node.base,)
            elif not appended(node):  # a record is kept as it is
                trees = tuple(tree for tree in expressions(node) if not self.pure(tree))
            yield from (self.facts.root(name) for tree in trees for name in names(tree))

    def read(self, tree: e.Expr, made: Made) -> e.Expr:
        """An expression, with each such product divided by one factor."""
        if isinstance(tree, e.Binary | e.Call) and not k.is_complex(self.facts.kind(tree)):
            found = self.shorter(tree, made)
            if found is not None and self.alike(tree, found):
                self.changed = True
                return found
        return rebuild(tree, lambda part: self.read(part, made))

    def shorter(self, tree: e.Expr, made: Made) -> e.Expr | None:
        match tree:
            case e.Binary("*", e.Var(held), other) if found := self.behind(held, made):
                return self.multiplied(*found, other, made)
            case e.Binary("/", e.Var(held), below) if found := self.behind(held, made):
                match found:
                    case quotient, e.Binary("/", e.Var() as divided, under) if under == below:
                        return self.over(quotient, divided)
            case e.Binary("*", e.Unary("-", e.Binary("/", e.Var()) as by), whole):
                shorter = self.by_result(by, whole, made)
                return shorter and e.Binary("/", e.Unary("-", shorter.left), shorter.right)
            case e.Binary("*", e.Binary("/", e.Var()) as by, whole):
                return self.by_result(by, whole, made)
            case e.Call(e.Ref(_, np.vdot), (e.Var(held), other), ()) if found := self.behind(
                held, made
            ):
                return self.summed(*found, other)
        return None

    def by_result(self, tree: e.Binary, whole: e.Expr, made: Made) -> e.Binary | None:
        """`(q_bar / b) * q`, where `q` is `a / b`: the program has divided by `b`."""
        match tree.left, tree.right:
            case e.Var(held), below if found := self.behind(held, made):
                quotient, product = found
                match product:
                    case e.Binary("/", _, under) if under == below:
                        if whole == e.Var(quotient.name):
                            return e.Binary("/", quotient.above, below)
        return None

    def behind(self, held: str, made: Made) -> tuple[_Quotient, e.Expr] | None:
        """The quotient that a name stands for, and the product below it."""
        if held not in made:
            return None
        quotient = _quotient(made[held])
        if quotient is None or quotient.name not in made or not self.light(quotient.above):
            return None
        return quotient, made[quotient.name]

    def light(self, tree: e.Expr) -> bool:
        """Is it no work to evaluate it again?"""
        number = k.rank(self.facts.kind(tree)) == 0
        plain = (isinstance(p, e.Var | e.Const | e.Binary | e.Unary) for p in nodes(tree))
        return isinstance(tree, e.Var) or (number and all(plain))

    def multiplied(
        self, quotient: _Quotient, product: e.Expr, by: e.Expr, made: Made
    ) -> e.Expr | None:
        """`quotient * by`, divided by the other factor of the product that it is divided by."""
        match product:
            case e.Binary("*", left, right):
                for factor, other in ((left, right), (right, left)):
                    if self.equal(factor, by) and isinstance(other, e.Var):
                        finite = bool(self.number(factor)) or not self.of_python(other)
                        guarded = quotient.guard is not None
                        return self.over(quotient, other) if finite or guarded else None
            case e.Binary("**", e.Var() as base, e.Const(2)) if isinstance(by, e.Var):
                if made.get(by.name) == e.Binary("*", TWO, base):
                    twice = e.Binary("*", quotient.above, TWO)
                    return self.over(_Quotient(twice, quotient.name, quotient.guard), base)
        return None

    def over(self, quotient: _Quotient, below: e.Var) -> e.Expr | None:
        """What is above divided by another number, which may be 0 only where the product may."""
        if quotient.guard is not None:
            slope = e.Choice(below, e.Binary("/", e.Const(1), below), quotient.guard)
            return e.Binary("*", quotient.above, slope)
        if self.of_python(below) and not self.of_python(e.Var(quotient.name)):
            return None  # the program does not refuse to divide by what NumPy has made
        return e.Binary("/", quotient.above, below)

    def summed(self, quotient: _Quotient, product: e.Expr, by: e.Expr) -> e.Expr | None:
        """`np.vdot(quotient, by)`, where each term is what is above, or that by one number."""
        above = quotient.above
        match product:
            case e.Binary("*", left, right) if by in (left, right):
                below = right if by == left else left
            case e.Binary("/") if by == e.Var(quotient.name):
                below = e.ONE
            case _:
                return None
        if k.rank(self.facts.kind(below)) != 0 or (below != e.ONE and self.of_python(below)):
            return None
        if k.rank(self.facts.kind(above)) == 0:
            total: e.Expr = e.Binary("*", above, e.Attr(e.Var(quotient.name), "size"))
        elif self.alike(e.Var(quotient.name), above):
            total = e.Call(SUM, (above,))
        else:
            return None
        return total if below == e.ONE else e.Binary("/", total, below)

    def of_python(self, tree: e.Expr) -> bool:
        """Is it a number that is not NumPy's?"""
        return isinstance(k.general(self.facts.kind(tree)), k.Real | k.Int | k.Bool)

    def equal(self, one: e.Expr, other: e.Expr) -> bool:
        """Are they the same, or the same number?"""
        value = self.number(one)
        return one == other or (value is not None and value == self.number(other))

    def number(self, tree: e.Expr) -> float | None:
        """The value of a finite constant."""
        kind = self.facts.kind(tree)
        value = tree.value if isinstance(tree, e.Const) else None
        if k.constant(kind):
            value = k.value_of(kind)
        return value if isinstance(value, float | int) and math.isfinite(value) else None

    def alike(self, tree: e.Expr, other: e.Expr) -> bool:
        """Have they the same type and lengths, where the other has no axis that may be longer?"""
        before, after = self.facts.kind(tree), self.facts.kind(other)
        if not isinstance(before, k.Array):
            return k.rank(before) == k.rank(after) == 0 and not isinstance(after, k.Array)
        if not isinstance(after, k.Array) or before.dtype != after.dtype:
            return False
        if before.mixed or after.mixed or not before.dims or not after.dims:
            return False
        lengths = zip(before.dims, after.dims, strict=False)
        return len(before.dims) == len(after.dims) and all(same(*n) or _long(n[1]) for n in lengths)


def _anew(node: s.Assign) -> bool:
    return node.target not in names(node.value)


def _long(length: Length) -> bool:
    """Is it for certain not 1, and so as long as what it is broadcast to?"""
    if isinstance(length, Dim):
        return length.axis and not length.offset
    return length is not None and length != 1

"""The slope of the square of a root or a magnitude is that of what is below the root.

    slope = 2 * r                                    slope = 2 * r
    r_bar = seed * slope                             r_bar = seed * slope
    x_bar = x * (r_bar / np.where(r, r, 1))   ->     x_bar = x * (seed * 2)
    slope = 2 * m                                    slope = 2 * m
    m_bar = seed * slope                             m_bar = seed * slope
    x_bar = m_bar * np.sign(x)                ->     x_bar = seed * 2 * x

Where `r` is 0 the first is 0 as a number, but has no slope of its own: second derivatives of
`np.linalg.norm(x) ** 2` and `np.abs(x) ** 2` at 0 would be lost. A magnitude is one of real numbers
that nothing changes. A product of NumPy's integers wraps round: it stays. What is not read any
more is dropped afterwards.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import same
from srcgrad.ir.walk import names, rebuild, replace, statements, targets
from srcgrad.ir.wrapping import wraps

ONE = e.Const(1)


def divide_roots(forward: s.Block, reverse: s.Block, facts: Facts) -> None:
    """Rewrite the reverse sweep in place."""
    squares = _Squares(forward, reverse, facts)
    for node in statements(reverse):
        replace(node, squares.read)


class _Squares:
    def __init__(self, forward: s.Block, reverse: s.Block, facts: Facts) -> None:
        both = [*statements(forward), *statements(reverse)]
        self.times = Counter(name for node in both for name in targets(node))
        self.changed = {
            facts.root(name) for node in both for tree in _written(node) for name in names(tree)
        }
        self.facts = facts
        self.made = {  # products that have one name
            node.target: node.value
            for node in statements(reverse)
            if isinstance(node, s.Assign) and "~" in node.target and self.once(node.target)
        }
        self.below: dict[str, str] = {}  # what a magnitude is one of
        for node in statements(forward):
            if isinstance(node, s.Assign) and self.once(node.target):
                self.note(node.target, node.value)

    def once(self, name: str) -> bool:
        """Is a name bound once, to what nothing changes?"""
        return self.times[name] < 2 and self.facts.root(name) not in self.changed

    def note(self, target: str, tree: e.Expr) -> None:
        match tree:
            case e.Call(e.Ref(_, function), (e.Var(name) as below,), ()):
                real = not k.is_complex(self.facts.kind(below))
                if function in (abs, np.abs) and real and self.once(name):
                    self.below[target] = name

    def read(self, tree: e.Expr) -> e.Expr:
        """An expression, with each quotient and sign of such products worked out."""
        found = self.worked_out(tree)
        return rebuild(tree if found is None else found, self.read)

    def worked_out(self, tree: e.Expr) -> e.Expr | None:
        """The product that an expression is, if it has the shape that this had."""
        rest = None
        match tree:
            case e.Binary("/", above, guard) if (root := _guarded(guard)) is not None:
                rest = self.without(above, root)
            case e.Binary("*", left, e.Call(e.Ref(_, np.sign), (e.Var(held) as below,), ())):
                own = [n for n, one in self.below.items() if one == held.removesuffix("~again")]
                signed = [r for n in own if (r := self.without(left, n)) is not None]
                rest = e.Binary("*", signed[0], below) if signed else None
        return rest if rest is not None and self.alike(tree, rest) else None

    def alike(self, tree: e.Expr, other: e.Expr) -> bool:
        before, after = self.facts.kind(tree), self.facts.kind(other)
        if k.rank(before) == 0:
            return k.rank(after) == 0
        if not isinstance(before, k.Array) or not isinstance(after, k.Array):
            return False
        dims = before.dims or (), after.dims or ()
        return bool(dims[0]) and len(dims[0]) == len(dims[1]) and all(map(same, *dims))

    def without(self, tree: e.Expr, name: str) -> e.Expr | None:
        """A product without one factor; None if it has no such factor."""
        match tree:
            case e.Var(held) if held == name:
                return ONE
            case e.Var(held) if held in self.made:
                made = self.made[held]
                steady = all(n == name or self.once(n) for n in names(made))
                return self.without(made, name) if steady else None
            case e.Unary("-", inner):
                rest = self.without(inner, name)
                return None if rest is None else e.Unary("-", rest)
            case e.Binary("*", left, right) if not wraps(self.facts.kind(tree)):
                if (rest := self.without(left, name)) is not None:
                    return right if rest == ONE else e.Binary("*", rest, right)
                if (rest := self.without(right, name)) is not None:
                    return left if rest == ONE else e.Binary("*", left, rest)
        return None


def _written(node: s.Stmt) -> tuple[e.Expr, ...]:
    """What a statement may change in memory: a call that stands alone changes what it is given."""
    if isinstance(node, s.Store | s.Augment):
        return (node.base,)
    match node:
        case s.Evaluate(e.Call(e.Attr(_, "append"))):  # a record is kept
            return ()
        case s.Evaluate(value):
            return (value,)
    return ()


def _guarded(tree: e.Expr) -> str | None:
    """The name of a divisor, which may be 1 where that is 0."""
    match tree:
        case e.Call(e.Ref(_, np.where), (e.Var(name), e.Var(same), e.Const(1)), ()) if name == same:
            return name
        case e.Logical("or", e.Var(name), e.Const(one)) if one == 1:
            return name
        case e.Var(name):
            return name
    return None

"""An adjoint that is turned round only to be added is subtracted.

    product_bar = -moved
    x_bar[i + 1] += product_bar * c[i]     ->     x_bar[i + 1] -= moved * c[i]
    c_bar[i] += product_bar * x[i + 1]            c_bar[i] -= moved * x[i + 1]

    d_bar = -(e_bar * e) * d                      product.1~local = e_bar * e * d
    mu_bar = -np.sum(d_bar, axis=0)        ->     mu_bar = np.sum(product.1~local, axis=0)

No bit of a sum or of a product depends on where its sign is.
"""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Callable

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.passes import occurrences
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, names, statements, targets
from srcgrad.ir.wrapping import turns, wraps
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.asked.aliases import Aliases

Pure = Callable[[e.Expr], bool]
FLIPPED = {"+": "-", "-": "+"}
REACH = 40  # statements; what is read further on is no sum at hand
LINEAR = {np.vdot, np.dot, np.outer, np.sum, np.expand_dims}  # by each of their arguments
LINEAR |= {np.einsum, np.roll, np.cumsum, np.diagonal, np.diag}


def turn_signs(
    forward: s.Block,
    reverse: s.Block,
    gradient: e.Expr,
    facts: Facts,
    pure: Pure,
    counter: Counter,
) -> bool:
    """Rewrite the reverse sweep in place; is a sign turned?"""
    signs = _Signs(facts, pure, counter, reverse, set(names(gradient)))
    if any(map(signs.opposite, statements(reverse))):
        signs.learn([*forward, *reverse])
        signs.block(reverse)
    return signs.done


class _Signs(Aliases):
    def __init__(
        self, facts: Facts, pure: Pure, counter: Counter, reverse: s.Block, given: set[str]
    ) -> None:
        super().__init__(facts)
        self.pure, self.counter, self.given = pure, counter, given
        self.done = False  # is a sign turned?
        self.uses = occurrences(reverse)
        self.definitions = Count(n for node in statements(reverse) for n in targets(node))

    def block(self, block: s.Block) -> None:
        """Turn signs within one block, and within those inside of it."""
        position = 0
        while position < len(block):
            node = block[position]
            for inside in blocks(node):
                self.block(inside)
            match node:
                case s.Assign(target, e.Unary("-", inner)) if self.ours(target) and not wraps(
                    self.facts.kind(inner)
                ):
                    if isinstance(inner, e.Var) and self.turned(block, position, inner):
                        del block[position]
                        continue
                    if isinstance(inner, e.Item):
                        self.renamed(block, position, "moved", inner)
                case s.Assign(target, value) if self.ours(target):
                    positive = self.positive(value)
                    if positive is not None and not self.added(block[position + 1 :], target):
                        self.renamed(block, position, "product", positive)
            position += 1

    def renamed(self, block: s.Block, position: int, stem: str, positive: e.Expr) -> None:
        """Name what is positive, where its opposite had a name, if it can be read instead."""
        node = block[position]
        assert isinstance(node, s.Assign)
        held = e.Var(self.counter.name(stem) + "~local")
        self.facts.kinds[held.name] = self.facts.kind(positive)
        if self.turned(block, position, held, positive):
            node.target, node.value = held.name, positive

    def added(self, after: s.Block, name: str) -> bool:
        """Is it added to something, where its sign costs nothing?"""
        adds = (x for x in statements(after) if isinstance(x, s.Augment))
        return any(name in names(x.value) for x in adds)

    def positive(self, tree: e.Expr) -> e.Expr | None:
        """A product without the sign of the array that it begins with."""
        match tree:
            case e.Binary(
                "*" | "/" as op,
                e.Call(e.Ref(_, np.expand_dims) as func, (e.Unary("-", array), at)),
                right,
            ) if not wraps(self.facts.kind(array)):
                return e.Binary(op, e.Call(func, (array, at)), right)
            case e.Binary("*" | "/" as op, e.Unary("-", left), right):
                fits = k.rank(self.facts.kind(left)) != 0 and not wraps(self.facts.kind(left))
                return e.Binary(op, left, right) if fits else None
            case e.Binary("*" | "/" as op, left, right):
                inner = self.positive(left)
                return None if inner is None else e.Binary(op, inner, right)
        return None

    def opposite(self, node: s.Stmt) -> bool:
        """Does a statement bind a name of ours to the opposite of a value?"""
        match node:
            case s.Assign(target, e.Unary("-", _)):
                return self.ours(target)
            case s.Assign(target, value):
                return self.ours(target) and self.positive(value) is not None
        return False

    def ours(self, name: str) -> bool:
        single = self.definitions[name] == 1 and name not in self.given
        return single and "~" in name

    def turned(
        self, block: s.Block, position: int, positive: e.Var, shown: e.Expr | None = None
    ) -> bool:
        """Read what is positive, wherever its opposite was read."""
        node = block[position]
        assert isinstance(node, s.Assign)
        after = block[position + 1 : position + 1 + REACH]
        users = [x for x in statements(after) if occurrences([x])[node.target] and not blocks(x)]
        if sum(occurrences([x])[node.target] for x in users) != self.uses[node.target] - 1:
            return False
        if not users:
            return False
        if shown is None or not self.number(shown):  # else it is read once, as it is now
            last = max(n for n, x in enumerate(after) if occurrences([x])[node.target])
            between = after[: last + bool(blocks(after[last]))]  # a loop reads it again
            if any(self.disturbed(shown or positive, x, self.pure) for x in between):
                return False
        trial = [self.statement(x, node.target, positive) for x in users]
        residues = 0
        for user, found in zip(users, trial, strict=True):
            if found is None:
                return False
            sign, tree = found
            if isinstance(user, s.Assign) and self.facts.shares(tree) and not self.number(tree):
                return False  # the opposite of an opposite has memory of its own
            if sign < 0 and not isinstance(user, s.Augment) and not self.scaled(tree):
                residues += 1
                if shown is not None or residues > 1 or not self.number(tree):
                    return False
        self.done = True
        for user, found in zip(users, trial, strict=True):
            assert found is not None and isinstance(user, s.Assign | s.Store | s.Augment)
            sign, tree = found
            if sign < 0 and isinstance(user, s.Augment):
                user.op, user.value = FLIPPED[user.op], tree
            else:
                user.value = tree if sign > 0 else self.negative(tree)
        return True

    def number(self, tree: e.Expr) -> bool:
        return k.is_number(k.general(self.facts.kind(tree)))

    def statement(self, node: s.Stmt, name: str, positive: e.Var) -> tuple[int, e.Expr] | None:
        """The sign and the value of a statement that reads `positive` for `name`."""
        place: tuple[e.Expr | None, ...] = ()
        match node:
            case s.Augment(base, index, "+" | "-", value) | s.Store(base, index, value):
                place = (base, index)
            case s.Assign(_, value):
                pass
            case _:
                return None
        if any(name in names(tree) for tree in place if tree is not None):
            return None
        return _signed(value, name, positive)

    def scaled(self, tree: e.Expr) -> bool:
        """Is it an array times a number, which takes the sign?"""
        match tree:
            case e.Binary("*" | "/" as op, left, right):
                array = k.rank(self.facts.kind(left)) != 0 and not wraps(self.facts.kind(left))
                return array and turns(self.facts.kind(right), op)
        return False

    def negative(self, tree: e.Expr) -> e.Expr:
        """Minus an expression, on the number of a product, or on what it begins with."""
        match tree:
            case e.Binary("*" | "/" as op, left, right) if self.scaled(tree):
                return e.Binary(op, left, e.Unary("-", right))
            case e.Binary("*" | "/" as op, left, right) if not wraps(self.facts.kind(left)):
                return e.Binary(op, self.negative(left), right)
        return e.Unary("-", tree)


def _signed(tree: e.Expr, name: str, positive: e.Var) -> tuple[int, e.Expr] | None:
    """A sign and an expression, which reads `positive` in the place of a name: its opposite."""
    if name not in names(tree):
        return 1, tree
    match tree:
        case e.Var():
            return -1, positive
        case e.Unary("-", inner):
            found = _signed(inner, name, positive)
            if found is None:
                return None
            return (1, found[1]) if found[0] < 0 else (1, e.Unary("-", found[1]))
        case e.Attr(base, "T"):
            found = _signed(base, name, positive)
            return None if found is None else (found[0], e.Attr(found[1], "T"))
        case e.Item(base, index) if name not in names(index):
            found = _signed(base, name, positive)
            return None if found is None else (found[0], e.Item(found[1], index))
        case e.Call(e.Ref(_, function) as func, args, kwargs) if function in LINEAR:
            parts = [_signed(arg, name, positive) for arg in args]
            if any(p is None for p in parts) or any(name in names(v) for _, v in kwargs):
                return None
            sure = [p for p in parts if p is not None]
            sign = -1 if sum(p[0] < 0 for p in sure) % 2 else 1
            return sign, e.Call(func, tuple(p[1] for p in sure), kwargs)
        case e.Binary("*" | "/" | "@" | "+" | "-" as op, left, right):
            one, other = _signed(left, name, positive), _signed(right, name, positive)
            return None if one is None or other is None else _combined(op, one, other)
    return None


def _combined(op: str, one: tuple[int, e.Expr], other: tuple[int, e.Expr]) -> tuple[int, e.Expr]:
    """The sign and the rest of an operation on two terms."""
    if op in "*/@":
        return one[0] * other[0], e.Binary(op, one[1], other[1])
    second = other[0] if op == "+" else -other[0]
    if one[0] == second:
        return one[0], e.Binary("+", one[1], other[1])
    left, right = (one[1], other[1]) if one[0] > 0 else (other[1], one[1])
    return 1, e.Binary("-", left, right)

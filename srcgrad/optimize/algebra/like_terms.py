"""Like terms of an adjoint are added up before they are added to it.

    y_bar[1:] += t                         y_bar[1:] += t * 0.25
    y_bar[:-1] += u                ->      y_bar[:-1] += u
    y_bar[1:] -= 0.75 * t

Terms are alike where they are constant multiples of one expression. Nothing in between may read
what they are added to, or change what they read; other additions commute with them.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, names, statements, targets
from srcgrad.optimize.asked.aliases import Aliases

Pure = Callable[[e.Expr], bool]
SIGN = {"+": 1, "-": -1}


def combine(forward: s.Block, reverse: s.Block, facts: Facts, pure: Pure) -> None:
    """Rewrite the reverse sweep in place."""
    terms = _Terms(facts, pure)
    if sum(map(terms.adds, statements(reverse))) > 1:
        terms.learn([*forward, *reverse])
        terms.block(reverse)


class _Terms(Aliases):
    def __init__(self, facts: Facts, pure: Pure) -> None:
        super().__init__(facts)
        self.pure = pure
        self.found: dict[int, tuple[float, e.Expr] | None] = {}  # what statements add
        self.bindings: dict[int, dict[str, list[int]]] = {}  # by block, where it binds names
        self.last: dict[int, dict[Any, int]] = {}  # by block, where it last adds a multiple

    def block(self, block: s.Block) -> None:
        """Add up within one block, and within those inside of it."""
        position = 0
        while position < len(block):
            node = block[position]
            for inner in blocks(node):
                self.block(inner)
            if self.adds(node):
                while (later := self.partner(block, position)) is not None:
                    del block[later]
                    self.found.clear()
                    self.bindings.clear()
                    self.last.clear()
            position += 1

    def adds(self, node: s.Stmt) -> bool:
        """Is it a sum into an array, or what comes before: a store?"""
        if isinstance(node, s.Store):
            return isinstance(self.facts.kind(node.base), k.Array) and not node.into
        return isinstance(node, s.Augment) and node.op in SIGN and node.old is None

    def partner(self, block: s.Block, position: int) -> int | None:
        """Take a later term that is alike into a statement; where it stood."""
        node = block[position]
        assert isinstance(node, s.Write)
        place = (node.base, node.index)
        sum_ = {self.root(n) for n in names(node.base)}
        own = self.added(block, position, node)
        if own is None or not self.steady_place(node):
            return None
        first, core = own
        if self.latest(block).get((*place, core), -1) <= position:
            return None
        read = {*names(core), *names(node.base), *self.indices(node)}
        kept = {self.root(n) for n in read} - sum_  # numbers too: `a += b` is another `a`
        if any(self.root(n) in sum_ for n in names(core)):
            return None
        for later in range(position + 1, len(block)):
            other = block[later]
            if self.adds(other) and isinstance(other, s.Augment):
                if (other.base, other.index) == place:
                    found = self.added(block, later, other)
                    if (
                        found is not None
                        and found[1] == core
                        and self.into(node, first, found, other)
                    ):
                        return later
                if self.reads(other.value, sum_) or self.reads_index(other, sum_):
                    return None
                if {self.root(n) for n in names(other.base)} & kept:
                    return None
            elif isinstance(other, s.Assign):
                if other.target in read or not self.pure(other.value):
                    return None
                if self.reads(other.value, sum_):
                    return None
            elif not isinstance(other, s.Comment):
                return None
        return None

    def into(
        self, node: s.Store | s.Augment, first: float, found: tuple[float, e.Expr], other: s.Augment
    ) -> bool:
        """Let one statement add both terms."""
        factor, core = found
        sign = SIGN[node.op] if isinstance(node, s.Augment) else 1
        whole = first * sign + factor * SIGN[other.op]
        if not math.isfinite(whole) or not whole:
            return False
        if isinstance(node, s.Augment):
            node.op = "+" if whole > 0 else "-"
            whole = abs(whole)
        node.value = self.scaled(core, whole)
        return True

    def scaled(self, tree: e.Expr, factor: float) -> e.Expr:
        """A constant multiple, with the constant on the number that comes first."""
        if factor == 1:
            return tree
        constant = e.Const(int(factor) if factor == int(factor) else factor)
        match tree:
            case e.Binary("*", left, e.Const() as known) if _number(known):
                return self.scaled(left, factor * _value(known))
            case e.Binary("*" | "/" as op, left, right) if self.number(left):
                return e.Binary(op, self.scaled(left, factor), right)
        return e.Binary("*", tree, constant)

    def number(self, tree: e.Expr) -> bool:
        """Is the value a number?"""
        match tree:
            case e.Var(name) if name not in self.facts.kinds and name.endswith("~bar"):
                tree = e.Var(name.removesuffix("~bar"))
            case e.Binary(op, left, right) if op != "@":
                return self.number(left) and self.number(right)
            case e.Unary(_, operand):
                return self.number(operand)
        return k.rank(k.general(self.facts.kind(tree))) == 0

    def latest(self, block: s.Block) -> dict[Any, int]:
        """Where a block last adds multiples of a value at a place."""
        found = self.last.get(id(block))
        if found is None:
            found = self.last[id(block)] = {}
            for at, node in enumerate(block):
                if isinstance(node, s.Augment) and self.adds(node):
                    own = self.added(block, at, node)
                    if own is not None:
                        found[node.base, node.index, own[1]] = at
        return found

    def added(
        self, block: s.Block, position: int, node: s.Store | s.Augment
    ) -> tuple[float, e.Expr] | None:
        """What a statement of a block adds, as a constant and a factor."""
        if id(node) not in self.found:
            self.found[id(node)] = self.multiple(block, position, node.value)
        return self.found[id(node)]

    def multiple(self, block: s.Block, position: int, tree: e.Expr) -> tuple[float, e.Expr] | None:
        """An expression as a constant and a factor, through the names of earlier multiples."""
        match tree:
            case e.Unary("-", inner):
                return self.times(-1.0, self.multiple(block, position, inner))
            case e.Binary("*", left, e.Const() as factor) if _number(factor):
                return self.times(_value(factor), self.multiple(block, position, left))
            case e.Binary("*", e.Const() as factor, right) if _number(factor):
                return self.times(_value(factor), self.multiple(block, position, right))
            case e.Binary("*" | "/" as op, left, right):
                found = self.multiple(block, position, left) if self.signed(left) else None
                if found is not None and found[0] != 1:
                    return found[0], e.Binary(op, found[1], right)
            case e.Var(name):
                at = self.defined(block, position, name)
                if at is not None:
                    node = block[at]
                    assert isinstance(node, s.Assign)
                    match self.multiple(block, at, node.value):
                        case (times, e.Var(base)) if times != 1:
                            steady = self.steady(block[at + 1 : position], base)
                            return (times, e.Var(base)) if steady else (1.0, tree)
        return (1.0, tree) if self.pure(tree) else None

    def times(
        self, factor: float, found: tuple[float, e.Expr] | None
    ) -> tuple[float, e.Expr] | None:
        return None if found is None else (factor * found[0], found[1])

    def signed(self, tree: e.Expr) -> bool:
        """May a constant be drawn out of the first factor of a product?"""
        return isinstance(tree, e.Unary | e.Binary)

    def defined(self, block: s.Block, position: int, name: str) -> int | None:
        """Where a block binds the name's value, if nothing changes it in place."""
        if not self.memory(name) or self.root(name) in self.changed:
            return None
        places = self.bindings.get(id(block))
        if places is None:
            places = self.bindings[id(block)] = {}
            for at, node in enumerate(block):
                for one in bound([node]):
                    places.setdefault(one, []).append(at)
        before = [at for at in places.get(name, ()) if at < position]
        return before[-1] if before and isinstance(block[before[-1]], s.Assign) else None

    def steady(self, span: s.Block, name: str) -> bool:
        """Do a name, and its memory, keep their value?"""
        root = self.root(name)
        for node in statements(span):
            if name in targets(node):
                return False
            match node:
                case s.Store(base, _, _) | s.Augment(base, _, _, _):
                    if root in {self.root(n) for n in names(base)}:
                        return False
                case s.Evaluate(value):
                    if root in {self.root(n) for n in names(value)}:
                        return False
        return True

    def steady_place(self, node: s.Store | s.Augment) -> bool:
        """Can the place be named again? It is a variable, or a part of one."""
        return isinstance(node.base, e.Var) and (node.index is None or self.pure(node.index))

    def indices(self, node: s.Store | s.Augment) -> set[str]:
        return set() if node.index is None else set(names(node.index))

    def reads(self, tree: e.Expr, roots: set[str]) -> bool:
        return any(self.root(n) in roots for n in names(tree))

    def reads_index(self, node: s.Augment, roots: set[str]) -> bool:
        return node.index is not None and self.reads(node.index, roots)


def _number(tree: e.Const) -> bool:
    return isinstance(tree.value, int | float) and not isinstance(tree.value, bool)


def _value(tree: e.Const) -> float:
    assert isinstance(tree.value, int | float)
    return float(tree.value)

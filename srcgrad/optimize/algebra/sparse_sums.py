"""Sums of an array that is zero but for one element of each row are put together from these.

    rows = np.arange(n)                            rows = np.arange(n)
    y_bar = np.zeros_like(p)                       y_bar = np.zeros_like(p)
    y_bar[rows, labels] = t                        y_bar[rows, labels] = t
    s_bar = np.sum(y_bar, axis=1)         ->       sums.1~local = np.zeros(p.shape[0])
                                                   sums.1~local[rows] = t
                                                   s_bar = sums.1~local

No row has two of them, as `rows` says, and nothing else is written into `y_bar`. It is what the
adjoint of `logs[np.arange(n), labels]` comes to.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import sort_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import has_name
from srcgrad.ir.walk import (
    blocks,
    children,
    expressions,
    names,
    nodes,
    rebuild,
    replace,
    statements,
    targets,
)
from srcgrad.late import dataclass
from srcgrad.normalize.scope import Counter as Names
from srcgrad.optimize.asked.aliases import Aliases

ZEROS = e.Ref("np.zeros", np.zeros)
DOUBLE = np.dtype("f8")
TRUE = (("keepdims", e.Const(True)),)


@dataclass
class Sparse:
    """An array of two axes, zero but for one element of each row, or of each column."""

    name: str
    like: e.Expr
    places: tuple[e.Expr, ...]
    counted: int  # the axis along which each position is met once
    value: e.Var

    def sums(self, kept: bool, name: str) -> list[s.Stmt]:
        """The sums along the other axis under a name."""
        length = e.Item(e.Attr(self.like, "shape"), e.Const(self.counted))
        shape: e.Expr = length
        index = self.places[self.counted]
        if kept:
            shape = e.Sequence("tuple", self._placed(length, e.Const(1)))
            index = e.Sequence("tuple", self._placed(index, e.Const(0)))
        made = s.Assign(name, e.Call(ZEROS, (shape,)))
        return [made, s.Store(e.Var(name), index, self.value)]

    def _placed(self, own: e.Expr, other: e.Expr) -> tuple[e.Expr, ...]:
        return (own, other) if self.counted == 0 else (other, own)


def sum_sparse(forward: s.Block, reverse: s.Block, facts: Facts, counter: Names) -> None:
    """Rewrite the reverse sweep in place."""
    if not any(_zeros(node) for node in statements(reverse)):
        return
    whole = [*forward, *reverse]
    defined = Counter(n for node in statements(whole) for n in targets(node))
    aliases = Aliases.of(whole, facts)
    numbers = {
        node.target
        for node in statements(forward)
        if isinstance(node, s.Assign) and defined[node.target] == 1 and _counts(node.value)
        if aliases.root(node.target) not in aliases.changed
    } - set(facts.entry)
    _block(reverse, _Sums(reverse, numbers, defined, facts, counter))


def _block(block: s.Block, found: _Sums) -> None:
    for node in block:
        for inner in blocks(node):
            _block(inner, found)
    position = 0
    while position + 1 < len(block):
        sparse = found.sparse(block[position], block[position + 1])
        position += 1
        if sparse is not None:
            block[position + 1 : position + 1] = found.replaced(sparse, block[position + 1 :])


@dataclass
class _Sums:
    """What is known of one function, to find such arrays and their sums."""

    reverse: s.Block
    numbers: set[str]  # names that hold `np.arange(n)`, each bound once
    defined: Counter[str]
    facts: Facts
    counter: Names

    def sparse(self, made: s.Stmt, stored: s.Stmt) -> Sparse | None:
        match made, stored:
            case (
                s.Assign(name, e.Call(_, (e.Var() as like,))),
                s.Store(e.Var(base), e.Sequence("tuple", (_, _) as places), e.Var() as value),
            ) if _zeros(made) and base == name and self.defined[name] == 1:
                kind = self.facts.kind(like)
                if not isinstance(kind, k.Array) or kind.dtype != DOUBLE or k.rank(kind) != 2:
                    return None
                counted = [n for n, one in enumerate(places) if self._counted(one)]
                if not counted or not self._paired(places) or not self._only_read(name, stored):
                    return None
                return Sparse(name, like, places, counted[0], value)
        return None

    def _counted(self, place: e.Expr) -> bool:
        return isinstance(place, e.Var) and place.name in self.numbers

    def _paired(self, places: tuple[e.Expr, ...]) -> bool:
        """Are both index arrays of one axis and the same length?"""
        if any(sort_of(one, self.facts.kind) != "array" for one in places):
            return False
        first, second = (k.dims(self.facts.kind(one)) for one in places)
        return first is not None and first == second and len(first) == 1 and has_name(first[0])

    def _only_read(self, name: str, stored: s.Stmt) -> bool:
        """Does nothing but the one store write into the array, nor give it another name?"""
        for node in statements(self.reverse):
            if node is stored:
                continue
            if isinstance(node, s.Write) and name in names(node.base):
                return False
            for tree in expressions(node):
                if tree == e.Var(name) or any(_gives(part, name) for part in nodes(tree)):
                    return False
        return True

    def replaced(self, sparse: Sparse, later: s.Block) -> list[s.Stmt]:
        """Put names in the place of sums; the statements that bind them."""
        made: dict[bool, str] = {}

        def read(tree: e.Expr) -> e.Expr:
            kept = _sums(tree, sparse)
            if kept is None:
                return rebuild(tree, read)
            if kept not in made:
                name = made[kept] = self.counter.name("sums") + "~local"
                self.facts.kinds[name] = self.facts.kind(tree)
            return e.Var(made[kept])

        for node in later:
            replace(node, read)
        return [one for kept, name in made.items() for one in sparse.sums(kept, name)]


def _zeros(node: s.Stmt) -> bool:
    match node:
        case s.Assign(_, e.Call(e.Ref(_, np.zeros_like), (e.Var(),), ())):
            return True
    return False


def _counts(tree: e.Expr) -> bool:
    match tree:
        case e.Call(e.Ref(_, np.arange), (_,), ()):
            return True
    return False


def _gives(part: e.Expr, name: str) -> bool:
    """May what an expression makes of the array be the array, or a view of it?"""
    if all(child != e.Var(name) for child in children(part)):
        return False
    match part:
        case e.Binary() | e.Unary() | e.Call(e.Ref(_, np.sum), _, _):
            return False
    return True


def _sums(tree: e.Expr, sparse: Sparse) -> bool | None:
    """Is it the sums of the array along the axis that is not counted, and has it that axis?"""
    match tree:
        case e.Call(e.Ref(_, np.sum), (e.Var(name),), (("axis", e.Const(axis)), *rest)) if (
            name == sparse.name and isinstance(axis, int) and axis % 2 != sparse.counted
        ):
            if not rest:
                return False
            return True if tuple(rest) == TRUE else None
    return None

"""A list of adjoints begins with what is added to it first, not with zeros.

    xs_bar = [0.0] * len(xs)
    xs_bar = [part + seed for part in xs_bar]      ->     xs_bar = [seed] * len(xs)

    xs_bar = [0.0] * len(xs)
    for k in range(len(xs_bar)):                   ->     xs_bar = y_bar.tolist()
        xs_bar[k] += y_bar[k]

The arrays of a list are the rows of a larger one, where nobody reads that any more:

    y_bar = t * w                                         y_bar = t * w
    xs_bar = [np.zeros_like(held) for held in xs]         xs_bar = list(y_bar)
    for k in range(len(xs_bar)):                   ->
        xs_bar[k] += y_bar[k]

So are the pieces of what was joined:

    xs_bar = [np.zeros_like(held) for held in xs]
    parts = joined_parts(seed * 2 * y, xs_bar, 0)  ->     xs_bar = joined_parts(seed * 2 * y, xs, 0)
    for k in range(len(xs_bar)):
        xs_bar[k] += parts[k]
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
from srcgrad.optimize.asked.aliases import Aliases
from srcgrad.runtime import joined_parts

Pure = Callable[[e.Expr], bool]
DOUBLE = np.dtype(float)


def fill_lists(
    forward: s.Block, reverse: s.Block, gradient: e.Expr, facts: Facts, pure: Pure
) -> None:
    """Rewrite the reverse sweep in place."""
    if not any(isinstance(node, s.Assign) and _zeros(node.value) for node in statements(reverse)):
        return
    lists = _Lists(
        facts,
        pure,
        Count(n for node in statements(reverse) for n in targets(node)),
        set(names(gradient)),
    )
    lists.learn([*forward, *reverse])
    lists.block(reverse)


class _Lists(Aliases):
    def __init__(self, facts: Facts, pure: Pure, bound: Count[str], given: set[str]) -> None:
        super().__init__(facts)
        self.pure, self.bound, self.given = pure, bound, given

    def block(self, block: s.Block) -> None:
        """Go through one block, and those inside of it."""
        position = 0
        while position < len(block):
            node = block[position]
            for inner in blocks(node):
                self.block(inner)
            if not (isinstance(node, s.Assign) and self.filled(block, position)):
                position += 1

    def filled(self, block: s.Block, position: int) -> bool:
        """Let the next statement that names a list of zeros make the list."""
        node = block[position]
        assert isinstance(node, s.Assign)
        if not _zeros(node.value):
            return False
        for later in range(position + 1, len(block)):
            other = block[later]
            if not occurrences([other])[node.target]:
                if self.disturbed(node.value, other, self.pure):
                    return False
                continue
            if (pieces := self.pieces(node, block, later)) is not None:
                block[later : later + 2] = [s.Assign(node.target, pieces, origin=other.origin)]
                del block[position]
                return True
            value = self.first(node, other, block[:later], block[later + 1 :])
            if value is None:
                return False
            block[later] = s.Assign(node.target, value, origin=other.origin)
            del block[position]
            return True
        return False

    def first(
        self, node: s.Assign, other: s.Stmt, before: s.Block, after: s.Block
    ) -> e.Expr | None:
        """What a list of zeros holds after a statement that adds to each of its elements."""
        name = node.target
        match other:
            case s.Assign(target, e.Each(e.Binary("+", e.Var(part), number), each, e.Var(source))):
                if not (part == each and target == name == source and self.number(number)):
                    return None
                match node.value:
                    case e.Binary("*", _, length) if not {name, part} & set(names(number)):
                        return e.Binary("*", e.Sequence("list", (number,)), length)
            case s.For() if (parts := _added(other, name)) is not None:
                if isinstance(node.value, e.Each):
                    rows = (k.rank(self.facts.kind(parts)) or 0) > 1
                    last = rows and self.last(parts.name, before, after)
                    return e.Call(e.Ref("list", list), (parts,)) if last else None
                return self.listed(parts)
        return None

    def pieces(self, node: s.Assign, block: s.Block, later: int) -> e.Expr | None:
        """The pieces of a new array, where the next statements add them to the list's arrays."""
        match node.value, block[later]:
            case (
                e.Each(_, _, e.Var(held)),
                s.Assign(parts, e.Call(e.Ref(_, found), (whole, e.Var(name), axis), ())),
            ) if found is joined_parts and name == node.target:
                rest = block[later + 2 :]
                of = self.facts.kinds.get(held)
                element = of.element if isinstance(of, k.List) else None
                if (
                    block[later + 1 : later + 2]
                    and _added(block[later + 1], name) == e.Var(parts)
                    and self.only(parts, rest)
                    and _doubles(element)
                    and self.new(whole, block[:later], rest)
                ):
                    return e.Call(e.Ref("joined_parts", joined_parts), (whole, e.Var(held), axis))
        return None

    def new(self, tree: e.Expr, before: s.Block, after: s.Block) -> bool:
        """Is it an array of doubles that nobody has, or will read?"""
        if isinstance(tree, e.Var):  # named once, where it is made
            made = [x.value for x in before if isinstance(x, s.Assign) and x.target == tree.name]
            once = len(made) == occurrences(before)[tree.name] == 1 and self.only(tree.name, after)
            return once and self.new(made[0], [], after)
        return _doubles(self.facts.kind(tree)) and not self.facts.shares(tree)

    def number(self, tree: e.Expr) -> bool:
        return k.is_number(k.general(self.facts.kind(tree)))

    def listed(self, parts: e.Var) -> e.Expr | None:
        """The elements of a vector as a list."""
        kind = self.facts.kind(parts)
        if not isinstance(kind, k.Array) or kind.rank != 1:
            return None
        if kind.dtype == DOUBLE:
            return e.Call(e.Attr(parts, "tolist"), ())
        return e.Call(e.Ref("list", list), (parts,))

    def last(self, name: str, before: s.Block, after: s.Block) -> bool:
        """Is it an array of doubles that nobody else has, and that is not read any more?"""
        values = [x.value for x in before if isinstance(x, s.Assign) and x.target == name]
        if not _doubles(self.facts.kinds.get(name)) or len(values) != 1:
            return False
        if self.facts.shares(values[0]):
            return False
        seen = {*occurrences(before), *occurrences(after)} - {name}
        alone = not any(self.root(other) == self.root(name) for other in seen)
        return alone and self.only(name, after)

    def only(self, name: str, after: s.Block) -> bool:
        """Is a name bound once, and not read any more?"""
        return self.bound[name] == 1 and not occurrences(after)[name] and name not in self.given


def _added(node: s.Stmt, name: str) -> e.Var | None:
    """What a loop adds to a list, element by element: `for k in range(len(xs)): xs[k] += y[k]`."""
    match node:
        case s.For(
            index, source, [s.Augment(e.Var(target), at, "+", e.Item(e.Var() as parts, of), None)]
        ) if at == of == e.Var(index) and target == name:
            whole = e.Call(e.Ref("len", len), (e.Var(name),))
            return parts if source == e.Call(e.Ref("range", range), (whole,)) else None
    return None


def _doubles(kind: k.Kind | None) -> bool:
    return isinstance(kind, k.Array) and kind.dtype == DOUBLE


def _zeros(tree: e.Expr) -> bool:
    """Is an expression a list of zeros, of numbers or of arrays?"""
    match tree:
        case e.Binary("*", e.Sequence("list", (e.Const(float() as value),)), _):
            return value == 0.0
        case e.Each(e.Call(e.Ref(_, np.zeros_like), (e.Var(held),), ()), each, _):
            return held == each
    return False

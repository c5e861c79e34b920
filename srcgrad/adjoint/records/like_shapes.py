"""A shape, a size or a pattern is read off another array that the reverse sweep has anyway.

root = np.sqrt(y[m])                   root = np.sqrt(y[m])
stored = root * low                    stored = root * low
...                             ->     ...
unbroadcast(t, stored.shape)           unbroadcast(t, root.shape)
... / root                             ... / root
"""

from __future__ import annotations

from collections import Counter as Counts

import numpy as np

from srcgrad.adjoint.records.lengths import Lengths
from srcgrad.adjoint.records.shape_records import PATTERNED, read_how
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.passes import carried, occurrences
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import has_name
from srcgrad.ir.walk import (
    blocks,
    expressions,
    nodes,
    rebuild,
    replace,
    statements,
    targets,
)

ANEW = {
    np.zeros_like: e.Ref("np.zeros", np.zeros),
    np.full_like: e.Ref("np.full", np.full),
}

LAYING = (np.reshape, np.ravel, np.ascontiguousarray)


class LikeShapes:
    """Finds the arrays of one function whose shape is another one's."""

    def __init__(
        self, forward: s.Block, reverse: s.Block, facts: Facts, entry: frozenset[str]
    ) -> None:
        self.facts = facts
        self.occurrences = occurrences(forward)
        self.earlier = set(entry)  # names that hold a value before their definition has run
        self.read = read_how(reverse)
        self.times = Counts(name for node in statements(forward) for name in targets(node))
        self.laid = _reshaped(reverse)
        self.top = {name for node in forward for name in targets(node)}  # bound outside of loops
        self.table: dict[str, str] = {}

    def visit(self, block: s.Block) -> None:
        """Go through the definitions of a block, and of the blocks inside."""
        here: dict[str, str] = {}  # names bound in this block, and an operand of the same shape
        for node in block:
            if isinstance(node, s.Loop):
                self.earlier |= carried(node, self.occurrences)
            for inner in blocks(node):
                self.visit(inner)
            one = isinstance(node, s.Assign) and self.times[node.target] == 1
            if isinstance(node, s.Assign) and one and node.target not in self.earlier:
                operand = self._operand(node.value)
                if operand is not None and (operand in here or not self.times[operand]):
                    here[node.target] = operand
                else:
                    here[node.target] = node.target
        alike: dict[str, list[str]] = {}  # by the array from which they have their shape
        for name in here:
            chain = self._chain(name, here)
            others = alike.setdefault(chain[-1], [])  # others are gone sooner, in reverse
            self._choose(name, chain, others)
            others.append(name)

    def _choose(self, name: str, behind: list[str], others: list[str]) -> None:
        """An array that is read for more than its shape: behind the name, or of the same origin."""
        how = self.read.get(name, {"otherwise"})
        if "otherwise" in how:
            return
        if "pattern" in how and not self.freed(name):
            return
        for other in (*behind[1:], *others):
            if "otherwise" in self.read.get(other, ()) and (
                "pattern" not in how or self._patterns(other, name)
            ):
                self.table[name] = other
                return

    def _patterns(self, other: str, name: str) -> bool:
        """May an array be the pattern for another one, under a name of its own?"""
        apart = other.partition(".")[0] != name.partition(".")[0]
        return apart and self._dtype(name) == self._dtype(other)

    def freed(self, name: str) -> bool:
        """Is less memory held if the reverse sweep does not mention the array?

        Small arrays are held by the user's name to the end of the call, unless they are recorded.
        """
        rank = k.rank(self.facts.kinds.get(name, k.Empty())) or 0
        return not self.laid and ("." in name or rank > 1 or name not in self.top)

    def _chain(self, name: str, here: dict[str, str]) -> list[str]:
        """A name, and the arrays from which it has its shape."""
        chain = [name]
        while here.get(chain[-1], chain[-1]) != chain[-1]:
            chain.append(here[chain[-1]])
        return chain

    def _dtype(self, name: str) -> object:
        kind = self.facts.kinds.get(name)
        return kind.dtype if isinstance(kind, k.Array) else name

    def _operand(self, value: e.Expr) -> str | None:
        """The array of an elementwise operation that has the shape of the result."""
        match value:
            case e.Binary(op, left, right) if op != "@":
                operands = [left, right]
            case e.Unary("-" | "+", operand):
                operands = [operand]
            case e.Call(e.Ref(_, np.ufunc() as function), args, ()) if not function.signature:
                operands = list(args)
            case e.Call(e.Ref(_, np.tril | np.triu), (operand, *_), ()):
                operands = [operand]
            case _:
                return None
        arrays = [a for a in operands if not k.is_number(self.facts.kind(a))]
        whole = self.facts.kind(value)
        for one in arrays:
            alone = len(arrays) == 1 and self._rank(one) == k.rank(whole)
            if isinstance(one, e.Var) and self._rank(one) and (alone or self._alike(one, whole)):
                return one.name
        return None

    def _alike(self, tree: e.Expr, whole: k.Kind) -> bool:
        """Has an operand the lengths of the result?"""
        own, found = k.dims(self.facts.kind(tree)), k.dims(whole)
        return own is not None and own == found and all(map(has_name, own))

    def _rank(self, tree: e.Expr) -> int:
        kind = self.facts.kind(tree)
        return (k.rank(kind) or 0) if isinstance(kind, k.Array) else 0


def like_shapes(
    forward: s.Block, reverse: s.Block, facts: Facts, entry: frozenset[str] = frozenset()
) -> None:
    """Rewrite the reverse sweep in place; `entry` are the names bound at entry."""
    found = LikeShapes(forward, reverse, facts, entry)
    found.visit(forward)
    lengths = Lengths(forward, facts, entry)

    def mapped(tree: e.Expr) -> e.Expr:
        match tree:
            case e.Attr(e.Var(name), "shape" | "size" as label) if name in found.table:
                return e.Attr(e.Var(found.table[name]), label)
            case e.Call(e.Ref(_, function) as like, (e.Var(name), *rest), ()) if (
                function in PATTERNED and name in found.table
            ):
                return e.Call(like, (e.Var(found.table[name]), *map(mapped, rest)))
            case e.Call(e.Ref(_, function), (e.Var(name), *rest), ()) if (
                function in PATTERNED
                and found.read[name] == {"pattern"}
                and found.freed(name)
                and (shape := lengths.shape(name)) is not None
            ):
                return e.Call(ANEW[function], (shape, *map(mapped, rest)))
        return rebuild(tree, mapped)

    for node in statements(reverse):
        replace(node, mapped)


def _reshaped(reverse: s.Block) -> bool:
    """Is an adjoint reshaped, so that the layout of arrays may count?"""
    return any(
        isinstance(part, e.Call)
        and (
            (isinstance(part.func, e.Attr) and part.func.name in ("reshape", "ravel"))
            or (isinstance(part.func, e.Ref) and part.func.target in LAYING)
        )
        for node in statements(reverse)
        for tree in expressions(node)
        for part in nodes(tree)
    )

"""The shape of an array in words that the reverse sweep understands without the array.

z = w @ h + b                          z = w @ h + b
...                            ->      ...
z_bar = np.zeros_like(z)               z_bar = np.zeros(w.shape[0])
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim, Length, same, shifted
from srcgrad.ir.walk import names, statements, targets


class Lengths:
    """Shapes of the arrays of doubles that one function makes."""

    def __init__(self, forward: s.Block, facts: Facts, entry: frozenset[str]) -> None:
        self.facts, self.entry = facts, entry
        self.times = Counter(name for node in statements(forward) for name in targets(node))
        self.made = {node.target: node.value for node in forward if isinstance(node, s.Assign)}

    def shape(self, name: str) -> e.Expr | None:
        """The shape as an expression of arguments, or of what the program made the array of."""
        kind = self.facts.kinds.get(name)
        if not isinstance(kind, k.Array) or kind.dtype != np.float64 or self.times[name] != 1:
            return None
        match self.made.get(name):
            case e.Call(e.Ref(_, np.zeros | np.empty), (shape,), ()) if self._steady(shape):
                return shape
        lengths = [self._length(length, name) for length in kind.dims or ()]
        found = [one for one in lengths if one is not None]
        if not found or len(found) != len(lengths):
            return None
        return found[0] if len(found) == 1 else self._of_one(found)

    def _of_one(self, found: list[e.Expr]) -> e.Expr:
        """The lengths of all axes of one array are its shape."""
        match found[0]:
            case e.Item(e.Attr(e.Var(name), "shape") as whole, _):
                axes = [e.Item(whole, e.Const(axis)) for axis in range(len(found))]
                if found == axes and k.rank(self.facts.kinds.get(name, k.Empty())) == len(found):
                    return whole
        return e.Sequence("tuple", tuple(found))

    def _steady(self, shape: e.Expr) -> bool:
        """Is it made of numbers that are bound once?"""
        match shape:
            case e.Call(e.Ref("len"), (e.Var(name),), ()):
                array = isinstance(self.facts.kinds.get(name), k.Array)
                return array and name in self.entry and not self.times[name]
        kinds = [self.facts.kinds.get(n, k.Unknown()) for n in names(shape)]
        once = all(self.times[n] == 1 - (n in self.entry) for n in names(shape))
        return once and all(isinstance(k.general(one), k.Int) for one in kinds)

    def _length(self, length: Length, array: str) -> e.Expr | None:
        """A length, but off no argument whose name the array has taken over."""
        if isinstance(length, int):
            return e.Const(length)
        if not isinstance(length, Dim):
            return None
        if length.offset and (array in self.made or not _cut(length)):  # the array is there anyway
            return None
        name, _, axis = length.base.rpartition(".")
        kind = self.facts.kinds.get(name)
        if name not in self.entry or not axis.isdigit() or name == array.partition(".")[0]:
            return None
        if not isinstance(kind, k.Array) or not kind.dims or len(kind.dims) <= int(axis):
            return None
        whole = kind.dims[int(axis)]
        if self.times[name] and (shifted(length, -length.offset) != whole or not self._there(name)):
            return None
        shape = e.Item(e.Attr(e.Var(name), "shape"), e.Const(int(axis)))
        found = e.Attr(e.Var(name), "size") if self.times[name] and len(kind.dims) == 1 else shape
        return e.Binary("-", found, e.Const(-length.offset)) if length.offset else found

    def _there(self, name: str) -> bool:
        """Is a name that is bound anew an array each time?"""
        kind = self.facts.kinds[name]
        return isinstance(kind, k.Array) and not kind.mixed and name not in self.facts.nones


def _cut(length: Dim) -> bool:
    """Is it less than an axis by a few elements, which the axis has for sure?"""
    return length.long and -4 < length.offset < 0


def same_stack(one: k.Kind, other: k.Kind) -> bool:
    """Are two stacks of matrices of as many, so that neither is broadcast against the other?"""
    first, second = k.dims(one), k.dims(other)
    if first is None or second is None or len(first) != len(second):
        return False
    return all(map(same, first[:-2], second[:-2]))

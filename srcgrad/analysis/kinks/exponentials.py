"""Sums of exponentials of differences from the largest: at least 1, since one of them is.

    most = np.max(x, axis=1, keepdims=True)
    total = np.sum(np.exp(x - most), axis=1)

So nothing that divides by them, or takes their logarithm, need guard against zero. The exponentials
themselves are at most 1, until they are written: `x /= total`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.analysis.arrays.flows import base_name
from srcgrad.analysis.arrays.memory import Memory
from srcgrad.analysis.order import Order
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import FULL, parts, sort_of
from srcgrad.infer.sharing.memory import function_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import bound, names, statements
from srcgrad.late import dataclass, field

LARGEST = (np.max, np.amax)
Axes = tuple[int, ...]
Reduced = tuple[e.Expr, int | None, bool]  # what is reduced, along which axis, is the axis kept?


def note_exponentials(body: s.Block, facts: Facts, memory: Memory, order: Order) -> None:
    """Note the names of such sums, and of the exponentials in them."""
    kept = assigned_once(body, memory)
    found = _Sums(assigned_once(body, memory, False), facts, memory, order)
    for name, node in kept.items():
        if found.is_sum(name):
            facts.at_least_one.add(name)
            facts.at_most_one |= set(names(node.value)) & found.once.keys()


def assigned_once(body: s.Block, memory: Memory, kept: bool = True) -> dict[str, s.Assign]:
    """The names that one assignment binds, and whose memory stays as it is, if `kept` is asked."""
    return {
        node.target: node
        for node in statements(body)
        if isinstance(node, s.Assign)
        and len(memory.definitions[node.target]) == 1
        and node.target not in memory.entry
        and not (kept and memory.is_written(node.target))
    }


@dataclass
class _Sums:
    once: dict[str, s.Assign]  # by names that one assignment binds
    facts: Facts
    memory: Memory
    order: Order
    path: list[s.Assign] = field(default_factory=list)  # what was looked through, the last first

    def is_sum(self, name: str) -> bool:
        """Is it a sum of exponentials, along the axis whose largest element is taken off?"""
        self.path.clear()
        total = self.reduced(e.Var(name), (np.sum,))
        if total is None:
            return False
        inner = self.spelled(total[0])
        if not isinstance(inner, e.Call) or function_of(inner, self.facts.kind) is not np.exp:
            return False
        shifted = self.spelled(inner.args[0]) if len(inner.args) == 1 and not inner.kwargs else None
        match shifted:
            case e.Binary("-", values, most):
                difference = len(self.path) - 1
                most = self.spelled(most) if isinstance(most, e.Var) else most
                new = self.added(most)
                whole = most.base if isinstance(most, e.Item) and new is not None else most
                largest = self.reduced(whole, LARGEST)
                fits = largest is not None and self.fits(values, new, largest, total)
                return fits and self.is_of_one_pass(values, difference)
        return False

    def is_of_one_pass(self, values: e.Expr, difference: int) -> bool:
        """Are all steps of one pass of the loops around, and the values those of the largest?"""
        block = self.order.block_of[id(self.path[0])]
        if not all(any(node is one for one in block) for node in self.path):
            return False
        places = [block.index(node) for node in self.path]
        between = block[places[-1] : places[difference]]
        kept = all(not self.memory.is_written(n) for n in names(values))
        stores = [
            n
            for n in statements(block[places[-1] : places[0]])
            if isinstance(n, s.Store | s.Augment)
        ]
        written = {self.facts.root(base_name(node)) for node in stores}
        kept &= written.isdisjoint(self.facts.root(node.target) for node in self.path)
        return kept and places == sorted(places)[::-1] and not bound(between) & set(names(values))

    def fits(self, values: e.Expr, new: Axes | None, largest: Reduced, total: Reduced) -> bool:
        """Is each element's own largest taken off it, and are the same elements added up?"""
        of, axis, kept = largest
        kind = self.facts.kind(values)
        if of != values or axis != total[1] or not isinstance(kind, k.Array) or not kind.dims:
            return False
        if kind.dtype.kind != "f":
            return False
        if axis is None or kept:
            return not new
        return new == (axis,) or (axis == 0 and not new)  # broadcasting puts it where it was

    def spelled(self, tree: e.Expr) -> e.Expr:
        """What a name of one assignment stands for."""
        while isinstance(tree, e.Var) and tree.name in self.once:
            self.path.append(self.once[tree.name])
            tree = self.path[-1].value
        return tree

    def added(self, tree: e.Expr) -> Axes | None:
        """The places of new axes in a subscript that takes the whole array."""
        if not isinstance(tree, e.Item):
            return None
        pieces = parts(tree.index)
        new = [sort_of(one, self.facts.kind) == "newaxis" for one in pieces]
        if not all(is_new or one == FULL for is_new, one in zip(new, pieces, strict=True)):
            return None
        return tuple(n for n, is_new in enumerate(new) if is_new)

    def reduced(self, tree: e.Expr, functions: tuple[Any, ...]) -> Reduced | None:
        """The operand of a reduction, its axis, and whether that is kept."""
        tree = self.spelled(tree)
        if not isinstance(tree, e.Call) or function_of(tree, self.facts.kind) not in functions:
            return None
        args = tree.args
        if isinstance(tree.func, e.Attr):
            args = (tree.func.base, *args)
        given = dict(zip(("a", "axis"), args, strict=False)) | dict(tree.kwargs)
        if len(args) > 2 or not set(given) <= {"a", "axis", "keepdims"} or "a" not in given:
            return None
        axis, kept = (self.facts.kind(given.get(n, e.NONE)) for n in ("axis", "keepdims"))
        if not isinstance(axis, k.Known) or not isinstance(axis.value, int | None):
            return None
        if not isinstance(kept, k.Known):
            return None
        rank = k.rank(self.facts.kind(given["a"]))
        at = axis.value if axis.value is None or not rank else axis.value % rank
        return given["a"], at, bool(kept.value)

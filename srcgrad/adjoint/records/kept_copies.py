"""Copies that the reverse sweep has anyway, read in place of an array that has changed since."""

from __future__ import annotations

from collections.abc import Iterator

from srcgrad.analysis.arrays.regions import Regions
from srcgrad.infer.kinds.indexing import FULL
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import bound, names, statements


class KeptCopies:
    """The copies of one forward sweep that are kept for the reverse sweep."""

    def __init__(self, forward: s.Block, kept: set[str], regions: Regions) -> None:
        self.regions = regions
        self.copies: dict[str, list[tuple[s.Assign, e.Expr]]] = {}
        for node in statements(forward):
            match node:
                case s.Assign(target, e.Call(e.Attr(part, "copy"))) if target in kept:
                    for base, index in self._regions(part, node):
                        self.copies.setdefault(base, []).append((node, index))

    def instead(self, name: str, at: s.Stmt) -> e.Expr | None:
        """What holds the content that the name has at a statement."""
        for base, index in self._regions(e.Var(name), at):
            for node, part in self.copies.get(base, []):
                wanted = {base, *names(part)}
                if part in (FULL, index) and self._same_state(base, wanted, node, at):
                    held = e.Var(node.target)
                    return held if part == index else e.Item(held, index)
        return None

    def _regions(self, part: e.Expr, at: s.Stmt) -> Iterator[tuple[str, e.Expr]]:
        """Arrays, and which part of each an expression reads at a statement."""
        match part:
            case e.Item(e.Var(base), index) if self._array(base):
                yield base, index
            case e.Var(name):
                yield name, FULL
                match self.regions.memory.definitions.get(name, []):
                    case [s.Assign(_, e.Item(e.Var(base), index)) as view] if self._array(
                        base
                    ) and self._steady(view, at, {base, *names(index)}):
                        yield base, index

    def _array(self, base: str) -> bool:
        """Is it an array? Whose writes are not those of a list that holds the array."""
        return isinstance(self.regions.facts.kinds.get(base), k.Array)

    def _steady(self, view: s.Stmt, at: s.Stmt, wanted: set[str]) -> bool:
        """Do two statements of a block stand in this order, and nothing between binds the names?"""
        rest = self._between(view, at)
        return rest is not None and not wanted & bound(rest)

    def _same_state(self, base: str, wanted: set[str], node: s.Stmt, at: s.Stmt) -> bool:
        """Does nothing between the statements write the array, or bind one of the names?"""
        rest = self._between(node, at)
        if rest is None:
            rest = self._between(at, node)
        if rest is None or wanted & bound(rest):
            return False
        writes = {id(write) for write in self.regions.memory.of(base).writes}
        return not any(id(x) in writes for x in statements(rest))

    def _between(self, first: s.Stmt, second: s.Stmt) -> s.Block | None:
        """What stands between two statements of one block, if they stand in this order."""
        block = self.regions.order.block_of[id(first)]
        if block is not self.regions.order.block_of[id(second)]:
            return None
        places = [n for n, x in enumerate(block) if x is first or x is second]
        if block[places[0]] is not first:
            return None
        return block[places[0] + 1 : places[-1]]

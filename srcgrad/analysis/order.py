"""Which statements may run after which."""

from __future__ import annotations

from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks

Step = tuple[int, int, int]  # the owner of a block, which of its blocks, the position in it


class Order:
    """Positions of the statements of one function body."""

    def __init__(self, body: s.Block) -> None:
        self.paths: dict[int, tuple[Step, ...]] = {}
        self.nodes: dict[int, s.Stmt] = {}
        self.loops: dict[int, tuple[s.Stmt, ...]] = {}
        self.block_of: dict[int, s.Block] = {}
        self._visit(body, 0, 0, (), ())

    def _visit(
        self,
        block: s.Block,
        owner: int,
        which: int,
        path: tuple[Step, ...],
        loops: tuple[s.Stmt, ...],
    ) -> None:
        for position, node in enumerate(block):
            here = (*path, (owner, which, position))
            inside = (*loops, node) if isinstance(node, s.Loop) else loops
            self.paths[id(node)], self.nodes[id(node)] = here, node
            self.loops[id(node)] = inside
            self.block_of[id(node)] = block
            for number, inner in enumerate(blocks(node)):
                self._visit(inner, id(node), number, here, inside)

    def enclosing(self, node: s.Stmt) -> tuple[s.Stmt, ...]:
        """The loops around a statement, outermost first; a loop is not around itself."""
        return tuple(loop for loop in self.loops[id(node)] if loop is not node)

    def place(self, node: s.Stmt) -> int:
        """Where a statement stands in its block."""
        return self.paths[id(node)][-1][2]

    def common(self, a: s.Stmt, b: s.Stmt) -> list[s.Stmt]:
        """The loops around both."""
        return [x for x, y in zip(self.loops[id(a)], self.loops[id(b)], strict=False) if x is y]

    def common_loop(self, a: s.Stmt, b: s.Stmt) -> bool:
        """Is there a loop around both, so that each may run after the other?"""
        first, second = self.loops[id(a)], self.loops[id(b)]
        return bool(first and second) and first[0] is second[0]  # the outermost ones

    def straight(self, a: s.Stmt, b: s.Stmt) -> bool:
        """May `b` run after `a` without taking a loop's back edge?"""
        first, second = self.paths[id(a)], self.paths[id(b)]
        own, other = first[-1], second[-1]
        if own[0] == other[0] and own[1] == other[1]:  # in one block
            return own[2] < other[2]
        for x, y in zip(first, second, strict=False):
            if x[:2] != y[:2]:
                owner = self.nodes.get(x[0])
                both = isinstance(owner, s.While | s.Ensure | s.Attempt)  # not of an `If`
                return both and x[1] < y[1]
            if x[2] != y[2]:
                return x[2] < y[2]
        return len(first) < len(second)

    def later(self, a: s.Stmt, b: s.Stmt) -> bool:
        """May `b` run after `a` has run?"""
        return self.straight(a, b) or self.common_loop(a, b)

    def between(self, start: s.Stmt, end: s.Stmt, node: s.Stmt) -> bool:
        """May `node` run after `start` and before `end`, with no other `start` in between?

        `start` stands in a block of which `end`, or a statement around it, is a later member.
        """
        a, b, c = (self.paths[id(x)] for x in (start, end, node))
        depth = len(a) - 1
        if len(b) <= depth or a[:depth] != b[:depth] or a[depth][:2] != b[depth][:2]:
            return True  # no such block: anything may
        if len(c) <= depth or c[:depth] != a[:depth] or c[depth][:2] != a[depth][:2]:
            return False
        low, high, at = a[depth][2], b[depth][2], c[depth][2]
        if not low < at <= high:
            return False
        if at < high:
            return True
        inner = [x for x in self.loops[id(end)] if len(self.paths[id(x)]) > depth]
        around = any(x is y for x in inner for y in self.loops[id(node)])
        return around or (node is not end and self.straight(node, end))

    def dominates(self, start: s.Stmt, end: s.Stmt) -> bool:
        """Does `end` stand after `start`, in its block or inside a later member of it?"""
        a, b = self.paths[id(start)], self.paths[id(end)]
        depth = len(a) - 1
        return (
            len(b) > depth
            and a[:depth] == b[:depth]
            and a[depth][:2] == b[depth][:2]
            and a[depth][2] < b[depth][2]
        )

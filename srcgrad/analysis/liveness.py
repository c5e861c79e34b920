"""Which names are read before they are bound again."""

from __future__ import annotations

from collections.abc import Iterable

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, targets


class Liveness:
    """Names live at the head of each loop's body."""

    def __init__(self, body: s.Block, result: e.Expr) -> None:
        self.at_head: dict[int, frozenset[str]] = {}
        self._after: list[frozenset[str]] = []
        self.at_entry = self._block(body, frozenset(names(result)))

    def _block(self, nodes: s.Block, live: frozenset[str]) -> frozenset[str]:
        for node in reversed(nodes):
            live = self._statement(node, live)
        return live

    def _reads(self, trees: Iterable[e.Expr]) -> frozenset[str]:
        return frozenset(n for tree in trees for n in names(tree))

    def _statement(self, node: s.Stmt, live: frozenset[str]) -> frozenset[str]:
        reads = self._reads(expressions(node))
        match node:
            case s.If():
                return reads | self._block(node.body, live) | self._block(node.orelse, live)
            case s.With():
                return (self._block(node.body, live) - frozenset(targets(node))) | reads
            case s.Attempt():
                return (self._block(node.body, live) | live) - frozenset(targets(node))
            case s.Ensure():
                return self._block(node.body, self._block(node.final, live))
            case s.Break():
                return self._after[-1]
            case s.Raise():
                return reads
            case s.For() | s.While():
                return self._loop(node, live, reads)
            case s.Augment():
                return live | reads
        return (live - frozenset(targets(node))) | reads

    def _loop(
        self, node: s.For | s.While, after: frozenset[str], reads: frozenset[str]
    ) -> frozenset[str]:
        self._after.append(after)
        head: frozenset[str] = frozenset()
        while True:
            if isinstance(node, s.For):
                found = self._block(node.body, head | after)
                new = (found | after) - {node.target}
            else:
                found = self._block(node.body, head)
                new = self._block(node.prelude, found | reads | after)
            if new == head:
                break
            head = new
        self._after.pop()
        self.at_head[id(node)] = head
        return head | reads | (after if isinstance(node, s.For) else frozenset())

"""Which names are read before they are bound again."""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, targets


class Liveness:
    """Names live at the head of each loop's body."""

    def __init__(self, body: s.Block, result: e.Expr) -> None:
        self.at_head: dict[int, frozenset[str]] = {}
        self._after: list[frozenset[str]] = []
        self.at_entry = self._block(body, frozenset(names(result)))

    def _block(self, nodes: s.Block, after: frozenset[str]) -> frozenset[str]:
        live = set(after)
        for node in reversed(nodes):
            self._meets(node, live)
            found = self._around(node, live)
            if found is not None:
                live = set(found)
            else:
                if not isinstance(node, s.Augment):
                    live.difference_update(targets(node))
                live.update(*map(names, expressions(node)))
            self._begins(node)
        return frozenset(live)

    def _meets(self, node: s.Stmt, live: set[str]) -> None:
        """A statement is stepped over, after which some names are live."""

    def _begins(self, node: s.Stmt) -> None:
        """A statement has been stepped over."""

    def _around(self, node: s.Stmt, after: set[str]) -> frozenset[str] | None:
        """What is live before a statement with blocks, or one that ends its own."""
        match node:
            case s.If(test):
                live = frozenset(after)
                either = self._block(node.body, live) | self._block(node.orelse, live)
                return either.union(names(test))
            case s.With(manager):
                body = self._block(node.body, frozenset(after))
                return body.difference(targets(node)).union(names(manager))
            case s.Attempt():
                live = frozenset(after)
                return (self._block(node.body, live) | live).difference(targets(node))
            case s.Ensure():
                return self._block(node.body, self._block(node.final, frozenset(after)))
            case s.Break():
                return self._after[-1]
            case s.Raise():
                return frozenset().union(*map(names, expressions(node)))
            case s.For() | s.While():
                reads = frozenset().union(*map(names, expressions(node)))
                return self._loop(node, frozenset(after), reads)
        return None

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

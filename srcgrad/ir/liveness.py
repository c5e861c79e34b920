"""Which names may still be read after a statement, before they are bound anew."""

from __future__ import annotations

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, statements, targets

Live = frozenset[str]


class Liveness:
    """The names that are alive after each statement of a block.

    >>> x, y = e.Var("x"), e.Var("y")
    >>> block = [s.Assign("y", x), s.Assign("x", e.Const(2.0)), s.Evaluate(y)]
    >>> found = Liveness(block, e.Var("x"))
    >>> [sorted(found.after[id(node)]) for node in block]
    [['y'], ['x', 'y'], ['x']]
    """

    def __init__(self, body: s.Block, result: e.Expr) -> None:
        self.after: dict[int, Live] = {}
        self.leaving: list[Live] = []  # what lives where a `break` goes on, innermost loop last
        self._block(body, frozenset(names(result)))

    def _block(self, block: s.Block, live: Live) -> Live:
        for node in reversed(block):
            self.after[id(node)] = live
            live = self._before(node, live)
        return live

    def _before(self, node: s.Stmt, live: Live) -> Live:
        match node:
            case s.If():
                body, orelse = self._block(node.body, live), self._block(node.orelse, live)
                return body | orelse | set(names(node.test))
            case s.For():
                return self._passes([], node.body, live, node.target) | set(names(node.source))
            case s.While():
                return self._passes(node.prelude, node.body, live | set(names(node.test)), None)
            case s.With() | s.Attempt() | s.Ensure():  # any statement may be the last that runs
                live |= _read([node])
                for inner in statements([node]):
                    self.after[id(inner)] = live
                return live
            case s.Break():
                return self.leaving[-1]
        return (live - set(targets(node))) | _read([node])

    def _passes(self, prelude: s.Block, body: s.Block, live: Live, target: str | None) -> Live:
        """A loop, of which each pass may be the last."""
        self.leaving.append(live)
        around, before = live, None
        while around != before:
            before = around
            around = live | (self._block(body, around) - {target})
            around |= self._block(prelude, around)
        self.leaving.pop()
        return around


def _read(block: s.Block) -> Live:
    """All names that the statements of a block read."""
    found = (tree for node in statements(block) for tree in expressions(node))
    return frozenset(name for tree in found for name in names(tree))

"""What is stored into adjoints that nobody reads any more is not stored.

    r_bar = seed * a                              r_bar = seed * a
    part_bar = r_bar[1:].copy()                   part_bar = r_bar[1:].copy()
    r_bar[1:] = 0.0                       ->      a_bar += np.where(test, part_bar, 0)
    r_bar += np.where(test, 0, part_bar)
    a_bar += np.where(test, part_bar, 0)

Backwards through the reverse sweep, with what is read later; a loop may read what it stores.
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, nodes, statements
from srcgrad.optimize.asked.aliases import Aliases

Pure = Callable[[e.Expr], bool]


def drop_unread(
    forward: s.Block, reverse: s.Block, ends: list[e.Expr], facts: Facts, pure: Pure
) -> None:
    """Rewrite the reverse sweep in place; `ends` are read after it."""
    unread = _Unread(facts, pure)
    if not any(map(unread.fills, statements(reverse))):
        return
    unread.learn([*forward, *reverse])
    for node in (*statements(forward), *statements(reverse)):
        unread.hand_on(node)
    unread.block(reverse, unread.roots(*ends))


class _Unread(Aliases):
    def __init__(self, facts: Facts, pure: Pure) -> None:
        super().__init__(facts)
        self.pure = pure
        self.shared: set[str] = set()  # classes of memory that is not the reverse sweep's own

    def hand_on(self, node: s.Stmt) -> None:
        """Note what others may hold: the program's memory, and what is put into containers."""
        trees = expressions(node)
        read = {n for tree in trees for n in names(tree)}
        self.shared |= {self.root(n) for n in read if "~" not in n or n == "seed~bar"}
        if not isinstance(node, s.Assign | s.Store | s.Augment | s.If | s.For | s.While):
            self.shared |= self.roots(*trees)
        for tree in trees:
            for part in nodes(tree):
                match part:
                    case e.Sequence() | e.Each() | e.Star():
                        self.shared |= self.roots(part)
                    case e.Item(base, _) if self.held(base):
                        self.shared |= self.roots(*trees)
                    case e.Call() if not self.pure(part):
                        self.shared |= self.roots(part)

    def roots(self, *trees: e.Expr | None) -> set[str]:
        return {self.root(n) for tree in trees if tree is not None for n in names(tree)}

    def block(self, block: s.Block, later: set[str]) -> set[str]:
        """What is read from the block's start on, of which `later` is read after it."""
        later = set(later)
        for node in reversed(list(block)):
            if self.idle(node, later):
                block.remove(node)
            elif isinstance(node, s.If):
                both = [self.block(inner, later) for inner in blocks(node)]
                later.update(*both, self.roots(node.test))
            elif isinstance(node, s.Loop):
                later = self._loop(node, later)
            else:
                later.update(*map(self.reads, statements([node])))
        return later

    def _loop(self, node: s.Loop, after: set[str]) -> set[str]:
        """What is not stored any more reads nothing, in no other pass either."""
        while True:
            inside = list(statements([node]))
            later = after.union(*map(self.reads, inside))
            for inner in blocks(node):
                self.block(inner, later)
            if len(list(statements([node]))) == len(inside):
                return later

    def fills(self, node: s.Stmt) -> bool:
        """Does a statement write into an array of adjoints?"""
        if not isinstance(node, s.Write) or not isinstance(node.base, e.Var):
            return False
        name = node.base.name
        own = "~bar" in name or name.endswith("~local")
        return own and isinstance(self.facts.kinds.get(name), k.Array)

    def idle(self, node: s.Stmt, later: set[str]) -> bool:
        """Does a statement do nothing but store what is not read?"""
        if not self.fills(node):
            return False
        assert isinstance(node, s.Write) and isinstance(node.base, e.Var)
        if self.root(node.base.name) in self.shared | later:
            return False
        return all(map(self.pure, [node.value, *([] if node.index is None else [node.index])]))

    def reads(self, node: s.Stmt) -> set[str]:
        """The memory that a statement itself reads; what it only adds to is not."""
        match node:
            case s.Store(e.Var(), index, value) | s.Augment(e.Var(), index, _, value):
                return self.roots(index, value)
        return self.roots(*expressions(node))

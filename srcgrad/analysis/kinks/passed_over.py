"""Values that a branch may pass over: on some way to the end nothing active reads them.

    r = np.sqrt(s)
    if r > 0.0:            On the other way the adjoint of `r` is zero,
        y = x / r          and must stay zero upstream of it, where the partial of `sqrt` is inf.

That a loop may have no passes does not count, nor that its last pass leaves values behind.
"""

from __future__ import annotations

from collections import Counter

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import holds_memory
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, targets

Read = frozenset[str] | None  # memory classes that are surely read; None where the run ends


def passed_over(body: s.Block, result: e.Expr, facts: Facts, active: set[str]) -> set[str]:
    """The names that are bound to such values."""
    walk = _Walk(facts, active)
    walk.block(body, walk.classes(result))
    return walk.found


class _Walk:
    def __init__(self, facts: Facts, active: set[str]):
        self.facts, self.active = facts, active
        held = (n for n, kind in facts.kinds.items() if holds_memory(kind))
        self.members = Counter(map(facts.root, held))  # of memory classes
        self.found: set[str] = set()
        self.leave: list[Read] = []  # what is read after the loops around

    def classes(self, *trees: e.Expr) -> frozenset[str]:
        read = {n for tree in trees for n in names(tree)}
        return frozenset(self.facts.root(n) for n in read if n in self.active)

    def block(self, block: s.Block, after: Read) -> Read:
        for node in reversed(block):
            after = self.statement(node, after)
        return after

    def statement(self, node: s.Stmt, after: Read) -> Read:
        match node:
            case s.If():
                return _both(self.block(node.body, after), self.block(node.orelse, after))
            case s.For() | s.While():
                return self.loop(node, after)
            case s.With():
                return self.block(node.body, after)
            case s.Attempt():
                return _both(self.block(node.body, after), after)
            case s.Ensure():
                return self.block(node.body, self.block(node.final, after))
            case s.Raise():
                return None
            case s.Break():
                return self.leave[-1]
            case s.Permute():
                return after and after | self.classes(*map(e.Var, node.sources + node.targets))
        if after is None:
            return None
        match node:
            case s.Assign() | s.Unpack():
                return self.bound(node, after)
            case s.Store() | s.Augment():
                changed = self.classes(node.base)
                return after | self.classes(*expressions(node)) if changed & after else after
            case s.Evaluate():
                return after | self.classes(node.value)
        return after

    def bound(self, node: s.Assign | s.Unpack, after: frozenset[str]) -> Read:
        made = frozenset(self.facts.root(n) for n in targets(node) if n in self.active)
        if not made & after:
            self.found |= {n for n in targets(node) if n in self.active}
            return after
        shared = frozenset(c for c in made if self.members[c] > 1)
        return (after - (made - shared)) | self.classes(node.value)

    def loop(self, node: s.For | s.While, after: Read) -> Read:
        """What any pass reads counts as read."""
        known = set(self.found)
        if isinstance(node, s.For) and after is not None:
            after |= self.classes(node.source)
        while True:
            self.found = set(known)
            self.leave.append(after)
            inside = self.block(node.body, after)
            if isinstance(node, s.While):
                inside = self.block(node.prelude, inside)
            self.leave.pop()
            more = inside if after is None else after | (inside or frozenset())
            if more == after:
                return after
            after = more


def _both(one: Read, other: Read) -> Read:
    if one is None or other is None:
        return other if one is None else one
    return one & other

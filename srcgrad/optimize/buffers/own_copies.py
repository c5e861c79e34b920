"""An array of the reverse sweep is not copied where nobody could tell.

Where nobody else has it,

    x_bar = y_bar * k                      x_bar = y_bar * k
    x_bar = x_bar.copy()           ->      x_bar[0] += t
    x_bar[0] += t

where it is not read any more,

    t_bar = y_bar * k                      h_bar = y_bar * k
    h_bar = t_bar.copy()           ->      np.add.at(h_bar, i, u)
    np.add.at(h_bar, i, u)

where neither it nor the copy is changed,

    t_bar = y_bar * k                      m_bar = y_bar * k
    m_bar = t_bar.copy()           ->      u_bar = m_bar[i] * k
    u_bar = m_bar[i] * k

and where its name gets another array.

    t_bar = y_bar.copy()                   t_bar = y_bar
    y_bar = -y_bar * k             ->      y_bar = -y_bar * k
    y_bar += t_bar                         y_bar += t_bar

What the caller can reach, the seed and what is returned, is copied as before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import added_to
from srcgrad.infer.sharing.passes import occurrences
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, names, statements, stored, targets, used
from srcgrad.optimize.buffers.copies import without_copies
from srcgrad.optimize.buffers.private import Private

SEED = "seed~bar"


def drop_own_copies(
    forward: s.Block, reverse: s.Block, result: e.Expr, gradient: e.Expr, facts: Facts
) -> e.Expr:
    """Rewrite the reverse sweep in place; the gradient, under final names."""
    if not any(map(_copied, statements(reverse))):
        return gradient
    older = {SEED, *used(forward), *bound(forward)}

    def made_here(node: s.Stmt) -> bool:
        name = _copied(node)
        return name is not None and "~" in name and name not in older

    while any(map(made_here, statements(reverse))):
        if not _Copies(reverse, result, gradient, facts, older).block(reverse):
            break
        gradient = without_copies(reverse, gradient, facts, "~")
    return gradient


def _changed(block: s.Block) -> set[str]:
    """The names whose memory a block stores into, or adds to at index arrays."""
    bases = [base for node in statements(block) if (base := added_to(node)) is not None]
    return stored(block) | {name for base in bases for name in names(base)}


def _copied(node: s.Stmt) -> str | None:
    """The name whose array a statement copies."""
    match node:
        case s.Assign(_, e.Call(e.Attr(e.Var(name), "copy"), (), ())):
            return name
    return None


class _Copies:
    def __init__(
        self,
        reverse: s.Block,
        result: e.Expr,
        gradient: e.Expr,
        facts: Facts,
        older: Collection[str],
    ) -> None:
        self.facts, self.older = facts, older  # names of which some are not made here
        self.private = Private(reverse, result, gradient, facts)
        self.given = {*names(result), *names(gradient)}
        self.returns = Counter(names(gradient))
        self.defs = Counter(n for node in statements(reverse) for n in targets(node))
        self.reached = {self.private.root(n) for n in self.private.shared}
        self.changed = {self.private.root(n) for n in _changed(reverse)}

    def block(self, block: s.Block) -> bool:
        """Drop one copy in a block, or in those inside of it; was there any?"""
        for position, node in enumerate(block):
            if any(map(self.block, blocks(node))):
                return True
            source = _copied(node)
            if source is None or not isinstance(node, s.Assign):
                continue
            if not self.ours(source) or not isinstance(self.facts.kinds.get(source), k.Array):
                continue
            if node.target == source and self.alone(source):
                del block[position]
                return True
            if node.target != source and (
                self.last(source, block, position)
                or self.steady(node.target, source)
                or self.returned(node.target, source)
                or self.left_behind(node.target, source, block[position + 1 :])
            ):
                node.value = e.Var(source)
                return True
        return False

    def ours(self, name: str) -> bool:
        """Is all that a name holds made in the reverse sweep?"""
        return "~" in name and name not in self.older

    def alone(self, name: str) -> bool:
        """Does nobody else have the name's array?"""
        root = self.private.root(name)
        members = [n for n in self.private.parents if self.private.root(n) == root]
        return members == [name] and root not in self.reached and self.whole(name)

    def whole(self, name: str) -> bool:
        return self.private.whole(e.Var(name), set())

    def last(self, name: str, block: s.Block, position: int) -> bool:
        """Is an array that was made in the block not read after a statement?"""
        before = [n for node in block[:position] for n in targets(node)]
        if self.defs[name] != 1 or name not in before or name in self.given:
            return False
        return self.alone(name) and not occurrences(block[position + 1 :])[name]

    def steady(self, name: str, source: str) -> bool:
        """Do both keep what they hold, and does nobody else get it?"""
        roots = {self.private.root(name), self.private.root(source)}
        if roots & (self.reached | self.changed) or self.defs[name] != 1:
            return False
        given = {self.private.root(n) for n in self.given}
        return not roots & given and self.whole(source)

    def returned(self, name: str, source: str) -> bool:
        """Is it one array of the gradient's, of which neither name is changed?"""
        if self.defs[source] != 1 or source in self.given or self.returns[name] != 1:
            return False
        steady = self.private.root(source) not in self.changed
        return steady and self.alone(source) and self.kept(name)

    def kept(self, name: str) -> bool:
        """Has nobody else what a name holds, and does nobody change it?"""
        root = self.private.root(name)
        mine = all(n == name for n in self.private.parents if self.private.root(n) == root)
        return mine and root not in self.reached | self.changed

    def left_behind(self, name: str, source: str, rest: s.Block) -> bool:
        """Does the source get another array, and is it not read once the one it had is changed?"""
        root = self.private.root(name)
        mine = all(n == name for n in self.private.parents if self.private.root(n) == root)
        if name in self.given or not self.alone(source) or not mine or root in self.reached:
            return False
        changed = False
        for node in rest:
            touched, reads = bound([node]) | _changed([node]), occurrences([node])[source]
            if isinstance(node, s.Assign) and node.target == source:
                return reads == 1 or not changed
            if source in touched or any(isinstance(x, s.Break) for x in statements([node])):
                return False
            changes = name in touched
            if reads and (changed or (changes and blocks(node))):
                return False
            changed |= changes
        return False

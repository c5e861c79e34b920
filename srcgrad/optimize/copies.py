"""Copies that the compiler made go: one value, one name.

    length.2 = length                  k = 2 * length
    value.1 = 2 * length.2     ->
    k = value.1

Where both names stand for one value until the copy is no longer read.
"""

from __future__ import annotations

from collections import Counter

from srcgrad.infer.facts import Facts
from srcgrad.infer.passes import occurrences
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, bound, names, replace, statements, substitute, targets

LEAVES = "break"  # no name


def drop_copies(core: Core, facts: Facts) -> None:
    """Rewrite a function in place."""
    core.result = without_copies(core.body, core.result, facts, ".")


def without_copies(block: s.Block, result: e.Expr, facts: Facts, mark: str) -> e.Expr:
    """Rewrite a block and what it gives; names of the compiler's have the mark in them."""
    end = s.Evaluate(result)
    block.append(end)
    _Copies(block, facts, mark).block(block)
    block.pop()
    return end.value


class _Copies:
    def __init__(self, body: s.Block, facts: Facts, mark: str) -> None:
        self.facts, self.mark = facts, mark
        self.trying = 0  # how many attempts stand around the block at hand
        self.around: s.Block = []  # the statements around it
        self.counts: dict[int, Counter[str]] = {}  # what `held` found
        self.total = occurrences(body)
        self.defs = Counter(name for node in statements(body) for name in targets(node))
        self.fixed = {n for x in statements(body) if isinstance(x, s.Permute) for n in x.sources}
        self.fixed |= {
            n for x in statements(body) if isinstance(x, s.Augment) for n in names(x.old)
        }

    def block(self, block: s.Block) -> None:
        position = 0
        while position < len(block):
            node = block[position]
            self.trying += isinstance(node, s.Attempt)
            self.around.append(node)
            for inner in blocks(node):
                self.block(inner)
            self.around.pop()
            self.trying -= isinstance(node, s.Attempt)
            if self.copies(node) and (self.back(block, position) or self.forward(block, position)):
                position -= 1
            position += 1

    def copies(self, node: s.Stmt) -> bool:
        """Is the statement a copy, to a name of the same kind or one that says less of lengths?"""
        if not isinstance(node, s.Assign) or not isinstance(node.value, e.Var):
            return False
        pair = (node.target, node.value.name)
        kinds = self.facts.kinds
        if pair[0] not in kinds or pair[1] not in kinds or pair[0] == pair[1]:
            return False
        target, source = kinds[pair[0]], kinds[pair[1]]
        arrays = isinstance(target, k.Array) and isinstance(source, k.Array)
        return target == source or (arrays and k.join(target, source) == target)

    def forward(self, block: s.Block, position: int) -> bool:
        """Read the source instead of the target, which is a name of the compiler's."""
        node = block[position]
        assert isinstance(node, s.Assign) and isinstance(node.value, e.Var)
        target, source = node.target, node.value.name
        if self.mark not in target or self.defs[target] != 1 or target in self.fixed:
            return False
        reach = self.reach(block[position + 1 :], target, self.total[target] - 1)
        if reach is None or not self.steady(block[position + 1 : position + 1 + reach], source):
            return False
        self.rename(block[position + 1 : position + 1 + reach], target, source)
        del block[position]
        self.total[source] += self.total.pop(target) - 2
        return True

    def back(self, block: s.Block, position: int) -> bool:
        """Bind the value to the target from the start; the source is a name of the compiler's."""
        node = block[position]
        assert isinstance(node, s.Assign) and isinstance(node.value, e.Var)
        target, source = node.target, node.value.name
        if self.mark not in source or self.defs[source] != 1 or source in self.fixed:
            return False
        start = next(
            (n for n in range(position - 1, -1, -1) if self._binds(block[n], source)), None
        )
        if start is None or not isinstance(born := block[start], s.Assign):
            return False
        between = block[start:position]
        if self.trying and len(between) > 1:
            return False  # what an attempt changes, it changes last
        if any(self.held(x)[target] or self.held(x)[LEAVES] for x in between):
            return False
        after = block[start + 1 :]
        reach = self.reach(after, source, self.total[source] - 1)
        if reach is None or not self.steady(block[position + 1 : start + 1 + reach], target):
            return False
        born.target = target
        del self.counts[id(born)]
        del block[position]
        self.rename(block[start + 1 : start + reach], source, target)
        self.total[target] += self.total.pop(source) - 2
        return True

    def held(self, node: s.Stmt) -> Counter[str]:
        """How often each name is read or bound in a statement, and whether it leaves a loop."""
        found = self.counts.get(id(node))
        if found is None:
            found = occurrences([node])
            found[LEAVES] = any(isinstance(x, s.Break) for x in statements([node]))
            self.counts[id(node)] = found
        return found

    def _binds(self, node: s.Stmt, name: str) -> bool:
        return self.held(node)[name] > 0 and name in targets(node)

    def reach(self, rest: s.Block, name: str, count: int) -> int | None:
        """How many statements hold all `count` occurrences of a name; None if more than these."""
        for position, node in enumerate(rest):
            if count == 0:
                return position
            count -= self.held(node)[name]
        return len(rest) if count == 0 else None

    def rename(self, block: s.Block, old: str, new: str) -> None:
        table: dict[str, e.Expr] = {old: e.Var(new)}
        holders = [node for node in block if self.held(node)[old]]
        changed = list(statements(holders))
        for node in changed:
            replace(node, lambda tree: substitute(tree, table))
        for node in [*changed, *self.around]:
            self.counts.pop(id(node), None)
        del self.facts.kinds[old]

    def steady(self, span: s.Block, name: str) -> bool:
        """Does a name keep its value while the statements run, up to the last one's own reading?"""
        if span and isinstance(span[-1], s.Assign | s.Unpack):
            span = span[:-1]
        return name not in bound([node for node in span if self.held(node)[name]])

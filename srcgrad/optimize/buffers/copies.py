"""Copies that the compiler made go: one value, one name.

    n.2 = n                      k = 2 * n
    value.1 = 2 * n.2     ->
    k = value.1

Where both names stand for one value until the copy is no longer read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Set

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.passes import occurrences
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, bound, names, replace, statements, substitute, targets

LEAVES = "break"  # no name


def drop_copies(core: Core, facts: Facts, weak: Set[str] = frozenset()) -> None:
    """Rewrite a function in place; of a copy in a `weak` name the other name stays."""
    core.result = without_copies(core.body, core.result, facts, ".", weak)


def without_copies(
    block: s.Block, result: e.Expr, facts: Facts, mark: str, weak: Set[str] = frozenset()
) -> e.Expr:
    """Rewrite a block and what it gives; names of the compiler's have the mark in them."""
    if not any(_is_copy(node, facts.kinds) for node in statements(block)):
        return result
    end = s.Evaluate(result)
    block.append(end)
    _Copies(block, facts, mark, weak).block(block)
    block.pop()
    return end.value


def _is_copy(node: s.Stmt, kinds: dict[str, k.Kind]) -> bool:
    """Is it a copy, to a name of the same kind or one that says less of lengths?"""
    if not isinstance(node, s.Assign) or not isinstance(node.value, e.Var):
        return False
    pair = (node.target, node.value.name)
    if pair[0] not in kinds or pair[1] not in kinds or pair[0] == pair[1]:
        return False
    target, source = kinds[pair[0]], kinds[pair[1]]
    arrays = isinstance(target, k.Array) and isinstance(source, k.Array)
    return target == source or (arrays and k.join(target, source) == target)


class _Copies:
    def __init__(self, body: s.Block, facts: Facts, mark: str, weak: Set[str]) -> None:
        self.facts, self.mark, self.weak = facts, mark, weak
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
        position, here = 0, None
        while position < len(block):
            node = block[position]
            self.trying += isinstance(node, s.Attempt)
            self.around.append(node)
            for inner in blocks(node):
                self.block(inner)
            self.around.pop()
            self.trying -= isinstance(node, s.Attempt)
            if _is_copy(node, self.facts.kinds):
                here = here or _Holders(block, self.held)
                at = position + len(here.gone)
                ways = [self.back, self.forward]
                if not self.weak.isdisjoint(targets(node)):
                    ways.reverse()
                if any(way(here, at) for way in ways):
                    del block[position]
                    continue
            position += 1

    def forward(self, here: _Holders, position: int) -> bool:
        """Read the source instead of the target, which is a name of the compiler's."""
        node = here.nodes[position]
        assert isinstance(node, s.Assign) and isinstance(node.value, e.Var)
        target, source = node.target, node.value.name
        if self.mark not in target or self.defs[target] != 1 or target in self.fixed:
            return False
        last = here.last(position, target, self.total[target] - 1)
        if last is None or not here.steady(position + 1, last, source):
            return False
        here.gone.add(position)
        self.rename(here, position + 1, target, source)
        self.total[source] += self.total.pop(target) - 2
        return True

    def back(self, here: _Holders, position: int) -> bool:
        """Bind the value to the target from the start; the source is a name of the compiler's."""
        node = here.nodes[position]
        assert isinstance(node, s.Assign) and isinstance(node.value, e.Var)
        target, source = node.target, node.value.name
        if self.mark not in source or self.defs[source] != 1 or source in self.fixed:
            return False
        before = reversed(here.holders(source, 0, position))
        start = next((n for n in before if source in targets(here.nodes[n])), None)
        if start is None or not isinstance(born := here.nodes[start], s.Assign):
            return False
        if self.trying and any(n not in here.gone for n in range(start + 1, position)):
            return False  # what an attempt changes, it changes last
        if here.holders(target, start + 1, position) or here.holders(LEAVES, start, position):
            return False
        last = here.last(start, source, self.total[source] - 1)
        if last is None or not here.steady(position + 1, last, target):
            return False
        born.target = target
        here.gone.add(position)
        del self.counts[id(born)]
        here.add(target, start)
        self.rename(here, start + 1, source, target)
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

    def rename(self, here: _Holders, start: int, old: str, new: str) -> None:
        table: dict[str, e.Expr] = {old: e.Var(new)}
        found = here.holders(old, start, len(here.nodes))
        changed = list(statements([here.nodes[n] for n in found]))
        for node in changed:
            replace(node, lambda tree: substitute(tree, table))
        for node in [*changed, *self.around]:
            self.counts.pop(id(node), None)
        for position in found:
            here.add(new, position)
        del self.facts.kinds[old]


class _Holders:
    """Which statements of a block hold a name; positions stay while statements go from it."""

    def __init__(self, block: s.Block, held: Callable[[s.Stmt], Counter[str]]) -> None:
        self.nodes, self.held = list(block), held
        self.gone: set[int] = set()
        self.at: dict[str, list[int]] = defaultdict(list)
        for position, node in enumerate(block):
            for name, count in held(node).items():
                if count:
                    self.at[name].append(position)

    def add(self, name: str, position: int) -> None:
        where = self.at[name]
        index = bisect_left(where, position)
        if where[index : index + 1] != [position]:
            where.insert(index, position)

    def holders(self, name: str, start: int, end: int) -> list[int]:
        """The positions, from `start` and before `end`, of statements that hold a name."""
        where = self.at.get(name, [])
        found = where[bisect_left(where, start) : bisect_left(where, end)]
        return [n for n in found if n not in self.gone and self.held(self.nodes[n])[name]]

    def last(self, position: int, name: str, count: int) -> int | None:
        """Where all `count` occurrences of a name after a position are met; None if never."""
        if count == 0:
            return position
        for found in self.holders(name, position + 1, len(self.nodes)):
            position = found
            count -= self.held(self.nodes[found])[name]
            if count == 0:
                return position
        return None

    def steady(self, start: int, last: int, name: str) -> bool:
        """Does a name keep its value while statements run, up to the last one's own reading?"""
        end = last if isinstance(self.nodes[last], s.Assign | s.Unpack) else last + 1
        return name not in bound([self.nodes[n] for n in self.holders(name, start, end)])

"""A number that is the same in all passes of a loop of the reverse sweep is computed before it.

    for t in range(len(r) - 1, 0, -1):     total_bar = -seed * 0.5
        total_bar = -seed * 0.5            for t in range(len(r) - 1, 0, -1):
        s_bar -= total_bar / s2     ->         s_bar -= total_bar / s2

One that stands in it several times gets a name.

    for i in range(n):                     product.1~local = seed * h
        a_bar += seed * h * x[i]           for i in range(n):
        b_bar += seed * h * y[i]    ->         a_bar += product.1~local * x[i]
                                               b_bar += product.1~local * y[i]

Only sums, differences and products of Python's numbers, and floats over a constant, of names that
are bound for certain where the loop begins: they raise and warn of nothing where it makes no pass.
"""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Iterable

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import (
    blocks,
    bound,
    children,
    expressions,
    names,
    nodes,
    rebuild,
    replace,
    statements,
    targets,
)
from srcgrad.normalize.names.stems import stem
from srcgrad.normalize.scope import Counter
from srcgrad.optimize.buffers.own_copies import SEED
from srcgrad.optimize.loops.unbound import certain


def take_out_numbers(
    forward: s.Block, reverse: s.Block, results: Iterable[e.Expr], facts: Facts, counter: Counter
) -> None:
    """Rewrite the reverse sweep in place."""
    if any(isinstance(node, s.For) for node in statements(reverse)):
        there = {SEED, *facts.entry}.union(*map(certain, forward))
        _Numbers(forward, reverse, results, facts, counter).block(reverse, there)


class _Numbers:
    def __init__(
        self,
        forward: s.Block,
        reverse: s.Block,
        results: Iterable[e.Expr],
        facts: Facts,
        counter: Counter,
    ) -> None:
        self.facts, self.counter = facts, counter
        everything = [*statements(forward), *statements(reverse)]
        self.definitions = Count(n for node in everything for n in targets(node))
        trees = [tree for node in everything for tree in expressions(node)]
        self.read = Count(n for tree in (*trees, *results) for n in names(tree))

    def block(self, block: s.Block, known: set[str]) -> None:
        """Take numbers out of the loops of a block, in which some names are bound for certain."""
        position = 0
        while position < len(block):
            node = block[position]
            for inner in blocks(node):
                self.block(inner, known.union(targets(node)))
            if isinstance(node, s.For):
                taken = self.taken(node, known)
                taken += self.named(node, known, [*block[:position], *taken])
                block[position:position] = taken
                position += len(taken)
                known |= {one.target for one in taken}
            known |= certain(node)
            position += 1

    def named(self, loop: s.For, known: set[str], before: s.Block) -> list[s.Assign]:
        """Names for what stands in a loop several times, where nothing has one already."""
        steady = known - bound([loop])
        trees = [tree for node in statements(loop.body) for tree in expressions(node)]
        found = Count(part for tree in trees for part in self.steady(tree, steady))
        made: list[s.Assign] = []
        table: dict[e.Expr, e.Expr] = {}
        for tree, times in found.items():
            if times > 1:
                name = self.name_of(tree, before)
                if name is None:
                    name = self.counter.name(stem(tree)) + "~local"
                    self.facts.kinds[name] = self.facts.kind(tree)
                    self.definitions[name] = 1
                    made.append(s.Assign(name, tree, origin=loop.origin))
                    self.read.update(names(tree))
                table[tree] = e.Var(name)
                self.read[name] += times
                self.read.subtract(list(names(tree)) * times)
        for node in statements(loop.body) if table else ():
            replace(node, lambda tree: _instead(tree, table))
        return made

    def name_of(self, tree: e.Expr, before: s.Block) -> str | None:
        """The name that a number has got already."""
        for position, node in enumerate(before):
            if isinstance(node, s.Assign) and node.value == tree and "~local" in node.target:
                once = self.definitions[node.target] == 1
                same = bound(before[position + 1 :]).isdisjoint(names(tree))
                return node.target if once and same else None
        return None

    def steady(self, tree: e.Expr, names_there: set[str]) -> Iterable[e.Expr]:
        """The largest parts of an expression that are such numbers, of these names."""
        read = set(names(tree))
        real = isinstance(k.general(self.facts.kind(tree)), k.Real)  # no index
        if real and read and read <= names_there and self.is_number(tree):
            yield tree
        elif not isinstance(tree, e.Each):
            for part in children(tree):
                yield from self.steady(part, names_there)

    def taken(self, loop: s.For, known: set[str]) -> list[s.Assign]:
        """What a loop computes in each pass, and need not: it is not there any more."""
        found: list[s.Assign] = []
        changing = bound([loop])
        reads = Count(n for x in statements(loop.body) for t in expressions(x) for n in names(t))
        for node in list(loop.body):
            if any(isinstance(x, s.Break) for x in statements([node])):
                break
            if not isinstance(node, s.Assign) or not self.ours(node.target, reads):
                continue
            read = set(names(node.value))
            if read <= known and not read & changing and self.is_number(node.value):
                loop.body.remove(node)
                reads.subtract(names(node.value))
                found.append(node)
                known = known | {node.target}
                changing.discard(node.target)
        return found if loop.body else self.back(loop, found)

    def back(self, loop: s.For, found: list[s.Assign]) -> list[s.Assign]:
        loop.body[:] = found
        return []

    def ours(self, name: str, reads: Count[str]) -> bool:
        """Is it a name of the reverse sweep that only the loop `reads`, after it was bound?"""
        return "~" in name and self.definitions[name] == 1 and reads[name] == self.read[name]

    def is_number(self, tree: e.Expr) -> bool:
        """Is it made by an operation, of Python's numbers, and would nobody notice?"""
        if not isinstance(tree, e.Binary | e.Unary):
            return False
        for part in nodes(tree):
            match part:
                case e.Binary("+" | "-" | "*", _, _) | e.Unary("-", _):
                    continue
                case e.Binary("/", left, divisor) if self.is_nonzero(divisor):
                    if not isinstance(k.general(self.facts.kind(left)), k.Real):
                        return False
                case e.Var() | e.Const(int() | float()):
                    if not isinstance(k.general(self.facts.kind(part)), k.Real | k.Int):
                        return False
                case _:
                    return False
        return True

    def is_nonzero(self, tree: e.Expr) -> bool:
        """Is it a number that is known, and can be divided by?"""
        kind = self.facts.kind(tree)
        return isinstance(kind, k.Known) and type(kind.value) in (int, float) and kind.value != 0


def _instead(tree: e.Expr, table: dict[e.Expr, e.Expr]) -> e.Expr:
    found = table.get(tree)
    return rebuild(tree, lambda part: _instead(part, table)) if found is None else found

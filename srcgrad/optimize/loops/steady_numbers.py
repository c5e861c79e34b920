"""A number that is the same in all passes of a loop of the reverse sweep is computed before it.

    for t in range(len(r) - 1, 0, -1):     total_bar = -seed * 0.5
        total_bar = -seed * 0.5            for t in range(len(r) - 1, 0, -1):
        s_bar -= total_bar / s2     ->         s_bar -= total_bar / s2

Only sums, differences and products of Python's numbers, and floats over a constant, of names that
are bound for certain where the loop begins: they raise and warn of nothing where it makes no pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, expressions, names, nodes, statements, targets
from srcgrad.optimize.buffers.own_copies import SEED
from srcgrad.optimize.loops.unbound import certain


def take_out_numbers(
    forward: s.Block, reverse: s.Block, results: Iterable[e.Expr], facts: Facts
) -> None:
    """Rewrite the reverse sweep in place."""
    loops = [node for node in statements(reverse) if isinstance(node, s.For)]
    if any(isinstance(x, s.Assign) and "~" in x.target for loop in loops for x in loop.body):
        there = {SEED, *facts.entry}.union(*map(certain, forward))
        _Numbers(forward, reverse, results, facts).block(reverse, there)


class _Numbers:
    def __init__(
        self,
        forward: s.Block,
        reverse: s.Block,
        results: Iterable[e.Expr],
        facts: Facts,
    ) -> None:
        self.facts = facts
        everything = [*statements(forward), *statements(reverse)]
        self.definitions = Counter(n for node in everything for n in targets(node))
        trees = [tree for node in everything for tree in expressions(node)]
        self.read = Counter(n for tree in (*trees, *results) for n in names(tree))

    def block(self, block: s.Block, known: set[str]) -> None:
        """Take numbers out of the loops of a block, in which some names are bound for certain."""
        position = 0
        while position < len(block):
            node = block[position]
            for inner in blocks(node):
                self.block(inner, known.union(targets(node)))
            if isinstance(node, s.For):
                taken = self.taken(node, known)
                block[position:position] = taken
                position += len(taken)
                known |= {one.target for one in taken}
            known |= certain(node)
            position += 1

    def taken(self, loop: s.For, known: set[str]) -> list[s.Assign]:
        """What a loop computes in each pass, and need not: it is not there any more."""
        found: list[s.Assign] = []
        changing = bound([loop])
        reads = Counter(n for x in statements(loop.body) for t in expressions(x) for n in names(t))
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

    def ours(self, name: str, reads: Counter[str]) -> bool:
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
                case e.Binary("/", left, e.Const(float() | int() as divisor)) if divisor:
                    if not isinstance(k.general(self.facts.kind(left)), k.Real):
                        return False
                case e.Var() | e.Const(int() | float()):
                    if not isinstance(k.general(self.facts.kind(part)), k.Real | k.Int):
                        return False
                case _:
                    return False
        return True

"""What a pass does in place to an array that it has just made is an array of its own.

    for _ in range(n):                     for _ in range(n):
        x = a @ x                              x = a @ x
        x /= s                     ->          x = x / s

Nobody else holds the array that `x` stands for by then, so nobody can tell; and its adjoint is a
value, where that of an array that is written needs memory that lasts. Only of a name that gets
several arrays, which nothing else writes, and where the result has the dtype, the shape and the
layout that the array has.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import holds_memory, may_write
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import same
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, bound, expressions, names, nodes, statements, targets

OPERATORS = ("+", "-", "*", "/")
DOUBLE = np.dtype("f8")


def bind_updates(core: Core, facts: Facts) -> None:
    """Rewrite a function in place."""
    loops: s.Block = [node for node in statements(core.body) if isinstance(node, s.Loop)]
    if not any(isinstance(n, s.Augment) and n.index is None for n in statements(loops)):
        return
    if any(isinstance(n, s.Attempt | s.Ensure) for n in statements(core.body)):
        return  # who catches what is raised on the way may look at the array
    updates = _Updates(core, facts)
    for loop in loops:
        for block in blocks(loop):
            updates.visit(block)
    kept = {root for node in statements(core.body) for root in updates.written(node)}
    for block, node in updates.found.values():
        if isinstance(node.base, e.Var) and facts.root(node.base.name) not in kept:
            whole = e.Binary(node.op, node.base, node.value)
            at = next(n for n, one in enumerate(block) if one is node)
            block[at] = s.Assign(node.base.name, whole, origin=node.origin)


class _Updates:
    def __init__(self, core: Core, facts: Facts) -> None:
        self.facts = facts
        self.found: dict[int, tuple[s.Block, s.Augment]] = {}
        self.times = Counter(
            name
            for node in statements(core.body)
            if isinstance(node, s.Assign)
            for name in targets(node)
        )
        self.times.update(p.name for p in core.parameters)
        self.seen_outside = {*core.free, *core.inputs.values(), *core.cells}
        held = [place for name in facts.kinds for place in facts.places(name)[1:]]
        held += [n for n, x in facts.kinds.items() if holds_memory(x) and not k.is_array(x)]
        self.held = set(map(facts.root, held))  # what lists and other containers may hold

    def visit(self, block: s.Block) -> None:
        """Find the updates in a block of a loop, and in its branches."""
        for position, node in enumerate(block):
            if isinstance(node, s.If | s.With):
                for inner in blocks(node):
                    self.visit(inner)
            match node:
                case s.Augment(e.Var(name), None, op, value, None) if op in OPERATORS:
                    if self.fits(name, value) and self.alone(name, block[:position]):
                        self.found[id(node)] = block, node

    def written(self, node: s.Stmt) -> set[str]:
        """The memory classes that a statement writes, unless it is an update that was found."""
        if id(node) in self.found:
            return set()
        found = set(names(node.base)) if isinstance(node, s.Write) else set()
        for tree in expressions(node):
            for part in nodes(tree):
                if isinstance(part, e.Call):
                    found |= set(may_write(part, self.facts.kind, self.facts.free))
        return {self.facts.root(n) for n in found}

    def fits(self, name: str, value: e.Expr) -> bool:
        """Is the result as the array is?"""
        kind, other = self.facts.kinds[name], k.general(self.facts.kind(value))
        if not isinstance(kind, k.Array) or kind.mixed or not kind.dims or kind.dtype != DOUBLE:
            return False
        if isinstance(other, k.Real | k.Int) or value == e.Var(name):
            return True
        if not isinstance(other, k.Array | k.Scalar) or other.mixed:
            return False
        if np.result_type(kind.dtype, other.dtype) != kind.dtype:
            return False
        if isinstance(other, k.Scalar):
            return True
        return kind.rank == 1 and other.rank == 1 and same(kind.dims[0], (other.dims or (None,))[0])

    def alone(self, name: str, before: s.Block) -> bool:
        """Has the pass made the array that the name stands for, and given it to nobody?"""
        root = self.facts.root(name)
        if self.times[name] < 2 or name in self.seen_outside or root in self.held:
            return False
        for node in reversed(before):
            if id(node) in self.found and name in targets(node):
                return True
            match node:
                case s.Assign(target, value) if target == name:
                    return not self.facts.shares(value)
            for other in bound([node]):
                kind = self.facts.kinds.get(other, k.Empty())
                plain = k.is_number(kind) or isinstance(kind, k.Bool | k.Int)
                if other == name or (self.facts.root(other) == root and not plain):
                    return False
        return False

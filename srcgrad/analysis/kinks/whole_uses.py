"""Arrays that are read as a whole, on a way to the result that surely runs: nothing is left out.

for i in range(1, n):
    r[i] = r[i - 1] / h[i]      alone, this would leave out the last element
return np.sum(r * r)            which counts here

What is inf or NaN in such an array is in the result, too, as it is where nothing selects: an
exponential, which makes 0 of -inf, does not count, nor does a division by it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from typing import Any

import numpy as np

from srcgrad.analysis.arrays.flows import base_name
from srcgrad.analysis.arrays.regions import Regions
from srcgrad.analysis.order import Order
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import rule_of
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names, statements, targets

KEEPING: set[Any] = {np.sum, np.mean, np.dot, np.vdot, np.inner, np.outer, np.matmul, math.fsum}
KEEPING |= {np.square, np.sin, np.cos, np.sqrt, np.log, np.linalg.norm, float}  # infinities, or NaN


class WholeUses:
    """The statements of one function that read whole arrays."""

    def __init__(
        self, body: s.Block, result: e.Expr, facts: Facts, order: Order, active: Set[str]
    ) -> None:
        self.facts, self.order, self.active = facts, order, active
        self.result = frozenset(names(result))
        stores = [node for node in statements(body) if isinstance(node, s.Store)]
        self.written = {facts.root(base_name(node)) for node in stores}
        self.times = Counter(name for node in statements(body) for name in targets(node))
        breaks = [node for node in statements(body) if isinstance(node, s.Break)]
        self.left = {id(loop) for node in breaks for loop in order.enclosing(node)}
        self.uses: dict[str, list[s.Assign]] = defaultdict(list)
        self.defined: dict[str, s.Stmt] = {}
        for node in statements(body):
            for name in targets(node):
                self.defined[name] = node
            if isinstance(node, s.Assign) and node.target in active:
                for name in self._whole(node.value):
                    self.uses[name].append(node)
        self.reaching: set[str] = set()  # names that are read so, and are not written
        for node in [*statements(body)][::-1]:  # a use stands below what it reads
            if isinstance(node, s.Assign) and facts.root(node.target) not in self.written:
                self.reaching |= {node.target} if self.after(node.target, node) else set()

    def stays(self, name: str, node: s.Stmt, regions: Regions | None) -> bool:
        """Does nothing later store where a statement puts something in an array?"""
        match node:
            case s.Assign():
                return self.facts.root(name) not in self.written
            case s.Store(e.Var(base), index) if regions is not None:
                return regions.final(base, index, node)
        return False

    def after(self, name: str, node: s.Stmt) -> bool:
        """Is what a name holds after a statement surely read as a whole, for the result?"""
        bound = self.times[name] + (name in self.facts.entry)
        if bound != 1 or name not in self.active:
            return False
        here = self.defined.get(name)
        loops = self.order.enclosing(here) if here is not None else ()
        if name in self.result and not loops:
            return True
        return any(
            use.target in self.reaching and self._surely(node, use, loops)
            for use in self.uses[name]
        )

    def _surely(self, node: s.Stmt, use: s.Stmt, loops: tuple[s.Stmt, ...]) -> bool:
        """Does one statement run after another whenever that has run, with the same value?"""
        around = self.order.enclosing(use)
        if any(all(loop is not one for one in around) for loop in loops):
            return False
        if any(id(loop) in self.left for loop in around[-1:]):
            return False
        path, other = self.order.paths[id(use)], self.order.paths[id(node)]
        owners = (self.order.nodes.get(step[0]) for step in path)
        if any(isinstance(owner, s.Attempt | s.Ensure) for owner in owners):
            return False
        depth = len(path) - 1
        if len(other) <= depth or path[:depth] != other[:depth]:
            return False
        return path[depth][:2] == other[depth][:2] and other[depth][2] < path[depth][2]

    def _whole(self, tree: e.Expr) -> Iterator[str]:
        """The names of what an operation reads in all elements, selecting nothing."""
        operands: tuple[e.Expr, ...] = ()
        match tree:
            case e.Var():
                operands = (tree,)
            case e.Binary("+" | "-" | "*" | "@", left, right):
                operands = left, right
            case e.Binary("/", left, _) | e.Unary("-", left):
                operands = (left,)
            case e.Binary("**", left, e.Const(int() as power)) if power > 0:
                operands = (left,)
            case e.Call(func, args, ()):
                rule = rule_of(tree, self.facts.kind)
                given = (func.base, *args) if isinstance(func, e.Attr) else args
                if rule is not None and any(rule.function is one for one in KEEPING):
                    operands = given if rule.function is not np.linalg.norm else given[:1]
        for operand in operands:
            if isinstance(operand, e.Var):
                yield operand.name

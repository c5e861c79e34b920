"""Draws of random generators in passes that run again: from copies, which draw the same.

    for _ in checkpoint(range(n)):             for _ in back:
        x = x * rng.normal()           ->          rng, x = back.state()
                                                   ...

A draw changes its generator, under all names that this may have. So a generator belongs to the
state of the loop, and where a later draw is needed, the earlier ones are.
"""

from __future__ import annotations

import random

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.draws import METHODS, generates
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, nodes, statements, targets

MAKERS = (np.random.default_rng, np.random.RandomState, random.Random)


def is_generator(name: str, facts: Facts) -> bool:
    """Is a name that of a random generator?"""
    kind = facts.kinds.get(name)
    return isinstance(kind, k.Opaque) and generates(kind.cls)


class Draws:
    """The generators of a program, by name; two names that may mean one are one of them."""

    def __init__(self, body: s.Block, facts: Facts) -> None:
        self.facts = facts
        self.parents: dict[str, str] = {}
        self.unknown: set[str] = set()  # bound to what is not known
        for node in statements(body):
            for name in targets(node):
                if is_generator(name, facts):
                    self._bind(name, node)

    def _bind(self, name: str, node: s.Stmt) -> None:
        match node:
            case s.Assign(_, e.Var(other)) if is_generator(other, self.facts):
                first, second = self.root(name), self.root(other)
                if first != second:
                    self.parents[first] = second
            case s.Assign(_, e.Call(e.Ref(_, made), args, ())) if made in MAKERS:
                if any(isinstance(self.facts.kind(one), k.Opaque | k.Unknown) for one in args):
                    self.unknown.add(name)  # `default_rng(rng)` is `rng`
            case _:
                self.unknown.add(name)

    def root(self, name: str) -> str:
        """The name that stands for a generator."""
        while name in self.parents:
            name = self.parents[name]
        return name

    def drawn(self, tree: e.Expr) -> set[str]:
        """The generators from which the calls in an expression draw."""
        return {found for part in nodes(tree) if (found := self.source(part))}

    def source(self, tree: e.Expr) -> str:
        """The generator from which a call draws, "" where it is none that is known."""
        match tree:
            case e.Call(e.Attr(e.Var(name), method), _, kwargs) if method in METHODS:
                plain = name.replace("~again", "")
                root = self.root(plain)
                unsure = any(self.root(n) == root for n in self.unknown)
                if is_generator(plain, self.facts) and not unsure and "out" not in dict(kwargs):
                    return root
        return ""

    def drawn_in(self, block: s.Block) -> set[str]:
        """The same for all statements of a block."""
        trees = (tree for node in statements(block) for tree in expressions(node))
        return {root for tree in trees for root in self.drawn(tree)}

    def among(self, live: frozenset[str], drawn: set[str]) -> bool:
        """Is one of the generators live, under some name?"""
        return bool(drawn) and any(self.root(n) in drawn for n in live)

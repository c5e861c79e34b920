"""Definite assignment: which names are certainly bound at a statement."""

from __future__ import annotations

from srcgrad.ir import stmt as s
from srcgrad.ir.walk import targets


class Assigned:
    """Which names are certainly bound at a statement."""

    def __init__(self, body: s.Block, entry: set[str]) -> None:
        self.at: dict[int, frozenset[str]] = {}
        self.out: dict[int, frozenset[str]] = {}
        self._block(body, frozenset(entry))

    def _block(self, block: s.Block, known: frozenset[str]) -> frozenset[str] | None:
        for node in block:
            self.at[id(node)] = known
            after = self._statement(node, known)
            self.out[id(node)] = after if after is not None else known
            if after is None:
                return None
            known = after
        return known

    def _statement(self, node: s.Stmt, known: frozenset[str]) -> frozenset[str] | None:
        match node:
            case s.If():
                ends = [self._block(node.body, known), self._block(node.orelse, known)]
                alive = [x for x in ends if x is not None]
                return frozenset.intersection(*alive) if alive else None
            case s.For():
                self._block(node.body, known | {node.target})
                return known
            case s.While():
                tested = self._block(node.prelude, known) or known
                self._block(node.body, tested)
                return tested
            case s.With():
                return self._block(node.body, known | frozenset(targets(node)))
            case s.Attempt():
                self._block(node.body, known)
                return known | {node.raised}
            case s.Ensure():
                done = self._block(node.body, known)
                return None if done is None else self._block(node.final, done)
            case s.Break() | s.Raise():
                return None
        return known | frozenset(targets(node))

    def before(self, node: s.Stmt, name: str, after: bool) -> bool:
        """Is the name certainly bound just before the statement, or just after it?"""
        return name in (self.out if after else self.at)[id(node)]

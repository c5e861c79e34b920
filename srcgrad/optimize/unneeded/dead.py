"""Bindings of ours that nobody reads are removed, and what is left empty by that.

    test.2 = itself is None                value.3 = x[0]
    value.3 = x[0]                 ->      x_bar[0] += seed
    x_bar[0] += seed
    product_bar = seed * x[1]

In the forward sweep only what neither raises nor warns. It is no matter of time alone: what was
evaluated while compiling goes with it, of which some has a meaning for the compiler only.
"""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from srcgrad.analysis.kinks.selection import QUIET
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, statements, targets
from srcgrad.late import dataclass
from srcgrad.optimize.asked.purity import pure


def drop_dead(forward: s.Block, reverse: s.Block, results: list[e.Expr], facts: Facts) -> None:
    """Remove bindings of ours that nobody reads."""
    changed = True
    while changed:
        read = {n for tree in results for n in names(tree)}
        for node in (*statements(forward), *statements(reverse)):
            for tree in expressions(node):
                read.update(n for n in names(tree) if not _counts(node, n))
        for node in statements(forward):
            if isinstance(node, s.Attempt) and node.error not in read:
                node.error = ""
        entry = frozenset(read - {n for node in statements(forward) for n in targets(node)})
        # a caught exception is read by its handler alone, where it is bound
        entry |= {node.error for node in statements(forward) if isinstance(node, s.Attempt)}
        read |= _Dead(read, facts, ours_only=True).kept(forward, entry)
        read |= _Dead(read, facts, ours_only=False).kept(reverse, entry)
        changed = _Dead(read, facts, ours_only=True).sweep(forward, entry)
        changed |= _Dead(read, facts, ours_only=False).sweep(reverse, entry)


def _counts(node: s.Stmt, name: str) -> bool:
    """Is it a count of the compiler's, which goes on from where it was?"""
    return isinstance(node, s.Assign) and node.target == name and "." in name


@dataclass
class _Dead:
    """Removes what does not bind a name that is `read`."""

    read: set[str]
    facts: Facts
    ours_only: bool

    def sweep(self, block: s.Block, bound: Set[str]) -> bool:
        """In a block where some names are `bound` for certain; was anything removed?"""
        changed, known = False, set(bound)
        out: s.Block = []
        for node in block:
            for inner in blocks(node):
                changed |= self.sweep(inner, known.union(targets(node)))
            dead = self.dead(node, known) or self.read_later(node, block)
            if isinstance(node, (s.Assign, s.Unpack, s.Permute)):
                known.update(targets(node))
            changed |= dead
            if not dead:
                out.append(node)
        block[:] = out
        return changed

    def kept(self, block: s.Block, bound: Set[str]) -> set[str]:
        """Names that nobody else reads, with a binding that stays and reads an earlier one."""
        found, known = set[str](), set(bound)
        for node in block:
            for inner in blocks(node):
                found |= self.kept(inner, known.union(targets(node)))
            if isinstance(node, s.Assign) and not self.dead(node, known):
                found |= {node.target} & set(names(node.value))
            if isinstance(node, (s.Assign, s.Unpack, s.Permute)):
                known.update(targets(node))
        return found

    def dead(self, node: s.Stmt, known: Set[str]) -> bool:
        if not isinstance(node, s.Assign):
            held = isinstance(node, s.If | s.For)
            held |= isinstance(node, s.With) and node.manager == QUIET
            return not self.ours_only and held and not any(blocks(node))
        if node.target in self.read:
            return False
        if not pure(node.value, self.facts):
            return False
        return not self.ours_only or "~" in node.target or self.unnoticed(node.value, known)

    def read_later(self, node: s.Stmt, block: s.Block) -> bool:
        """Is it an unread part of an array that a later statement changes, and so reads?"""
        match node:
            case s.Assign(target, e.Item() as part) if "." in target and target not in self.read:
                rest = block[block.index(node) + 1 :]
                return any(
                    isinstance(x, s.Augment) and (x.base, x.index) == (part.base, part.index)
                    for x in rest
                )
        return False

    def unnoticed(self, tree: e.Expr, known: Set[str]) -> bool:
        """Would nobody notice if it were not evaluated: no exception, no warning?

        What was evaluated while compiling, sums, products and fractions of Python's numbers, copies
        of arrays and constants of their shapes.
        """
        match tree:
            case e.Var(name):
                return name in known
            case e.Call(e.Attr(e.Var(name) as array, "copy"), (), ()) if k.is_array(
                self.facts.kind(array)
            ):
                return name in known
            case e.Call(e.Ref(_, np.zeros_like | np.ones_like), (e.Var(name) as array,), ()):
                return name in known and k.is_array(self.facts.kind(array))
            case _ if k.constant(kind := self.facts.kind(tree)):
                return True
            case e.Call() if isinstance(kind, k.Range):
                return kind.value is not None
            case e.Binary("/", over, e.Const(float() | int() as under)) if under:
                number = isinstance(k.general(self.facts.kind(over)), k.Real)
                return number and self.unnoticed(over, known)
            case e.Binary("+" | "-" | "*", left, right):
                kinds = {type(k.general(self.facts.kind(part))) for part in (left, right)}
                numbers = kinds <= {k.Real, k.Int}
                return numbers and self.unnoticed(left, known) and self.unnoticed(right, known)
        return False

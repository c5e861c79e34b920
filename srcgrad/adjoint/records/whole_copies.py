"""Where several slices of one state of an array are kept, the array is copied once.

    u_kept = u[:-2].copy()                 u_kept = u.copy()
    u_kept2 = u[2:].copy()         ->      u[1:-1] = u[:-2] * u[2:]
    u[1:-1] = u[:-2] * u[2:]               ...
    ...                                    u_bar[:-2] += moved * u_kept[2:]
    u_bar[:-2] += moved * u_kept2

Slices that leave out a few elements at the ends: of these, two are more than the array. A slice
that is kept twice is copied once. A store into another array changes nothing of this.
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.adjoint.records.one_copy import writes
from srcgrad.analysis.arrays.memory import plain
from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import FULL, parts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, replace, statements, substitute
from srcgrad.late import dataclass, field

FEW = 8  # elements at an end


@dataclass
class Group:
    """The copies of parts of one array, in one state."""

    base: str
    copies: list[tuple[s.Assign, e.Expr]] = field(default_factory=list)


class Wholes:
    """Finds and replaces such copies in one function."""

    def __init__(
        self, forward: s.Block, kept: set[str], facts: Facts, name: Callable[[str], str]
    ) -> None:
        self.facts, self.kept, self.name = facts, kept, name
        self.table: dict[str, e.Expr] = {}
        self.made: set[str] = set()

    def visit(self, block: s.Block) -> None:
        """Replace in a block, and inside of its statements."""
        groups: dict[str, Group] = {}
        views: dict[str, tuple[str, e.Expr]] = {}
        for node in list(block):
            for inner in blocks(node):
                self.visit(inner)
            found = self._copy(node, views)
            if found is not None and isinstance(node, s.Assign):
                base, index = found
                groups.setdefault(base, Group(base)).copies.append((node, index))
                continue
            names_bound = bound([node])
            for base in [n for n in sorted(groups) if n in names_bound or self._writes(node, n)]:
                self._replace(block, groups.pop(base))
            views = {n: v for n, v in views.items() if not {n, v[0]} & names_bound}
            match node:
                case s.Assign(target, e.Item(e.Var(base), index)) if nearly_whole(index):
                    views[target] = base, index
        for group in groups.values():
            self._replace(block, group)

    def _writes(self, node: s.Stmt, array: str) -> bool:
        """May a statement write an array?"""
        match node:
            case s.Assign(_, value):
                return writes(value, self.facts)
            case s.Store(e.Var(base), _, value) | s.Augment(e.Var(base), _, _, value) if isinstance(
                self.facts.kinds.get(base), k.Array
            ) and not writes(value, self.facts):
                return self.facts.root(base) == self.facts.root(array)
        return True

    def _copy(
        self, node: s.Stmt, views: dict[str, tuple[str, e.Expr]]
    ) -> tuple[str, e.Expr] | None:
        """The array and the slice that a statement copies for the reverse sweep."""
        match node:
            case s.Assign(target, e.Call(e.Attr(e.Item(e.Var(base), index), "copy"))) if (
                target in self.kept and nearly_whole(index)
            ):
                return base, index
            case s.Assign(target, e.Call(e.Attr(e.Var(name), "copy"))) if target in self.kept:
                return views.get(name, (name, FULL))
        return None

    def _replace(self, block: s.Block, group: Group) -> None:
        kind = self.facts.kinds.get(group.base)
        if not isinstance(kind, k.Array):
            return
        if len({index for _, index in group.copies}) < 2:
            first, *others = [node for node, _ in group.copies]
            self.table.update({other.target: e.Var(first.target) for other in others})
            block[:] = [x for x in block if not any(x is other for other in others)]
            return
        whole = self.name(f"{plain(group.base)}_kept")
        self.made.add(whole)
        self.facts.kinds[whole] = kind
        copied = e.Call(e.Attr(e.Var(group.base), "copy"), ())
        first = group.copies[0][0]
        for node, index in group.copies:
            held = e.Var(whole)
            self.table[node.target] = held if index == FULL else e.Item(held, index)
            position = next(i for i, x in enumerate(block) if x is node)
            block[position : position + 1] = (
                [s.Assign(whole, copied, origin=node.origin)] if node is first else []
            )


def share_wholes(
    forward: s.Block,
    reverse: s.Block,
    kept: set[str],
    facts: Facts,
    name: Callable[[str], str],
) -> set[str]:
    """Rewrite both sweeps in place; the names of the copies that are made instead."""
    found = Wholes(forward, kept, facts, name)
    found.visit(forward)
    if found.table:
        for node in statements(reverse):
            replace(node, lambda tree: substitute(tree, found.table))
    return found.made


def nearly_whole(index: e.Expr) -> bool:
    """Does the subscript leave out no more than a few elements at the ends of the axes?"""
    return all(isinstance(p, e.Slice) and _nearly_whole(p) for p in parts(index))


def _nearly_whole(part: e.Slice) -> bool:
    match part.lower, part.upper, part.step:
        case (
            (None | e.Const(None) | e.Const(int())),
            (None | e.Const(None) | e.Const(int())),
            (None | e.Const(None) | e.Const(1)),
        ):
            low = part.lower.value if isinstance(part.lower, e.Const) else None
            high = part.upper.value if isinstance(part.upper, e.Const) else None
            return 0 <= (low or 0) <= FEW and (high is None or -FEW <= high < 0)  # type: ignore[operator]
    return False

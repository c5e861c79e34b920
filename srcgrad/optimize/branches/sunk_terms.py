"""What one branch gives to adjoints, and the other does not, is added in that branch.

    if margin > 0:                         if margin > 0:
        margin_bar = loss_bar                  score_bar -= loss_bar
    else:                        ->            scores_bar[j] += loss_bar
        margin_bar = 0.0
    score_bar -= margin_bar
    scores_bar[j] += margin_bar

Where nothing else reads that adjoint, and the additions come right after the branches; each branch
may have its own (one that has none, with all that is made of them: `passed_branches`).
"""

from __future__ import annotations

from collections import Counter

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import (
    blocks,
    bound,
    expressions,
    names,
    replace,
    statements,
    substitute,
    targets,
)


def sink_terms(reverse: s.Block, gradient: e.Expr) -> None:
    """Rewrite the reverse sweep in place."""
    if any(isinstance(node, s.If) for node in statements(reverse)):
        _Sinking(reverse, gradient).block(reverse)


class _Sinking:
    def __init__(self, reverse: s.Block, gradient: e.Expr) -> None:
        whole = list(statements(reverse))
        self.reads = Counter(n for x in whole for tree in expressions(x) for n in names(tree))
        self.reads.update(names(gradient))
        self.binds = Counter(n for x in whole for n in targets(x))

    def block(self, block: s.Block) -> None:
        for position in range(len(block) - 1, -1, -1):
            node = block[position]
            for inner in blocks(node):
                self.block(inner)
            if isinstance(node, s.If):
                self.sink(node, block, position + 1)

    def sink(self, node: s.If, block: s.Block, start: int) -> None:
        """Take additions that follow, from a place of the block on, into a branch."""
        given = {
            made.target: (made, branch, other)
            for branch, other in ((node.body, node.orelse), (node.orelse, node.body))
            for made in branch
            if isinstance(made, s.Assign)
            and self.binds[made.target] == 2
            and any(_is_nothing(x, made.target) for x in other)
            and not _is_nothing(made, made.target)
        }
        end = start
        while end < len(block) and _added(block[end]) in given:
            end += 1
        while any(
            self.reads[name] != times
            for name, times in Counter(map(_added, block[start:end])).items()
        ):
            end -= 1
        moved = block[start:end]
        del block[start:end]
        for name in dict.fromkeys(map(_added, moved)):
            made, branch, other = given[name]
            other[:] = [x for x in other if not _is_nothing(x, name)]
            self.add(made, branch, [x for x in moved if _added(x) == name])
        if moved and not node.body:
            node.turn()

    def add(self, made: s.Assign, branch: s.Block, own: s.Block) -> None:
        """Put additions at the end of a branch; a second name of what is added is not needed."""
        rest = branch[branch.index(made) + 1 :] + own
        branch += own
        if isinstance(made.value, e.Var | e.Const) and bound(rest).isdisjoint(names(made.value)):
            branch.remove(made)
            table: dict[str, e.Expr] = {made.target: made.value}
            for node in own:
                replace(node, lambda tree: substitute(tree, table))


def _added(node: s.Stmt) -> str:
    """The adjoint that a statement adds to another one."""
    match node:
        case s.Augment(_, _, "+" | "-", e.Var(name), None) if name.endswith("~bar"):
            return name
    return ""


def _is_nothing(node: s.Stmt, name: str) -> bool:
    """Does a statement bind the adjoint to zero?"""
    match node:
        case s.Assign(target, e.Const(0.0 as zero)):
            return target == name and not isinstance(zero, bool)
    return False

"""Which names live within one run of a block, from a binding of their own to their last use."""

from __future__ import annotations

from srcgrad.infer.sharing.passes import occurrences
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, expressions, mentions, names, targets


def scopes(body: s.Block, result: e.Expr, leaving: dict[str, s.Stmt]) -> dict[int, set[str]]:
    """For each block inside a loop, by identity, the names that live within one run of it.

    A test that ends its loop outlives the pass: it belongs to the block in which the loop stands.
    """
    own: dict[int, set[str]] = {}
    total = occurrences(body) + occurrences([s.Evaluate(result)])

    def visit(block: s.Block, looped: bool) -> None:
        for name in _living(block) if looped else ():
            own.setdefault(id(block), set()).add(name)
        for node in block:
            for inner in blocks(node):
                visit(inner, looped or isinstance(node, s.Loop))

    def _living(block: s.Block) -> set[str]:
        count = occurrences(block)
        whole = {n for n in bound(block) if n not in leaving and count[n] == total[n]}
        for node in block:
            for inner in blocks(node):
                whole -= {n for n, times in occurrences(inner).items() if times == total[n]}
        here = set(map(id, block)) if leaving else set()
        ends = {n for n, end in leaving.items() if id(end) in here}
        return (whole & _fresh_each_run(block)) | ends

    visit(body, False)
    return own


def _fresh_each_run(block: s.Block) -> set[str]:
    """The names that are bound before they are read, in each run of the block."""
    fresh: set[str] = set()
    met: set[str] = set()
    for node in block:
        new = set(mentions([node])) - met
        own = set(targets(node))
        read = {name for tree in expressions(node) for name in names(tree)}
        fresh |= (new & own) - read
        if isinstance(node, s.If) and new:
            both = _fresh_each_run(node.body) & _fresh_each_run(node.orelse)
            fresh |= (both & new) - read
        met |= new
    return fresh

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
        count = occurrences(block)
        inner_counts = [occurrences(b) for node in block for b in blocks(node)]
        for name in bound(block):
            if name in leaving:
                if looped and any(node is leaving[name] for node in block):
                    own.setdefault(id(block), set()).add(name)
                continue
            if (
                looped
                and count[name] == total[name]
                and not any(c[name] == total[name] for c in inner_counts)
                and _fresh_each_run(block, name)
            ):
                own.setdefault(id(block), set()).add(name)
        for node in block:
            for inner in blocks(node):
                visit(inner, looped or isinstance(node, s.Loop))

    visit(body, False)
    return own


def _fresh_each_run(block: s.Block, name: str) -> bool:
    """Is the name bound before it is read, in each run of the block?"""
    for node in block:
        if name in targets(node):
            return not any(name in names(t) for t in expressions(node))
        if name in mentions([node]):
            return isinstance(node, s.If) and _bound_first(node, name)
    return False


def _bound_first(node: s.If, name: str) -> bool:
    """Do both branches bind the name before they read it?"""
    return name not in names(node.test) and all(
        _fresh_each_run(b, name) for b in (node.body, node.orelse)
    )

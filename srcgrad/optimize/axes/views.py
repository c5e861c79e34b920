"""A view that the reverse sweep takes again is taken once.

    u.1~again = a[:3]                      u.1~again = a[:3]
    u.2~again = a[:3]              ->
    t = u.1~again * u.2~again              t = u.1~again * u.1~again

Both are the same elements at any time, so stores in between do not matter; a name that is bound
anew does.
"""

from __future__ import annotations

from collections import Counter

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import is_basic
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, names, replace, statements, substitute, targets


def share_views(reverse: s.Block, facts: Facts) -> None:
    """Rewrite the reverse sweep in place."""
    definitions = Counter(n for node in statements(reverse) for n in targets(node))
    written = {n for node in statements(reverse) for n in _written(node)}
    table: dict[str, e.Expr] = {}

    def visit(block: s.Block) -> None:
        known: dict[e.Expr, str] = {}
        out: s.Block = []
        for node in block:
            for inner in blocks(node):
                visit(inner)
            if blocks(node):
                known.clear()
            match node:
                case s.Assign(target, e.Item() as value) if (
                    target.endswith("~again")
                    and definitions[target] == 1
                    and target not in written
                    and _view(value, facts)
                ):
                    first = known.get(value)
                    if first is not None and facts.kinds.get(first) == facts.kinds.get(target):
                        table[target] = e.Var(first)
                        continue
                    known = _without(known, bound([node]))
                    known[value] = target
                case _:
                    known = _without(known, bound([node]))
            out.append(node)
        block[:] = out

    visit(reverse)
    if table:
        for node in statements(reverse):
            replace(node, lambda tree: substitute(tree, table))


def _view(tree: e.Item, facts: Facts) -> bool:
    base = facts.kind(tree.base)
    view = isinstance(base, k.Array) and isinstance(facts.kind(tree), k.Array)
    return view and isinstance(tree.base, e.Var) and is_basic(tree.index, facts.kind)


def _written(node: s.Stmt) -> set[str]:
    match node:
        case s.Store(base, _, _) | s.Augment(base, _, _, _):
            return set(names(base))
        case s.Evaluate(value):
            return set(names(value))
    return set()


def _without(known: dict[e.Expr, str], rebound: set[str]) -> dict[e.Expr, str]:
    return {t: n for t, n in known.items() if n not in rebound and not rebound & set(names(t))}

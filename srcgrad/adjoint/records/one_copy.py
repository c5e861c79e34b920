"""One state of an array is copied once.

    u_kept = u.copy()                      u_kept = u.copy()
    difference = 1.0 - 0.5 * u ** 2        difference = 1.0 - 0.5 * u ** 2
    u_kept2 = u.copy()             ->      u *= difference
    u *= difference

As long as nothing writes the array in between.
"""

from __future__ import annotations

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import may_write
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, names, nodes, replace, statements, substitute


def share_copies(forward: s.Block, reverse: s.Block, kept: set[str], facts: Facts) -> None:
    """Rewrite both sweeps in place; `kept` are the copies made for the reverse sweep."""
    table: dict[str, e.Expr] = {}

    def visit(block: s.Block) -> None:
        known: dict[e.Expr, str] = {}
        out: s.Block = []
        for node in block:
            for inner in blocks(node):
                visit(inner)
            match node:
                case s.Assign(target, e.Call(e.Attr(_, "copy")) as value) if target in kept:
                    first = known.setdefault(value, target)
                    if first != target:
                        table[target] = e.Var(first)
                        continue
                case s.Assign(_, value) if not writes(value, facts):
                    known = {k: v for k, v in known.items() if not bound([node]) & set(names(k))}
                case _:
                    known.clear()
            out.append(node)
        block[:] = out

    visit(forward)
    if table:
        for node in statements(reverse):
            replace(node, lambda tree: substitute(tree, table))


def writes(value: e.Expr, facts: Facts) -> bool:
    """May evaluating the expression change an array?"""
    return any(isinstance(p, e.Call) and may_write(p, facts.kind) for p in nodes(value))

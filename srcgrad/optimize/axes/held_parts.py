"""Parts that the forward sweep has under a name are not read again.

    tail = x[2:]                           tail = x[2:]
    value = np.sum(tail * tail)    ->      value = np.sum(tail * tail)
    tail~again = x[2:]                     tail_bar = seed * 2 * tail
    tail_bar = seed * 2 * tail~again

Views and elements, lengths and shapes, outside of loops and branches, where neither they nor what
they are read from is bound anew or written: the name still stands for the same.
"""

from __future__ import annotations

from collections import Counter

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import names, nodes, replace, statements, substitute, targets
from srcgrad.optimize.asked.aliases import Aliases

AGAIN = "~again"


def keep_parts(forward: s.Block, reverse: s.Block, gradient: e.Expr, facts: Facts) -> e.Expr:
    """Rewrite the reverse sweep in place; the gradient, in names that stay."""
    held = {n.target: n.value for n in forward if isinstance(n, s.Assign) and _part(n.value)}
    if not any(_again(node) in held for node in reverse):
        return gradient
    aliases = Aliases.of([*forward, *reverse], facts)
    times = Counter(n for node in statements(forward) for n in targets(node))
    back = Counter(n for node in statements(reverse) for n in targets(node))

    def steady(name: str) -> bool:
        """Does the name stand for one value, from where it is bound to the end?"""
        bound = times[name] + (name in facts.entry)
        memory = aliases.memory(name) and aliases.root(name) in aliases.changed
        return bound <= 1 and not back[name] and not memory

    table: dict[str, e.Expr] = {}
    out: s.Block = []
    for node in reverse:
        replace(node, lambda tree: substitute(tree, table))
        name = _again(node)
        if (
            name in held
            and isinstance(node, s.Assign)
            and node.value == held[name]
            and back[node.target] == 1
            and all(map(steady, (name, *names(node.value))))
        ):
            table[node.target] = e.Var(name)
        else:
            out.append(node)
    if table:
        for node in statements(out):
            replace(node, lambda tree: substitute(tree, table))
        reverse[:] = out
    return substitute(gradient, table)


def _again(node: s.Stmt) -> str:
    """The name in the forward sweep of what a statement evaluates again."""
    again = isinstance(node, s.Assign) and node.target.endswith(AGAIN)
    return node.target.removesuffix(AGAIN) if again and isinstance(node, s.Assign) else ""


def _part(tree: e.Expr) -> bool:
    """Is it made of names, constants and subscripts, and so a part of something?"""
    plain = e.Item | e.Attr | e.Var | e.Const | e.Slice | e.Sequence
    return isinstance(tree, e.Item | e.Attr) and all(isinstance(n, plain) for n in nodes(tree))

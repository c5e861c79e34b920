"""The opposite of a number that is given has no name of its own: a sign costs no more.

    negative.1 = -b                      product = -b * y
    product = negative.1 * y       ->    product_dot = -b * y_dot
    product_dot = negative.1 * y_dot

In the terms of tangents the sign then stands where it costs least.
"""

from __future__ import annotations

from collections import Counter

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, names, replace, statements, substitute, targets

NUMBERS = (k.Real, k.Int, k.Scalar)


def spell_negatives(block: s.Block, results: list[e.Expr], facts: Facts) -> None:
    """Rewrite a sweep in place; what it returns has names."""
    bound = Counter(name for node in statements(block) for name in targets(node))
    given = {name for tree in results for name in names(tree)}
    table: dict[str, e.Expr] = {}
    for node in statements(block):
        match node:
            case s.Assign(target, e.Unary("-", e.Var(name)) as value) if (
                "." in target
                and "~" not in target
                and bound[target] == 1
                and not bound[name]
                and target not in given
                and isinstance(k.general(facts.kinds.get(name, k.Unknown())), NUMBERS)
            ):
                table[target] = value
    if table:
        _spell(block, table)


def _spell(block: s.Block, table: dict[str, e.Expr]) -> None:
    for node in list(block):
        if isinstance(node, s.Assign) and node.target in table and len(block) > 1:
            block.remove(node)
            continue
        replace(node, lambda tree: substitute(tree, table))
        for inner in blocks(node):
            _spell(inner, table)

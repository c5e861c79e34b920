"""A list of one number many times, from which the reverse sweep only takes, is that number.

    parts_bar = [seed] * len(parts)
    for k in range(len(x) - 1, -1, -1):                ->     for k in range(len(x) - 1, -1, -1):
        x_bar[k] = parts_bar.pop() * 2 * x[k]                     x_bar[k] = seed * 2 * x[k]

So it is where a list is summed, or averaged. What has to be computed keeps the name of the list.
"""

from __future__ import annotations

from collections import Counter as Count

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, nodes, rebuild, replace, statements, targets


def use_numbers(reverse: s.Block, gradient: e.Expr, facts: Facts) -> None:
    """Rewrite the reverse sweep in place."""
    made = [n for n in statements(reverse) if isinstance(n, s.Assign) and _number(n.value)]
    if not made:
        return
    bound = Count(name for node in statements(reverse) for name in targets(node))
    for node in made:
        number = _number(node.value)
        assert number is not None
        steady = bound[node.target] == 1 and not any(bound[n] for n in names(number))
        if steady and node.target not in names(gradient) and _only_taken(node, reverse):
            once = {n for n, times in bound.items() if times == 1} - {*names(gradient)}
            _use(node, number, reverse, facts, once)


def _number(tree: e.Expr) -> e.Expr | None:
    """What each element of a list is, where it is the same."""
    match tree:
        case e.Binary("*", e.Sequence("list", (number,)), _):
            return number
        case e.Call(e.Attr(e.Call(e.Ref(_, np.full_like), (_, number), ()), "tolist"), (), ()):
            return number
    return None


def _only_taken(made: s.Assign, reverse: s.Block) -> bool:
    """Is each other mention of the list a `pop` from its end?"""
    mentions = taken = 0
    for node in statements(reverse):
        if node is not made:
            for tree in expressions(node):
                parts = list(nodes(tree))
                mentions += parts.count(e.Var(made.target))
                taken += parts.count(_pop(made.target))
    return mentions == taken


def _pop(name: str) -> e.Expr:
    return e.Call(e.Attr(e.Var(name), "pop"), ())


def _use(made: s.Assign, number: e.Expr, reverse: s.Block, facts: Facts, once: set[str]) -> None:
    """Read the number where one was taken; names of ours for what was taken, bound `once`, go."""
    pop, name = _pop(made.target), e.Var(made.target)
    one = number if isinstance(number, e.Var | e.Const) else name
    taken = [n for n in statements(reverse) if isinstance(n, s.Assign) and n.value == pop]
    second = [n for n in taken if "." in n.target and n.target in once]
    same = [pop, *(e.Var(n.target) for n in second)]

    def used(tree: e.Expr) -> e.Expr:
        return one if tree in same else rebuild(tree, used)

    for node in statements(reverse):
        replace(node, used)
    made.value = number
    facts.kinds[made.target] = facts.kind(number)
    for node in [*second, *([made] if one is not name else [])]:
        _drop(node, reverse)


def _drop(made: s.Assign, block: s.Block) -> None:
    for node in block:
        for inner in blocks(node):
            _drop(made, inner)
    block[:] = [node for node in block if node is not made]

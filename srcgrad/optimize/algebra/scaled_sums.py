"""The adjoint of a scale that is scaled again is a sum with what was scaled.

    z = d * w                                  z = d * w
    ...                                        ...
    w_bar = np.sum(z_bar * d, axis=0)    ->    w_bar = np.sum(z_bar * z, axis=0)
    l_bar = l_bar + w_bar * w                  l_bar = l_bar + w_bar

As where `w = np.exp(l)` scales each sample. The array `d` need not be kept, and a product goes.
Outside of loops, where the sum runs over just the axes that `w` does not have.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import not_one, same
from srcgrad.ir.walk import expressions, names, nodes, rebuild, replace, statements, targets
from srcgrad.optimize.asked.aliases import Aliases


def scale_sums(forward: s.Block, reverse: s.Block, gradient: e.Expr, facts: Facts) -> None:
    """Rewrite the reverse sweep in place."""
    whole = [*statements(forward), *statements(reverse)]
    times = Counter(n for node in whole for n in targets(node))
    uses = Counter(n for node in statements(reverse) for t in expressions(node) for n in names(t))
    uses.update(names(gradient))
    products = {
        (left, right): node.target
        for node in forward
        if isinstance(node, s.Assign) and times[node.target] == 1
        for left, right in _factors(node.value)
    }
    if not products:
        return
    aliases = Aliases.of([*forward, *reverse], facts)

    def steady(name: str) -> bool:
        return times[name] <= 1 and aliases.root(name) not in aliases.changed

    for position, node in enumerate(reverse):
        match node:
            case s.Assign(
                total,
                e.Call(
                    e.Ref(_, np.sum) as function,
                    (e.Binary("*", e.Var() as bar, e.Var(d)),),
                    (("axis", axis),),
                ),
            ) if uses[total] == times[total] == 1:
                scale, later = _scaled(total, reverse[position + 1 :])
                z = products.get((d, scale), "")
                if not z or not all(map(steady, (d, scale, z))):
                    continue
                if later is not None and _over_the_others(z, d, scale, axis, facts):
                    node.value = e.Call(
                        function, (e.Binary("*", bar, e.Var(z)),), (("axis", axis),)
                    )
                    product = e.Binary("*", e.Var(total), e.Var(scale))
                    replace(later, lambda tree, p=product, n=total: _without(tree, p, n))  # type: ignore[misc]


def _factors(value: e.Expr) -> list[tuple[str, str]]:
    match value:
        case e.Binary("*", e.Var(left), e.Var(right)):
            return [(left, right), (right, left)]
    return []


def _scaled(total: str, rest: s.Block) -> tuple[str, s.Stmt | None]:
    """By which array the sum is multiplied, and in which statement."""
    for node in rest:
        for tree in expressions(node):
            for part in nodes(tree):
                match part:
                    case e.Binary("*", e.Var(left), e.Var(scale)) if left == total:
                        return scale, node
    return "", None


def _over_the_others(z: str, d: str, scale: str, axis: e.Expr, facts: Facts) -> bool:
    """Has the scale all axes but those of the sum, in the lengths of the product?"""
    kinds = [facts.kinds.get(name) for name in (z, d, scale)]
    if not all(isinstance(kind, k.Array) and kind.dtype == np.float64 for kind in kinds):
        return False
    lengths, own, short = (k.dims(kind) or () for kind in kinds if kind is not None)
    chosen = facts.kind(axis)
    if len(lengths) != len(own) or not k.constant(chosen):
        return False
    lead = len(lengths) - len(short)
    axes = {int(a) % len(lengths) for a in np.atleast_1d(k.value_of(chosen))}
    if lead <= 0 or axes != set(range(lead)):
        return False
    pairs = [*zip(own, lengths, strict=True), *zip(short, lengths[lead:], strict=True)]
    return all(same(a, b) or not_one(a) for a, b in pairs)  # that is how they were multiplied


def _without(tree: e.Expr, product: e.Expr, total: str) -> e.Expr:
    if tree == product:
        return e.Var(total)
    return rebuild(tree, lambda part: _without(part, product, total))

"""Two factors whose product the program has computed are read as that product.

    y = a * b                          y = a * b
    k_bar = y_bar * a * b * t    ->    k_bar = y_bar * y * t

Of numbers, where nothing chooses among some: what is not chosen has an adjoint of zero, which two
large factors leave as it is, and their infinite product would not. So has an element that nobody
reads, of an array.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import expressions, names, nodes, rebuild, replace, statements
from srcgrad.ir.wrapping import wraps
from srcgrad.optimize.repeated.known_means import steady

CHOOSING = {
    *(np.where, np.select, np.choose, np.minimum, np.maximum, np.fmin, np.fmax, np.clip),
    *(np.min, np.max, np.nanmin, np.nanmax, min, max),
}


def read_factors(forward: s.Block, reverse: s.Block, facts: Facts) -> None:
    """Rewrite the reverse sweep in place."""
    made = {
        node.value: node.target
        for node in forward
        if isinstance(node, s.Assign) and _product(node.value, facts)
    }
    trees = [tree for node in statements(reverse) for tree in expressions(node)]
    if not made or not any(_chain(part) is not None for tree in trees for part in nodes(tree)):
        return
    if any(_chooses(part) for part in _all([*forward, *reverse])):
        return
    lasting = steady([*forward, *reverse], facts)
    known = {
        tree: e.Var(name) for tree, name in made.items() if all(map(lasting, [name, *names(tree)]))
    }

    def shorter(tree: e.Expr) -> e.Expr:
        tree = rebuild(tree, shorter)
        found = _chain(tree)
        if found is None:
            return tree
        first, one, other = found
        whole = known.get(e.Binary("*", one, other)) or known.get(e.Binary("*", other, one))
        return tree if whole is None else e.Binary("*", first, whole)

    for node in statements(reverse) if known else ():
        replace(node, shorter)


def _product(tree: e.Expr, facts: Facts) -> bool:
    """Is it a product of two names, of real numbers?"""
    match tree:
        case e.Binary("*", e.Var(), e.Var()):
            kind = facts.kind(tree)
            return k.is_number(kind) and not wraps(kind) and not k.is_complex(kind)
    return False


def _chain(tree: e.Expr) -> tuple[e.Expr, e.Expr, e.Expr] | None:
    """The parts of `x * a * b`."""
    match tree:
        case e.Binary("*", e.Binary("*", first, e.Var() as one), e.Var() as other):
            return first, one, other
    return None


def _all(block: s.Block) -> Iterator[e.Expr]:
    for node in statements(block):
        for tree in expressions(node):
            yield from nodes(tree)


def _chooses(part: e.Expr) -> bool:
    match part:
        case e.Ref(_, target):
            return any(target is one for one in CHOOSING)
    return False

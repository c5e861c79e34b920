"""Factors that are 1.0 are left out: the seed of a derivative that a program takes, by default.

    seed.1 = 1.0                              g = k * 4 * q
    g = seed.1 * k * 4 * q          ->

Of real numbers, and of arrays within a longer expression: a product alone makes an array of its
own, which the array without the factor would not be. It may be where nobody writes the array, and
the product is an operand of arithmetic only. Complex values are multiplied part by part,
which is another number where one of the parts is infinite.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import (
    children,
    expressions,
    names,
    nodes,
    rebuild,
    replace,
    statements,
    targets,
)
from srcgrad.optimize.names.constants import drop_bindings, fixed_names

ARITHMETIC = {"+", "-", "*", "/"}
DOUBLE = np.dtype(np.float64)


def drop_unit_factors(core: Core, facts: Facts) -> set[str]:
    """Rewrite a function in place; gives the names that have become copies."""
    block = list(statements(core.body))
    bindings = Counter(name for node in block for name in targets(node))
    fixed = fixed_names(core, block)
    units = {
        node.target
        for node in block
        if isinstance(node, s.Assign)
        and "." in node.target
        and bindings[node.target] == 1
        and node.target not in fixed
        and isinstance(node.value, e.Const)
        and type(node.value.value) is float
        and node.value.value == 1.0
    }
    if not units:
        return set()
    products = [x for x in block if isinstance(x, s.Assign) and isinstance(x.value, e.Binary)]
    operands = _operands(block, core.result, bindings, facts)
    for node in block:
        alone = isinstance(node, s.Assign) and node.target in operands
        replace(node, lambda tree, alone=alone: _without(tree, units, facts, alone))  # type: ignore[misc]
    core.result = _without(core.result, units, facts)
    read = {name for node in block for tree in expressions(node) for name in names(tree)}
    unread = units - read - {*names(core.result)}
    drop_bindings(core.body, unread)
    for name in unread:
        facts.kinds.pop(name, None)
    return {node.target for node in products if isinstance(node.value, e.Var)}


def _operands(block: s.Block, result: e.Expr, bindings: Counter[str], facts: Facts) -> set[str]:
    """Names of ours that arithmetic alone reads, and that stand for arrays that nobody writes."""
    found = {name for name, count in bindings.items() if "." in name and count == 1}
    trees = [tree for node in block for tree in expressions(node)]
    read = Counter(name for tree in [*trees, result] for name in names(tree))
    within = Counter(
        part.name
        for tree in [*trees, result]
        for whole in nodes(tree)
        if isinstance(whole, e.Binary) and whole.op in ARITHMETIC
        for part in children(whole)
        if isinstance(part, e.Var)
    )
    written = {
        facts.root(n) for node in block if isinstance(node, s.Write) for n in names(node.base)
    }
    for node in block:
        given = names(node.value) if isinstance(node, s.Assign) else ()
        if isinstance(node, s.Assign) and any(
            facts.root(name) in written or bindings[name] > (name not in facts.entry)
            for name in given
        ):
            found.discard(node.target)
    return {
        name for name in found if read[name] == within[name] and facts.root(name) not in written
    }


def _without(tree: e.Expr, units: Set[str], facts: Facts, inner: bool = False) -> e.Expr:
    """An expression without such factors; `inner` is an operand of an operation on numbers."""
    if units.isdisjoint(names(tree)):
        return tree
    if isinstance(tree, e.Binary) and tree.op == "*":
        for one, other in ((tree.left, tree.right), (tree.right, tree.left)):
            if isinstance(one, e.Var) and one.name in units and _small(other):
                return e.Const(float(other.value))  # type: ignore[attr-defined]
            if isinstance(one, e.Var) and one.name in units and _stays(facts.kind(other), inner):
                return _without(other, units, facts, inner)
    within = isinstance(tree, e.Binary) and tree.op in ARITHMETIC
    return rebuild(tree, lambda part: _without(part, units, facts, within))


def _small(tree: e.Expr) -> bool:
    """Is it an integer that a float holds?"""
    return isinstance(tree, e.Const) and type(tree.value) is int and abs(tree.value) < 2**53


def _stays(kind: k.Kind, inner: bool) -> bool:
    """Is a value times 1.0 the same number, of the same type?"""
    match k.general(kind):
        case k.Real(integral=False):
            return True
        case k.Scalar(dtype, mixed=False, integral=False):
            return dtype == DOUBLE
        case k.Array(dtype, dims, mixed=False):
            return inner and (dtype == DOUBLE or (dtype.kind == "f" and bool(dims)))
    return False

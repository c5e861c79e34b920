"""A tangent that only meets arrays of its value's shape need not be broadcast to it before.

    d_dot = x_dot if x_dot.shape == d.shape else np.broadcast_to(x_dot, d.shape)
    r_dot = 2 * np.sum(d * d_dot, axis=1)     ->     r_dot = 2 * np.sum(d * x_dot, axis=1)

Where it is a factor, or a term, beside one that is known to have that shape. So is a number that
all elements have for a tangent: `np.full_like(d, -m_dot)`.
"""

from __future__ import annotations

from collections import Counter
from functools import partial

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.passes import occurrences
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import same
from srcgrad.ir.walk import (
    blocks,
    children,
    expressions,
    names,
    replace,
    statements,
    substitute,
    targets,
)

DOUBLE = np.dtype("f8")  # a number may be of another precision than the array
ELEMENTWISE = ("+", "-", "*", "/")


def drop_broadcasts(body: s.Block, ends: e.Expr, facts: Facts) -> None:
    """Rewrite a sweep with tangents in place; `ends` are read after it."""
    found = {n for node in statements(body) if _spread(node, facts) for n in targets(node)}
    if found:
        bound = Counter(name for node in statements(body) for name in targets(node))
        trees = [tree for node in statements(body) for tree in expressions(node)]
        bare = set(names(ends)) | {name for tree in trees for name in _bare(tree, found, facts)}
        _visit(body, {n for n in found - bare if bound[n] == 1}, occurrences(body), bound)


def _visit(block: s.Block, found: set[str], total: Counter[str], bound: Counter[str]) -> None:
    for node in list(block):
        for inner in blocks(node):
            _visit(inner, found, total, bound)
        match node:
            case s.Assign(name, e.Choice(_, part, _) | e.Call(_, (_, part), ())) if name in found:
                later = block[block.index(node) + 1 :]
                if (
                    all(bound[n] <= 1 for n in names(part))
                    and occurrences(later)[name] == total[name] - 1
                ):
                    for other in statements(later):
                        replace(other, partial(substitute, table={name: part}))
                    block.remove(node)


def _spread(node: s.Stmt, facts: Facts) -> bool:
    """Does a statement broadcast a tangent where that is needed?"""
    match node:
        case s.Assign(
            target,
            e.Choice(
                e.Compare("==", e.Attr(e.Var(part), "shape"), e.Attr(e.Var(), "shape") as shape),
                e.Var(given),
                e.Call(e.Ref(_, np.broadcast_to), (e.Var(again), wanted), ()),
            ),
        ):
            return "~dot" in target and part == given == again and shape == wanted
        case s.Assign(
            target, e.Call(e.Ref(_, np.full_like), (e.Var(), (e.Var() | e.Unary("-", e.Var()))), ())
        ):
            kind = facts.kinds.get(target)
            return "~dot" in target and isinstance(kind, k.Array) and kind.dtype == DOUBLE
    return False


def _bare(tree: e.Expr, found: set[str], facts: Facts) -> set[str]:
    """Those of the names that stand where their own shape counts."""
    match tree:
        case e.Var(name):
            return {name} & found
        case e.Binary(op, left, right) if op in ELEMENTWISE:
            return _beside(left, right, found, facts) | _beside(right, left, found, facts)
    return {name for part in children(tree) for name in _bare(part, found, facts)}


def _beside(tree: e.Expr, other: e.Expr, found: set[str], facts: Facts) -> set[str]:
    """Of an operand: nothing, if it is one of the names beside an array of its shape."""
    match tree:
        case e.Var(name) | e.Binary("/", e.Var(name), e.Var() | e.Const()) if name in found:
            mine, met = (k.dims(facts.kind(x)) for x in (tree, other))
            if mine and met and len(mine) == len(met) and all(map(same, mine, met)):
                read = set(names(other)) & found  # which may not have its shape any more
                return ({name} if read else set()) | (set(names(tree)) & found - {name})
    return _bare(tree, found, facts)

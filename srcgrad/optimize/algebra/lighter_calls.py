"""Calls of tangents in loops, in the form whose call takes least: there the calls count.

    for i in range(n):                        for i in range(n):
        y_dot = a_dot @ x + a @ x_dot   ->        y_dot = np.dot(a_dot, x) + np.dot(a, x_dot)
        z_dot = np.zeros_like(z)                  z_dot = np.zeros(z.size)

Of vectors and matrices `np.dot` is the same product, and takes two thirds of the time of `@` where
they are small. The values themselves are left alone.
"""

from __future__ import annotations

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, rebuild
from srcgrad.optimize.algebra.terms import has_tangent

DOT, ZEROS = e.Ref("np.dot", np.dot), e.Ref("np.zeros", np.zeros)
DOUBLE = np.dtype(np.float64)


def lighten(body: s.Block, facts: Facts, inside: bool = False) -> None:
    """Rewrite the tangents of loops in place."""
    for node in body:
        for inner in blocks(node):
            lighten(inner, facts, inside or isinstance(node, s.Loop))
        if not inside:
            continue
        match node:
            case s.Assign(target, value) if "~dot" in target:
                node.value = _lighter(value, facts)
            case s.Store(e.Var(name), _, value) if "~dot" in name:
                node.value = _lighter(value, facts)
            case s.Augment(e.Var(name), _, _, value) if "~dot" in name:
                node.value = _lighter(value, facts)


def _lighter(tree: e.Expr, facts: Facts) -> e.Expr:
    tree = rebuild(tree, lambda part: _lighter(part, facts))
    match tree:
        case e.Binary("@", left, right) if has_tangent(tree):
            ranks = {_rank(left, facts), _rank(right, facts)}
            return e.Call(DOT, (left, right)) if ranks <= {1, 2} else tree
        case e.Call(e.Ref(_, np.zeros_like), (e.Var(name) as of,), ()) if (
            _rank(of, facts) == 1 and name not in facts.nones
        ):
            return e.Call(ZEROS, (e.Attr(of, "size"),))
    return tree


def _rank(tree: e.Expr, facts: Facts) -> int | None:
    """The number of axes of an array of doubles."""
    kind = facts.kind(tree)
    return k.rank(kind) if isinstance(kind, k.Array) and kind.dtype == DOUBLE else None

"""Partials that may be inf or NaN, taken at a safe point where the adjoint is zero.

a_bar = b_bar / np.where(b_bar != 0, a, 0.5)

counted = np.where(c_bar != 0, c, 0.5)             of an operand that is read more than once
t_bar = c_bar * 0.5 / np.where(counted, counted, 1)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from srcgrad.adjoint.sweep import Sweep
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import Dim
from srcgrad.ir.walk import children, rebuild

WHERE = e.Ref("np.where", np.where)


def at_safe_points(
    sweep: Sweep, partial: e.Expr, test: e.Expr, given: set[e.Expr], point: float
) -> e.Expr:
    """A partial whose operands, some of them `given` as expressions, count where a test holds."""
    partial = _with_conditions(sweep, partial)

    def operands(tree: e.Expr, below: bool = False) -> Iterator[e.Expr]:
        number = isinstance(tree, e.Call) and k.is_number(sweep.kind(tree))  # `float(c)`
        whole = isinstance(tree, e.Var) or tree in given or number  # evaluated again or not
        of_floats = whole and isinstance(sweep.kind(tree), k.Array | k.Scalar | k.Real)
        if of_floats or (below and _may_be_zero(sweep, tree)):
            yield tree
        elif not isinstance(tree, e.Attr | e.Item) and not _counts(sweep, tree):
            divided = isinstance(tree, e.Binary) and tree.op == "/"
            for place, child in enumerate(children(tree)):
                yield from operands(child, divided and place == 1)

    safe: dict[e.Expr, e.Expr] = {}
    for tree, times in Counter(operands(partial)).items():
        safe[tree] = e.Call(WHERE, (test, tree, e.Const(point)))
        if times > 1:
            local = sweep.counter.name("counted") + "~local"
            sweep.kinds[local] = sweep.kind(safe[tree])
            sweep.emit(s.Assign(local, safe[tree]))
            safe[tree] = e.Var(local)

    def mapped(tree: e.Expr) -> e.Expr:
        if tree in safe:
            return safe[tree]
        if isinstance(tree, e.Attr | e.Item) or _counts(sweep, tree):
            return tree
        return rebuild(tree, mapped)

    return mapped(partial)


def _with_conditions(sweep: Sweep, tree: e.Expr) -> e.Expr:
    """The conditions that a rule has named in place of their names: they are asked there, too."""
    match tree:
        case e.Var(name) if name.endswith("~local") and _is_condition(sweep.kind(tree)):
            for node in reversed(sweep.out):
                if isinstance(node, s.Assign) and node.target == name:
                    return _with_conditions(sweep, node.value)
    return rebuild(tree, lambda part: _with_conditions(sweep, part))


def _is_condition(kind: k.Kind) -> bool:
    return isinstance(kind, k.Array | k.Scalar) and kind.dtype.kind == "b"


def _may_be_zero(sweep: Sweep, tree: e.Expr) -> bool:
    """Is it an integer, but no length of an axis, by which an array may be divided?"""
    kind = sweep.kind(tree)
    length = isinstance(kind, k.Int) and isinstance(kind.value, Dim) and kind.value.axis
    if not isinstance(kind, k.Int) or length or _counts(sweep, tree):
        return False
    return not sweep.facts.limits.is_surely_nonzero(tree)


def _counts(sweep: Sweep, tree: e.Expr) -> bool:
    """Is it a call that gives an integer, a length for instance, which is the same everywhere?"""
    return isinstance(tree, e.Call) and isinstance(k.general(sweep.kind(tree)), k.Int)

"""Arrays of integers whose name holds arrays of floats later: they are made floats where made.

    w = np.array([0, 0])                    first = np.array([0, 0])
    for x in points:                  ->    w = first.astype(float)
        w = w + 0.1 * (x - w)               ...

All that is computed with them is the same: a sum, product or quotient of integers and floats is
one of floats. Not where elements are stored, under this name or another, which an array of integers
would cut off, nor where integers follow rules of their own (`//`, `%`, most powers).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.function import Core
from srcgrad.ir.walk import blocks, expressions, names, nodes, statements
from srcgrad.normalize.scope import Counter

LIKE_FLOATS = {"+", "-", "*", "/", "@"}


def make_floats(core: Core, facts: Facts, counter: Counter, wanted: Iterable[str]) -> bool:
    """Rewrite what binds such names to integers; says whether there were any."""
    found = {name for name in wanted if _both(facts.clashes.get(name, set()))}
    found = {name for name in found if _is_only_read(name, core, facts)}
    return bool(found) and _rewrite(core.body, found, facts, counter)


def _both(dtypes: set[np.dtype[Any]]) -> bool:
    """Integers, floats of double precision, and nothing else?"""
    double = np.dtype(float)
    return double in dtypes and {dtype.kind for dtype in dtypes - {double}} == {"i"}


def _is_only_read(name: str, core: Core, facts: Facts) -> bool:
    """Is nothing stored into the name's memory, and nothing done that only integers do?"""
    own = facts.root(name)
    for node in statements(core.body):
        trees = expressions(node)
        if any(facts.root(n) == own for tree in _written(node) for n in names(tree)):
            return False
        if any(_as_integers(part, name) for tree in trees for part in nodes(tree)):
            return False
    return True


def _written(node: s.Stmt) -> list[e.Expr]:
    """What a statement may write; a list gets an array as it is."""
    match node:
        case s.Store(base) | s.Augment(base):
            return [base]
        case s.Evaluate(e.Call(e.Attr(e.Var(), "append" | "insert"))):
            return []
        case s.Evaluate(value):
            return [value]
    return []


def _as_integers(tree: e.Expr, name: str) -> bool:
    """Is it an operation that integers have rules of their own for, or one that may write?"""
    match tree:
        case e.Binary("**", left, e.Const(int(exponent))) if exponent >= 0:
            return False
        case e.Binary(op, left, right):
            return op not in LIKE_FLOATS and name in {*names(left), *names(right)}
        case e.Attr(base, "dtype" | "itemsize" | "nbytes" | "astype" | "view"):
            return name in names(base)
        case e.Item(_, index):
            return name in names(index)
        case e.Unary("~", operand):
            return name in names(operand)
        case e.Call(_, _, kwargs):
            return any(key == "out" and name in names(value) for key, value in kwargs)
    return False


def _whole(kind: k.Kind) -> bool:
    return isinstance(kind, k.Array) and kind.dtype.kind == "i"


def _rewrite(block: s.Block, found: set[str], facts: Facts, counter: Counter) -> bool:
    changed = False
    for node in list(block):
        for inner in blocks(node):
            changed |= _rewrite(inner, found, facts, counter)
        if not isinstance(node, s.Assign) or node.target not in found:
            continue
        if not _whole(facts.bare(node.value)):
            continue
        first = counter.name("first")
        block.insert(block.index(node), s.Assign(first, node.value, origin=node.origin))
        node.value = e.Call(e.Attr(e.Var(first), "astype"), (e.Ref("float", float),))
        changed = True
    return changed

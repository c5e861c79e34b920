"""A tuple whose length only the run knows is a list, where nothing in the program can tell.

t = tuple(xs)                 t = list(xs)
s += t[k] * len(t)     ->     s += t[k] * len(t)
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import children, expressions, names, statements, targets

KindOf = Callable[[e.Expr], k.Kind]
LIST = e.Ref("list", list)
BLIND = (len, sum, min, max, any, all, sorted, list, tuple, math.prod, math.fsum, functools.reduce)


def as_lists(
    body: s.Block, result: e.Expr, kind_of: KindOf, varied: Callable[[e.Expr], bool]
) -> bool:
    """Turn such tuples into lists, in place; says whether there were any."""
    changed = False
    for node in statements(body):
        match node:
            case s.Assign(target, e.Call(e.Ref(_, function), (e.Var() as xs,), ())) if (
                function is tuple and _of_any_length(kind_of(xs), varied(xs))
            ):
                if not _told_apart(body, result, target, kind_of):
                    node.value = e.Call(LIST, (xs,))
                    changed = True
    return changed


def _of_any_length(kind: k.Kind, varied: bool) -> bool:
    """Is it a list that grew, or an active array?"""
    if isinstance(kind, k.Array):
        return varied and bool(kind.dims)
    return isinstance(kind, k.List) and kind.items is None


def _told_apart(body: s.Block, result: e.Expr, name: str, kind_of: KindOf) -> bool:
    """Could it be seen what a name, or what it is copied to, holds?"""
    group = {name}
    while True:
        more = set(group)
        for node in statements(body):
            value = node.value if isinstance(node, s.Assign) else None
            if isinstance(value, e.Item) and isinstance(value.index, e.Slice):
                value = value.base  # a part of it is a tuple, too
            if isinstance(value, e.Var) and {value.name, *targets(node)} & group:
                more |= {value.name, *targets(node)}
        if more == group:
            break
        group = more
    if group & set(names(result)):
        return True
    return any(_sees(node, group, kind_of) for node in statements(body))


def _sees(node: s.Stmt, group: set[str], kind_of: KindOf) -> bool:
    if group & set(targets(node)):
        return not _makes(node, group)
    if isinstance(node, s.If | s.While) and isinstance(node.test, e.Var):
        return False
    if isinstance(node, s.For | s.Unpack):
        return False
    if isinstance(node, s.Assign) and isinstance(node.value, e.Item) and _makes(node, group):
        return any(_reads(tree, group, kind_of) for tree in children(node.value.index))
    return any(_reads(tree, group, kind_of) for tree in expressions(node))


def _makes(node: s.Stmt, group: set[str]) -> bool:
    """Does a statement bind a tuple, or a list that stands for one?"""
    if isinstance(node, s.Unpack):  # `*rest` is a list anyway
        return all(n == node.star for n, t in enumerate(node.targets) if t in group)
    if not isinstance(node, s.Assign):
        return False
    match node.value:
        case e.Var() | e.Item(e.Var(), e.Slice()):
            return True
        case e.Call(e.Ref(_, function), (e.Var(),), ()):
            return function in (tuple, list)
    return False


def _reads(tree: e.Expr, group: set[str], kind_of: KindOf) -> bool:
    """Is a name read in another way than any sequence allows?"""
    match tree:
        case e.Var(name):
            return name in group
        case e.Star(e.Var()) | e.Unary("not", e.Var()):
            return False
        case e.Item(e.Var(name), index) if name in group:
            return isinstance(index, e.Slice) or _reads(index, group, kind_of)
        case e.Item(base, e.Sequence("tuple", parts)) if k.is_array(kind_of(base)):
            return any(_reads(p, group, kind_of) for p in parts if not isinstance(p, e.Var))
        case e.Call(e.Ref(_, function), args, kwargs) if _is_blind(function):
            rest = [a for a in args if not isinstance(a, e.Var)]
            return any(_reads(a, group, kind_of) for a in (*rest, *(v for _, v in kwargs)))
    return any(_reads(child, group, kind_of) for child in children(tree))


def _is_blind(function: object) -> bool:
    """Does a function take any sequence for its elements?"""
    module = (getattr(function, "__module__", None) or "").partition(".")[0]
    known = any(function is one for one in BLIND)
    return known or isinstance(function, np.ufunc) or module == "numpy"

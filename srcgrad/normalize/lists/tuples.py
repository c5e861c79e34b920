"""A tuple whose length only the run knows is a list, where nothing in the program can tell.

t = tuple(xs)                 t = list(xs)
s += t[k] * len(t)     ->     s += t[k] * len(t)

t = ()                        t = []
for v in x:                   for v in x:
    t += (v * v,)      ->         t += [v * v]
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Collection

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, children, expressions, names, statements, targets
from srcgrad.normalize.lists.tuples_in_lists import Holders
from srcgrad.runtime import asked, counted

KindOf = Callable[[e.Expr], k.Kind]
LIST = e.Ref("list", list)
BLIND = (
    *(len, sum, min, max, any, all, sorted, list, tuple, counted),
    *(math.prod, math.fsum, functools.reduce),
)


def as_lists(
    body: s.Block,
    result: e.Expr,
    kind_of: KindOf,
    varied: Callable[[e.Expr], bool],
    seen: Collection[str] = (),
) -> bool:
    """Turn such tuples into lists, in place; says whether there were any.

    They are made of a list or an array, grow in a loop, or are of another length on each path. The
    names that are `seen` elsewhere are parameters, or variables of functions.
    """
    changed = False
    for node in statements(body):
        match node:
            case s.Assign(target, e.Call(e.Ref(_, function), (e.Var() as xs,), ())) if (
                function is tuple and _of_any_length(kind_of(xs), varied(xs))
            ):
                found = _group(body, target)
            case s.Assign(target, e.Sequence("tuple")) if type(
                kind_of(e.Var(target))
            ) is k.Unknown and varied(e.Var(target)):
                found = _group(body, target)
            case _:
                continue
        group = found.tuples
        if (group | found.lists) & {*names(result), *seen}:
            continue
        if not any(_sees(one, found, kind_of) for one in statements(body)):
            _spell(body, group, bool(found.lists) or _held_twice(body, group))
            changed = True
    return changed


def _held_twice(body: s.Block, group: set[str]) -> bool:
    """Has a tuple two names, or does it grow while it is gone through?"""
    copied = any(
        isinstance(node, s.Assign)
        and isinstance(_itself(node.value), e.Var)
        and node.target in group
        for node in statements(body)
    )
    loops = [node for node in statements(body) if isinstance(node, s.For)]
    return copied or any(
        isinstance(node.source, e.Var) and node.source.name in group & bound(node.body)
        for node in loops
    )


def _spell(block: s.Block, group: set[str], held_twice: bool) -> None:
    """Lists in place of the displays; one that has a single name grows where it is."""
    for position, node in enumerate(block):
        for inner in blocks(node):
            _spell(inner, group, held_twice)
        match node:
            case s.Augment(e.Var(name) as base, None, "+", value) if name in group:
                node.value = _list(value)
                if held_twice:
                    total = e.Binary("+", base, node.value)
                    block[position] = s.Assign(name, total, origin=node.origin, mark=node.mark)
            case s.Assign(name, e.Binary("+", left, value)) if name in group:
                if left == e.Var(name) and not held_twice:
                    added = s.Augment(left, None, "+", _list(value), origin=node.origin)
                    added.mark = node.mark
                    block[position] = added
                else:
                    node.value = e.Binary("+", _list(left), _list(value))
            case s.Assign(name, value) if name in group:
                node.value = _list(value)


def _list(tree: e.Expr) -> e.Expr:
    """A display, or a copy, as that of a list."""
    match tree:
        case e.Sequence("tuple", items):
            return e.Sequence("list", items)
        case e.Call(e.Ref(_, function), args, ()) if function is tuple:
            return e.Call(LIST, args)
    return tree


def _of_any_length(kind: k.Kind, varied: bool) -> bool:
    """Is it a list that grew, or an active array?"""
    if isinstance(kind, k.Array):
        return varied and bool(kind.dims)
    return isinstance(kind, k.List) and kind.items is None


def _group(body: s.Block, name: str) -> Holders:
    """The names that hold what one name holds, parts of it, or more with it in front."""
    found = Holders({name})
    while True:
        group = found.tuples
        more = set(group)
        for node in statements(body):
            value = node.value if isinstance(node, s.Assign | s.Augment) else None
            if isinstance(value, e.Item) and isinstance(value.index, e.Slice):
                value = value.base  # a part of it is a tuple, too
            value = _itself(value)
            sides = (value.left, value.right) if isinstance(value, e.Binary) else (value,)
            held = {side.name for side in sides if isinstance(side, e.Var)}
            joined = isinstance(value, e.Var) or getattr(value, "op", "") == "+"
            if joined and {*held, *targets(node)} & group:
                more |= {*held, *targets(node)}
        found.tuples = more
        if not found.extend(body) and more == group:
            return found


def _itself(value: e.Expr | None) -> e.Expr | None:
    """The tuple that an iterator is made of, which it asks for its elements."""
    match value:
        case e.Call(e.Ref(_, function), (e.Var() as held,), ()) if function is asked:
            return held
    return value


def _sees(node: s.Stmt, found: Holders, kind_of: KindOf) -> bool:
    group = found.tuples
    if found.allow(node):
        return False
    if found.meet(node):
        return True
    if group & set(targets(node)):
        value = getattr(node, "value", None)
        display = value if isinstance(value, e.Sequence) else None
        inside = any(_reads(one, group, kind_of) for one in children(display)) if display else False
        return inside or not _makes(node, group)
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
    if isinstance(node, s.Augment):
        return node.index is None and node.op == "+" and _is_part(node.value, group)
    if not isinstance(node, s.Assign):
        return False
    match node.value:
        case e.Var() | e.Item(e.Var(), e.Slice()) | e.Sequence("tuple"):
            return True
        case e.Binary("+", left, right):
            return _is_part(left, group) and _is_part(right, group)
        case e.Call(e.Ref(_, function), (e.Var(),), ()):
            return function in (tuple, list, asked)
    return False


def _is_part(tree: e.Expr, group: set[str]) -> bool:
    """Is it a tuple that is written out, of plain values, or one that has a name?"""
    if isinstance(tree, e.Sequence):
        return tree.form == "tuple" and not group & set(names(tree))
    return isinstance(tree, e.Var) and tree.name in group


def _reads(tree: e.Expr, group: set[str], kind_of: KindOf) -> bool:
    """Is a name read in another way than any sequence allows?"""
    match tree:
        case e.Var(name):
            return name in group
        case e.Star(e.Var()) | e.Unary("not", e.Var()):
            return False
        case e.Compare(op, e.Var(one), e.Var(other)) if op[:2] != "is" and {one, other} <= group:
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

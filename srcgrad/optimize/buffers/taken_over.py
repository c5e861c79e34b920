"""A shadow that a pass makes takes over the array of one that the pass is done with.

    new_bar = u_bar                             u_bar[1] += u_bar[0]
    u_bar = np.zeros_like(u_bar)                u_bar[0] = 0.0
    new_bar[1] += new_bar[0]           ->       t_bar = u_bar[1:-1] * k
    new_bar[0] = 0.0                            u_bar[2:] += t_bar
    t_bar = new_bar[1:-1] * k
    u_bar[2:] += t_bar
    u_bar += new_bar

What is added to it before the other one is added to it, is added after that. Where nothing is
added, what clears the other one, or copies a part of it that stays as it is, is left out:

    t_bar = new_bar[1:-1].copy()                t_bar = new_bar[1:-1]
    new_bar[1:-1] = 0.0                ->       u_bar[2:] += t_bar
    u_bar[2:] += t_bar

A view that was taken to be added to is written out where that is done.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import is_basic
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import (
    bound,
    expressions,
    names,
    replace,
    statements,
    stored,
    substitute,
    targets,
    used,
)


def take_over(body: s.Block, name: str, made: Iterable[str]) -> None:
    """Rewrite a pass in which `name` is bound to zeros, and those `made` there end their lives."""
    start = next(n for n, x in enumerate(body) if _zeros(x, name))
    for other in made:
        end = next((n for n, x in enumerate(body) if _added(x, name, other)), None)
        if end is None or end < start or not _apart(body, start, end, name, other):
            continue
        born = body[start]
        assert isinstance(born, s.Assign)
        born.value = e.Var(other)
        del body[end]
        same = [n for n, x in enumerate(body[:start]) if _is_copy(x, other, name)]
        if same:  # it is the array that had the name all the time
            del body[start], body[same[0]]
            for node in statements(body):
                replace(node, partial(substitute, table={other: e.Var(name)}))
        return


def end_early(body: s.Block, name: str) -> None:
    """Leave out what is done to a shadow that ends with the pass, and that is not read there."""
    mine = _views(body, name)
    for position in range(len(body) - 1, -1, -1):
        node, rest = body[position], body[position + 1 :]
        if not mine & _mentioned([node]):
            continue
        match node:
            case s.Store(e.Var(base), index, e.Const(0.0)) if base == name and not mine & set(
                names(index)
            ):
                del body[position]
            case s.Assign(target, e.Call(e.Attr(e.Item(e.Var(base), _) as part, "copy"), (), ())):
                known = any(_is_copy(x, None, target) for x in statements(rest))
                if base == name and not known and not stored(rest) & (mine | {target}):
                    node.value = part
                return
            case _:
                return


def spell_parts(body: s.Block, name: str, facts: Facts) -> None:
    """Add to parts of a shadow, instead of to names of these parts."""
    for view in list(body):
        match view:
            case s.Assign(part, e.Item(e.Var(base), index) as whole) if base == name:
                pass
            case _:
                continue
        if not isinstance(facts.kind(whole), k.Array) or not is_basic(index, facts.kind):
            continue
        rest = body[body.index(view) + 1 :]
        while rest and part not in _mentioned(rest[-1:]):
            del rest[-1]
        sums = [x for x in statements(rest) if isinstance(x, s.Augment) and x.base == e.Var(part)]
        trees = [tree for x in statements(body) for tree in expressions(x)]
        count = sum(n == part for tree in trees for n in names(tree))
        alone = len(sums) == count and all(x.index is None for x in sums)
        if alone and not bound(rest) & {name, *names(index)}:
            body.remove(view)
            for node in sums:
                node.base, node.index = whole.base, whole.index


def _zeros(node: s.Stmt, name: str) -> bool:
    match node:
        case s.Assign(target, e.Call(e.Ref(_, np.zeros_like), (e.Var(like),), ())):
            return target == like == name
    return False


def _is_copy(node: s.Stmt, target: str | None, source: str) -> bool:
    """Does a statement give a name's value to another name, or to any?"""
    given = isinstance(node, s.Assign) and node.value == e.Var(source)
    return given and target in (None, *targets(node))


def _added(node: s.Stmt, name: str, other: str) -> bool:
    match node:
        case s.Augment(e.Var(base), None, "+", e.Var(value)):
            return (base, value) == (name, other)
    return False


def _apart(body: s.Block, start: int, end: int, name: str, other: str) -> bool:
    """Is nothing but added to the one between its birth and the sum, and that after the other?"""
    one = _views(body[start + 1 :], name)
    two = (_views(body, other) | _views(body[:start], name)) - {name}
    if one & two or two & _mentioned(body[end + 1 :]):
        return False
    begun = False
    for node in body[start + 1 : end]:
        met = _mentioned([node])
        if met & one and not (isinstance(node, s.Assign) and node.target in one):
            begun = True
            if not all(_adds(x, one) for x in statements([node])):
                return False
        if begun and met & two:
            return False
    return True


def _adds(node: s.Stmt, one: set[str]) -> bool:
    """Does a statement itself do nothing with these arrays but add to a part of them?"""
    read = {n for tree in expressions(node) for n in names(tree)} | set(targets(node))
    match node:
        case s.Augment(e.Var(), index, "+" | "-", value):
            read = {*names(index), *names(value)}
    return not one & read


def _views(body: s.Block, name: str) -> set[str]:
    """The names of an array and of parts of it."""
    found = {name}
    for node in statements(body):
        match node:
            case s.Assign(target, e.Item() | e.Attr() | e.Var() as value) if found & set(
                names(value)
            ):
                found.add(target)
    return found


def _mentioned(block: s.Block) -> set[str]:
    return used(block) | bound(block)

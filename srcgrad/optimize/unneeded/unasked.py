"""Where only the slope of a gradient is asked for, what only the gradient needs is not computed.

    e_bar = seed * e                             e_bar = seed * e
    e_bar_dot = seed * e_dot                     e_bar_dot = seed * e_dot
    b_bar = a.T @ e_bar                  ->      b_bar_dot = a_dot.T @ e_bar + a.T @ e_bar_dot
    b_bar_dot = a_dot.T @ e_bar + a.T @ e_bar_dot

The user's own statements stay: they may raise an exception, or warn.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Protocol

import numpy as np

from srcgrad.emit import reverse_line
from srcgrad.infer.facts import Facts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, statements, targets
from srcgrad.optimize.asked.aliases import Aliases


class SweepsLike(Protocol):
    """A sweep in which tangents stand beside the primal (`adjoint.reverse.Sweeps`)."""

    forward: s.Block
    result: e.Expr
    gradient: e.Expr
    facts: Facts


Pure = Callable[[e.Expr], bool]
Ours = Callable[[s.Stmt], bool]


def leave_slope(sweeps: SweepsLike, target: types.FunctionType, pure: Pure) -> None:
    """Return nothing but the tangent of the second part of what `target`, an adjoint, returns."""
    whole = sweeps.gradient
    sweeps.result = e.NONE
    match whole:
        case e.Sequence("tuple", (_, slope)):
            sweeps.gradient = slope
        case _:
            sweeps.gradient = e.Item(whole, e.Const(1))
    file, first = target.__code__.co_filename, reverse_line(target)

    def ours(node: s.Stmt) -> bool:
        if any("~" in name for name in targets(node)):
            return True
        place = node.origin
        return bool(place and first and place.file == file and place.line > first)

    drop_unasked(sweeps.forward, sweeps.gradient, sweeps.facts, pure, ours)


def drop_unasked(body: s.Block, end: e.Expr, facts: Facts, pure: Pure, ours: Ours) -> None:
    """Rewrite a sweep in place; `end` is what it returns, `ours` are no statements of the user's.

    What they write into arrays counts as read by whoever may share these.
    """
    _zeros_alike(body)
    root = Aliases.of(body, facts).root
    needed = {root(n) for n in names(end)}
    waiting: list[tuple[s.Stmt, str]] = []
    for node in statements(body):
        changed = _changed(node, facts) if ours(node) else None
        if changed is not None and all(map(pure, _read(node))):
            waiting.append((node, root(changed)))
        else:
            needed.update(root(n) for tree in expressions(node) for n in names(tree))
    while True:
        found = [node for node, changed in waiting if changed in needed]
        if not found:
            break
        waiting = [(node, changed) for node, changed in waiting if changed not in needed]
        needed.update(root(n) for node in found for tree in _read(node) for n in names(tree))
    _without(body, {id(node) for node, _ in waiting}, ours, pure)


def _zeros_alike(block: s.Block) -> None:
    """Zeros like zeros that have just been made are made as these are."""
    for node in block:
        for inner in blocks(node):
            _zeros_alike(inner)
    for node, after in pairwise(block):
        match node, after:
            case (
                s.Assign(target, e.Call(e.Ref(_, made), (_,), ()) as zeros),
                s.Assign(_, e.Call(e.Ref(_, np.zeros_like), (e.Var(like),), ())),
            ) if like == target and made in (np.zeros_like, np.zeros):
                after.value = zeros


def _changed(node: s.Stmt, facts: Facts) -> str | None:
    """The name that a statement binds, or of the array into which it writes, and nothing else."""
    match node:
        case s.Assign(target, _):
            return target
        case s.Augment(e.Var(name)) | s.Store(e.Var(name)):
            kind = facts.kinds.get(name, k.Unknown())
            return name if isinstance(kind, k.Array) or k.is_number(kind) else None
    return None


def _read(node: s.Stmt) -> Iterable[e.Expr]:
    """What it reads; what an assignment adds to, it does not read for others."""
    if isinstance(node, s.Write):
        return [tree for tree in (node.index, node.value) if tree is not None]
    return expressions(node)


def _without(block: s.Block, gone: set[int], ours: Ours, pure: Pure) -> None:
    out: s.Block = []
    for node in block:
        for inner in blocks(node):
            _without(inner, gone, ours, pure)
        empty = isinstance(node, s.For | s.If) and not any(blocks(node)) and ours(node)
        if id(node) not in gone and not (empty and all(map(pure, expressions(node)))):
            out.append(node)
    block[:] = out

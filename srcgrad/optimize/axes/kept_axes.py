"""Axes of length 1 that a sum keeps, and that are taken away next, are not kept.

    part_bar = np.sum(t * w, axis=2, keepdims=True)        part_bar = np.sum(t * w, axis=2)
    w_bar += part_bar[:, :, 0]                      ->     w_bar += part_bar
    part2_bar = np.sum(u * v, axis=1, keepdims=True)       part2_bar = np.sum(u * v, axis=1)
    v_bar[:n, None] += part2_bar                           v_bar[:n] += part2_bar

Where the sum is read once, after nothing but the statements of its own block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.kinds.indexing import FULL, parts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, expressions, names, nodes, rebuild, replace, statements, targets

Given = tuple[tuple[str, e.Expr], ...]  # keyword arguments
KindOf = Callable[[e.Expr], k.Kind]


def drop_kept_axes(reverse: s.Block, gradient: e.Expr, facts: Facts) -> None:
    """Rewrite the reverse sweep in place."""
    uses = Counter(n for node in statements(reverse) for t in expressions(node) for n in names(t))
    uses.update(names(gradient))
    bound = Counter(n for node in statements(reverse) for n in targets(node))

    def visit(block: s.Block) -> None:
        for position, node in enumerate(block):
            for inner in blocks(node):
                visit(inner)
            match node:
                case s.Assign(name, value) if uses[name] == bound[name] == 1:
                    found, kind = _kept(value), facts.kinds.get(name)
                    axes = None if found is None else _axes(found.kwargs, facts.kind)
                    if axes is None or not isinstance(kind, k.Array) or not kind.dims:
                        continue
                    axes = {a % len(kind.dims) for a in axes}
                    if any(_taken(one, name, axes, kind.dims) for one in block[position + 1 :]):
                        node.value = _without(value)
                        dims = tuple(d for n, d in enumerate(kind.dims) if n not in axes)
                        facts.kinds[name] = k.Array(kind.dtype, dims)

    visit(reverse)
    for node in statements(reverse):
        replace(node, lambda tree: taken_away(tree, facts.kind))


def _kept(tree: e.Expr) -> e.Call | None:
    """The sum, or its negative, that keeps axes."""
    match tree:
        case e.Unary("-", inner):
            return _kept(inner)
        case e.Call(e.Ref(_, np.sum), (_,), given) if ("keepdims", e.Const(True)) in given:
            return tree
    return None


def _without(tree: e.Expr) -> e.Expr:
    """The sum, or its negative, without these axes."""
    match tree:
        case e.Unary("-", inner):
            return e.Unary("-", _without(inner))
        case e.Call(function, args, given):
            return e.Call(function, args, _plain(given))
    return tree


def _axes(given: Given, kind_of: KindOf) -> set[int] | None:
    """The axes of a sum, if they are constants."""
    chosen = kind_of(dict(given).get("axis", e.NONE))
    value = k.value_of(chosen) if k.constant(chosen) else None
    return None if value is None else {int(a) for a in np.atleast_1d(value)}


def _taken(node: s.Stmt, name: str, axes: set[int], dims: tuple[object, ...]) -> bool:
    """Let a statement that takes the axes away read a sum without them; does it?"""
    match node:
        case s.Store(_, index, value) | s.Augment(_, e.Expr() as index, _, value) if value == e.Var(
            name
        ):
            shorter = _without_new(index, axes, len(dims))
            if shorter is not None:
                node.index = shorter
            return shorter is not None

    def read(tree: e.Expr) -> e.Expr:
        match tree:
            case e.Item(e.Var(base), index) if base == name and _first(index, axes, len(dims)):
                return e.Var(name)
        return rebuild(tree, read)

    found = [
        part
        for tree in expressions(node)
        for part in nodes(tree)
        if isinstance(part, e.Item) and part.base == e.Var(name)
    ]
    if not found or not all(_first(part.index, axes, len(dims)) for part in found):
        return False
    replace(node, read)
    return True


def _first(index: e.Expr, axes: set[int], rank: int) -> bool:
    """Does a subscript take the one element of some axes, and all of the others?"""
    wanted = [e.Const(0) if n in axes else FULL for n in range(rank)]
    own = list(parts(index))
    return [*own, *[FULL] * (rank - len(own))] == wanted


def _without_new(index: e.Expr, axes: set[int], rank: int) -> e.Expr | None:
    """A subscript of slices without its new axes, if these are the ones of a sum."""
    own = parts(index)
    if not all(part == e.NONE or isinstance(part, e.Slice) for part in own) or len(own) != rank:
        return None
    kept = tuple(part for part in own if part != e.NONE)
    if {n for n, part in enumerate(own) if part == e.NONE} != axes or not kept:
        return None
    return kept[0] if len(kept) == 1 else e.Sequence("tuple", kept)


def without_new_axes(tree: e.Item) -> e.Expr:
    """A part of an array, cut out by slices, without the new axes that its subscript makes.

    >>> without_new_axes(e.Item(e.Var("x"), e.Sequence("tuple", (FULL, e.NONE, FULL))))
    x
    """
    kept = tuple(part for part in parts(tree.index) if part != e.NONE)
    if all(part == FULL for part in kept):
        return tree.base
    return e.Item(tree.base, kept[0] if len(kept) == 1 else e.Sequence("tuple", kept))


def taken_away(tree: e.Expr, kind_of: KindOf) -> e.Expr:
    """An expression without axes that sums in it keep only to be taken away."""
    tree = rebuild(tree, lambda part: taken_away(part, kind_of))
    match tree:
        case e.Item(e.Unary("-", inner), index):
            found = taken_away(e.Item(inner, index), kind_of)
            return tree if isinstance(found, e.Item) else e.Unary("-", found)
        case e.Item(e.Call(e.Ref(_, np.sum) as function, (whole,), given), index) if (
            "keepdims",
            e.Const(True),
        ) in given:
            axes, rank = _axes(given, kind_of), k.rank(kind_of(whole))
            if axes and rank and _first(index, {a % rank for a in axes}, rank):
                return e.Call(function, (whole,), _plain(given))
    return tree


def _plain(given: Given) -> Given:
    return tuple(pair for pair in given if pair[0] != "keepdims")

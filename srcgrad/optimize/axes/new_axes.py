"""An axis of length 1 is put in by a subscript: it reads as users write it, and takes less time.

    a_bar = np.expand_dims(s_bar * 2, 2) * a     ->     a_bar = (s_bar * 2)[:, :, None] * a
    b_bar = np.expand_dims(m_bar, 0) + t         ->     b_bar = m_bar + t
    b_bar += np.expand_dims(m_bar, 0)            ->     b_bar += m_bar

In what the compiler adds; the user's own calls stay. Where the rank and the axis are known. NumPy
puts it in front by itself, where the other operand has all axes.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import rebuild, replace, statements, targets

KindOf = Callable[[e.Expr], k.Kind]
MOST = 3  # axes, all of which are spelled out
WHOLE = e.Slice(None, None, None)


def subscribe(block: s.Block, kind_of: KindOf, ours: Callable[[str], bool] = bool) -> None:
    """Rewrite, in place, the statements that bind names of `ours`, and stores into them."""
    for node in statements(block):
        base = node.base if isinstance(node, s.Write) else None
        bound = [base.name] if isinstance(base, e.Var) else list(targets(node))
        if all(map(ours, bound)):
            replace(node, lambda tree: subscribed(tree, kind_of))
            if isinstance(node, s.Augment) and node.index is None:
                node.value = _without_first(node.value, node.base, kind_of)


def subscribed(tree: e.Expr, kind_of: KindOf) -> e.Expr:
    """An expression with its new axes in subscripts.

    >>> t = e.Var("t")
    >>> call = e.Call(e.Ref("np.expand_dims", np.expand_dims), (t, e.Const(-1)))
    >>> subscribed(call, lambda _: k.Array(np.dtype("f8"), (None,)))
    t[:, None]
    >>> kinds = {"t": k.Array(np.dtype("f8"), (None,)), "u": k.Array(np.dtype("f8"), (None, None))}
    >>> call = e.Call(e.Ref("np.expand_dims", np.expand_dims), (t, e.Const(0)))
    >>> subscribed(e.Binary("*", call, e.Var("u")), lambda tree: kinds.get(str(tree), k.Int()))
    t * u
    """
    tree = rebuild(tree, lambda child: subscribed(child, kind_of))
    match tree:
        case e.Call(e.Ref(_, np.expand_dims), (base, axis), ()):
            kind, axes = kind_of(base), _numbers(axis)
            own = k.sure_rank(kind)
            if not isinstance(kind, k.Array) or not own or axes is None:
                return tree
            rank = own + len(axes)
            places = {axis % rank for axis in axes if -rank <= axis < rank}
            if len(places) != len(axes):
                return tree
            if rank <= MOST:
                parts = tuple(e.NONE if n in places else WHOLE for n in range(rank))
                return e.Item(base, e.Sequence("tuple", parts))
            if places == {rank - 1}:
                return e.Item(base, e.Sequence("tuple", (e.Const(...), e.NONE)))
        case e.Binary(op, left, right) if op != "@":
            shorter = _without_first(left, right, kind_of), _without_first(right, left, kind_of)
            return e.Binary(op, *shorter)
    return tree


def _without_first(tree: e.Expr, other: e.Expr, kind_of: KindOf) -> e.Expr:
    """An operand without new axes in front, if the other one has as many axes."""
    match tree:
        case e.Item(base, e.Sequence("tuple", (e.NONE, *_) as axes)):
            own, rank = k.sure_rank(kind_of(base)), k.sure_rank(kind_of(other))
            new = axes.count(e.NONE)
            plain = own and axes == (*[e.NONE] * new, *[WHOLE] * own)
            if plain and rank and rank >= len(axes) and isinstance(kind_of(base), k.Array):
                return base
    return tree


def _numbers(axis: e.Expr) -> list[int] | None:
    match axis:
        case e.Const(int(value)) if not isinstance(value, bool):
            return [value]
        case e.Unary("-", e.Const(int(value))):
            return [-value]
        case e.Sequence(_, items):
            found = [_numbers(item) for item in items]
            return None if None in found else [n for one in found if one is not None for n in one]
    return None

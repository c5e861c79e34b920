"""Two subscripts of an array, one after the other, as one.

    x_bar[i, :][j] += t          ->     x_bar[i, j] += t
    y_bar = x_bar[i][a:b]        ->     y_bar = x_bar[i, a:b]
    x_bar[::2][...] = 0.0        ->     x_bar[::2] = 0.0

Where the first of them is made of integers and whole axes, and the second of integers and slices;
or where the second takes all of what the first one views.
"""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.infer.kinds.indexing import is_basic
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import rebuild, replace, statements

KindOf = Callable[[e.Expr], k.Kind]
WHOLE = e.Slice(None, None, None)


def join_subscripts(block: s.Block, kind_of: KindOf) -> None:
    """Rewrite a block in place."""
    for node in statements(block):
        replace(node, lambda tree: joined(tree, kind_of))
        match node:
            case (
                s.Store(base=e.Item(base, first), index=second)
                | s.Augment(base=e.Item(base, first), index=e.Expr() as second)
            ):
                index = _one(base, first, second, kind_of)
                if index is not None:
                    node.base, node.index = base, index


def joined(tree: e.Expr, kind_of: KindOf) -> e.Expr:
    """An expression with such subscripts joined.

    >>> import numpy as np
    >>> matrix = {"a": k.Array(np.dtype("f8"), (None, None))}
    >>> kind_of = lambda tree: matrix.get(getattr(tree, "name", ""), k.Int())
    >>> row = e.Item(e.Var("a"), e.Sequence("tuple", (e.Var("i"), WHOLE)))
    >>> joined(e.Item(row, e.Var("j")), kind_of)
    a[i, j]
    >>> joined(e.Item(e.Item(e.Var("a"), e.Slice(e.Const(1), None, None)), e.Var("j")), kind_of)
    a[1:][j]
    """
    tree = rebuild(tree, lambda child: joined(child, kind_of))
    match tree:
        case e.Item(e.Item(base, first), second):
            index = _one(base, first, second, kind_of)
            return tree if index is None else e.Item(base, index)
    return tree


def _one(base: e.Expr, first: e.Expr, second: e.Expr, kind_of: KindOf) -> e.Expr | None:
    kind = kind_of(base)
    if second in (WHOLE, e.Const(...)) and is_basic(first, kind_of):
        part = kind_of(e.Item(base, first))
        return first if isinstance(part, k.Array) and (k.sure_rank(part) or 0) > 0 else None
    rank = k.sure_rank(kind) if isinstance(kind, k.Array) else None
    before, after = list(_parts(first)), list(_parts(second))
    whole = [n for n, part in enumerate(before) if part == WHOLE]
    plain = all(part == WHOLE or _is_integer(part, kind_of) for part in before) and all(
        isinstance(part, e.Slice) or _is_integer(part, kind_of) for part in after
    )
    if rank is None or not plain or len(before) - len(whole) + len(after) > rank:
        return None
    for place in whole[: len(after)]:
        before[place] = after.pop(0)
    parts = (*before, *after)
    return parts[0] if len(parts) == 1 else e.Sequence("tuple", parts)


def _parts(index: e.Expr) -> tuple[e.Expr, ...]:
    tuples = isinstance(index, e.Sequence) and index.form == "tuple"
    return index.items if tuples and isinstance(index, e.Sequence) else (index,)


def _is_integer(tree: e.Expr, kind_of: KindOf) -> bool:
    kind = k.Unknown() if isinstance(tree, e.Slice) else k.general(kind_of(tree))
    return isinstance(kind, k.Int) or (isinstance(kind, k.Scalar) and kind.dtype.kind in "iu")

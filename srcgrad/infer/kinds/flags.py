"""A truth value among the parts of a subscript: a mask of an axis that is added for it.

x[flag, 1:]                flags.1 = np.reshape(flag, 1), whole.2 = x[None, :], whole.2[flags.1, 1:]
y[flag] = e                flags.1 = np.reshape(flag, 1), whole.2 = y[None], whole.2[flags.1] = e

So NumPy reads it: what a reduction gives of one vector, and a mask of the rows of many.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from srcgrad.infer.kinds.indexing import FULL, parts, sort_of
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.normalize.jumps.foreseen import is_test

KindOf = Callable[[e.Expr], k.Kind]
Held = Callable[[str, e.Expr], e.Var]
RESHAPE = e.Ref("np.reshape", np.reshape)
TAKES = {
    "slice": FULL,
    "integer": FULL,
    "ellipsis": e.Const(...),
}  # what leaves the axes as they are


def is_flag(kind: k.Kind) -> bool:
    """Is it one truth value that only the run knows?"""
    return is_test(kind) or (
        isinstance(kind, k.Array) and kind.dtype.kind == "b" and kind.dims == ()
    )


def flagged(
    base: e.Expr, index: e.Expr, kind_of: KindOf, held: Held
) -> tuple[e.Expr, e.Expr] | None:
    """The view and the subscript that stand for `base[index]`, where a part is a truth value."""
    pieces = parts(index)
    places = [n for n, p in enumerate(pieces) if not isinstance(p, e.Slice) and is_flag(kind_of(p))]
    kind = kind_of(base)
    if len(places) != 1 or not isinstance(kind, k.Array) or kind.dims is None:
        return None
    place = places[0]
    sorts = [sort_of(p, kind_of) for p in pieces]
    if not {*sorts[:place], *sorts[place + 1 :]} <= {*TAKES, "newaxis"}:
        return None
    kept: list[e.Expr] = [TAKES[sort] for sort in sorts[:place] if sort in TAKES]
    kept += [e.Const(None), *[TAKES[sort] for sort in sorts[place + 1 :] if sort in TAKES]]
    mask = held("flags", e.Call(RESHAPE, (pieces[place], e.Const(1))))
    whole = held("whole", e.Item(base, e.Sequence("tuple", tuple(kept))))
    rest = (*pieces[:place], mask, *pieces[place + 1 :])
    return whole, e.Sequence("tuple", rest) if len(rest) > 1 else mask

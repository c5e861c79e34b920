"""A number that is spread over an array, to be multiplied with one, is multiplied as it is.

    weight = np.full_like(total, t)[:, None] * p     ->     weight = t * p

Where the product has the shape that `p` has: both have its lengths. Of doubles: a number may be of
another precision than the array over which it is spread.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from srcgrad.infer.kinds.indexing import parts
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import not_one, same
from srcgrad.ir.walk import rebuild, replace, statements

KindOf = Callable[[e.Expr], k.Kind]
DOUBLE = np.dtype("f8")
WHOLE = e.Slice(None, None, None)


def gather_numbers(block: s.Block, kind_of: KindOf) -> None:
    """Rewrite a block in place."""
    for node in statements(block):
        replace(node, lambda tree: gathered(tree, kind_of))


def gathered(tree: e.Expr, kind_of: KindOf) -> e.Expr:
    """An expression with its numbers as they are, where a product has the same shape.

    >>> kinds = {"t": k.Real(), "a": k.Array(DOUBLE, (4,)), "p": k.Array(DOUBLE, (4, 4))}
    >>> whole = e.Call(e.Ref("np.full_like", np.full_like), (e.Var("a"), e.Var("t")))
    >>> def kind_of(tree):
    ...     return kinds["a"] if tree == whole else kinds[tree.name]
    >>> gathered(e.Binary("*", whole, e.Var("p")), kind_of)
    t * p
    """
    tree = rebuild(tree, lambda child: gathered(child, kind_of))
    match tree:
        case e.Binary("*", left, right):
            number = _number(left, kind_of)
            if number is not None and _covers(kind_of(right), kind_of(left)):
                return e.Binary("*", number, right)
            number = _number(right, kind_of)
            if number is not None and _covers(kind_of(left), kind_of(right)):
                return e.Binary("*", left, number)
        case e.Binary("/", left, right):
            number = _number(left, kind_of)
            if number is not None and _covers(kind_of(right), kind_of(left)):
                return e.Binary("/", number, right)
    return tree


def _number(tree: e.Expr, kind_of: KindOf) -> e.Expr | None:
    """The number that an expression spreads over an array, with new axes or without."""
    match tree:
        case e.Call(e.Ref(_, np.full_like), (_, number), ()):
            kind = k.general(kind_of(number))
            real = isinstance(kind, k.Real) or kind == k.Scalar(DOUBLE)
            return number if real else None
        case e.Call(e.Ref(_, np.expand_dims), (base, _), ()):
            return _number(base, kind_of)
        case e.Item(base, index) if all(p == e.NONE or p == WHOLE for p in parts(index)):
            return _number(base, kind_of)
    return None


def _covers(kind: k.Kind, other: k.Kind) -> bool:
    """Has an array, of doubles or of whole numbers, all lengths of another one of doubles?"""
    if not isinstance(kind, k.Array) or not isinstance(other, k.Array):
        return False
    if kind.dims is None or other.dims is None or other.dtype != DOUBLE:
        return False
    if kind.dtype != DOUBLE and kind.dtype.kind not in "iub":
        return False
    lead = len(kind.dims) - len(other.dims)
    pairs = zip(kind.dims[lead:], other.dims, strict=True)
    return lead >= 0 and all(same(a, b) or b == 1 or not_one(a) for a, b in pairs)

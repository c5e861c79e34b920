"""Products of matrices in the order that takes least: vectors are multiplied first.

    a_bar = m @ np.outer(x, y)       ->     a_bar = np.outer(m @ x, y)
    b_bar = x @ (m @ n)              ->     b_bar = x @ m @ n
    c_bar = m @ n @ x                ->     c_bar = m @ (n @ x)

    d_bar = np.einsum('a,ab->ab', x, m)     ->     d_bar = x[:, None] * m

Of adjoints and tangents: what the program computes is to be rounded as it was.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k

KindOf = Callable[[e.Expr], k.Kind]
OUTER = e.Ref("np.outer", np.outer)
FULL = e.Slice(None, None, None)


def ordered(left: e.Expr, right: e.Expr, kind_of: KindOf) -> e.Expr:
    """`left @ right`, with the products in it in the best order.

    >>> m, x, y = e.Var("m"), e.Var("x"), e.Var("y")
    >>> outer = e.Call(OUTER, (x, y))
    >>> ranks = {m: 2, x: 1, y: 1, outer: 2, e.Binary("@", m, m): 2}
    >>> kind_of = lambda tree: k.Array(np.dtype("f8"), (None,) * ranks.get(tree, 1))
    >>> ordered(m, outer, kind_of), ordered(e.Unary("-", outer), m, kind_of)
    (np.outer(m @ x, y), -np.outer(x, y @ m))
    >>> ordered(x, e.Binary("@", m, m), kind_of), ordered(e.Binary("@", m, m), x, kind_of)
    ((x @ m) @ m, m @ (m @ x))
    """
    one, other = _rank(left, kind_of), _rank(right, kind_of)
    match left, right:
        case e.Unary("-", inner), _:
            return e.Unary("-", ordered(inner, right, kind_of))
        case e.Call(e.Ref(_, np.outer), (x, y), ()), _ if other == 2 and _vectors(x, y, kind_of):
            return e.Call(OUTER, (x, ordered(y, right, kind_of)))
        case _, e.Call(e.Ref(_, np.outer), (x, y), ()) if one == 2 and _vectors(x, y, kind_of):
            return e.Call(OUTER, (ordered(left, x, kind_of), y))
        case _, e.Binary("@", m, n) if one == 1 and _matrices(m, n, kind_of):
            return ordered(ordered(left, m, kind_of), n, kind_of)
        case e.Binary("@", m, n), _ if other == 1 and _matrices(m, n, kind_of):
            return ordered(m, ordered(n, right, kind_of), kind_of)
    return e.Binary("@", left, right)


def _rank(tree: e.Expr, kind_of: KindOf) -> int | None:
    kind = kind_of(tree)
    return k.sure_rank(kind) if isinstance(kind, k.Array) else None


def _vectors(x: e.Expr, y: e.Expr, kind_of: KindOf) -> bool:
    return _rank(x, kind_of) == _rank(y, kind_of) == 1


def _matrices(m: e.Expr, n: e.Expr, kind_of: KindOf) -> bool:
    return _rank(m, kind_of) == _rank(n, kind_of) == 2


def unsummed(text: str, left: e.Expr, right: e.Expr, kind_of: KindOf) -> e.Expr | None:
    """`np.einsum` of two arrays that sums nothing and turns nothing, as the product that it is.

    >>> x, m = e.Var("x"), e.Var("m")
    >>> kind_of = lambda tree: k.Array(np.dtype("f8"), (None,) * (1 + (tree == m)))
    >>> unsummed("a,ab->ab", x, m, kind_of), unsummed("b,ab->ab", x, m, kind_of)
    (x[:, None] * m, x * m)
    >>> unsummed("a,ab->b", x, m, kind_of), unsummed("a,ab->ba", x, m, kind_of)
    (None, None)
    """
    given, _, out = text.replace(" ", "").partition("->")
    one, _, other = given.partition(",")
    if not out.isalpha() or len(set(out)) < len(out) or set(out) != set(one + other):
        return None
    factors = []
    for letters, tree in ((one, left), (other, right)):
        kept = "".join(letter for letter in out if letter in letters)
        if kept != letters or _rank(tree, kind_of) != len(letters):
            return None
        places = [FULL if letter in letters else e.NONE for letter in out]
        while places and places[0] == e.NONE:
            del places[0]
        spread = e.Item(tree, e.Sequence("tuple", tuple(places)))
        factors.append(tree if e.NONE not in places else spread)
    return e.Binary("*", *factors)

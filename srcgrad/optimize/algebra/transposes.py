"""The transpose of a product that begins or ends with a transpose is the product turned.

    f_bar += (a.T @ p_bar).T           f_bar += p_bar.T @ a
    g_bar = (p_bar @ b.T).T     ->     g_bar = b @ p_bar.T

One view less, and a result whose rows lie one after the other. Of two matrices only: the last axes
of stacks are not all that `.T` turns, and a vector has nothing to turn. An outer product is turned
by its vectors. What has been turned is not turned back:

    b_T = b.T                          b_T = b.T
    h_bar += p_bar @ b_T.T      ->     h_bar += p_bar @ b
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, bound, rebuild, replace, statements, targets

KindOf = Callable[[e.Expr], k.Kind]


def turn(block: s.Block, kind_of: KindOf) -> None:
    """Rewrite a block in place."""
    for node in statements(block):
        replace(node, lambda tree: turned(tree, kind_of))


def turn_back(forward: s.Block, reverse: s.Block, entry: Collection[str]) -> None:
    """Read an array where the reverse sweep turns its transpose, in place.

    Where its name is bound once: `entry` are the names of what the function is given.
    """
    counts = Counter(n for node in statements([*forward, *reverse]) for n in targets(node))
    lasting = {}
    for node in forward:
        match node:
            case s.Assign(target, e.Attr(e.Var(base), "T")):
                if counts[target] == 1 and counts[base] == (base not in entry):
                    lasting[target] = base
    _turn_back(reverse, lasting)


def _turn_back(block: s.Block, known: Mapping[str, str]) -> None:
    """Within one block, where the `known` names are transposes of others."""
    for node in block:
        around = bound([node]) if blocks(node) else set()
        inside = {name: base for name, base in known.items() if not {name, base} & around}
        replace(node, lambda tree, inside=inside: _turned_back(tree, inside))  # type: ignore[misc]
        for inner in blocks(node):
            _turn_back(inner, inside)
        fresh = bound([node])
        known = {name: base for name, base in known.items() if not {name, base} & fresh}
        match node:
            case s.Assign(target, e.Attr(e.Var(base), "T")) if target != base:
                known = {**known, target: base}


def _turned_back(tree: e.Expr, known: Mapping[str, str]) -> e.Expr:
    match tree:
        case e.Attr(e.Var(name), "T") if name in known:
            return e.Var(known[name])
    return rebuild(tree, lambda child: _turned_back(child, known))


def turned(tree: e.Expr, kind_of: KindOf) -> e.Expr:
    """An expression with its products turned.

    >>> import numpy as np
    >>> a, b = e.Var("a"), e.Var("b")
    >>> product = e.Binary("@", e.Attr(a, "T"), b)
    >>> turned(e.Attr(product, "T"), lambda _: k.Array(np.dtype("f8"), (None, None)))
    b.T @ a
    """
    tree = rebuild(tree, lambda child: turned(child, kind_of))
    match tree:
        case e.Attr(e.Binary("@", left, right), "T") if (
            (_transposed(left) or _transposed(right))
            and k.rank(kind_of(left)) == 2
            and k.rank(kind_of(right)) == 2
        ):
            return e.Binary("@", _transpose(right), _transpose(left))
        case e.Attr(e.Call(e.Ref(_, np.outer) as outer, (left, right), ()), "T"):
            return e.Call(outer, (right, left))
        case e.Attr(e.Unary("-", e.Call(e.Ref(_, np.outer) as outer, (left, right), ())), "T"):
            return e.Unary("-", e.Call(outer, (right, left)))
    return tree


def _transposed(tree: e.Expr) -> bool:
    return isinstance(tree, e.Attr) and tree.name == "T"


def _transpose(tree: e.Expr) -> e.Expr:
    match tree:
        case e.Attr(base, "T"):
            return base
    return e.Attr(tree, "T")

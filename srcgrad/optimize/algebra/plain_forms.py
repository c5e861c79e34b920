"""The plain form of what rules say in general: what the kinds of the operands tell goes.

    a_bar = spread_diagonal(t, np.shape(a), 0)     ->     a_bar = np.diag(t)
    b_bar = np.reshape(t, np.shape(b))             ->     b_bar = np.reshape(t, b.shape)
    c_bar = t[:] * c                               ->     c_bar = t * c
    d_bar = t[...][::-1]                           ->     d_bar = t[::-1]
    e_bar = seed / max(x.size, 1)                  ->     e_bar = seed / x.size
    n_bar = np.sum(np.broadcast_to(s, x.shape))    ->     n_bar = s * x.size

    s_bar = y_bar[:].copy()                        ->     s_bar = y_bar[:].copy()
    y_bar[:] = s_bar

    f_bar = t * (3 * r ** 2)                       ->     f_bar = t * (3 * (r * r))

    g_bar = (0.0 if x != max(0.0, x) else    ->    g_bar = (t if x > 0.0 else
        0.5 * t if x == 0.0 else t)                    0.5 * t if x == 0.0 else 0.0)

    y_bar[:] = y_bar * y                           ->     y_bar *= y
    y_bar[::2] = y_bar[::2].copy() * y             ->     y_bar[::2] *= y

The first of square matrices only, the second of arrays, the third and fourth in operations, parts
and what functions are given, the fifth and sixth where the signature says that there are elements.
Numbers are squared by multiplying in adjoints; NumPy does so for arrays, and what the program
computes is to be rounded as it was.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable

import numpy as np

from srcgrad.analysis.kinks.limits import lengths
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import same
from srcgrad.ir.walk import blocks, names, rebuild, replace, statements, targets
from srcgrad.optimize.algebra.products import ordered, unsummed
from srcgrad.runtime import spread_diagonal

KindOf = Callable[[e.Expr], k.Kind]
WHOLE = e.Slice(None, None, None)
DIAG = e.Ref("np.diag", np.diag)


def use_plain_forms(block: s.Block, kind_of: KindOf) -> None:
    """Rewrite a block in place."""
    _without_returns(block)
    for node in statements(block):
        replace(node, lambda tree: plain(tree, kind_of))
        if isinstance(node, s.Assign | s.Augment | s.Store) and _of_adjoints(node):
            node.value = _by_products(node.value, kind_of)
    _scale_in_place(block, kind_of)


def _of_adjoints(node: s.Assign | s.Augment | s.Store) -> bool:
    """Does a statement bind, or change, the adjoint of something?"""
    changed = names(node.base) if isinstance(node, s.Write) else targets(node)
    return any(n.endswith("~bar") for n in changed)


def _by_products(tree: e.Expr, kind_of: KindOf) -> e.Expr:
    """An adjoint in which numbers are squared by multiplying; not what is compared."""
    match tree:
        case e.Binary("**", e.Var() as base, e.Const(2)) if k.is_number(kind_of(base)):
            return e.Binary("*", base, base)
        case e.Compare() | e.Item():
            return tree
    return rebuild(tree, lambda child: _by_products(child, kind_of))


def _without_returns(block: s.Block) -> None:
    """Drop stores of what was taken from the same place by the statement before."""
    for node, other in zip(list(block), block[1:], strict=False):
        match node, other:
            case (
                s.Assign(name, e.Call(e.Attr(e.Item(e.Var() as base, index), "copy"), (), ())),
                s.Store(target, at, e.Var(value), False),
            ) if (base, index, name) == (target, at, value):
                block.remove(other)
    for node in block:
        for inner in blocks(node):
            _without_returns(inner)


def _scale_in_place(block: s.Block, kind_of: KindOf) -> None:
    """Multiply, or divide, all of an array where it is."""
    for position, node in enumerate(block):
        for inner in blocks(node):
            _scale_in_place(inner, kind_of)
        match node:
            case s.Store(e.Var(name) as base, index, e.Binary("*" | "/" as op, first, by), False):
                kind = kind_of(base)
                alike = isinstance(kind, k.Array) and kind == kind_of(node.value)
                if index == WHOLE and first == base and alike and name not in names(by):
                    block[position] = s.Augment(base, None, op, by, origin=node.origin)
                elif (
                    first == e.Item(base, index)
                    and name not in names(by)
                    and _fits(first, node.value, by, kind_of)
                ):
                    block[position] = s.Augment(base, index, op, by, origin=node.origin)


def _fits(part: e.Expr, value: e.Expr, by: e.Expr, kind_of: KindOf) -> bool:
    """May a part of an array be multiplied where it is: by what has no more axes, or none?"""
    held, made = kind_of(part), kind_of(value)
    if not isinstance(held, k.Array) or not isinstance(made, k.Array) or held.mixed:
        return False
    rank, other = k.sure_rank(held), kind_of(by)
    factor = 0 if k.is_number(other) else k.sure_rank(other)
    fits = rank is not None and factor is not None and rank > 0 and factor <= rank
    return fits and held.dtype == made.dtype


def plain(tree: e.Expr, kind_of: KindOf) -> e.Expr:
    """An expression in plain forms.

    >>> whole = e.Item(e.Var("t"), WHOLE)
    >>> plain(e.Binary("*", whole, e.Var("c")), lambda _: k.Array(np.dtype("f8"), (None,)))
    t * c
    """
    tree = rebuild(tree, lambda child: plain(child, kind_of))
    match tree:
        case e.Call(e.Ref(_, function), (t, shape, *rest), ()) if function is spread_diagonal:
            square = rest in ([], [e.Const(0)]) and _square(shape, kind_of)
            return e.Call(DIAG, (t,)) if square and k.rank(kind_of(t)) == 1 else tree
        case e.Call(e.Ref(_, np.shape), (e.Var() as array,), ()):
            return e.Attr(array, "shape") if _array(array, kind_of) else tree
        case e.Call(e.Ref(_, builtins.max), (count, e.Const(int() as least)), ()) if (
            lengths(count, kind_of)[0] >= least
        ):
            return count
        case e.Call(
            e.Ref(_, np.sum),
            (e.Call(e.Ref(_, np.broadcast_to), (t, e.Attr(array, "shape")), ()),),
            (),
        ) if _counted(t, e.Attr(array, "size"), kind_of):
            return e.Binary("*", t, e.Attr(array, "size"))
        case e.Choice(test, e.Const(0.0), e.Choice(e.Compare("=="), _, _) as tie):
            return _over_bound(test, tie) or tree
        case e.Call(e.Ref(_, np.einsum), (e.Const(str() as text), x, y), ()):
            return unsummed(text, x, y, kind_of) or tree
        case e.Binary("+", e.Var() as left, right) if left == right and _inexact(left, kind_of):
            return e.Binary("*", left, e.Const(2))
        case e.Binary("@", left, right):
            return ordered(_read(left, kind_of), _read(right, kind_of), kind_of)
        case e.Binary(op, left, right):
            return e.Binary(op, _read(left, kind_of), _read(right, kind_of))
        case e.Item(e.Item() as part, index):
            return e.Item(_whole(part, kind_of), index)
        case e.Call(e.Ref() as function, args, given):
            return e.Call(function, tuple([_whole(arg, kind_of) for arg in args]), given)
    return tree


def _counted(number: e.Expr, count: e.Expr, kind_of: KindOf) -> bool:
    """Is a double added up that is no array, and at least once?"""
    kind = k.general(kind_of(number))
    double = isinstance(kind, k.Real) or kind == k.Scalar(np.dtype("f8"))
    return double and lengths(count, kind_of)[0] >= 1


def _over_bound(test: e.Expr, tie: e.Choice) -> e.Expr | None:
    """The adjoint of a number that is cut off at a constant, which is not NaN."""
    match test, tie.test:
        case (
            e.Compare("!=", x, e.Call(e.Ref(_, function), (one, other), ())),
            e.Compare("==", number, e.Const(int() | float() as least) as bound),
        ) if number == x and (one, other) in ((x, bound), (bound, x)) and least == least:
            if function in (builtins.max, builtins.min):
                kept = e.Compare(">" if function is builtins.max else "<", x, bound)
                return e.Choice(kept, tie.orelse, e.Choice(tie.test, tie.body, e.Const(0.0)))
    return None


def _square(shape: e.Expr, kind_of: KindOf) -> bool:
    """Is it the shape of a matrix with as many rows as columns?"""
    match shape:
        case e.Attr(e.Var() as array, "shape"):
            dims = k.dims(kind_of(array))
            return dims is not None and len(dims) == 2 and same(*dims)
    return False


def _array(tree: e.Expr, kind_of: KindOf) -> bool:
    kind = kind_of(tree)
    return isinstance(kind, k.Array) and kind.dims is not None and not kind.mixed


def _inexact(tree: e.Expr, kind_of: KindOf) -> bool:
    """Is it an array of which twice an element is the element added to itself? Truths are not."""
    kind = kind_of(tree)
    return _array(tree, kind_of) and isinstance(kind, k.Array) and k.inexact(kind.dtype)


def _read(tree: e.Expr, kind_of: KindOf) -> e.Expr:
    """An operand as it is read, where a view or a copy of it stands."""
    match tree:
        case e.Call(e.Attr(array, "copy"), (), ()) if isinstance(kind_of(array), k.Array):
            return _whole(array, kind_of)
    return _whole(tree, kind_of)


def _whole(tree: e.Expr, kind_of: KindOf) -> e.Expr:
    """An array in the place of a view of all of it."""
    match tree:
        case e.Item(base, index) if (
            index in (WHOLE, e.Const(...)) and _array(base, kind_of) and k.rank(kind_of(base))
        ):
            return base
    return tree

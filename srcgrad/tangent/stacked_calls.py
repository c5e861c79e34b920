"""Calls for many directions at once: functions that are linear in a tangent, by what they do.

    np.sum(y_dot)                           np.sum(y_dot, axis=1)
    np.cumsum(y_dot, axis=0)          ->    np.cumsum(y_dot, axis=1)
    np.einsum("a,ab->b", w, y_dot)          np.einsum("a,zab->zb", w, y_dot)

What is not listed here takes one direction at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn, Protocol

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.runtime import (
    along,
    along_curve,
    beyond,
    length_tangent,
    outwards_tangent,
    relevant,
    turned,
    turned_further,
    turning,
)

COUNT = "directions~local"
WHOLE = e.Slice()
REST = e.Const(-1)
LENGTH_TANGENT = e.Ref("length_tangent", length_tangent)
RESHAPE = e.Ref("np.reshape", np.reshape)
Args = tuple[e.Expr, ...]
Kwargs = dict[str, e.Expr]


class Stacking(Protocol):
    """What knows which names have the leading axis."""

    writes: bool  # are tangents written in place?

    def moves(self, tree: e.Expr) -> bool:
        """Does it depend on tangents?"""

    def rank(self, tree: e.Expr) -> int:
        """The number of axes of one direction."""

    def tree(self, tree: e.Expr) -> e.Expr:
        """The expression for all directions."""

    def padded(self, value: e.Expr, rank: int) -> e.Expr:
        """The same, to be combined with arrays of so many axes."""

    def one_by_one(self, what: object) -> NoReturn:
        """Directions cannot go together."""

    def kind_of(self, tree: e.Expr) -> k.Kind:
        """The kind of what one direction has."""


def call(of: Stacking, tree: e.Call, function: object, args: Args, kwargs: Kwargs) -> e.Expr:
    """A function that is linear in the tangents it is given."""
    special = SPECIAL.get(function) if isinstance(function, Callable) else None  # type: ignore[arg-type]
    if special is not None:
        return special(of, tree, args, kwargs)
    if not kwargs and len(args) == 1 and isinstance(args[0], e.Sequence):
        return _assembled(of, tree, function, args[0].items)
    of.one_by_one(tree)


def shape(given: e.Expr) -> e.Expr:
    """A shape behind the leading axis."""
    return e.Sequence("tuple", (e.Var(COUNT), e.Star(given)))


def product(of: Stacking, tree: e.Expr, left: e.Expr, right: e.Expr) -> e.Expr:
    """A matrix product; of stacks of matrices that of the most axes moves."""
    ranks = of.rank(left), of.rank(right)
    if of.moves(left) and of.moves(right):
        of.one_by_one(tree)
    if of.moves(left) and ranks[0] >= max(ranks[1], 2) > 2:
        return e.Binary("@", of.tree(left), right)
    if of.moves(right) and ranks[1] >= max(ranks[0], 3) and ranks[0] >= 2:
        return e.Binary("@", left, of.tree(right))
    if not set(ranks) <= {1, 2}:
        of.one_by_one(tree)
    if of.moves(left):
        return e.Binary("@", of.tree(left), right)
    if ranks == (1, 1):
        return e.Binary("@", of.tree(right), left)
    if ranks == (2, 1):
        return e.Binary("@", of.tree(right), e.Attr(left, "T"))
    return e.Binary("@", left, of.tree(right))


def _added(of: Stacking, tree: e.Call, args: Args, kwargs: Kwargs) -> e.Expr:
    """`sum` of numbers that are written out."""
    items = args[0].items if isinstance(args[0], e.Sequence) else ()
    if kwargs or len(args) != 1 or not items or any(map(of.rank, items)):
        of.one_by_one(tree)
    return e.Call(tree.func, (e.Sequence("list", tuple(map(of.tree, items))),))


def _dot(of: Stacking, tree: e.Call, args: Args, kwargs: Kwargs) -> e.Expr:
    if kwargs or len(args) != 2:
        of.one_by_one(tree)
    return product(of, tree, *args)


def _vdot(of: Stacking, tree: e.Call, args: Args, kwargs: Kwargs) -> e.Expr:
    one, other = args if of.moves(args[0]) else args[::-1]
    if of.moves(other) or kwargs:
        of.one_by_one(tree)
    if of.rank(one) == 1:
        return e.Binary("@", of.tree(one), other)
    flat = e.Sequence("tuple", (e.Var(COUNT), REST))
    rows = e.Call(RESHAPE, (of.tree(one), flat))
    return e.Binary("@", rows, e.Call(e.Ref("np.ravel", np.ravel), (other,)))


def _outer(of: Stacking, tree: e.Call, args: Args, kwargs: Kwargs) -> e.Expr:
    if (
        kwargs
        or len(args) != 2
        or {of.rank(one) for one in args} != {1}
        or all(map(of.moves, args))
    ):
        of.one_by_one(tree)
    column, row = (of.tree(one) if of.moves(one) else one for one in args)
    column = e.Item(column, e.Sequence("tuple", (e.Const(...), e.NONE)))
    if of.moves(args[1]):
        row = e.Item(row, e.Sequence("tuple", (WHOLE, e.NONE, WHOLE)))
    return e.Binary("*", column, row)


def _where(of: Stacking, tree: e.Call, args: Args, kwargs: Kwargs) -> e.Expr:
    if kwargs or len(args) != 3 or of.moves(args[0]):
        of.one_by_one(tree)
    rank = of.rank(tree)
    return e.Call(tree.func, (args[0], *(of.padded(a, rank) for a in args[1:])))


def _relevant(of: Stacking, tree: e.Call, args: Args, kwargs: Kwargs) -> e.Expr:
    """The tangent of a partial, where the adjoint that it meets is not zero."""
    if of.moves(args[1]):
        of.one_by_one(tree)
    rank = max(of.rank(one) for one in args)
    return e.Call(tree.func, (of.padded(args[0], rank), args[1]))


def _along_steps(of: Stacking, tree: e.Call, args: Args, kwargs: Kwargs) -> e.Expr:
    """A product in which one factor moves."""
    if kwargs or all(map(of.moves, args)):
        of.one_by_one(tree)
    rank = max(of.rank(one) for one in args)
    return e.Call(tree.func, tuple(of.padded(one, rank) for one in args))


def _each(of: Stacking, tree: e.Call, args: Args, kwargs: Kwargs) -> e.Expr:
    """A function of each element, of which the first argument moves."""
    if kwargs or any(map(of.moves, args[1:])):
        of.one_by_one(tree)
    return e.Call(tree.func, (of.padded(args[0], of.rank(tree)), *args[1:]))


def _of_length(of: Stacking, tree: e.Call, args: Args, kwargs: Kwargs) -> e.Expr:
    """Of lengths, whose axes are counted from the last one; tangents come first."""
    count = 1 if tree.func == LENGTH_TANGENT else 3
    last = args[count:]
    if kwargs or any(map(of.moves, last)):
        of.one_by_one(tree)
    moved = (of.padded(one, of.rank(one)) if of.moves(one) else one for one in args)
    return e.Call(tree.func, tuple(moved))


def _broadcast(of: Stacking, tree: e.Call, args: Args, kwargs: Kwargs) -> e.Expr:
    if kwargs or len(args) != 2:
        of.one_by_one(tree)
    behind = _given_shape(of, tree, args[1])
    return e.Call(tree.func, (of.padded(args[0], of.rank(tree)), behind))


def _filled(of: Stacking, tree: e.Call, args: Args, kwargs: Kwargs) -> e.Expr:
    if kwargs or len(args) != 2 or of.moves(args[0]):
        of.one_by_one(tree)
    fill = of.padded(args[1], of.rank(tree))
    return e.Call(e.Ref("np.full", np.full), (shape(e.Attr(args[0], "shape")), fill))


def _triangle(of: Stacking, tree: e.Call, args: Args, kwargs: Kwargs) -> e.Expr:
    if kwargs or len(args) != 1 or of.rank(args[0]) != 2:
        of.one_by_one(tree)
    return e.Call(tree.func, (of.tree(args[0]),))


def _einsum(of: Stacking, tree: e.Call, args: Args, kwargs: Kwargs) -> e.Expr:
    """The axis of the directions is one more letter, of the tangent and of the result."""
    text, operands = args[0], args[1:]
    moving = [of.moves(one) for one in operands]
    if kwargs or not isinstance(text, e.Const) or type(text.value) is not str or sum(moving) != 1:
        of.one_by_one(tree)
    given, arrow, result = text.value.partition("->")
    parts = given.split(",")
    free = [c for c in "zyxwvutsrqponmlkjihgfedcba" if c not in text.value]
    if not arrow or "." in text.value or " " in text.value or not free:
        of.one_by_one(tree)
    for one in operands:
        of.rank(one)  # of doubles
    letters = ",".join(free[0] + p if moved else p for p, moved in zip(parts, moving, strict=True))
    trees = [of.tree(o) if moved else o for o, moved in zip(operands, moving, strict=True)]
    return e.Call(tree.func, (e.Const(f"{letters}->{free[0]}{result}"), *trees))


def _along(of: Stacking, tree: e.Call, args: Args, kwargs: Kwargs) -> e.Expr:
    """`cumsum` and `flip` along an axis that is named; the only one needs no name."""
    rank = of.rank(args[0])
    axis = args[1] if len(args) == 2 else kwargs.get("axis", e.NONE)
    place = axis.value if isinstance(axis, e.Const) else None
    if axis == e.NONE and rank == 1:
        place = 0
    if len(args) > 2 or not set(kwargs) <= {"axis"} or type(place) is not int or rank == 0:
        of.one_by_one(tree)
    return e.Call(tree.func, (of.tree(args[0]),), (("axis", e.Const(place % rank + 1)),))


def _roll(of: Stacking, tree: e.Call, args: Args, kwargs: Kwargs) -> e.Expr:
    if len(args) < 2 or of.moves(args[1]) or not k.is_number(of.kind_of(args[1])):
        of.one_by_one(tree)
    found = _along(of, e.Call(tree.func, ()), (args[0], *args[2:]), kwargs)
    assert isinstance(found, e.Call)
    return e.Call(tree.func, (found.args[0], args[1]), found.kwargs)


def _assembled(of: Stacking, tree: e.Call, function: object, items: Args) -> e.Expr:
    """An array of parts that are written out."""
    parts = e.Sequence("tuple", tuple(map(of.tree, items)))
    axis = (("axis", e.Const(1)),)
    if function is np.array and all(of.rank(item) in (0, 1) for item in items):
        return e.Call(e.Ref("np.stack", np.stack), (parts,), axis)
    if function is np.concatenate:
        return e.Call(tree.func, (parts,), axis)
    of.one_by_one(tree)


def _reshaped(of: Stacking, tree: e.Call, args: Args, kwargs: Kwargs) -> e.Expr:
    if of.writes or kwargs:  # whether it is a view depends on the layout
        of.one_by_one(tree)
    of.rank(args[0])
    inner = of.tree(args[0])
    if len(args) == 1:
        return e.Call(RESHAPE, (inner, e.Sequence("tuple", (e.Var(COUNT), REST))))
    return e.Call(RESHAPE, (inner, _given_shape(of, tree, args[1])))


def _given_shape(of: Stacking, tree: e.Call, given: e.Expr) -> e.Expr:
    """A shape that the program gives, or the length of the one axis, behind the leading axis."""
    kind = of.kind_of(given)
    tupled = isinstance(given, e.Sequence | e.Attr) or isinstance(kind, k.Tuple)
    if of.moves(given) or not (tupled or k.is_number(kind)):
        of.one_by_one(tree)
    return shape(given) if tupled else e.Sequence("tuple", (e.Var(COUNT), given))


def _reduced(of: Stacking, tree: e.Call, args: Args, kwargs: Kwargs) -> e.Expr:
    """A sum over all axes of a direction, or over those that are named."""
    if len(args) > 2 or not set(kwargs) <= {"axis", "keepdims"}:
        of.one_by_one(tree)
    rank = of.rank(args[0])
    axis = args[1] if len(args) == 2 else kwargs.get("axis", e.NONE)
    if rank == 0:
        return of.tree(args[0])
    match axis:
        case e.Const(None):
            places = list(range(1, rank + 1))
        case e.Const(int() as one) if not isinstance(one, bool):
            places = [one % rank + 1]
        case e.Sequence("tuple", items):
            given = [item.value for item in items if isinstance(item, e.Const)]
            places = [one % rank + 1 for one in given if isinstance(one, int)]
            if len(places) != len(items):
                of.one_by_one(tree)
        case _:
            of.one_by_one(tree)
    if not places:
        return of.tree(args[0])
    over: e.Expr = e.Const(places[0])
    if len(places) != 1:
        over = e.Sequence("tuple", tuple(map(e.Const, places)))
    keep = [("keepdims", kwargs["keepdims"])] if "keepdims" in kwargs else []
    return e.Call(tree.func, (of.tree(args[0]),), (("axis", over), *keep))


Handler = Callable[[Stacking, e.Call, Args, Kwargs], e.Expr]
SPECIAL: dict[object, Handler] = {
    sum: _added,
    np.sum: _reduced,
    np.mean: _reduced,
    np.dot: _dot,
    np.vdot: _vdot,
    np.outer: _outer,
    np.where: _where,
    along: _along_steps,
    along_curve: _along_steps,
    beyond: _each,
    length_tangent: _of_length,
    outwards_tangent: _of_length,
    turned: _each,
    turned_further: _each,
    turning: _each,
    relevant: _relevant,
    np.broadcast_to: _broadcast,
    np.full_like: _filled,
    np.tril: _triangle,
    np.triu: _triangle,
    np.einsum: _einsum,
    np.cumsum: _along,
    np.flip: _along,
    np.roll: _roll,
    np.ravel: _reshaped,
    np.reshape: _reshaped,
}

"""Shorter arithmetic in the reverse sweep, where the result is the same in every bit.

    y_bar = seed * (2 * x)             y_bar = seed * 2 * x
    z_bar = -(-y_bar * p)       ->     z_bar = y_bar * p
    a_bar += -t * 2                    a_bar -= t * 2
    a_bar -= t * -0.1 * s              a_bar += t * 0.1 * s
    b_bar = b_bar + -t @ A             b_bar = b_bar - t @ A
    z_bar = -y_bar * 0.7               z_bar = y_bar * -0.7
    x_bar[1 + 1] += y_bar              x_bar[2] += y_bar
    u_bar += np.roll(-t, 1)            u_bar -= np.roll(t, 1)
    v_bar = -(v_bar * (a + b))         v_bar = v_bar * -(a + b)
    d_bar += t * -s                    d_bar -= t * s
    w_bar = c / n * (2 * w)            w_bar = c * 2 / n * w

The first goes over `x` once, not twice, the last over `w`: `c` is a column. A factor moves only if
it is plus or minus a power of two: then no product is rounded. Neither it nor a sign moves onto an
integer of NumPy's, which would wrap round.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable

import numpy as np

from srcgrad.infer.sharing.memory import shares
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.dims import not_one
from srcgrad.ir.walk import names, rebuild, replace, statements
from srcgrad.ir.wrapping import turns, wraps
from srcgrad.optimize.algebra.defaults import without_defaults

KindOf = Callable[[e.Expr], k.Kind]
FLIPPED = {"+": "-", "-": "+"}
WHOLE = {"+": operator.add, "-": operator.sub, "*": operator.mul}
LINEAR = {np.vdot, np.dot, np.outer, np.einsum}  # in each array, and new
LINEAR_IN_FIRST = {np.roll, np.sum, np.cumsum}


def shorten(block: s.Block, kind_of: KindOf) -> None:
    """Rewrite a block in place."""
    for node in statements(block):
        before = node.value if isinstance(node, s.Assign) else e.NONE
        replace(node, lambda tree: simplified(tree, kind_of))
        if isinstance(node, s.Augment) and node.op in FLIPPED:
            positive = subtracted(node.value, kind_of)
            if positive is not None:
                node.op, node.value = FLIPPED[node.op], positive
        elif isinstance(node, s.Assign):
            found = _onto_the_constant(node.value, kind_of)
            node.value = apart(before, found, kind_of)


def apart(before: e.Expr, after: e.Expr, kind_of: KindOf) -> e.Expr:
    """A value that is written anew, in memory of its own if it was.

    The opposite of an opposite is a new array; a view of what it is made of is none.
    """
    if not shares(after, kind_of) or shares(before, kind_of):
        return after
    kind = kind_of(after)
    whole = isinstance(after, e.Var | e.Item | e.Attr) and isinstance(kind, k.Array)
    return e.Call(e.Attr(after, "copy"), ()) if whole and k.rank(kind) else before


def simplified(tree: e.Expr, kind_of: KindOf) -> e.Expr:
    """An expression with its signs and powers of two where they cost least.

    >>> import numpy as np
    >>> from srcgrad.ir.expr import Binary, Const, Unary, Var
    >>> kinds = {"seed": k.Real(), "x": k.Array(np.dtype("f8"), (None,))}.get
    >>> twice = Binary("*", Const(2), Var("x"))
    >>> simplified(Binary("*", Var("seed"), twice), lambda t: kinds(t.name))
    (seed * 2) * x
    >>> simplified(Unary("-", Unary("-", Var("x"))), lambda t: kinds(t.name))
    x
    """
    tree = rebuild(tree, lambda child: simplified(child, kind_of))
    match tree:
        case e.Attr(e.Attr(base, "T"), "T"):
            return base
        case e.Call(e.Attr(e.Binary() as base, "copy"), (), ()) if k.rank(kind_of(base)):
            return base  # a new array
        case e.Call(e.Ref(_, np.transpose), (base, e.Sequence("tuple", axes)), ()) if axes == tuple(
            map(e.Const, range(k.rank(kind_of(base)) or 0))
        ):
            return base  # each axis stays where it is
        case e.Call():
            tree = without_defaults(tree)
            positive = without_sign(tree, kind_of) if k.rank(kind_of(tree)) == 0 else None
            return tree if positive is None else e.Unary("-", positive)
        case e.Binary("+" | "-" | "*" as op, e.Const(value), e.Const(other)) if (
            type(value) is type(other) is int
        ):
            return e.Const(WHOLE[op](value, other))
        case e.Binary("-", e.Binary("+", count, e.Const(value)), e.Const(other)) if (
            type(value) is type(other) is int
            and value == other
            and isinstance(kind_of(count), k.Int)
        ):
            return count
        case e.Unary("-", _):
            return _opposite(tree, kind_of)
        case e.Binary("+" | "-" as op, left, right):
            positive = subtracted(right, kind_of)
            return tree if positive is None else e.Binary(FLIPPED[op], left, positive)
        case e.Binary("*", _, _):
            return _product(tree, kind_of)
    return tree


def _opposite(tree: e.Expr, kind_of: KindOf) -> e.Expr:
    """Minus an expression, with the sign on what it costs least on."""
    match tree:
        case e.Unary("-", e.Binary("*", left, e.Const(int() | float() as value) as factor)) if (
            value and is_literal(factor) and k.rank(kind_of(left)) != 0 and not wraps(kind_of(left))
        ):
            return e.Binary("*", left, e.Const(-value))
        case e.Unary("-", e.Binary("*" | "/" as op, left, right)) if (
            without_sign(left, kind_of) is None
            and k.rank(kind_of(_first(left))) != 0
            and not wraps(kind_of(left))
            and turns(kind_of(right), op)
        ):
            number = without_sign(right, kind_of) or e.Unary("-", right)
            return e.Binary(op, left, number)
        case e.Unary("-", e.Choice(test, body, e.Const(0.0) as nothing)) if not wraps(
            kind_of(_first(body))
        ):
            return e.Choice(test, _negated(body), nothing)
        case e.Unary("-", inner):
            positive = without_sign(inner, kind_of)
            if positive is None and k.rank(kind_of(inner)) != 0:
                positive = _with_sign(inner, kind_of)  # on the number that comes first
            return tree if positive is None else positive
    return tree


def _product(tree: e.Expr, kind_of: KindOf) -> e.Expr:
    """A product, with a factor that is a power of two on a number; one by -1 is the opposite."""
    match tree:
        case e.Binary("*", left, e.Const(float() as value)) if value == -1.0 and _inexact(
            kind_of(left)
        ):
            return _opposite(e.Unary("-", left), kind_of)
        case e.Binary("*", left, e.Binary("*", e.Const() as factor, right)) if (
            exact(factor)
            and k.rank(kind_of(left)) == 0
            and not wraps(kind_of(left))
            and not wraps(kind_of(right))
        ):
            return e.Binary("*", _scaled(left, factor), right)
        case e.Binary("*", left, e.Binary("*", e.Const() as factor, right)) if (
            exact(factor)
            and not wraps(kind_of(right))
            and (taken := absorbed(left, factor, kind_of)) is not None
        ):
            return e.Binary("*", taken, right)
        case e.Binary("*", left, e.Binary("*", e.Const() as factor, right)) if (
            exact(factor)
            and not wraps(kind_of(left))
            and not wraps(kind_of(right))
            and not isinstance(left, e.Var)  # which may be scaled where it is made
            and _smaller(kind_of(left), kind_of(right))
        ):
            return e.Binary("*", _first_scaled(left, factor, kind_of), right)
        case e.Binary("*", left, e.Const() as factor) if exact(factor) and not wraps(kind_of(left)):
            return absorbed(left, factor, kind_of) or _scaled(left, factor)
    return tree


def _smaller(kind: k.Kind, other: k.Kind) -> bool:
    """Has one array an axis of length one where another has a longer one?"""
    if not isinstance(kind, k.Array) or not isinstance(other, k.Array):
        return False
    if kind.dims is None or other.dims is None or len(kind.dims) > len(other.dims):
        return False
    within = other.dims[len(other.dims) - len(kind.dims) :]
    return any(a == 1 and not_one(b) for a, b in zip(kind.dims, within, strict=True))


def _first_scaled(tree: e.Expr, factor: e.Const, kind_of: KindOf) -> e.Expr:
    """`tree * factor`, with the factor on the array that numbers scale afterwards."""
    match tree:
        case e.Binary("*" | "/" as op, left, right) if k.rank(kind_of(right)) == 0:
            return e.Binary(op, _first_scaled(left, factor, kind_of), right)
        case e.Item(base, index) if (inner := absorbed(base, factor, kind_of)) is not None:
            return e.Item(inner, index)
    return _scaled(tree, factor)


def _inexact(kind: k.Kind) -> bool:
    """Is it a float, or of such numbers? Of an integer, the product is a float."""
    match kind:
        case k.Array(dtype):
            return k.inexact(dtype)
        case k.Real(integral) | k.Scalar(integral=integral):
            return not integral and (not isinstance(kind, k.Scalar) or k.inexact(kind.dtype))
    return False


def without_sign(tree: e.Expr, kind_of: KindOf) -> e.Expr | None:
    """Minus an expression, where it begins with a sign that can be left out."""
    match tree:
        case e.Unary("-", inner):
            return None if wraps(kind_of(inner)) else inner
        case e.Choice(test, body, e.Const(0.0) as nothing):
            positive = without_sign(body, kind_of)
            return None if positive is None else e.Choice(test, positive, nothing)
        case e.Binary("*" | "/" | "@" as op, left, right):
            inner_left = without_sign(left, kind_of)
            return None if inner_left is None else e.Binary(op, inner_left, right)
        case e.Call(e.Ref(_, function) as func, args, given) if (
            function in LINEAR or function in LINEAR_IN_FIRST
        ):
            some = args if function in LINEAR else args[:1]
            found = [without_sign(arg, kind_of) for arg in some]
            at = next((n for n, one in enumerate(found) if one is not None), None)
            if at is not None:
                return e.Call(func, (*args[:at], found[at], *args[at + 1 :]), given)  # type: ignore[arg-type]
    return None


def subtracted(tree: e.Expr, kind_of: KindOf) -> e.Expr | None:
    """Minus what is added, without the sign that it begins with, or that of a constant in it."""
    positive = without_sign(tree, kind_of)
    if positive is not None:
        return positive
    match tree:
        case e.Binary("*", left, e.Const(int() | float() as value) as by) if (
            value < 0 and is_literal(by)
        ):
            return None if wraps(kind_of(left)) else e.Binary("*", left, e.Const(-value))
        case e.Binary("*", left, e.Unary("-", right)) if turns(kind_of(right), "*"):
            return e.Binary("*", left, right)
        case e.Binary("*" | "/" as op, left, right):
            inner = subtracted(left, kind_of)
            return None if inner is None else e.Binary(op, inner, right)
    return None


def _onto_the_constant(tree: e.Expr, kind_of: KindOf) -> e.Expr:
    """The sign of an array on the number by which it is multiplied."""
    match tree:
        case e.Binary("*", left, e.Const(int() | float() as value) as by) if is_literal(by):
            positive = without_sign(left, kind_of)
            if positive is not None and k.rank(kind_of(_first(positive))) != 0:
                return e.Binary("*", positive, e.Const(-value))
        case e.Binary("*", left, right):
            positive = without_sign(left, kind_of)
            array = positive is not None and k.rank(kind_of(_first(positive))) != 0
            if positive is not None and array and turns(kind_of(right), "*"):
                number = without_sign(right, kind_of) or e.Unary("-", right)
                return e.Binary("*", positive, number)
    return tree


def _first(tree: e.Expr) -> e.Expr:
    """What a product begins with."""
    while isinstance(tree, e.Binary) and tree.op in "*/":
        tree = tree.left
    return tree


def _with_sign(tree: e.Expr, kind_of: KindOf) -> e.Expr | None:
    """Minus a product that begins with a number."""
    match tree:
        case e.Binary("*" | "/" as op, left, right):
            if k.rank(kind_of(left)) == 0 and not wraps(kind_of(_first(left))):
                return e.Binary(op, _negated(left), right)
            inner = _with_sign(left, kind_of)
            return None if inner is None else e.Binary(op, inner, right)
    return None


def _negated(tree: e.Expr) -> e.Expr:
    match tree:
        case e.Binary("*" | "/" as op, left, right):
            return e.Binary(op, _negated(left), right)
        case e.Const(int() | float() as value) if is_literal(tree):
            return e.Const(-value)
    return e.Unary("-", tree)


def absorbed(tree: e.Expr, factor: e.Const, kind_of: KindOf) -> e.Expr | None:
    """`tree * factor` where a constant in it, or an array that is still smaller, can take it."""
    match tree:
        case e.Unary("-", inner):
            taken = absorbed(inner, factor, kind_of)
            return None if taken is None else e.Unary("-", taken)
        case e.Choice(test, body, e.Const(0.0) as nothing):
            taken = absorbed(body, factor, kind_of)
            return None if taken is None else e.Choice(test, taken, nothing)
        case e.Binary("*", left, e.Const(float() | int()) as by) if is_literal(by):
            taken = _scaled(tree, factor)
            whole = taken == e.Binary("*", tree, factor) or wraps(kind_of(left))
            return None if whole else taken
        case e.Binary("*" | "/" as op, left, right):
            taken = absorbed(left, factor, kind_of)
            if taken is None and k.rank(kind_of(left)) == 0 and not wraps(kind_of(left)):
                taken = _scaled(left, factor)
            return None if taken is None else e.Binary(op, taken, right)
        case e.Call(e.Ref("np.expand_dims") as function, (inner, axis), ()):
            if not wraps(kind_of(inner)):
                inner = absorbed(inner, factor, kind_of) or _scaled(inner, factor)
                return e.Call(function, (inner, axis))
    return None


def _scaled(tree: e.Expr, factor: e.Const) -> e.Expr:
    """`tree * factor`, with the factor taken into a constant at the end."""
    match tree:
        case e.Binary("*", left, e.Const(float() | int() as value) as by) if is_literal(by):
            whole = value * factor.value  # type: ignore[operator]
            if abs(whole) == 1:
                return left if whole == 1 else e.Unary("-", left)
            if math.isfinite(whole) and abs(whole) > 1e-300:
                return e.Binary("*", left, e.Const(whole))
    return e.Binary("*", tree, factor)


def is_literal(constant: e.Expr) -> bool:
    """Is it a number, not a truth, and one that has no name of the user's?"""
    match constant:
        case e.Named(_, shown) if any(True for _ in names(shown)):
            return False
        case e.Const(bool()):
            return False
    return isinstance(constant, e.Const)


def exact(factor: e.Const) -> bool:
    """Is a constant plus or minus a power of two, of a size that cannot overflow much?"""
    value = factor.value
    if not is_literal(factor) or not isinstance(value, int | float) or not value:
        return False
    mantissa, exponent = math.frexp(value)
    return abs(mantissa) == 0.5 and abs(exponent) < 8

"""The kind of an operator's result, from the kinds of its operands."""

from __future__ import annotations

import enum
import operator
import types
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import numpy as np

from srcgrad.infer.kinds.perhaps_complex import open_question
from srcgrad.infer.kinds.probe import probe
from srcgrad.infer.lengths.joining import arrayed, product
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Length, broadcast, most_axes, not_one, shifted
from srcgrad.ir.painting import is_painted
from srcgrad.request.signature import MARKS

OPERATORS: dict[str, Callable[..., Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
    "@": operator.matmul,
    "&": operator.and_,
    "|": operator.or_,
    "^": operator.xor,
    "<<": operator.lshift,
    ">>": operator.rshift,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "is": operator.is_,
    "is not": operator.is_not,
    "in": lambda a, b: a in b,
    "not in": lambda a, b: a not in b,
}
ROW = k.Tuple | k.List  # made once, as it is asked for with every operator
LIBRARY = np.ufunc | types.BuiltinFunctionType
UNARY: dict[str, Callable[[Any], Any]] = {
    "-": operator.neg,
    "+": operator.pos,
    "~": operator.invert,
    "not": operator.not_,
}


def binary(op: str, left: k.Kind, right: k.Kind) -> k.Kind:
    """The kind of an operator's result; that of plain numbers is found once."""
    plain = type(left) in PLAIN and type(right) in PLAIN
    return (_of_plain if plain else _binary)(op, left, right)


def _binary(op: str, left: k.Kind, right: k.Kind) -> k.Kind:
    if isinstance(left, k.Empty) or isinstance(right, k.Empty):
        return k.Empty()
    if op in ARITHMETIC and k.NOTHING in (left, right) and any(map(_numeric, (left, right))):
        return k.Empty()  # nothing: Python raises an exception in its place
    if k.constant(left) and k.constant(right):
        if open_question(left) or open_question(right):
            return k.Bool()
        return folded(OPERATORS[op], left, right)
    if op in ("is", "is not"):
        return _identity(op, left, right)
    if op in ("==", "!=") and _of_two_sorts(left, right):
        return k.Known(op == "!=")
    if op in ("in", "not in"):
        if isinstance(right, k.Dict) and k.constant(left):
            return k.Known((k.value_of(left) in right.keys) == (op == "in"))
        return k.Bool()
    if isinstance(k.general(left), k.Int) and isinstance(k.general(right), k.Int):
        return _integers(op, k.general(left), k.general(right))
    if isinstance(left, ROW) or isinstance(right, ROW):
        return _containers(op, left, right)
    if isinstance(left, k.Set) and isinstance(right, k.Set):
        return k.Bool() if op in COMPARED else k.join(left, right)
    if op in ("/", "//", "%") and _divides_by_zero(left, right):
        return k.Real()  # what it would be: Python raises an exception in its place
    if op == "@":
        if not k.rank(left) or not k.rank(right):
            return k.Unknown()
        return product(OPERATORS[op], [left, right], {}) or k.Unknown()
    if op in ARITHMETIC and is_painted(left):
        return left  # in place, it is the same
    old = np.__version__.startswith("1.")
    if op == "**" and old and isinstance(left, k.Array) and left.dtype == bool:
        return k.Unknown()  # small integers where the exponent is 2.0
    return elementwise(OPERATORS[op], [left, right])


PLAIN = {k.Real, k.Complex, k.Bool, k.Scalar}  # no lengths, of which a place may know more
_of_plain = lru_cache(maxsize=4096)(_binary)
COMPARED = {"==", "!=", "<", "<=", ">", ">="}
ARITHMETIC = {"+", "-", "*", "/", "//", "%", "**", "@"}


def _numeric(kind: k.Kind) -> bool:
    return k.is_number(kind) or isinstance(kind, k.Array)


def _divides_by_zero(left: k.Kind, right: k.Kind) -> bool:
    """Is a number of Python's divided by a constant zero?"""
    plain = isinstance(k.general(left), k.Real | k.Int)
    return (
        plain and k.constant(right) and type(zero := k.value_of(right)) in (int, float) and not zero
    )


def _of_two_sorts(left: k.Kind, right: k.Kind) -> bool:
    """Are they of two sorts, such as a tuple and a text, so that they are never equal?"""
    sorts = [_sort(one) for one in (left, right)]
    return None not in sorts and sorts[0] is not sorts[1]


def _sort(kind: k.Kind) -> type | None:
    """What a value of Python's own is compared as; None is equal to nothing of these."""
    match k.general(kind):
        case k.Real() | k.Int() | k.Bool() | k.Complex():
            return complex
        case k.Str():
            return str
        case k.Tuple(_, cls) if cls is tuple:
            return tuple
        case k.List():
            return tuple  # a list may stand for a tuple of any length
        case k.Dict():
            return dict
    return None


def folded(function: Callable[..., Any], *operands: k.Kind) -> k.Kind:
    """The kind of a function's value, where its operands are known."""
    try:
        value = function(*(k.value_of(o) for o in operands))
    except Exception:  # the user's own error, which will come at run time
        return k.Unknown()
    if isinstance(value, complex):
        return k.Complex()
    if type(value) is tuple:
        return k.Tuple(tuple(map(k.Known, value)))
    simple = int | float | str | bool | enum.Enum | None
    return k.Known(value) if isinstance(value, simple) else k.Unknown()


def _identity(op: str, left: k.Kind, right: k.Kind) -> k.Kind:
    none = k.Known(None)
    if none in (left, right):
        other = right if left == none else left
        if not isinstance(other, k.Unknown | k.Several):
            return k.Known(op == "is not")
    marks = [one for one in (left, right) if isinstance(one, k.Known) and type(one.value) in MARKS]
    if marks and not any(isinstance(one, k.Unknown | k.Several) for one in (left, right)):
        return k.Known(op == "is not")  # of two marks it is known which they are
    flags = k.Known(True), k.Known(False)
    if (left in flags or right in flags) and any(
        isinstance(one, k.Function | k.Array | k.List | k.Tuple | k.Dict)
        or (isinstance(one, k.Known) and callable(one.value))
        for one in (left, right)
    ):
        return k.Known(op == "is not")
    return k.Bool()


def _integers(op: str, left: k.Kind, right: k.Kind) -> k.Kind:
    assert isinstance(left, k.Int) and isinstance(right, k.Int)
    if op in COMPARED:
        return _of_lengths(op, left.value, right.value)
    if op == "/":
        return k.Real()
    if op == "**" and not (isinstance(right.value, int) and right.value >= 0):
        return k.Real(integral=True)
    if op == "+" and isinstance(left.value, int):
        left, right = right, left
    if isinstance(right.value, int) and op in ("+", "-"):
        return k.Int(shifted(left.value, right.value if op == "+" else -right.value))
    return k.Int()


def _of_lengths(op: str, left: Length, right: Length) -> k.Kind:
    """Two lengths that are compared: what is known of them may say the answer.

    >>> from srcgrad.ir.dims import Dim
    >>> n = Dim("x.0", axis=True)
    >>> _of_lengths("==", n, 1), _of_lengths("==", n, 2), _of_lengths("<", 1, 2)
    (Known(value=False), Bool(), Known(value=True))
    """
    if isinstance(left, int) and isinstance(right, int):
        return k.Known(OPERATORS[op](left, right))
    if op in ("==", "!=") and ((left == 1 and not_one(right)) or (right == 1 and not_one(left))):
        return k.Known(op == "!=")
    return k.Bool()


def _containers(op: str, left: k.Kind, right: k.Kind) -> k.Kind:
    if op in ("+", "-", "*", "/", "**", "%") and (k.is_array(left) or k.is_array(right)):
        return elementwise(OPERATORS[op], [left, right])
    if op == "+" and isinstance(left, k.Tuple) and isinstance(right, k.Tuple):
        return k.Tuple(left.items + right.items)
    if op == "+" and isinstance(left, k.List) and isinstance(right, k.List):
        return k.List(None, k.join(left.element, right.element))
    if op == "*":
        held, count = (left, right) if isinstance(left, k.List | k.Tuple) else (right, left)
        if isinstance(held, k.List):
            return k.List(None, held.element)
        times = count.value if isinstance(count, k.Known) else None
        if isinstance(held, k.Tuple) and isinstance(times, int):
            return k.Tuple(held.items * times)
    if op in ("==", "!=") and isinstance(left, k.Tuple) and isinstance(right, k.Tuple):
        counts = len(left.items), len(right.items)
        if counts[0] != counts[1] or counts == (0, 0):
            return k.Known((counts[0] == counts[1]) == (op == "=="))
    if op in ("==", "!=", "<", "<=", ">", ">="):
        return k.Bool() if not (k.is_array(left) or k.is_array(right)) else k.Unknown()
    return k.Unknown()


def _as_array(kind: k.Kind) -> k.Kind:
    if not isinstance(kind, ROW):
        return kind
    return arrayed(np.array, [kind], {}) or k.Unknown()


def elementwise(function: Callable[..., Any], operands: list[k.Kind]) -> k.Kind:
    """The kind of an operation that broadcasts its operands; it makes arrays of lists.

    Where the first of them is a function, it is handed on as it is.
    """
    if operands and isinstance(operands[0], k.Known) and callable(operands[0].value):
        function, operands = partial(function, operands[0].value), operands[1:]
    operands = [_as_array(one) for one in operands]
    if any(k.rank(o) is None for o in operands):
        arrays = [o for o in operands if isinstance(o, k.Array)]
        known = arrays and all(isinstance(o, k.Array) or k.is_number(o) for o in operands)
        if not known:
            return k.Unknown()
        # a vector in place of the unknown rank: rank 0 promotes alike in NumPy 2 only
        bounded = [
            k.Array(o.dtype, (1,)) if isinstance(o, k.Array) and o.dims is None else o
            for o in operands
        ]
        found = probe(function, bounded, {}, flat=True)
        if not isinstance(found, k.Array) or not _firm(function, operands):
            return k.Unknown()
        most = most_axes(*arrays)
        if any(o.rank == most for o in arrays if o.dims):
            return k.Array(found.dtype, broadcast_dims(list(map(_highest, operands))))
        number = any(o.mixed for o in arrays) and not any(o.dims for o in arrays)
        return k.Array(found.dtype, None, number and found.dtype.kind in "fc", most)
    if isinstance(function, LIBRARY):
        found = _known(function, *map(_without_lengths, operands))
    else:
        found = probe(function, operands, {}, flat=True)
    return k.Array(found.dtype, broadcast_dims(operands)) if isinstance(found, k.Array) else found


def _highest(kind: k.Kind) -> k.Kind:
    """With all the axes that it may have, of unknown lengths."""
    if isinstance(kind, k.Array) and kind.dims is None and kind.most is not None:
        return k.Array(kind.dtype, (None,) * kind.most)
    return kind


def _without_lengths(kind: k.Kind) -> k.Kind:
    if isinstance(kind, k.Array):
        return k.Array(kind.dtype, None if kind.dims is None else (1,) * len(kind.dims))
    return k.Int() if isinstance(kind, k.Int) else kind


@lru_cache(maxsize=2048)
def _known(function: Callable[..., Any], *operands: k.Kind) -> k.Kind:
    """What NumPy or Python says of one of its own operations; it says it each time."""
    return probe(function, list(operands), {}, flat=True)


def _firm(function: Callable[..., Any], operands: list[k.Kind]) -> bool:
    """Does an array of unknown rank give the same dtype, whatever its rank?"""
    dtypes = {o.dtype for o in operands if isinstance(o, k.Array)}
    return len(dtypes) == 1


def broadcast_dims(operands: list[k.Kind]) -> tuple[Length, ...]:
    """The lengths of the axes of broadcast operands of known rank."""
    shapes = [k.dims(o) or () for o in operands]
    rank = max(map(len, shapes), default=0)
    out: list[Length] = []
    for axis in range(-rank, 0):
        length: Length = 1
        for shape in shapes:
            if -axis <= len(shape):
                length = broadcast(length, shape[axis])
        out.append(length)
    return tuple(out)

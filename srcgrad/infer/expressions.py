"""The kind of an expression, from the kinds of its names."""

from __future__ import annotations

import builtins
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.infer.calls import kind_of_call
from srcgrad.infer.indexing import kind_of_item
from srcgrad.infer.probe import probe
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.dims import Length, broadcast, shifted

Lookup = Callable[[str], k.Kind]

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
UNARY: dict[str, Callable[[Any], Any]] = {
    "-": operator.neg,
    "+": operator.pos,
    "~": operator.invert,
    "not": operator.not_,
}


def kind_of(tree: e.Expr, lookup: Lookup) -> k.Kind:
    """The kind of any expression."""
    match tree:
        case e.Const(value):
            return k.Known(value)
        case e.Var(name):
            return lookup(name)
        case e.Ref(_, target):
            return k.Known(target)
        case e.Unary(op, operand):
            return _unary(op, kind_of(operand, lookup))
        case e.Binary(op, left, right) | e.Compare(op, left, right):
            return binary(op, kind_of(left, lookup), kind_of(right, lookup))
        case e.Logical(op, left, right):
            return _logical(op, kind_of(left, lookup), kind_of(right, lookup))
        case e.Choice(_, body, orelse):
            return k.join(kind_of(body, lookup), kind_of(orelse, lookup))
        case e.Attr(base, name):
            return attribute(kind_of(base, lookup), name)
        case e.Item(base, index):
            return kind_of_item(kind_of(base, lookup), index, lambda t: kind_of(t, lookup))
        case e.Sequence(form, items):
            return _sequence(form, tuple(kind_of(i, lookup) for i in items))
        case e.Mapping(keys, values):
            names = [kind_of(key, lookup) for key in keys]
            if not all(k.constant(n) for n in names):
                return k.Unknown()
            return k.Dict(
                tuple(k.value_of(n) for n in names), tuple(kind_of(v, lookup) for v in values)
            )
        case e.Text():
            return k.Str()
        case e.Call():
            return kind_of_call(tree, lambda t: kind_of(t, lookup))
        case e.Each(element, name, source):
            held = kind_of(source, lookup)
            inner = held.element if isinstance(held, k.List) else k.Int()
            found = kind_of(element, lambda n: inner if n == name else lookup(n))
            return k.List(None, found)
    return k.Unknown()


def _sequence(form: str, items: tuple[k.Kind, ...]) -> k.Kind:
    if form == "tuple":
        return k.Tuple(items)
    element: k.Kind = k.Empty()
    for item in items:
        element = k.join(element, item)
    return k.List(items, element)


def _unary(op: str, operand: k.Kind) -> k.Kind:
    if k.constant(operand):
        return _folded(UNARY[op], operand)
    if op == "not":
        return k.Bool()
    if isinstance(operand, k.Int):
        return k.Int()
    if isinstance(operand, k.Array):
        found = probe(UNARY[op], [operand], {}, flat=True)
        return k.Array(found.dtype, operand.dims) if isinstance(found, k.Array) else found
    return probe(UNARY[op], [operand], {})


def _folded(function: Callable[..., Any], *operands: k.Kind) -> k.Kind:
    try:
        value = function(*(k.value_of(o) for o in operands))
    except Exception:  # noqa: BLE001  the user's own error, which will come at run time
        return k.Unknown()
    return (
        k.Known(value)
        if isinstance(value, int | float | str | bool | None | tuple)
        else k.Unknown()
    )


def binary(op: str, left: k.Kind, right: k.Kind) -> k.Kind:
    """The kind of an operator's result."""
    if isinstance(left, k.Empty) or isinstance(right, k.Empty):
        return k.Empty()
    if k.constant(left) and k.constant(right):
        return _folded(OPERATORS[op], left, right)
    if op in ("is", "is not"):
        return _identity(op, left, right)
    if op in ("in", "not in"):
        if isinstance(right, k.Dict) and k.constant(left):
            return k.Known((k.value_of(left) in right.keys) == (op == "in"))
        return k.Bool()
    if isinstance(k.general(left), k.Int) and isinstance(k.general(right), k.Int):
        return _integers(op, k.general(left), k.general(right))
    if isinstance(left, k.Tuple | k.List) or isinstance(right, k.Tuple | k.List):
        return _containers(op, left, right)
    if op == "@":
        return (
            probe(OPERATORS[op], [left, right], {})
            if k.rank(left) and k.rank(right)
            else k.Unknown()
        )
    return elementwise(OPERATORS[op], [left, right])


def _identity(op: str, left: k.Kind, right: k.Kind) -> k.Kind:
    none = k.Known(None)
    if none in (left, right):
        other = right if left == none else left
        if not isinstance(other, k.Unknown):
            return k.Known(op == "is not")
    return k.Bool()


def _integers(op: str, left: k.Kind, right: k.Kind) -> k.Kind:
    if op in ("==", "!=", "<", "<=", ">", ">="):
        return k.Bool()
    if op == "/":
        return k.Real()
    if op == "**" and not (
        isinstance(right, k.Int) and isinstance(right.value, int) and right.value >= 0
    ):
        return k.Unknown()
    assert isinstance(left, k.Int) and isinstance(right, k.Int)
    if op == "+" and isinstance(left.value, int):
        left, right = right, left
    if isinstance(right.value, int) and op in ("+", "-"):
        return k.Int(shifted(left.value, right.value if op == "+" else -right.value))
    return k.Int()


def _containers(op: str, left: k.Kind, right: k.Kind) -> k.Kind:
    if op == "+" and isinstance(left, k.Tuple) and isinstance(right, k.Tuple):
        return k.Tuple(left.items + right.items)
    if op == "+" and isinstance(left, k.List) and isinstance(right, k.List):
        return k.List(None, k.join(left.element, right.element))
    if op == "*":
        held, count = (left, right) if isinstance(left, k.List | k.Tuple) else (right, left)
        if isinstance(held, k.List):
            return k.List(None, held.element)
        if isinstance(held, k.Tuple) and isinstance(count, k.Known):
            return k.Tuple(held.items * count.value)
    if op in ("==", "!=", "<", "<=", ">", ">="):
        return k.Bool() if not (k.is_array(left) or k.is_array(right)) else k.Unknown()
    return k.Unknown()


def _logical(op: str, left: k.Kind, right: k.Kind) -> k.Kind:
    if k.constant(left):
        return right if bool(k.value_of(left)) == (op == "and") else left
    return k.join(left, right)


def elementwise(function: Callable[..., Any], operands: list[k.Kind]) -> k.Kind:
    """The kind of an operation that broadcasts its operands."""
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
        return (
            k.Array(found.dtype, None)
            if isinstance(found, k.Array) and _firm(function, operands)
            else k.Unknown()
        )
    found = probe(function, operands, {}, flat=True)
    return k.Array(found.dtype, broadcast_dims(operands)) if isinstance(found, k.Array) else found


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


def attribute(base: k.Kind, name: str) -> k.Kind:
    """The kind of an attribute."""
    match base:
        case k.Array(dtype, dims):
            return _array_attribute(base, dtype, dims, name)
        case k.Object(cls, names, items, shared):
            if name in names:
                return items[names.index(name)]
            if name in dict(shared):
                return dict(shared)[name]
            held = getattr(cls, name, None)
            return (
                k.Known(held) if callable(held) and not isinstance(held, property) else k.Unknown()
            )
        case k.Known(value) if isinstance(value, type(builtins) | type | np.dtype):
            held = getattr(value, name, None)
            return k.Known(held) if held is not None else k.Unknown()
        case k.Tuple(items, cls) if hasattr(cls, "_fields") and name in cls._fields:
            return items[cls._fields.index(name)]
        case k.Real() | k.Scalar() if name in ("real", "imag"):
            return probe(lambda v: getattr(v, name), [base], {})
        case k.Scalar(dtype):
            return (
                _array_attribute(base, dtype, (), name)
                if name in ("ndim", "size", "shape", "dtype")
                else k.Unknown()
            )
    return k.Unknown()


def _array_attribute(
    base: k.Kind, dtype: np.dtype[Any], dims: tuple[Length, ...] | None, name: str
) -> k.Kind:
    if name == "dtype":
        return k.Known(dtype)
    if name == "ndim":
        return k.Int() if dims is None else k.Known(len(dims))
    if name == "size":
        return k.Int(dims[0]) if dims is not None and len(dims) == 1 else k.Int()
    if name in ("itemsize", "nbytes"):
        return k.Int()
    if name == "shape":
        return k.Unknown() if dims is None else k.Tuple(tuple(k.Int(d) for d in dims))
    if name == "T":
        return k.Array(dtype, None if dims is None else dims[::-1])
    if name in ("real", "imag"):
        return k.Array(np.zeros(0, dtype).real.dtype, dims)
    return k.Unknown()

"""Kinds: what is known of a value; a lattice of finite height: `join` goes up, to `Unknown`.

>>> join(Real(), Known(0))
Real(integral=True)
>>> join(Scalar(np.dtype("f8")), Real())
Scalar(dtype=dtype('float64'), mixed=True, integral=False, narrow=False)
"""

from __future__ import annotations

import enum
from typing import Any

import numpy as np

from srcgrad.ir import record
from srcgrad.ir.dims import Length, joined, most_axes, of_rows
from srcgrad.ir.twice import equal, merged


@record(frozen=True)
class Kind:
    """The root of all kinds."""


@record(frozen=True)
class Unknown(Kind):
    """Anything. An active value of this kind is refused."""


@record(frozen=True)
class Opaque(Unknown):
    """An object of a class that is not followed."""

    cls: type


@record(frozen=True)
class Set(Unknown):
    """A set of what has no derivative; what changes it may be anybody who knows it."""

    element: Kind


@record(frozen=True, repr=False)
class Real(Kind):
    """A Python float; with `integral` an int at times, with `member` one of an enumeration."""

    integral: bool = False
    member: bool = False

    def __repr__(self) -> str:
        return "Real(integral=True)" if self.integral else "Real()"


@record(frozen=True)
class Complex(Kind):
    """A Python complex number."""


@record(frozen=True)
class Int(Kind):
    """A Python int, a truth or an enumeration's at times; `value` is its symbolic value."""

    value: Length = None
    member: bool = False


@record(frozen=True)
class Bool(Kind):
    """A Python bool."""


@record(frozen=True)
class Str(Kind):
    """A string."""


@record(frozen=True)
class Known(Kind):
    """A constant: int, bool, string, None, slice, dtype, function, class, module."""

    value: Any

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Known) or type(self.value) is not type(other.value):
            return False
        return self.value is other.value or (
            isinstance(self.value, (int, str, float, tuple, slice))
            and repr(self.value) == repr(other.value)
        )

    def __hash__(self) -> int:
        return hash((type(self.value), repr(self.value)))


@record(frozen=True)
class Scalar(Kind):
    """A NumPy scalar; with `mixed` at times another, or a Python number (`integral`: an int)."""

    dtype: np.dtype[Any]
    mixed: bool = False
    integral: bool = False
    narrow: bool = False  # at times of less precision


@record(frozen=True)
class Array(Kind):
    """A plain ndarray; `dims` is None where not even the rank is known. Rank 0 is a 0-d array.

    With `mixed` it is a number at times. An unknown rank is at `most` this one.
    """

    dtype: np.dtype[Any]
    dims: tuple[Length, ...] | None
    mixed: bool = False
    most: int | None = None

    @property
    def rank(self) -> int | None:
        return None if self.dims is None else len(self.dims)


@record(frozen=True)
class Tuple(Kind):
    """A tuple of known length (`cls` is its class, for named tuples)."""

    items: tuple[Kind, ...]
    cls: type = tuple


@record(frozen=True)
class List(Kind):
    """A list: of known structure (`items`), or grown at run time (`items` None, one `element`)."""

    items: tuple[Kind, ...] | None
    element: Kind
    __eq__ = equal


@record(frozen=True)
class Dict(Kind):
    """A dict of known keys (`cls` is its class, where that adds methods)."""

    keys: tuple[Any, ...]
    items: tuple[Kind, ...]
    cls: type = dict


@record(frozen=True)
class Object(Kind):
    """An instance of a class: its own attributes, and the numbers and arrays of its class."""

    cls: type
    names: tuple[str, ...]
    items: tuple[Kind, ...]
    shared: tuple[tuple[str, Kind], ...] = ()


@record(frozen=True)
class Function(Kind):
    """A function that the program makes: its code, and the values and variables that it holds."""

    code: Any
    names: tuple[str, ...]
    items: tuple[Kind, ...]
    cells: tuple[tuple[str, str], ...] = ()


@record(frozen=True)
class Several(Kind):
    """One of several functions (or None): which one, only the run decides."""


@record(frozen=True)
class Optional(Kind):
    """None on some paths, and a number or an array on the others.

    Only assignments and tests for None see it; wherever the value is used it is there.
    """

    kind: Kind


@record(frozen=True)
class Range(Kind):
    """A `range` object, and which one if that is known."""

    value: range | None = None


@record(frozen=True)
class Empty(Kind):
    """The element of a list that holds nothing yet: the bottom of the lattice."""


def constant(kind: Kind) -> bool:
    """Is the value known at compile time?"""
    inside = isinstance(kind, Tuple) and all(map(constant, kind.items))
    return isinstance(kind, Known) or inside


def value_of(kind: Kind) -> Any:
    """The value of a kind that is `constant`."""
    if isinstance(kind, Tuple):
        return tuple(map(value_of, kind.items))
    assert isinstance(kind, Known)
    return kind.value


NOTHING = Known(None)
PLAIN = {bool: Bool(), str: Str(), float: Real(), complex: Complex()}


def general(kind: Kind) -> Kind:
    """The kind of a constant, without its value."""
    if type(kind) is not Known:
        return Range() if type(kind) is Range else kind
    member = isinstance(kind.value, enum.Enum)
    for cls, found in PLAIN.items():
        if isinstance(kind.value, cls):
            return Real(member=True) if member and cls is float else found
    other = Opaque(type(kind.value)) if member or isinstance(kind.value, slice) else kind
    return Int(kind.value, member) if isinstance(kind.value, int) else other


def inexact(dtype: np.dtype[Any]) -> bool:
    """Can values of the dtype have a derivative?"""
    return dtype.kind in "fc"


def is_complex(kind: Kind) -> bool:
    """May a number in a value of this kind have an imaginary part?"""
    if isinstance(found := general(present(kind)), Scalar | Array):
        return found.dtype.kind == "c"
    return isinstance(found, Complex) or any(map(is_complex, parts(found)))


def differentiable(kind: Kind) -> bool:
    """May a value of this kind hold something that has a derivative?"""
    match present(kind):
        case Real() | Complex() | Unknown() as held:
            return not isinstance(held, Set)
        case Scalar(dtype) | Array(dtype, _):
            return inexact(dtype)
    return any(map(differentiable, parts(present(kind))))


def parts(kind: Kind) -> tuple[Kind, ...]:
    """What a container holds, as far as that is known."""
    match kind:
        case Tuple(items, _) | Dict(_, items) | Object(_, _, items, _) | Function(_, _, items):
            return items
        case List(items, element):
            return items if items is not None else (element,)
    return ()


def set_of(element: Kind) -> Kind:
    """The kind of a set, where its elements have no derivative."""
    return Unknown() if differentiable(element) else Set(any_of(element))


def any_of(kind: Kind) -> Kind:
    """The kind of one number, text or tuple of such among several."""
    if isinstance(kind, Tuple):
        return Tuple(tuple(map(any_of, kind.items)), kind.cls)
    return Int() if isinstance(general(kind), Int) else general(kind)


def simple(kind: Kind) -> bool:
    """No container, as far as is known."""
    return not isinstance(kind, Tuple | List | Dict | Object)


def is_array(kind: Kind) -> bool:
    """An array of any rank."""
    return isinstance(kind, Array)


def is_number(kind: Kind) -> bool:
    """A Python or NumPy scalar that is a number (rebound by `+=`, never shared)."""
    return isinstance(general(kind), (Real, Complex, Int, Bool, Scalar))


def rank(kind: Kind) -> int | None:
    """The number of axes; 0 for scalars, None where unknown."""
    return kind.rank if isinstance(kind, Array) else 0 if is_number(kind) else None


def sure_rank(kind: Kind) -> int | None:
    """The number of axes, where it is so of an array made of an empty list too."""
    return None if any(map(of_rows, dims(kind) or ())) else rank(kind)


def dims(kind: Kind) -> tuple[Length, ...] | None:
    """The axes' lengths; () for scalars."""
    return kind.dims if isinstance(kind, Array) else () if is_number(kind) else None


def join(a: Kind, b: Kind) -> Kind:
    """The least kind that covers both."""
    if a is b or a == b or Empty in (type(a), type(b)):
        return b if isinstance(a, Empty) else a
    a, b = general(a), general(b)
    if a == b:
        return a
    if NOTHING in (a, b) or Optional in (type(a), type(b)):
        return _join_optional(a, b)
    pair = {type(a), type(b)}
    if isinstance(a, Opaque) and isinstance(b, Opaque):
        return b if issubclass(a.cls, b.cls) else a if issubclass(b.cls, a.cls) else Unknown()
    if pair <= {Int, Real, Bool}:
        return _join_plain(a, b, pair)
    if isinstance(a, Array) and isinstance(b, Array) and a.dtype == b.dtype:
        if a.dims is None or b.dims is None or len(a.dims) != len(b.dims):
            return Array(a.dtype, None, a.mixed or b.mixed, most_axes(a, b))
        return Array(a.dtype, tuple(joined(x, y) for x, y in zip(a.dims, b.dims, strict=True)))
    if Complex in pair and pair <= {Int, Real, Bool, Complex}:
        return Complex()
    if is_number(a) and is_number(b):
        return _join_numbers(a, b)
    for number, array in ((a, b), (b, a)):
        if isinstance(array, Array) and inexact(array.dtype) and _may_be_of(array, number):
            return Array(array.dtype, None, True, most_axes(array))
    return _join_containers(a, b)


def _join_plain(a: Any, b: Any, pair: set[type]) -> Kind:
    member = any(getattr(x, "member", False) for x in (a, b)) or pair == {Int, Bool}
    if Real in pair:
        return Real(pair != {Real} or a.integral or b.integral, member)
    return Int(joined(a.value, b.value) if pair == {Int} else None, member)


def _may_be_of(array: Array, number: Kind) -> bool:
    numeric = not isinstance(number, Scalar) or number.dtype.kind in "biufc"
    return is_number(number) and numeric and (array.dtype.kind == "c" or not is_complex(number))


def present(kind: Kind) -> Kind:
    """The kind of a value that is used: it is not None, or Python raises."""
    return kind.kind if isinstance(kind, Optional) else kind


def _join_optional(a: Kind, b: Kind) -> Kind:
    """One of the two may be None."""
    held = [present(x) for x in (a, b) if x != NOTHING]
    joined_ = held[0] if len(held) == 1 else join(*held)
    return Optional(joined_) if is_number(joined_) or is_array(joined_) else Unknown()


def _join_numbers(a: Kind, b: Kind) -> Kind:
    """A Python number or a NumPy scalar."""
    scalar, other = (a, b) if isinstance(a, Scalar) else (b, a)
    if not isinstance(scalar, Scalar) or scalar.dtype.kind not in "biufc":
        return Unknown()
    dtype = getattr(other, "dtype", {Complex: 1j, Real: 1.0, Bool: True}.get(type(other), 1))
    whole = np.result_type(dtype).kind in "iub" or scalar.dtype.kind in "iub"
    whole |= scalar.integral or getattr(other, "integral", False)
    from srcgrad.ir.precision import narrower  # not in a call of what is compiled

    wide = np.result_type(scalar.dtype, dtype)
    held = [one for one in (a, b) if isinstance(one, Scalar)]
    narrow = any(one.narrow or narrower(one.dtype, wide) for one in held)
    return Scalar(wide, mixed=True, integral=whole, narrow=narrow)


def _join_containers(a: Kind, b: Any) -> Kind:
    if isinstance(a, Set) and isinstance(b, Set):
        return set_of(join(a.element, b.element))
    if isinstance(a, Tuple) and _alike(a, b, "cls"):
        return Tuple(tuple(map(join, a.items, b.items)), a.cls)
    if isinstance(a, List) and isinstance(b, List):
        return List(*merged(a, b, join))
    if isinstance(a, Dict) and _alike(a, b, "keys", "cls"):
        return Dict(a.keys, tuple(map(join, a.items, b.items)), a.cls)
    if isinstance(a, Object) and _alike(a, b, "cls", "names"):
        return Object(a.cls, a.names, tuple(map(join, a.items, b.items)), a.shared)
    if isinstance(a, Function) and _alike(a, b, "code", "names", "cells"):
        return Function(a.code, a.names, tuple(map(join, a.items, b.items)), a.cells)
    one_of_several = all(is_function(x) or isinstance(x, Several) for x in (a, b))
    return Several() if one_of_several else Unknown()


def _alike(a: Any, b: Any, *same: str) -> bool:
    alike = type(a) is type(b) and len(a.items) == len(b.items)
    return alike and all(getattr(a, n) == getattr(b, n) for n in same)


def mutable(kind: Kind) -> bool:
    """Is the value a list, dict or object, or may it hold one?"""
    inner = isinstance(kind, Tuple | Function) and any(map(mutable, kind.items))
    return inner or isinstance(kind, List | Dict | Object | Unknown)


def is_function(kind: Kind) -> bool:
    """A function that is known, or None in its place."""
    known = isinstance(kind, Known) and (callable(kind.value) or kind.value is None)
    return known or isinstance(kind, Function)

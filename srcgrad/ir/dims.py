"""Symbolic lengths of array axes.

A length is an `int`, a `Dim`, or None where nothing is known. A `Dim` stands for
`max(0, base + offset)`: slices clamp, and compose without losing that.

>>> n = Dim("x.0", axis=True)
>>> sliced(n, 1, -1), sliced(sliced(n, 1, None), None, -1)
(x.0-2, x.0-2)
>>> broadcast(n, sliced(n, 1, None))
x.0
"""

from __future__ import annotations

import math
from dataclasses import field
from typing import Any

from srcgrad.ir import record


@record(frozen=True, repr=False)
class Dim:
    """`max(0, base + offset)`.

    `axis` says that base is an argument's axis, known not to be 1; `long` that it is above 3.
    `least` is a value that base is known to reach where the length is looked at. A base without a
    name is some number, another one each time: the length of what a loop binds anew.
    `rows` says that it counts the elements of a list that became an array: where there are none,
    the array has no axes but this one.
    """

    base: str
    offset: int = 0
    axis: bool = False
    long: bool = False
    least: int = field(default=0, compare=False)
    rows: bool = False

    def __repr__(self) -> str:
        base = self.base or "?"
        return base if not self.offset else f"{base}{self.offset:+d}"


Length = int | Dim | None
LONGEST = 1000  # characters of a name that is made of other names
ROWS = Dim("", rows=True)


def composed(base: str, axis: bool = False) -> Length:
    """A length with a name made of others; one whose name would be too long has none.

    A sum of lengths that are sums in their turn would have a name that doubles each time.
    """
    if len(base) <= LONGEST:
        return Dim(base, axis=axis)
    return Dim("", axis=True) if axis else None


def of_rows(length: Length) -> bool:
    """Does it count the elements of a list that became an array?"""
    return isinstance(length, Dim) and length.rows


def not_one(length: Length) -> bool:
    """Is the length proven to differ from 1?"""
    if isinstance(length, Dim):
        return length.axis and (length.offset == 0 or (length.long and length.offset >= -2))
    return length is not None and length != 1


def has_name(length: Length) -> bool:
    """Is the length one number, each time that it is met?"""
    return bool(length.base) if isinstance(length, Dim) else length is not None


def same(a: Length, b: Length) -> bool:
    """Are the two lengths proven equal?"""
    return a == b and has_name(a)


def joined(a: Length, b: Length) -> Length:
    """What is known of a length that is either of the two.

    >>> joined(Dim("x.0", axis=True), Dim("y.0", axis=True)), joined(Dim("x.0", axis=True), 1)
    (?, None)
    """
    return a if a == b else nameless(a, b)


def nameless(*lengths: Length) -> Length:
    """What is left of lengths that are forgotten, and may be any of them: whether they are 1."""
    if not all(map(not_one, lengths)):
        return ROWS if any(map(of_rows, lengths)) else None
    long = all(d.long and not d.offset if isinstance(d, Dim) else (d or 0) > 3 for d in lengths)
    return Dim("", axis=True, long=long)


def broadcast(a: Length, b: Length) -> Length:
    """The length of two broadcast axes, given that NumPy accepts them."""
    if a == 1:
        return b
    if b == 1 or same(a, b):
        return a
    if not_one(a) and (has_name(a) or not not_one(b)):
        return a
    if not_one(b):
        return b
    return ROWS if of_rows(a) or of_rows(b) else None


def most_axes(*arrays: Any) -> int | None:
    """The highest rank of arrays whose rank is known, or is at `most` so much."""
    ranks = [array.most if array.dims is None else len(array.dims) for array in arrays]
    known = [rank for rank in ranks if rank is not None]
    return max(known, default=0) if len(known) == len(ranks) else None


def elements_in(dims: tuple[Length, ...]) -> Length:
    """How many elements there are.

    >>> elements_in(()), elements_in((Dim("x.0"),)), elements_in((2, 3)), elements_in((2, None))
    (1, x.0, 6, None)
    """
    if len(dims) == 1:
        return dims[0]
    known = [length for length in dims if isinstance(length, int)]
    return math.prod(known) if len(known) == len(dims) else None


def shifted(length: Length, by: int) -> Length:
    """`length + by` as an integer's value (no clamping yet)."""
    if isinstance(length, Dim):
        return Dim(length.base, length.offset + by, length.axis, length.long)
    return None if length is None else length + by


def longer(length: Length, by: int) -> Length:
    """The length of an axis to which some elements are added, where it is not clamped.

    >>> n = Dim("x.0", axis=True, long=True)
    >>> longer(sliced(n, 1, None), 1), longer(Dim("x.0", -1), 1)
    (x.0, None)
    """
    if not by:
        return length
    if isinstance(length, Dim) and max(length.least, 4 if length.long else 0) + length.offset < 0:
        return None
    return None if of_rows(length) else shifted(length, by)


def sliced(length: Length, lower: int | None, upper: int | None, step: int | None = None) -> Length:
    """The length of `axis[lower:upper:step]` for constant bounds."""
    if isinstance(length, int):
        return len(range(length)[slice(lower, upper, step)])
    if length is None:
        return None
    if step == -1 and lower is None and upper is None:
        return length
    if length.rows:
        return ROWS
    if step not in (None, 1):
        return composed(f"({length})[{lower}:{upper}:{step}]") if has_name(length) else None
    start, stop = lower or 0, upper
    known = max(length.least, 4 if length.long else 0) + length.offset
    if stop is not None and start >= 0 and 0 <= stop <= known:
        return max(0, stop - start)
    if start >= 0 and (stop is None or stop < 0):
        by = (stop or 0) - start
        return Dim(length.base, length.offset + by, length.axis, length.long)
    leading = lower in (None, 0) and upper is not None and upper > 1  # of 1 if the axis is
    some = leading and not_one(length)
    if not has_name(length):
        return Dim("", axis=True) if some else None
    return composed(f"({length})[{lower}:{upper}]", some)

"""How a value follows a shift, and what becomes of that in sums and products."""

from __future__ import annotations

from srcgrad.late import dataclass, replace


@dataclass(frozen=True)
class Moved:
    """How a value follows the shift: `weight` times t is added, or stands in an exponent.

    `axes` says which axis of the shift each axis of the value is, None for one along which t is
    constant; over the axes in `summed` t is summed up (or, marked so, averaged). An axis ~n has the
    first elements of the axis n of the shift alone.
    """

    weight: float
    exponent: bool
    axes: tuple[int | None, ...]
    summed: frozenset[tuple[int, bool]] = frozenset()


class Depends(Exception):
    """The value follows the shift in another way."""


def scaled(found: Moved, factor: float) -> Moved:
    """The same shift, a constant times as large."""
    return replace(found, weight=found.weight * factor)


def alike(a: Moved | None, b: Moved | None) -> tuple[Moved | None, Moved | None]:
    """Two operands: where one has the first elements of an axis that the other has, it has all.

    >>> alike(Moved(1.0, False, (0,)), Moved(2.0, False, (~0,)))[1]
    Moved(weight=2.0, exponent=False, axes=(0,), summed=frozenset())
    """
    if a is None or b is None or len(a.axes) != len(b.axes):
        return a, b
    pairs = [*zip(a.axes, b.axes, strict=True)]
    whole = [m if n is not None and m is not None and n == ~m < 0 else n for n, m in pairs]
    other = [n if n is not None and m is not None and m == ~n < 0 else m for n, m in pairs]
    return replace(a, axes=tuple(whole)), replace(b, axes=tuple(other))


def joined(a: Moved | None, b: Moved | None) -> Moved | None:
    """What a sum gets of the shifts of its terms, or a product of those of its factors.

    >>> joined(Moved(1.0, False, (0, None)), Moved(-1.0, False, (0, None)))
    >>> joined(Moved(1.0, False, (0, None)), None)
    Moved(weight=1.0, exponent=False, axes=(0, None), summed=frozenset())
    """
    if a is None or b is None:
        return b if a is None else a
    if replace(a, weight=b.weight) != b:
        raise Depends
    weight = a.weight + b.weight
    return replace(a, weight=weight) if weight else None

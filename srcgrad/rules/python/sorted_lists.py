"""What `bisect.insort` means, in Python: the place is sought, and the element put there."""

import bisect
from typing import Any

from srcgrad.rules.declare import meaning


def place(a: Any, x: Any, lo: Any, hi: Any, key: Any, behind: bool) -> Any:
    """Where the element goes: before those that are equal to it, or behind them."""
    if lo < 0:
        raise ValueError("lo must be non-negative")
    sought = x if key is None else key(x)
    end = len(a) if hi is None or hi == -1 else hi
    while lo < end:
        middle = (lo + end) // 2
        here = a[middle] if key is None else key(a[middle])
        further = not sought < here if behind else here < sought
        if further:
            lo = middle + 1
        else:
            end = middle
    return lo


@meaning(bisect.insort_right, always=True)
def insort_right(a: Any, x: Any, lo: Any = 0, hi: Any = None, *, key: Any = None) -> None:
    """Behind those that are equal to it."""
    a.insert(place(a, x, lo, hi, key, True), x)


@meaning(bisect.insort_left, always=True)
def insort_left(a: Any, x: Any, lo: Any = 0, hi: Any = None, *, key: Any = None) -> None:
    """Before those that are equal to it."""
    a.insert(place(a, x, lo, hi, key, False), x)

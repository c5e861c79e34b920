"""One question that tells whether a call needs nothing but what an earlier one needed.

It is written out for what the earlier arguments showed, so that asking makes no tuples and no
lists, and stops at the first thing that differs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numpy import ndarray

Test = Callable[..., bool]
ABSENT = object()  # stands for an argument that is not given: no other has its type alone


def question(seen: tuple[Any, ...], others: dict[str, Any], last: str) -> Test:
    """Do arguments show what was `seen`, and does the expression `last` of the `others` hold?

    >>> floats = ndarray(3).dtype
    >>> test = question(((floats, (3,)), float), {"stands": lambda: True}, "stands()")
    >>> test(ndarray(3), 2.0), test(ndarray(4), 2.0), test(ndarray(3), 2), test(ndarray(3))
    (True, False, False, False)
    """
    held: dict[str, Any] = {"array": ndarray, "absent": ABSENT, **others}
    tests = ["not more"]
    for n, what in enumerate(seen):
        if isinstance(what, tuple):
            held[f"dtype{n}"], held[f"shape{n}"] = what
            same = f"(v{n}.dtype is dtype{n} or v{n}.dtype == dtype{n})"
            tests.append(f"type(v{n}) is array and v{n}.shape == shape{n} and {same}")
        else:
            held[f"type{n}"] = what
            tests.append(f"type(v{n}) is type{n}")
    given = "".join(f"v{n}=absent, " for n in range(len(seen)))
    test: Test = eval(f"lambda {given}*more: {' and '.join([*tests, last])}", held)
    return test


def never(*args: Any) -> bool:
    """Is a call one like before? There was none."""
    return False

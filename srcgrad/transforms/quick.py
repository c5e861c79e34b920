"""One question that tells whether a call needs nothing but what an earlier one needed.

It is written out for what the earlier arguments showed, so that asking makes no tuples and no
lists, and stops at the first thing that differs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy import ndarray

Test = Callable[..., bool]
ABSENT = object()  # stands for an argument that is not given: no other has its type alone
HOLDERS = (list, tuple, dict)
MOST = 16  # what a container holds that is looked through, and how deep it may lie
DEEP = 3

# Of these, the type alone is in a signature.
BY_TYPE = frozenset(
    {float, int, complex, np.float64, np.float32, np.int64, np.int32, np.complex128}
)


def told(args: tuple[Any, ...]) -> tuple[Any, ...]:
    """What of arrays, numbers and small containers of them decides their signature.

    >>> told((2.0, [1, {"a": 3.0}]))
    (<class 'float'>, (<class 'list'>, 2, (<class 'int'>, (<class 'dict'>, ('a',), ...))))
    """
    return tuple([(v.dtype, v.shape) if type(v) is ndarray else _told(v, 0) for v in args])


def _told(value: Any, depth: int) -> Any:
    cls = type(value)
    if cls is ndarray:
        return value.dtype, value.shape
    if cls not in HOLDERS or depth == DEEP or len(value) > MOST:
        return cls
    of = value.values() if cls is dict else value
    count = tuple(value) if cls is dict else len(value)
    return cls, count, tuple([_told(v, depth + 1) for v in of])


def is_told(seen: tuple[Any, ...]) -> bool:
    """Does what is `told` of some arguments decide their signature?

    >>> is_told(told((2.0, [1, 2.0]))), is_told(told((2.0, ["text"])))
    (True, False)
    """
    return all(
        what in BY_TYPE if isinstance(what, type) else not holds(what) or is_told(what[2])
        for what in seen
    )


def holds(what: Any) -> bool:
    """Is a container told of?"""
    return isinstance(what, tuple) and isinstance(what[0], type)


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
        tests += _tests(f"v{n}", what, held)
    given = "".join(f"v{n}=absent, " for n in range(len(seen)))
    test: Test = eval(f"lambda {given}*more: {' and '.join([*tests, last])}", held)
    return test


def _tests(value: str, what: Any, held: dict[str, Any]) -> list[str]:
    """Whether a value shows what was seen of it; what that takes is added to what is `held`."""
    n = len(held)
    if not isinstance(what, tuple):
        held[f"type{n}"] = what
        return [f"type({value}) is type{n}"]
    held[f"first{n}"], held[f"second{n}"] = what[:2]
    if not holds(what):
        same = f"({value}.dtype is first{n} or {value}.dtype == first{n})"
        return [f"type({value}) is array and {value}.shape == second{n} and {same}"]
    ofs = what[1] if what[0] is dict else range(what[1])
    count = f"tuple({value})" if what[0] is dict else f"len({value})"
    tests = [f"type({value}) is first{n} and {count} == second{n}"]
    for place, (of, part) in enumerate(zip(ofs, what[2], strict=True)):
        at = f"second{n}[{place}]" if what[0] is dict else of
        tests += _tests(f"{value}[{at}]", part, held)
    return tests


def never(*args: Any) -> bool:
    """Is a call one like before? There was none."""
    return False

"""One question that tells whether a call needs nothing but what an earlier one needed.

It is written out for what the earlier arguments showed, so that asking makes no tuples and no
lists, and stops at the first thing that differs.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from keyword import iskeyword
from operator import is_
from typing import Any

import numpy as np
from numpy import ndarray

from srcgrad.request.signature import MANY, OPAQUE, STANDARD, guarded, slots_of

Test = Callable[..., bool]
ABSENT = object()  # stands for an argument that is not given: no other has its type alone
HOLDERS = (list, tuple, dict)
MOST = MANY  # what a container holds that is looked through one by one, and how deep it may lie
DEEP = 3

BY_VALUE = (bool, str, type(None))
# Of these, the type alone is in a signature.
BY_TYPE = frozenset(
    {float, int, complex, np.float64, np.float32, np.int64, np.int32, np.complex128}
)


def told(args: tuple[Any, ...]) -> tuple[Any, ...]:
    """What of arrays, numbers and small containers of them decides their signature.

    >>> told((2.0, True, [1, {"a": 3.0}]))
    (<class 'float'>, ('value', True), (<class 'list'>, 2, (<class 'int'>, ...)))
    """
    return tuple([(v.dtype, v.shape) if type(v) is ndarray else _told(v, 0) for v in args])


def _told(value: Any, depth: int) -> Any:
    cls = type(value)
    if cls is ndarray:
        return value.dtype, value.shape
    if cls in BY_TYPE:
        return cls
    if cls in BY_VALUE:
        return "value", value
    if depth == DEEP:
        return cls
    if cls not in HOLDERS:
        return _told_of_object(value, depth)
    if len(value) > MOST:
        return _told_of_all(value) if cls is list else cls
    of = value.values() if cls is dict else value
    count = tuple(value) if cls is dict else len(value)
    return cls, count, tuple([_told(v, depth + 1) for v in of])


def _told_of_all(value: list[Any]) -> Any:
    """A long list is signed by its elements' one kind, whatever their number is."""
    first = _told(value[0], DEEP)
    return ("alike", first) if is_told((first,)) and _alike(first)(value) else list


def _told_of_object(value: Any, depth: int) -> Any:
    """Of an object of a plain class its attributes, if it holds no more of them than a few."""
    cls = type(value)
    held = vars(value) if _is_plain(cls) else None
    if type(held) is not dict or len(held) > MOST:
        return cls
    if not all(n.isidentifier() and not iskeyword(n) and not guarded(cls, n) for n in held):
        return cls
    return cls, tuple(held), tuple([_told(v, depth + 1) for v in held.values()])


def _is_plain(cls: type) -> bool:
    """Are the attributes of the class's objects, and its numbers and texts, all that is signed?"""
    if cls.__module__.partition(".")[0] in OPAQUE | STANDARD or cls.__mro__[1:] != (object,):
        return False
    held: Any = vars(cls)
    standard: Any = object.__getattribute__
    return (
        type(held.get("__dict__")) is types.GetSetDescriptorType
        and not slots_of(cls)
        and isinstance(held.get("__call__", standard), type(standard) | types.FunctionType)
        and "__srcgrad_derived__" not in held
        and cls.__getattribute__ is standard
        and not any(isinstance(x, np.ndarray | np.generic) for x in held.values())
    )


def is_told(seen: tuple[Any, ...]) -> bool:
    """Does what is `told` of some arguments decide their signature?

    >>> is_told(told((2.0, "text", [1, 2.0]))), is_told(told((2.0, [1, range(3)])))
    (True, False)
    """
    return all(
        what in BY_TYPE
        if isinstance(what, type)
        else is_told(what[2])
        if holds(what) and what[0] != "alike"
        else True
        for what in seen
    )


def holds(what: Any) -> bool:
    """Is a container told of, or an object?"""
    return isinstance(what, tuple) and (isinstance(what[0], type) or what[0] == "alike")


def _alike(what: Any) -> Callable[[list[Any]], bool]:
    """Do all elements of a list show what was seen of its first one?"""
    if not isinstance(what, tuple):
        return lambda values: {*map(type, values)} == {what}
    first, second = what
    if first == "value":
        return lambda values: {*map(type, values)} == {type(second)} and {*values} == {second}

    def arrays(values: list[Any]) -> bool:
        for v in values:
            if type(v) is not ndarray or v.shape != second:
                return False
            if v.dtype is not first and v.dtype != first:
                return False
        return True

    return arrays


def _unchanged(cls: type) -> Callable[[], bool]:
    """Does a class hold still what it held?"""
    held, order = vars(cls), cls.__mro__
    names, values = [*held], [*held.values()]
    return lambda: (
        cls.__mro__ is order and [*held] == names and all(map(is_, held.values(), values))
    )


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
    held[f"first{n}"], held[f"second{n}"] = first, second = what[:2]
    if not holds(what):
        if first == "value":
            same = f"type({value}) is str and {value} ==" if type(second) is str else f"{value} is"
            return [f"{same} second{n}"]
        same = f"({value}.dtype is first{n} or {value}.dtype == first{n})"
        return [f"type({value}) is array and {value}.shape == second{n} and {same}"]
    if first == "alike":
        held[f"alike{n}"] = _alike(second)
        return [f"type({value}) is list and len({value}) > {MOST} and alike{n}({value})"]
    tests = [f"type({value}) is first{n}"]
    if first in HOLDERS:
        tests.append(f"{f'tuple({value})' if first is dict else f'len({value})'} == second{n}")
        if first is dict and not {*map(type, second)} <= {str}:  # 1, True and 1.0 are equal
            held[f"types{n}"] = [*map(type, second)]
            tests.append(f"[type(key) for key in {value}] == types{n}")
        of = range(second) if first is not dict else second
        places = [f"[second{n}[{i}]]" if first is dict else f"[{i}]" for i in range(len(of))]
    else:
        held[f"stands{n}"] = _unchanged(first)
        tests.append(f"tuple({value}.__dict__) == second{n} and stands{n}()")
        places = [f".{name}" for name in second]
    for place, part in zip(places, what[2], strict=True):
        tests += _tests(f"{value}{place}", part, held)
    return tests


def never(*args: Any) -> bool:
    """Is a call one like before? There was none."""
    return False

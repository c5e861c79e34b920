"""Does a function, or one that it calls, read or rebind a global or a cell?"""

from __future__ import annotations

import dis
import types
from collections.abc import Iterator, Set
from typing import Any

REBINDING = {"STORE_GLOBAL", "DELETE_GLOBAL", "STORE_DEREF"}
READING = {"LOAD_GLOBAL", "LOAD_NAME", "LOAD_DEREF"}


def rebinds(function: Any, names: Set[str]) -> str | None:
    """One of the names that the function may rebind, or None.

    >>> def plain(x):
    ...     return x + 1
    >>> rebinds(plain, {"x"})
    """
    return _uses(function, names, REBINDING)


def reads(function: Any, names: Set[str]) -> str | None:
    """One of the names outside that the function may read, or None."""
    return _uses(function, names, READING)


def _uses(function: Any, names: Set[str], operations: Set[str]) -> str | None:
    seen: set[int] = set()
    waiting: list[Any] = [function]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, types.FunctionType) or id(one) in seen:
            continue
        seen.add(id(one))
        for code in _codes(one.__code__):
            for instruction in dis.get_instructions(code):
                if instruction.opname in operations and instruction.argval in names:
                    return str(instruction.argval)
            waiting += [one.__globals__.get(n) for n in code.co_names]
    return None


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _codes(constant)

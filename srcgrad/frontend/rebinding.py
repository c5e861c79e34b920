"""Does a function, or one that it calls, read or rebind a global or a cell?"""

from __future__ import annotations

import dis
import sys
import types
from collections.abc import Iterator, Set
from typing import Any

REBINDING = {"STORE_GLOBAL", "DELETE_GLOBAL", "STORE_DEREF"}
IMPORTS = dis.opmap["IMPORT_NAME"]
READING = {"LOAD_GLOBAL", "LOAD_NAME", "LOAD_DEREF"}


def rebinds(function: Any, names: Set[str], packages: Set[str] = frozenset()) -> str | None:
    """One of the names that the function may rebind, or None; see `reached` for `packages`.

    >>> def plain(x):
    ...     return x + 1
    >>> rebinds(plain, {"x"})
    """
    return _uses(function, names, REBINDING, packages)


def reads(function: Any, names: Set[str]) -> str | None:
    """One of the names outside that the function may read, or None."""
    return _uses(function, names, READING)


def _uses(
    function: Any, names: Set[str], operations: Set[str], packages: Set[str] = frozenset()
) -> str | None:
    for one in reached(function, packages):
        for code in codes(one.__code__):
            for instruction in dis.get_instructions(code):
                if instruction.opname in operations and instruction.argval in names:
                    return str(instruction.argval)
    return None


def reached(function: Any, packages: Set[str] = frozenset()) -> Iterator[types.FunctionType]:
    """A function and those that it calls by names outside, by modules, or as methods.

    Into libraries that are installed it is not followed, but for those of the given names.
    """
    seen: set[int] = set()
    waiting: list[Any] = [function]
    every: set[str] = set()
    classes: set[type] = set()
    unasked: dict[str, list[Any]] = {}  # what classes hold under names that none has mentioned yet
    while waiting:
        one = waiting.pop()
        if not isinstance(one, types.FunctionType) or id(one) in seen:
            continue
        seen.add(id(one))
        if of_library(one, packages):
            continue
        yield one
        mentioned = {name for code in codes(one.__code__) for name in code.co_names}
        for value in outside(one).values():
            waiting.append(value)
            if isinstance(value, types.ModuleType):
                waiting += [vars(value).get(name) for name in mentioned]
            elif not isinstance(value, types.FunctionType):
                for cls in (value if isinstance(value, type) else type(value)).__mro__:
                    if cls not in classes:
                        classes.add(cls)
                        waiting += methods(cls, every)
                        for name in vars(cls).keys() - every:
                            unasked.setdefault(name, []).append(cls)
        waiting += [*(one.__defaults__ or ()), *(one.__kwdefaults__ or {}).values()]
        for name in sorted(mentioned - every):
            for cls in unasked.pop(name, ()):
                waiting += methods(cls, {name})
        every |= mentioned


def methods(cls: type, names: Set[str]) -> list[Any]:
    """The functions of a class that have one of these names, or one that Python calls by itself."""
    called = [n for n in vars(cls) if n in names or n.startswith("__")]
    held = [vars(cls)[n] for n in called]
    parts = [getattr(one, part, None) for one in held for part in ("__func__", "fget", "fset")]
    return [one for one in (*held, *parts) if isinstance(one, types.FunctionType)]


def outside(function: types.FunctionType) -> dict[str, Any]:
    """The values of the names outside that its code mentions, as they stand now."""
    return {name: value for name, _, value in bound_outside(function)}


def bound_outside(function: types.FunctionType) -> Iterator[tuple[str, Any, Any]]:
    """These names, the namespace or cell where each is bound, and its value."""
    every = [name for code in codes(function.__code__) for name in code.co_names]
    globals_ = function.__globals__
    yield from ((n, globals_, globals_[n]) for n in dict.fromkeys(every) if n in globals_)
    ours = (function.__module__ or "").partition(".")[0] == "srcgrad"  # they import the compiler
    for code in codes(function.__code__):
        if not ours and IMPORTS in code.co_code[::2]:
            here = [(n, sys.modules[n]) for n in code.co_names if n in sys.modules]
            yield from ((n, sys.modules, module) for n, module in here)
    cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    for name, cell in cells:
        try:
            yield name, cell, cell.cell_contents
        except ValueError:  # it is not bound yet
            continue


def of_library(function: types.FunctionType, packages: Set[str] = frozenset()) -> bool:
    """Is it a function of an installed library, other than the given ones?"""
    root = (function.__module__ or "").partition(".")[0]
    if root in packages or root == "__main__":
        return False
    path = function.__code__.co_filename
    return root in sys.stdlib_module_names or "site-packages" in path or "dist-packages" in path


def codes(code: types.CodeType) -> Iterator[types.CodeType]:
    """The code, and those of the functions in it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from codes(constant)

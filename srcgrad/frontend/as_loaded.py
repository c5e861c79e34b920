"""Is the text of a file what its functions were compiled from? It may have been edited since.

A file that nobody has touched since the process began is not looked at any closer.
"""

from __future__ import annotations

import dis
import linecache
import os
import time
from collections.abc import Iterator
from functools import lru_cache
from types import CodeType

BEGAN = time.time()
Lines = tuple[str, ...]
MANNER_OF_CALLING = {"PUSH_NULL", "PRECALL", "CACHE", "EXTENDED_ARG"}
SAME_CALL = {"LOAD_METHOD": "LOAD_ATTR", "CALL_METHOD": "CALL_FUNCTION"}
JUMPS = {*dis.hasjrel, *dis.hasjabs}


def as_loaded(lines: Lines, code: CodeType) -> Lines:
    """The lines of a file that `code` was compiled from: those known, those there now, or none."""
    if not _touched(code.co_filename) or _compiled_from(lines, code):
        return lines
    linecache.checkcache(code.co_filename)
    lines = tuple(linecache.getlines(code.co_filename))
    return lines if _compiled_from(lines, code) else ()


def _touched(path: str) -> bool:
    """Is it a file that was written since the process began?"""
    entry = linecache.cache.get(path)
    if entry is None or len(entry) < 4 or entry[1] is None:  # a notebook's cell, code of ours
        return False
    try:
        return os.stat(path).st_mtime > BEGAN
    except OSError:
        return False


def _compiled_from(lines: Lines, code: CodeType) -> bool:
    """Does the text, compiled anew, hold this code where it stands?"""
    if any(name.startswith("@py") for name in (*code.co_names, *code.co_varnames)):
        return True  # pytest has written its assertions anew
    try:
        whole = _compiled(lines, code.co_filename)
    except (SyntaxError, ValueError):
        return True  # it is no plain Python, and cannot tell
    return any(_alike(one, code) for one in _within(whole))


@lru_cache(maxsize=16)
def _compiled(lines: Lines, path: str) -> CodeType:
    return compile("".join(lines), path, "exec", dont_inherit=True)


def _within(code: CodeType) -> Iterator[CodeType]:
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield part
            yield from _within(part)


def _alike(one: CodeType, other: CodeType) -> bool:
    """Do two code objects stand on one line, and do the same?"""
    if (one.co_name, one.co_firstlineno) != (other.co_name, other.co_firstlineno):
        return False
    names = ("co_names", "co_varnames", "co_freevars", "co_cellvars")
    return (
        all(getattr(one, name) == getattr(other, name) for name in names)
        and len(one.co_consts) == len(other.co_consts)
        and all(map(_same, one.co_consts, other.co_consts))
        and _steps(one) == _steps(other)
    )


def _steps(code: CodeType) -> list[tuple[str, object]]:
    """What a code object does: a method of a module that is imported elsewhere is called otherwise.

    A notebook or an editor compiles a file in parts, and not every part sees the imports.
    """
    found: list[tuple[str, object]] = []
    places: dict[int, int] = {}
    for one in dis.get_instructions(code):
        places[one.offset] = len(found)
        if one.opname not in MANNER_OF_CALLING:
            compared = isinstance(one.argval, CodeType | frozenset)  # among the constants
            operand = one.argval if one.opcode in JUMPS else compared or repr(one.argval)
            found.append((SAME_CALL.get(one.opname, one.opname), operand))
    return [(n, places[x] if type(x) is int else x) for n, x in found]


def _same(one: object, other: object) -> bool:
    """Are two constants of the code one?"""
    if isinstance(one, CodeType) and isinstance(other, CodeType):
        return _alike(one, other)
    if isinstance(one, frozenset) and isinstance(other, frozenset):  # printed in any order
        return sorted(map(repr, one)) == sorted(map(repr, other))
    return type(one) is type(other) and repr(one) == repr(other)  # 0.0 == -0.0, (1,) == (1.0,)

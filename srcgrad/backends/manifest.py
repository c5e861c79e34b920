"""The last line of a generated file: what must hold for it to be used in another process.

A comment in JSON. It names the free values and where each is bound, what the compiler saw of
them (a kind, or the digest of a function), and the kind of the output. Where a value is bound
in a place that has no name (a cell of an inlined helper), there is no manifest, and each
process compiles anew.
"""

from __future__ import annotations

import functools
import json
import sys
import types
from typing import Any

import numpy as np

from srcgrad.backends.compiled import Compiled, Same, function_digest, key_of, read_free
from srcgrad.backends.identity import words_of
from srcgrad.backends.loading import load_text
from srcgrad.ir.function import Free, inside
from srcgrad.rules import declare

PREFIX = "# srcgrad manifest: "
HERE = "class"  # where a class itself is named, not what it holds

KEEPING = functools._lru_cache_wrapper


class Unnamed(Exception):
    """A value that no other process could find again."""


def line_for(target: types.FunctionType, compiled: Compiled, output: Any) -> str | None:
    """The manifest of a new adjoint, or None where something in it has no name."""
    from srcgrad.infer.kinds.signature import kind_of as kind_of_signature  # not needed to read one

    for _, key in compiled.guards:
        if not isinstance(key, Same):
            kind_of_signature(key, "value")  # a key that has no kind has no business here
    try:
        content = {
            "free": [[f.name, *_place(target, f)] for f in compiled.free],
            "guards": [[*_place(target, f), _seen(key)] for f, key in compiled.guards],
            "output": output,
            "scalar": compiled.scalar,
            "written": compiled.written,
            "changed": compiled.changed,
            "overlap": compiled.overlap,
            "apart": [[f.name, *_place(target, f)] for f in compiled.apart],
        }
    except Unnamed:
        return None
    return PREFIX + json.dumps(content)


def restored(
    target: types.FunctionType, path: str, content: str, name: str, output: Any
) -> Compiled | None:
    """The adjoint in a file, if all that its manifest names is still so."""
    body, _, last = content.rstrip("\n").rpartition("\n")
    if not last.startswith(PREFIX):
        return None
    try:
        held = json.loads(last[len(PREFIX) :])
        guards = [(_found(target, "", where, key), seen) for where, key, seen in held["guards"]]
        keys = [(f, _as_seen(read_free(f), seen)) for f, seen in guards]
        if any(key is None for _, key in keys):
            return None
        free = [_found(target, *place) for place in held["free"]]
        apart = [_found(target, *place) for place in held["apart"]]
    except (Unnamed, LookupError, ValueError, TypeError, AttributeError):
        return None
    text = body.partition("\n")[2] + "\n"
    return Compiled(
        load_text(content, path, name),
        text,
        path,
        free,
        output(held["output"]),
        held["scalar"],
        keys,
        held["written"],
        held["overlap"],
        held["changed"],
        apart,
    )


def _as_seen(value: Any, seen: Any) -> Any:
    """The key of a value if it is what the compiler saw, by kind or with its integers, or None."""
    keys = (key_of(value, by_value) for by_value in (False, True))
    return next((key for key in keys if _seen(key) == seen), None)


def _place(target: types.FunctionType, free: Free) -> tuple[str, str]:
    """Where a free value is bound: a module's namespace, or a cell of the function itself."""
    holder = free.namespace
    if isinstance(holder, tuple) and isinstance(holder[0], type):
        return HERE, path_of(holder[0])
    if isinstance(holder, types.CellType):
        cells = dict(zip(target.__code__.co_freevars, target.__closure__ or (), strict=True))
        if cells.get(free.key) is holder:
            return "cell", free.key
        raise Unnamed
    if holder is target.__globals__:
        return "globals", free.key
    if isinstance(holder, type):
        return f"class {path_of(holder)}", free.key
    name = holder.get("__name__") if isinstance(holder, dict) else None
    if isinstance(name, str) and vars(sys.modules.get(name, types)) is holder:
        return f"module {name}", free.key
    raise Unnamed


def _found(target: types.FunctionType, name: str, where: str, key: str) -> Free:
    if where == "cell":
        cells = dict(zip(target.__code__.co_freevars, target.__closure__ or (), strict=True))
        return Free(name, cells[key], key)
    if where == HERE:
        return Free(name, (_class(key),), "0")
    if where.startswith("class "):
        return Free(name, _class(where.removeprefix("class ")), key)
    if where == "globals":
        return Free(name, target.__globals__, key)
    return Free(name, vars(sys.modules[where.removeprefix("module ")]), key)


def path_of(cls: type) -> str:
    """Where a class is found by name."""
    path = f"{cls.__module__}:{cls.__qualname__}"
    if _class(path) is not cls:
        raise Unnamed
    return path


def _class(path: str) -> Any:
    module, _, qualname = path.partition(":")
    found: Any = sys.modules.get(module)
    for part in qualname.split("."):
        found = getattr(found, part, None)
    return found


def _seen(key: Any) -> str:
    """What was seen of a value, as text that means the same in another process."""
    if isinstance(key, list):  # the functions of a property
        return " and ".join(map(_seen, key))
    if not isinstance(key, Same):
        text = words_of(key)
        if " at 0x" in text:
            raise Unnamed
        return text
    value = key.value
    if isinstance(value, type):
        return f"class {words_of(value)}"
    if isinstance(value, staticmethod | classmethod):
        value = value.__func__
    if declare.by_users():
        from srcgrad.backends.user_rules import nameless

        if id(value) in nameless():
            raise Unnamed
    value = inside(value) or value if type(value) is KEEPING else value
    if isinstance(value, types.FunctionType):
        defaults = f"{value.__defaults__!r} {value.__kwdefaults__!r}"
        path = f"{value.__module__}.{value.__qualname__}"  # one decorator's functions share a code
        behind = inside(value)  # under `contextmanager` this is what runs
        around = f" around {_seen(Same(behind))}" if isinstance(behind, types.FunctionType) else ""
        return f"function {path} {function_digest(value)} {defaults}{around}"
    name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None)
    module = getattr(value, "__module__", None) or ""
    owner = getattr(value, "__self__", None)  # of `np.add.outer`, `scipy.stats.norm.pdf`
    if isinstance(owner, np.ufunc):
        module = f"ufunc {owner.__name__}"
    elif owner is not None and not isinstance(owner, types.ModuleType):
        module = f"{type(owner).__module__}.{type(owner).__qualname__}"
    if name is None:
        raise Unnamed
    return f"named {module} {name}"

"""The rules that users have declared, in words: what was compiled with them can be stored then."""

from __future__ import annotations

import sys
import types
from dataclasses import fields
from typing import Any

from srcgrad.backends.compiled import code_digest, names_of
from srcgrad.cache import digest
from srcgrad.rules import declare

_nameless: dict[Any, frozenset[int]] = {}


def nameless() -> frozenset[int]:
    """The ids of functions with a rule that no name leads to, a local one's for instance.

    Nothing is stored that was compiled for one of them, so their rules need not be told.
    """
    rules = declare.by_users()
    state = (declare.current[0], *[id(rule) for rule in rules])
    if state not in _nameless:
        _nameless.clear()
        _nameless[state] = frozenset(id(rule.function) for rule in rules if not _is_named(rule))
    return _nameless[state]


def words_of_rules() -> str | None:
    """All other rules of users in words; None where one of them cannot be told."""
    told = [_words(rule) for rule in declare.by_users() if id(rule.function) not in nameless()]
    known = [one for one in told if one is not None]
    if len(known) < len(told):
        return None
    return digest(*sorted(known)) if known else ""


def _is_named(rule: declare.Rule) -> bool:
    return not isinstance(rule.function, types.FunctionType) or _place(rule.function) is not None


def _place(function: Any) -> str | None:
    """The name under which each process finds a function, if there is one."""
    name = getattr(function, "__qualname__", None) or getattr(function, "__name__", None)
    own = getattr(function, "__module__", None)
    for module in (own,) if own else ("numpy", "scipy.special"):  # ufuncs may not say
        found: Any = sys.modules.get(module)
        for part in str(name).split("."):
            found = getattr(found, part, None)
        if found is function:
            return f"{module}.{name}"
    return None


def _words(rule: declare.Rule) -> str | None:
    """What a rule says, if that can be told."""
    place = _place(rule.function)
    if place is None:
        return None
    parts = [place]
    for field in fields(rule):
        value = getattr(rule, field.name)
        if field.name == "function":
            continue
        said = _of_function(value, ()) if isinstance(value, types.FunctionType) else repr(value)
        if said is None or " at 0x" in said:
            return None
        parts.append(said)
    return digest(*parts)


def _of_function(function: types.FunctionType, inside: tuple[Any, ...]) -> str | None:
    """What a rule's body does, with all that it reads; None where that cannot be told."""
    if function in inside:
        return "itself"
    if function.__closure__:
        return None
    outside = function.__globals__
    parts = [code_digest(function.__code__), str(declare.signature(function))]
    for name in sorted(names_of(function.__code__) & outside.keys()):
        value = outside[name]
        said: str | None
        if isinstance(value, types.ModuleType):
            said = value.__name__
        elif isinstance(value, types.FunctionType):
            said = _place(value) and _of_function(value, (*inside, function))
        elif isinstance(value, bool | int | float | complex | str):
            said = repr(value)
        else:
            said = _place(value)
        if said is None:
            return None
        parts.append(f"{name} {said}")
    return None if any(" at 0x" in part for part in parts) else digest(*parts)

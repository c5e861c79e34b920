"""Calls that may change the containers that they are given, nobody knows how."""

from __future__ import annotations

import types
from typing import Any

from srcgrad.errors import SourceUnavailableError
from srcgrad.frontend import read, stores
from srcgrad.frontend.rebinding import of_library
from srcgrad.infer.callees.resolved import callee_of
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.changed_outside import changed_outside
from srcgrad.infer.sharing.classes import CONTAINERS
from srcgrad.infer.sharing.memory import may_write
from srcgrad.infer.sharing.run_by_others import functions
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir.function import Core
from srcgrad.ir.walk import names
from srcgrad.normalize.calls.closures import (
    Code,
    called_outside,
    made_inside,
    stored_outside,
    stores_inside,
)

BUILT_IN = (types.BuiltinFunctionType, types.MethodDescriptorType, types.WrapperDescriptorType)


def is_hidden(call: e.Call, facts: Facts) -> bool:
    """Is it not known what a call does to the containers that it is given?"""
    base = call.func.base if isinstance(call.func, e.Attr) else call.func
    kind = facts.kind(base)
    if isinstance(kind, CONTAINERS):
        return calls_back(call, facts)
    callee = callee_of(call, facts)
    if callee is not None:
        unseen = bool(call.args or call.kwargs) and _unseen(callee.code)
        return calls_back(call, facts) or (unseen and not facts.is_varied(call))
    return type(kind) is k.Unknown or isinstance(kind, k.Opaque) or _built_in(facts.kind(call.func))


def calls_back(call: e.Call, facts: Facts) -> bool:
    """Does a function get one of the user's that may store into what it is handed on?

    Where a value is active, the functions that are given are put in.
    """
    if facts.is_varied(call):
        return False
    given = [*map(facts.kind, (*call.args, *(v for _, v in call.kwargs)))]
    outside = any(changes_given(one) for part in given for one in functions(part))
    return outside or any(
        stores_inside(one, changes_given) for part in given for one in made_inside(part)
    )


def changes_given(function: Any) -> bool:
    """Is it a function of the user's that may store into what it is given?"""
    return (
        isinstance(function, types.FunctionType) and not of_library(function) and stores(function)
    )


def _unseen(code: Any) -> bool:
    """Is it a function whose source is not available, so that its statements are not put in?"""
    if not isinstance(code, types.FunctionType) or not stores(code):
        return False
    try:
        read(code)
    except SourceUnavailableError:
        return True
    return False


def _built_in(kind: k.Kind) -> bool:
    """Is it a function of which there is no source, a method such as `list.append` among them?"""
    return isinstance(kind, k.Known) and isinstance(kind.value, BUILT_IN)


def written_by(call: e.Call, facts: Facts) -> list[str]:
    """The names whose memory a call may write, by a function that it calls too.

    rows.sort(key=mark)                  `mark` may store into a row: `rows`, too
    """
    found = may_write(call, facts.kind, facts.free)
    if calls_back(call, facts):
        parts = (call.func, *call.args, *(value for _, value in call.kwargs))
        given = (name for part in parts for name in names(part))
        found += [name for name in given if k.mutable(facts.kinds.get(name, k.Empty()))]
    return [*dict.fromkeys(found)]


def may_store(call: e.Call, name: str, facts: Facts) -> bool:
    """May a function written in Python, whose statements are still to be put in, change a dict?"""
    kind = facts.kind(call.func)
    held = kind.value if isinstance(kind, k.Known) else None
    changes = isinstance(held, types.FunctionType) and isinstance(facts.kinds[name], k.Dict)
    return changes and stores(held)


def changed_by(code: Any, core: Core) -> list[str]:
    """What a function made inside may change by names outside, or one that it calls."""
    if not isinstance(code, Code):
        return []
    known: dict[Any, set[int]] = {}
    others = [changed_outside(core, known, one) for one in called_outside(code)]
    return [*stored_outside(code, core.free), *(name for found in others for name in found)]

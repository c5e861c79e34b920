"""Calls that may change the containers that they are given, nobody knows how."""

from __future__ import annotations

import types

from srcgrad.infer.callees.resolved import callee_of
from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.classes import CONTAINERS
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k

BUILT_IN = (types.BuiltinFunctionType, types.MethodDescriptorType, types.WrapperDescriptorType)


def is_hidden(call: e.Call, facts: Facts) -> bool:
    """Is it not known what a call does to the containers that it is given?"""
    base = call.func.base if isinstance(call.func, e.Attr) else call.func
    kind = facts.kind(base)
    if isinstance(kind, CONTAINERS) or callee_of(call, facts) is not None:
        return False
    return type(kind) is k.Unknown or isinstance(kind, k.Opaque) or _built_in(facts.kind(call.func))


def _built_in(kind: k.Kind) -> bool:
    """Is it a function of which there is no source, a method such as `list.append` among them?"""
    return isinstance(kind, k.Known) and isinstance(kind.value, BUILT_IN)

"""Calls that write an array, go through numbers and arrays, or solve, and do nothing else."""

from __future__ import annotations

import types

import numpy as np

from srcgrad.infer.facts import Facts
from srcgrad.infer.sharing.memory import WRITERS
from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.rules.held import Constant

GATHERING = (sum, any, all, sorted, list, tuple, set, frozenset)
DRAWING = "shuffle"  # writes, too, and moves on a generator that nobody sees


def gathers(call: e.Call, facts: Facts) -> bool:
    """Does it no more than write memory, or than go through what it is given?

    >>> total = e.Call(e.Ref("sum", sum), (e.Var("x"),))
    >>> gathers(total, Facts({"x": k.List(None, k.Real())}))
    True
    >>> gathers(total, Facts({"x": k.Unknown()}))  # elements may have an `__add__` of their own
    False
    >>> put, own = e.Ref("np.put", np.put), e.Ref("np.put", print)  # of another module called np
    >>> [gathers(e.Call(one, (e.Var("x"),)), Facts({})) for one in (put, own)]
    [True, False]
    """
    func = call.func
    if not isinstance(func, e.Ref):
        return False
    last = func.path.rpartition(".")[2]
    if last in WRITERS and last != DRAWING and _of_numpy(func.target):
        return True
    if not any(func.target is one for one in GATHERING):
        return False
    return all(_flat(facts.kind(one)) for one in (*call.args, *(v for _, v in call.kwargs)))


def _of_numpy(function: object) -> bool:
    """Is it NumPy's, or a method of one of its ufuncs?"""
    ufunc = isinstance(getattr(function, "__self__", None), np.ufunc)
    return ufunc or (getattr(function, "__module__", None) or "").partition(".")[0] == "numpy"


def _flat(kind: k.Kind) -> bool:
    """Is it a number, an array, or a list or tuple of these?"""
    match kind:
        case k.List(None, element):
            return _flat(element)
        case k.List(tuple(items)) | k.Tuple(items):
            return all(map(_flat, items))
        case k.Range() | k.Str():
            return True
    return k.is_number(kind) or k.is_array(kind)


def solves(call: e.Call, facts: Facts) -> bool:
    """Is it a library's solver, which does nothing beside calling a function made inside?

    Of such a function it is known that it does nothing else, of one of a module it may not be.
    """
    target = call.func.target if isinstance(call.func, e.Ref) else None
    given = [facts.kind(one) for one in (*call.args, *(v for _, v in call.kwargs))]
    return isinstance(target, Constant) and not any(
        isinstance(one, k.Known) and isinstance(one.value, types.FunctionType) for one in given
    )

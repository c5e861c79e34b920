"""Differences of order 0: `np.diff` gives the array itself."""

from __future__ import annotations

from collections.abc import Callable

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k


def differs(call: e.Call, kind_of: Callable[[e.Expr], k.Kind]) -> bool:
    """Are differences surely taken by a call of `np.diff`?"""
    order = dict(call.kwargs).get("n", call.args[1] if len(call.args) > 1 else e.ONE)
    kind = kind_of(order)
    return isinstance(kind, k.Known) and kind.value != 0

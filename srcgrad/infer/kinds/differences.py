"""Functions of some order, of which one gives the array itself: differences of order 0.

Powers of order 1 too, and functions of our own that only see to what they are given.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.runtime import for_three, matrix_found, vector_found

ORDERS: dict[object, tuple[str, int]] = {  # that change nothing
    **dict.fromkeys([np.polyint, np.polyder], ("m", 0)),
    np.diff: ("n", 0),
    np.linalg.matrix_power: ("n", 1),
}
PASSING = {for_three, matrix_found, vector_found}
KindOf = Callable[[e.Expr], k.Kind]


def handed_on(function: object, call: e.Call, kind_of: KindOf) -> bool:
    """May a call give its first operand back as it is?"""
    if function not in ORDERS:
        return function in PASSING
    order, idle = _order(function, call, kind_of)
    return not isinstance(order, k.Known) or order.value == idle


def perhaps_itself(tree: e.Expr, kind_of: KindOf) -> bool:
    """Does only the run know whether a call gives the array itself or another one?"""
    match tree:
        case e.Call(e.Ref(_, function)) if function in ORDERS:
            order, _ = _order(function, tree, kind_of)
            return not isinstance(order, k.Known)
    return False


def _order(function: object, call: e.Call, kind_of: KindOf) -> tuple[k.Kind, int]:
    """The order that is asked for, and the one that changes nothing."""
    name, idle = ORDERS[function]
    asked = dict(call.kwargs).get(name, call.args[1] if len(call.args) > 1 else e.ONE)
    return kind_of(asked), idle

"""Quotients in derivatives, which are NumPy's where a divisor may be zero."""

from collections.abc import Callable

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k

DIVIDE = e.Ref("np.divide", np.divide)


def divided(above: e.Expr, below: e.Expr, kind_of: Callable[[e.Expr], k.Kind]) -> e.Expr:
    """What `np.divide` gives, by the operator where that is the same: Python's raises at 0."""
    safe = isinstance(below, e.Const) and below.value != 0
    if safe or isinstance(kind_of(above), k.Array | k.Scalar):
        return e.Binary("/", above, below)
    return e.Call(DIVIDE, (above, below))

"""New arrays whose elements are in C order: what is reshaped of them is a view."""

from __future__ import annotations

from typing import Any

import numpy as np

from srcgrad.ir import expr as e

IN_ORDER: dict[Any, int] = {  # functions, and how many arguments say nothing of the order
    np.zeros: 2, np.ones: 2, np.empty: 2, np.full: 3, np.eye: 4, np.identity: 2, np.arange: 4,
    np.linspace: 7,
}  # fmt: skip


def in_order(value: e.Expr) -> bool:
    """Is it a call that makes a new array, and in C order?"""
    match value:
        case e.Call(e.Ref(_, function), args, kwargs) if callable(function):
            named = dict(kwargs).keys() & {"order", "like", "**"}
            starred = any(isinstance(a, e.Star) for a in args)
            return len(args) <= IN_ORDER.get(function, -1) and not named and not starred
    return False

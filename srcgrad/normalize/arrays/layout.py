"""New arrays whose elements are in C order: what is reshaped of them is a view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import kinds as k
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import statements, targets

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


def made_in_order(body: s.Block, name: str, kind_of: Callable[[e.Expr], k.Kind]) -> bool:
    """Is an array bound once, to a new one in C order?"""
    made = [n for n in statements(body) if name in targets(n) and not isinstance(n, s.Augment)]
    match made:
        case [s.Assign(_, e.Call(e.Attr(_, "copy"), (), ()))]:
            return isinstance(kind_of(e.Var(name)), k.Array)
        case [s.Assign(_, value)]:
            return in_order(value)
    return False

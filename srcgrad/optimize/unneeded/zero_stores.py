"""Zeros are not stored into an array of zeros that has just been made.

    y_dot = np.zeros_like(y)               y_dot = np.zeros_like(y)
    y_dot[0] = 0.0                 ->      y_dot[1] = x_dot
    y_dot[1] = x_dot

Of tangents alone: what the subscript may raise, the store of the value before it has raised. Only
until anything else names the array.
"""

from __future__ import annotations

import math

import numpy as np

from srcgrad.ir import expr as e
from srcgrad.ir import stmt as s
from srcgrad.ir.walk import blocks, mentions

MAKERS = (np.zeros, np.zeros_like)


def drop_zero_stores(block: s.Block) -> None:
    """Rewrite a block in place."""
    blank: set[str] = set()
    left: s.Block = []
    for node in block:
        for inner in blocks(node):
            drop_zero_stores(inner)
        match node:
            case s.Store(e.Var(name), _, e.Const(int() | float() as value)) if (
                name in blank and value == 0 and math.copysign(1, value) > 0
            ):
                continue
        blank.difference_update(mentions([node]))
        match node:
            case s.Assign(name, e.Call(e.Ref(_, function))) if (
                function in MAKERS and "~dot" in name
            ):
                blank.add(name)
        left.append(node)
    block[:] = left
